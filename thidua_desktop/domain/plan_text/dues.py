"""Days by which something is handed in: reports, registrations, dossiers, explanations, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.plan_text.parts import ReportKind
from thidua_desktop.domain.plan_text.words import PlanWords
from thidua_desktop.domain.planning.time_phrases import read_time

What = Literal["report", "registration", "dossier", "explanation", "other"]

_DAY: Final = r"\d{1,2}\s*(?:[/.]|thang)\s*\d{1,2}(?:\s*(?:[/.]|nam)\s*\d{4})?"
_EVERY: Final = r"\d{1,2}\s*(?:hang thang|moi thang|(?:cua )?thang cuoi (?:moi )?quy|cua thang cuoi|hang quy)"
_DUE: Final = re.compile(
    rf"(?:(?:xong )?truoc|cham nhat(?: la| vao)?|muon nhat(?: la| vao)?|han cuoi(?: la)?|thoi han(?: "
    rf"la)?|den het"
    rf"|den|trong|vao|xong)\s*:?\s*(?:het )?(?:ngay\s*)?(?:{_EVERY}|{_DAY})|\bngay\s+{_EVERY}"
    r"|(?:truoc|vao|cham nhat)(?: vao| la)?\s+ngay\s+\d{1,2}\b"
    r"(?!\s*(?:[/.-]\s*\d|thang\b|hang\b|moi\b|cua\b|den\b|va\b))"
)
_DAY_ONLY: Final = re.compile(r"ngay\s+\d{1,2}$")
_MONTHLY: Final = re.compile(r"\b(?:hang|moi|bao cao(?: ket qua)?|dinh ky|lich|tung) thang\b")
"""What a bare day of the month belongs to: ``báo cáo tháng trước ngày 18``."""
_REGULAR: Final = re.compile(
    r"dinh ky(?:\s+(?:hang (?:thang|quy)|6 thang(?:\s*(?:,|va)?\s*(?:ca |mot |1 )?nam)?|quy|thang))?"
    r"|(?:bao cao\s+)(?:dinh ky\s+)?(?:hang (?:thang|quy|nam))|hang (?:thang|quy),? (?:\w+ ){0,4}bao cao"
)
_NOUN: Final[tuple[tuple[What, re.Pattern[str]], ...]] = (
    ("report", re.compile(r"\bbao cao\b|\bso ket\b|\btong ket\b")),
    ("registration", re.compile(r"\bdang ky\b|\bgiao uoc\b")),
    (
        "dossier",
        re.compile(r"\bho so\b|\bto trinh\b|\bde nghi khen\b|\bdanh sach\b|\bbien ban\b|\bde nghi xet\b"),
    ),
    ("explanation", re.compile(r"\bgiai trinh\b")),
)
_KIND: Final[tuple[tuple[ReportKind, re.Pattern[str]], ...]] = (
    ("month", re.compile(r"\b(?:hang|moi) thang\b|\bbao cao(?: ket qua)? thang\b|\bdinh ky thang\b")),
    ("quarter", re.compile(r"\bquy\b(?! thi dua| khen)")),
    ("half_year", re.compile(r"\b(?:0?6|sau) thang\b|\bso ket(?! dot| chuyen de)|\bhoc ky (?:i|1)\b")),
    (
        "year",
        re.compile(
            r"\btong ket(?! dot| chuyen de| phong trao)|\bcuoi nam\b|\b(?:ca |hang |mot |1 )?nam(?: "
            r"hoc)?\b(?! \d{1,2}\b)"
        ),
    ),
    ("occasional", re.compile(r"\bdot\b|\bchuyen de\b")),
)
_SCHOOL_HALF: Final = 2
_FIRST_QUARTER: Final = 3
_HALF: Final = 8
_END: Final = re.compile(
    r"\s+(?:theo|kết quả|tình hình|để|trước|tổng hợp|xem xét|chậm nhất|muộn nhất|vào|hằng|hàng|định kỳ"
    r"|đúng|khi|nếu|thẩm định"
    r"|trong|bằng văn bản|về|chỉ đạo|quyết định|qua)(?!\w)|[;.()]|,\s|$"
)
_SENT: Final = re.compile(
    r"(?<!\w)(?:gửi|báo cáo|trình|nộp|tổng hợp)(?:\s+(?:báo cáo|kết quả|hồ sơ|đăng ký|giải trình|bằng "
    r"văn bản|văn bản|danh sách|tổng hợp))*"
    r"(?:\s+(?:về|cho|tới|đến|lên|qua))?\s+|(?<!\w)(?:về|đến|tới)\s+",
    re.IGNORECASE,
)
_WAY: Final = re.compile(r"(?<!\w)(?<!thông )qua\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to hand in: ``due_text`` as written, months and last day as understood."""

    what: What
    kind: ReportKind
    due_text: str
    months: tuple[int, ...]
    last_day: int | None
    receiver: str
    way: str


def read_dues(sentence: str, words: PlanWords, *, school: bool) -> Iterator[Due]:
    """Every day of the sentence with what is due on it, and regular reports without one."""
    plain = flat(sentence)
    receiver, way = receiver_of(sentence, words)
    days = [match for match in _DUE.finditer(plain) if _real(plain, match)]
    start = 0
    reported: set[str] = set()
    what: What = "other"
    for place, match in enumerate(days):
        until = days[place + 1].start() if place + 1 < len(days) else len(plain)
        before, behind = plain[start : match.start()], plain[match.end() : until]
        what = _what(before) or what
        due = sentence[match.start() : match.end()]
        when = read_time(due)
        kind = _kind(before, match[0], behind, when.months, school=school)
        reported.update({kind} if what == "report" else ())
        yield Due(what, kind, due, when.months, when.last_day, receiver, way)
        start = match.end()
    regular = _REGULAR.search(plain)
    if regular and "bao cao" in plain and not any(m.start() < regular.end() and "hang" in m[0] for m in days):
        if days and not re.search(r"thang|quy", regular[0]):
            return
        if reported & {"month", "quarter"}:
            return  # ``định kỳ hằng quý (trước ngày 15 của tháng cuối quý)`` is one report
        due = sentence[regular.start() : regular.end()]
        when = read_time(due)
        yield Due(
            "report", _kind("", regular[0], "", (), school=school), due, when.months, None, receiver, way
        )


def _real(plain: str, match: re.Match[str]) -> bool:
    """``từ … đến ngày`` is a period and no day to hand something in."""
    before = plain[: match.start()]
    if _DAY_ONLY.search(match[0]):
        return bool(_MONTHLY.search(re.split(r"[;.]", before)[-1]))
    if match[0].startswith(("den ", "trong ", "vao ")):
        return not re.search(r"\btu (?:ngay |thang )?[\d/]*[^;]{0,30}$", before)
    return True


def _what(before: str) -> What | None:
    """The thing named last before the day; a report named with its dossier is a report."""
    found = [(match.start(), what) for what, pattern in _NOUN for match in pattern.finditer(before)]
    return max(found)[1] if found else None


def _kind(before: str, due: str, behind: str, months: tuple[int, ...], *, school: bool) -> ReportKind:
    """By a bracket right behind the day, the day's own words, or the last words before it."""
    bracket = re.match(r"\s*\(([^)]*)\)", behind)
    for text in (bracket[1] if bracket else "", due):
        for kind, pattern in _KIND:
            if text and pattern.search(re.sub(r"nam \d{4}", "", text)):
                return kind
    clause = re.split(r";", before)[-1]
    clause = re.sub(r"\bnam (?:hoc )?\d{4}(?:\s*-\s*\d{4})?", "", clause) if "tong ket" in clause else clause
    found = [(match.start(), kind) for kind, pattern in _KIND for match in pattern.finditer(clause)]
    kinds = {kind for _, kind in found}
    if "month" in kinds or "quarter" in kinds:
        return max(item for item in found if item[1] in {"month", "quarter"})[1]
    if "half_year" in kinds and "year" in kinds:
        return (
            "half_year" if _last(found, "half_year") > _last(found, "year") or "6 thang" in clause else "year"
        )
    if found:
        return max(found)[1]
    near = re.split(r"[;.]", behind)[0]
    if behind_kinds := [(match.start(), kind) for kind, pattern in _KIND for match in pattern.finditer(near)]:
        return min(behind_kinds)[1]
    if not months:
        return "occasional"
    if school:
        return "half_year" if months[-1] <= _SCHOOL_HALF or months[-1] == 12 else "year"
    return "half_year" if _FIRST_QUARTER < months[-1] < _HALF else "year"


def _last(found: list[tuple[int, ReportKind]], kind: str) -> int:
    return max(place for place, one in found if one == kind)


def receiver_of(sentence: str, words: PlanWords) -> tuple[str, str]:
    """Whom it is sent to and through whom, as written; a body begins with its own word, marks included."""
    way = ""
    for match in _WAY.finditer(sentence):
        if body := _body_at(sentence, match.end(), words):
            way = body
            break
    for match in _SENT.finditer(sentence):
        if body := _body_at(sentence, match.end(), words):
            return body, way
    return (way, "") if way else ("", "")


def _body_at(sentence: str, place: int, words: PlanWords) -> str:
    """The name of a body that begins at a place, to where it ends."""
    rest = sentence[place:]
    lowered = rest.lower()
    starts = (*words.receivers,)
    first = next((one for one in starts if re.match(rf"{re.escape(one)}(?!\w)", lowered)), None)
    if first is None:
        return ""
    end = _END.search(rest, len(first))
    return rest[: end.start() if end else len(rest)].strip(" ,")
