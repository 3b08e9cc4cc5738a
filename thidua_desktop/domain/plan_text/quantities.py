"""Figures of a sentence: digits or number words, ranges, multipliers, any noun as unit, award first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.plan_text.quotes import quotes
from thidua_desktop.domain.plan_text.words import PlanWords, one_of

NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
PER: Final = r"(?:\s*/\s*(?:1\s*)?(?:van dan|ha|nguoi|nam|thang|ho|lao dong|nguoi/nam))*"
_MASKED: Final = re.compile(
    r"(?:\btren|\bmoi)\s*(?:mot|1)\s*(?:don vi\s*)?(?:ha|nguoi|van dan|lao dong|ho)\b"
    r"|\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)|\bso \d+\w?[/-]\S+|\bmuc do \d(?!\d)(?:, \d(?![\d,.]))*"
    r"|\d+(?:\s*(?:-|den)\s*\d+)?\s*(?:tuoi|thang tuoi)\b|\b24/(?:24|7)\b|\b\d{1,2}\s*gio\b(?:\s*\d{1,2})?"
    r"|\blop\s+\d{1,2}(?!\d)(?!\s*(?:hoc sinh|em|giao vien|%))|\b(?:ky niem|chao mung)?\s*\d{1,3} nam "
    r"(?:ngay|thanh lap|cach mang)"
    r"|\b20\d\d\s*-\s*20\d\d\b|\blap thanh \d{1,3} ban\b|\bgiu \d{1,3} ban\b|\bgiu mot ban\b"
)
_NAMING: Final = (
    "năm", "tháng", "ngày", "quý", "khóa", "khoá", "nhiệm kỳ", "điều", "khoản", "học kỳ", "chương", "mục",
    "đợt", "thứ", "lần thứ", "khu phố", "năm học", "giai đoạn", "mẫu", "phụ lục", "biểu", "hạng", "nđ", "qđ",
)  # fmt: skip
_NUMBERS_NAMED: Final = r")\s+(?:số\s+|so\s+)?\d{1,4}(?:\s*[-–/]\s*\d{1,4})*(?![\d.,]*\d)(?!\s*%)"
_NAMED: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_NAMING)}{_NUMBERS_NAMED}")
_NAMED_FLAT: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(flat, _NAMING))}{_NUMBERS_NAMED}")
"""A number that names something, by the marks of the word before it: ``thứ 2`` but not ``thu 2 tỷ``."""
_SHARE: Final = re.compile(
    r"(?<!ngay )(?<!truoc )(?<!den )(?<!tu )(?<![\d/])(\d{1,3})/(\d{1,3})"
    r"(?=\s+(?:thon|ban|xa|phuong|thi tran|truong|don vi|co quan|khu|khoi|to dan pho|ap|tieu chi|d/c"
    r"|dong chi|d/c"
    r"|can bo|giao vien|vien chuc|cong chuc|ho|lop|hoc sinh|dang vien|nguoi|tap the|ca nhan|to|chi bo"
    r"|chi doan"
    r"|nhan vien|em|cong doan|doan vien|hoi vien|chi hoi|phong|doanh nghiep|hop tac xa|khu dan cu|lang)\b)"
)
"""``10/12 thôn``: ten of twelve."""
_WORDS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười hai": 12, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_COUNTED: Final = (
    r"tập thể|cá nhân|đồng chí|cờ thi đua|bằng khen|giấy khen|huân chương|mô hình|sáng kiến|đơn vị|đề tài"
    r"|công trình|gương|điển hình|chiến s[ĩỹ]|lao động tiên tiến|hộ|giáo viên|học sinh|chi bộ|khu dân "
    r"cư|thôn|bản"
)
_SPELLED: Final = re.compile(
    rf"(?<=\s)(?:({_WORD})\s+(?:đến|-|–)\s+)?({_WORD})(?=\s+(?:{_COUNTED})(?!\w))", re.IGNORECASE
)
_LEADING: Final = re.compile(
    r"(?:có|từ|đến|ít nhất|tối thiểu|đạt|trên|dưới|thêm|:|không quá|tối đa|và|-)\s*$"
)
_COMPOUND: Final = re.compile(
    rf"(?<![\w/.,])({NUMBER})\s*(?:ty|ti)\s+(?:va\s+)?({NUMBER})\s*trieu(?:\s*dong)?(?![a-z0-9])"
)
_STOP: Final = (
    r"(?:ngay|thang|nam|gio|phut|tuoi|quy|dot|lan|ky|tuan|khoa|dieu|khoan|va|den|cua|cho|trong|tren|duoi"
    r"|so voi|tro|theo|la|cac|co|duoc|dat|voi|tai|ve|nhu|de|hoac|ngay dem|thi dua|nhat|nhi|moi|hang"
    r"|phong trao|cuoc van dong|noi dung|nhom|buoc|mat)"
)
_FREE: Final = re.compile(
    rf"(?<![\w/.,#])({NUMBER})(?:\s*(?:-"
    rf"|den)\s*({NUMBER}))?\s+((?!{_STOP}\b)[a-z]+(?:\s+(?!{_STOP}\b)[a-z]+)?)"
)
_BARE: Final = re.compile(
    rf"(?<=[:–-])[^:;\d#]{{0,24}}?(?<![\w/.,#])({NUMBER})(?:\s*(?:-|den)\s*({NUMBER}))?\s*(?=[;.(,]|$"
    rf"|va\b)(?![.,]\d)"
)
_DESCRIBING: Final = re.compile(
    r"\b(?:hien co|hien nay co|toan truong co|nha truong co|truong co"
    r"|dia chi\s*(?:la\b|tai\b|so\b|:)|da dat|da co|da duoc|nam qua"
    r"|dien tich tu nhien|duoc thanh lap|tong dien tich|dong tai|toan xa co|xa co|phuong co)\b"
)
_BASE_BEHIND: Final = re.compile(
    rf"\bnam (?:hoc )?(20\d\d)(?:\s*-\s*20\d\d)?\s*(?:la|dat|co|chi dat|uoc dat|thuc hien|thuc hien "
    rf"dat|:|con)?\s*({NUMBER})"
)
_BASE_BEFORE: Final = re.compile(
    rf"({NUMBER})\s*(?:%|[a-z]+(?: [a-z]+)?)?\s*(?:cua |vao )?nam (?:hoc )?(20\d\d)\b"
)
_BASE_LEFT: Final = re.compile(
    rf"\btu\s*({NUMBER})\s*(?:%|(?!tro\b)[a-z]+(?: (?!tro\b)[a-z]+)?)?\s+(?:xuong|len|con)\b"
)
"""``từ 6,5% xuống dưới 5%``: the first figure is where things stand."""
_BRACKET: Final = re.compile(r"\((?!\s*(?:tang|giam|vuot|phan dau|it nhat|toi thieu)\b)[^()]*\)")
"""Parts of a total, last year's figure, an explanation; a bracket that says by how much is read."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or range with its unit: places in the sentence, ``low`` and ``high`` equal for one number.

    ``bare``: no unit stands behind it; the words before its colon say what is counted.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    bare: bool = False


def parse_number(typed: str) -> Decimal:
    """``4.260`` is 4260; ``12.5`` and ``12,5`` are twelve and a half."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", typed):
        typed = typed.replace(".", "")
    return Decimal(typed.replace(",", "."))


class Quantities:
    """Finds figures with one vocabulary of units."""

    def __init__(self, words: PlanWords) -> None:
        units = one_of(words.units)
        self.units = units
        self._marked = frozenset(words.marked_units)
        self._known = re.compile(
            rf"(?<![\w/.,])({NUMBER})(?:(?:\s*(?:{units}))?\s*(?:-"
            rf"|den)\s*({NUMBER}))?\s*({units}{PER})(?![a-z0-9])"
        )

    def find(self, sentence: str, *, year: int | None, free: bool) -> list[Figure]:
        """Figures in order. ``free``: also figures whose unit is no known one, as in a part of targets."""
        plain = masked(sentence, year=year)
        found: list[Figure] = []
        for match in _COMPOUND.finditer(plain):
            value = parse_number(match[1]) + parse_number(match[2]) / 1000
            found.append(Figure(match.start(), match.end(), value, value, "tỷ đồng"))
        plain = _hidden(plain, found)
        found += [
            _figure(match, sentence)
            for match in self._known.finditer(plain)
            if self._is_unit(sentence[match.start(3) : match.end(3)])
        ]
        plain = _hidden(plain, found)
        if free:
            bare = [_bare(match) for match in _BARE.finditer(plain)]
            found += bare
            plain = _hidden(plain, bare)
            found += [_figure(match, sentence) for match in _FREE.finditer(plain)]
        return sorted(found, key=lambda figure: figure.start)

    def _is_unit(self, typed: str) -> bool:
        """``phòng`` and ``phong`` are two words: typed with marks, a unit must have its own."""
        unit = typed.lower()
        unit = unit if unit in self._marked else unit.split("/")[0].strip()
        return unit.isascii() or unit in self._marked or flat(unit) == unit


def masked(sentence: str, *, year: int | None) -> str:
    """The sentence, flat, with every number hidden that is no figure to reach: days, ages, last year."""
    spelled = _SPELLED.sub(_digits, sentence)
    plain = flat(spelled)
    for quote in quotes(sentence):
        plain = plain[: quote.start] + "#" * (quote.end - quote.start) + plain[quote.end :]
    if _DESCRIBING.search(plain):
        return re.sub(r"\d", "#", plain)
    plain = _SHARE.sub(_of_all, plain)
    plain = _MASKED.sub(lambda match: "#" * len(match[0]), plain)
    named = _NAMED_FLAT if sentence.isascii() else _NAMED
    for match in named.finditer(sentence.lower()):
        plain = plain[: match.start()] + "#" * len(match[0]) + plain[match.end() :]
    for pattern, number, base in ((_BASE_BEHIND, 2, 1), (_BASE_BEFORE, 1, 2)):
        text = flat(sentence)
        for match in pattern.finditer(text):
            if year is not None and int(match[base]) < year and "so voi" not in match[0]:
                first, last = match.span(number)
                plain = plain[:first] + "#" * (last - first) + plain[last:]
    for match in _BASE_LEFT.finditer(flat(sentence)):
        first, last = match.span(1)
        plain = plain[:first] + "#" * (last - first) + plain[last:]
    outside = _BRACKET.sub(lambda match: "#" * len(match[0]), plain)
    return outside if re.search(r"\d", outside) else plain


def _digits(match: re.Match[str]) -> str:
    """Number words as digits of the same length; one word alone only behind a word that leads to a count."""
    before = match.string[: match.start()]
    single = match[1] is None
    if single and not _LEADING.search(before.lower()):
        return match[0]
    if single and match[2].lower() == "năm" and re.search(r"(?i)(?:trong|hết|mỗi)\s*$", before):
        return match[0]
    text = match[0]
    for group in (1, 2):
        if match[group]:
            value = str(_WORDS[match[group].lower()])
            first = match.start(group) - match.start()
            text = text[:first] + value.ljust(len(match[group])) + text[first + len(match[group]) :]
    return text


def _of_all(share: re.Match[str]) -> str:
    """The first number of a share with blanks for the second; a day and month stay what they are."""
    return share[0] if int(share[1]) > int(share[2]) else share[1] + " " * (len(share[2]) + 1)


def _figure(match: re.Match[str], sentence: str) -> Figure:
    low = parse_number(match[1])
    high = parse_number(match[2]) if match[2] else low
    unit = sentence[match.start(3) : match.end(3)]
    return Figure(match.start(), match.end(), low, high, unit)


def _bare(match: re.Match[str]) -> Figure:
    low = parse_number(match[1])
    high = parse_number(match[2]) if match[2] else low
    end = match.end(2) if match[2] else match.end(1)
    return Figure(match.start(1), end, low, high, "", bare=True)


def _hidden(plain: str, found: list[Figure]) -> str:
    for figure in found:
        plain = plain[: figure.start] + "#" * (figure.end - figure.start) + plain[figure.end :]
    return plain


def numbers_in(text: str) -> Iterator[tuple[int, str]]:
    """Every number typed in digits, with its place."""
    for match in re.finditer(rf"(?<![\w/.,])(?:{NUMBER})(?![\d])", text):
        yield match.start(), match[0]
