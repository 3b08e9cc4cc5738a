"""The head of a paper by Decree 30: issuer, number, symbol, place, date, kind, addressee, title and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_layout.signature import is_position
from thidua_desktop.domain.plan_text.issuer import (
    as_in_text,
    bodies,
    issuer_in,
    letterhead_line,
    read_letterhead,
)
from thidua_desktop.domain.plan_text.lines import Line, flat, lettered
from thidua_desktop.domain.plan_text.parts import Kind, Message, Paper, Source
from thidua_desktop.domain.plan_text.sections import mark_of
from thidua_desktop.domain.plan_text.words import PlanWords, one_of

YEAR: Final = re.compile(r"năm\s+((?:19|20)\d{2})(?!\s*[-–/]\s*\d{4})", re.IGNORECASE)
SCHOOL_YEAR: Final = re.compile(r"năm\s+học\s*:?\s*((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"^\W*số(?:\s+hiệu)?\s*[:.]?\s*(\d+\s*[a-zđ]?(?:\s*/\s*(?:19|20)\d{2})?|[\s.…_]*)\s*[-–/]\s*"
    r"([A-ZĐƯƠ][\wĐđ&.]*(?:\s*[-–/]\s*[A-ZĐƯƠ][\wĐđ&.]*)*)",
    re.IGNORECASE,
)
_PLACE: Final = lettered(r"((?:TP\.?\s*)?[\p{Lu}][^,\d\t:;/“]{1,40}?)")
_BLANK: Final = r"[\d….\s_]"
_PLACED: Final = re.compile(
    rf"(?:^|\t)\W*{_PLACE}\s*,?\s*[Nn]gày\s*({_BLANK}*?)\s*tháng\s*({_BLANK}*?)\s*năm\s*(\d{{4}}"
    rf"|{_BLANK}*)\W*$"
)
_PLACED_SHORT: Final = re.compile(
    rf"(?:^|\t)\W*{_PLACE}\s*,?\s*[Nn]gày\s*(\d{{1,2}})\s*[/.-]\s*(\d{{1,2}})\s*[/.-]\s*(\d{{4}})\W*$"
)
_ABOUT: Final = re.compile(r"(?:V/v|Về việc)\s*:?\s*(\S.*)", re.IGNORECASE)
_OPENING: Final = re.compile(
    r"(?:(?!V/v)[IVX]{1,5}|[A-H])\s*[./)]\s*\S|(?i:căn cứ|thực hiện|xét đề nghị|thi hành)\s"
    r"|(?i:kính gửi|điều \d)"
)
_SENTENCE: Final = re.compile(
    r"\bnhu sau\b|\bnoi dung sau\b|\bcu the\b.*:$|^(?:de|nham|trong|nam \d{4}\s*,?\s*la)\s|\b(?:xay "
    r"dung|ban hanh) ke hoach\b"
)
_ATTACHED: Final = re.compile(r"\((?:ban hành )?kèm theo\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"(?:năm|giai đoạn|trên địa bàn|tại|của|với chủ đề|và|học kỳ|đợt|nhân dịp|chào mừng)\b", re.IGNORECASE
)
_LONGEST_PLACE: Final = 7
_LONGEST_TITLE: Final = 700
_LONGEST_LINE: Final = 250
_TOP: Final = 80
_SELF_NAMED: Final = {"pledge", "launch", "criteria"}


@dataclass(frozen=True, slots=True)
class Head:
    """What the top says, and how many lines it takes (title included)."""

    kind: Kind
    paper: Paper
    doc_type: Message
    superior: Message
    issuer: Message
    place: Message
    number: Message
    symbol: Message
    date: PartialDate | None
    title: Message
    year: int | None
    length: int
    addressees: tuple[str, ...]
    unread: tuple[Line, ...]

    @property
    def found(self) -> bool:
        """The text has a head: a kind, a number, a place with its date, or an addressee."""
        return bool(self.doc_type.value or self.symbol.value or self.place.value or self.addressees)


def read_head(lines: Sequence[Line], words: PlanWords) -> Head:
    """Reads down to the title. The word in capitals says the kind; without it the symbol or ``V/v`` does."""
    top = next((n for n, line in enumerate(lines[:_TOP]) if _doc_type(line.text, words)), None)
    first_mark = next((n for n, line in enumerate(lines[:_TOP]) if _opens(line, words)), len(lines[:_TOP]))
    if top is not None and top > first_mark and lines[first_mark].text[:2] in {"I.", "1."}:
        top = None
    doc_type = Message() if top is None else Message(_doc_type(lines[top].text, words), _of(lines[top]))
    above_end = top if top is not None else first_mark
    top_lines = _Top(words)
    for line in lines[:above_end]:
        top_lines.take(line)
    symbol = top_lines.symbol
    paper = _paper(doc_type.value, symbol.value, top_lines, words)
    addressees, sent_end = _addressees(lines, above_end)
    if top is not None:
        title, end = _title(lines, top, doc_type.value, words, whole=paper in _SELF_NAMED)
    elif top_lines.about:
        title, end = top_lines.title(), sent_end
    else:
        title, end = top_lines.untyped_title(), sent_end if top_lines.known else 0
    superior, issuer = read_letterhead(top_lines.letterhead, words)
    issuer = as_in_text(issuer, lines, words) if issuer.value else issuer_in(lines[end:], words)
    superior = as_in_text(superior, lines, words) if superior.value else superior
    date = top_lines.date
    year = _year(title.value, lines[end : end + 3]) or (date.year if date else None)
    return Head(
        kind=_kind(doc_type.value, title.value, words),
        paper=paper,
        doc_type=doc_type,
        superior=superior,
        issuer=issuer,
        place=top_lines.place,
        number=top_lines.number,
        symbol=symbol,
        date=date,
        title=title,
        year=year,
        length=end,
        addressees=addressees,
        unread=tuple(top_lines.unread),
    )


class _Top:
    """The lines above the title, each taken for one thing."""

    def __init__(self, words: PlanWords) -> None:
        self.words = words
        self.number = self.symbol = self.place = Message()
        self.date: PartialDate | None = None
        self.about: list[Line] = []
        self.letterhead: list[Line] = []
        self.unread: list[Line] = []
        self._open = False

    @property
    def known(self) -> bool:
        return bool(self.symbol.value or self.place.value)

    def take(self, line: Line) -> None:
        """One line: motto, number, place and date, subject, or the issuer's name."""
        text = line.text
        opened, self._open = self._open, False
        if _decoration(text, self.words):
            return
        if found := _NUMBER.search(text):
            self.number = Message(_filled(found[1]), _of(line))
            self.symbol = Message(re.sub(r"\s+", "", found[2]).replace("–", "-"), _of(line))
            if rest := text[found.end() :].strip(" .,;"):
                self.take(Line(line.number, rest))
        elif placed := placed_date(text):
            self.place, self.date = Message(placed[0], _of(line)), placed[1]
        elif _ABOUT.match(text) or opened:
            self.about.append(line)
            self._open = True
        elif letterhead_line(text, self.words) and not self.known_title(line):
            self.letterhead.append(line)
        else:
            self.unread.append(line)

    def known_title(self, line: Line) -> bool:
        """Behind number and date a line in capitals is no letterhead any more."""
        return self.known and bool(self.letterhead) and line.text.isupper()

    def title(self) -> Message:
        """The subject after ``V/v``, over as many lines as it takes."""
        first = _ABOUT.match(self.about[0].text)
        assert first is not None
        words = " ".join([first[1].strip(), *(line.text for line in self.about[1:])])
        return Message(words, Source(self.about[0].number, words))

    def untyped_title(self) -> Message:
        """Capitals below number and date that name no kind of paper."""
        lines = [line for line in self.unread if line.text.isupper()]
        if not lines or not self.known:
            return Message()
        self.unread = [line for line in self.unread if line not in lines]
        words = " ".join(line.text for line in lines)
        return Message(words, Source(lines[0].number, words))


def placed_date(text: str) -> tuple[str, PartialDate | None] | None:
    """Place and date of a line that says nothing else, blanks for the day of issue included."""
    placed = _PLACED.search(text) or _PLACED_SHORT.search(text)
    if placed is None or not _is_place(placed[1].strip(" ,")):
        return None
    return placed[1].strip(" ,"), _date(placed)


def _is_place(words: str) -> bool:
    """A place name: few words, most with a capital, the last one too; a clause before a day is none."""
    names = words.split()
    capitals = [word for word in names if word[0].isupper()]
    return len(names) <= _LONGEST_PLACE and len(capitals) * 2 >= len(names) and names[-1][0].isupper()


def _opens(line: Line, words: PlanWords) -> bool:
    """The first line that is text: addressee, basis, part or article."""
    text = line.text
    return bool(_OPENING.match(text)) or (text.endswith(":") and len(text) > 60) or len(text) > _LONGEST_LINE


def _addressees(lines: Sequence[Line], above: int) -> tuple[tuple[str, ...], int]:
    """Names after ``Kính gửi``, on its line or below it with dashes; and where the text begins."""
    for number, line in enumerate(lines[above : above + 6], start=above):
        if not flat(line.text).startswith("kinh gui"):
            continue
        rest = line.text[len("kính gửi") :].strip(" :.;")
        found = [part.strip(" -–;.") for part in rest.split(";")] if rest else []
        end = number + 1
        while end < len(lines) and re.match(r"[-–+]\s*\S", lines[end].text) and len(lines[end].text) < 160:
            found.append(lines[end].text.strip(" -–+;."))
            end += 1
        return tuple(name for name in found if name), end
    return (), above


def _paper(doc_type: str, symbol: str, top: _Top, words: PlanWords) -> Paper:
    """The kind of paper: its word in capitals, else the letters of its symbol, else a letter by ``V/v``."""
    code = words.papers.find(doc_type) if doc_type else ""
    if not code:
        letters = re.split(r"[-/]", symbol)[0].upper()
        code = words.symbols.get(letters, "")
    return cast(Paper, code or ("letter" if top.about or symbol else ""))


def _doc_type(text: str, words: PlanWords) -> str:
    """The words in capitals that say what it is, alone on the line or before the title."""
    for phrase in words.doc_types:
        length = len(phrase)
        rest = text[length : length + 1]
        if flat(text[:length]) == phrase and text[:length].isupper() and rest in {"", " ", ":"}:
            return text[:length]
    return ""


def _title(
    lines: Sequence[Line], top: int, doc_type: str, words: PlanWords, *, whole: bool
) -> tuple[Message, int]:
    """The rest of the line and the lines below it that go on in the same letters, down to a sentence."""
    first = lines[top].text if whole else lines[top].text[len(doc_type) :].strip(" :")
    parts = [first] if first else []
    numbers = [lines[top].number] if first else []
    end = top + 1
    while end < len(lines) and len(" ".join(parts)) < _LONGEST_TITLE:
        line = lines[end]
        if _ATTACHED.match(line.text):
            end += 1
            break
        if not _is_title(line, " ".join(parts), words):
            break
        parts.append(line.text)
        numbers.append(line.number)
        end += 1
    title = " ".join(parts)
    return (Message(title, Source(numbers[0], title)) if title else Message()), end


def _is_title(line: Line, before: str, words: PlanWords) -> bool:
    """Whether a line still belongs to the title read so far."""
    text = line.text
    if mark_of(text) or flat(text).startswith("kinh gui") or placed_date(text) or _NUMBER.match(text):
        return False
    sentence = _is_sentence(text, words)
    if not before:
        return not sentence and not text.endswith((".", ";", ":"))
    capitals = before.isupper()
    if capitals and text.isupper():
        return not (is_position(text, words) and not line.text.startswith("CỦA"))
    if sentence or text.endswith((".", ";", ":")) or len(text) > _LONGEST_LINE or _OPENING.match(text):
        return False
    if capitals or line.gap:
        return bool(_GOES_ON.match(text)) and len(text) < 120 and not _dated(before)
    if text.isupper():
        return False
    return not _dated(before) or (text[0].islower() and len(text) < 120)


def _is_sentence(text: str, words: PlanWords) -> bool:
    """A sentence of the opening and no title: it says who issues or what follows."""
    plain = flat(text)
    if text.isupper():
        return False
    if _SENTENCE.search(plain) and (len(text) > 60 or text.endswith(":")):
        return True
    verbs = re.compile(rf"\s+(?:[a-z ]{{0,12}})?{one_of(words.issuer_verbs)}")
    return any(start == 0 and verbs.match(plain, end) for start, end in bodies(text, words))


def _dated(title: str) -> bool:
    """A title that names its year is whole."""
    return bool(YEAR.search(title) or SCHOOL_YEAR.search(title))


def _kind(doc_type: str, title: str, words: PlanWords) -> Kind:
    """What the office calls it; the kind of paper is asked before the title, which may name other papers."""
    code = words.kinds.find(doc_type)
    if not code and flat(doc_type) == "ke hoach":
        plain = flat(title)
        code = next((code for phrase, code in words.kinds.pairs if code[:2] == "KH" and phrase in plain), "")
    return cast(Kind, code)


def _year(title: str, opening: Sequence[Line]) -> int | None:
    for text in (title, *(line.text for line in opening)):
        bare = re.sub(r"(?i)\bsố\s+\d[^;,]*?năm\s+\d{4}|ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d{4}", "", text)
        if found := SCHOOL_YEAR.search(bare) or YEAR.search(bare):
            return int(found[1])
    return None


def _date(placed: re.Match[str]) -> PartialDate | None:
    """As far as typed; blanks left for the day of issue stay blank. A day that does not exist is none."""
    day, month, year = (part.strip(" .…_") for part in placed.groups()[1:])
    if not year.isdigit():
        return None
    try:
        if day and month:
            return PartialDate(f"{year}-{int(month):02d}-{int(day):02d}", "day")
        if month:
            return PartialDate(f"{year}-{int(month):02d}", "month")
        return PartialDate(year, "year")
    except ValueError:
        return None


def _filled(typed: str) -> str:
    return re.sub(r"\s+", "", typed) if any(char.isdigit() for char in typed) else ""


def _decoration(text: str, words: PlanWords) -> bool:
    plain = flat(text).strip(" -*_.")
    return any(phrase in plain for phrase in words.letterhead) or not any(char.isalnum() for char in text)


def _of(line: Line) -> Source:
    return Source(line.number, line.text)
