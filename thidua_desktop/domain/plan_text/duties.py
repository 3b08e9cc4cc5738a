"""Who is reported to do what, which reports are asked for, and the documents a plan names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.plan_text.dues import read_dues
from thidua_desktop.domain.plan_text.lines import Line, flat, sentence_at, sentences
from thidua_desktop.domain.plan_text.parts import Assignment, Duty, Reference, ReportDue, Section, Source
from thidua_desktop.domain.plan_text.roles import outer_roles
from thidua_desktop.domain.plan_text.sections import walk
from thidua_desktop.domain.plan_text.words import PlanWords, one_of
from thidua_desktop.domain.planning.anniversaries import day_of

_LONGEST_UNIT: Final = 230
_LED: Final = re.compile(
    r"(?:đối với|trách nhiệm của|nhiệm vụ của|giao cho|giao|đề nghị|yêu cầu|phân công)\s+", re.IGNORECASE
)
_SENT: Final = re.compile(r"\b(?:gui|nop|hoan thanh|xong)\b")
_GENERIC: Final = re.compile(
    r"(?:các|của|từng)?\s*(?:cơ quan, )?(?:đơn vị|bộ phận|cơ quan)(?: có liên quan)?", re.IGNORECASE
)
_VERBS: Final = re.compile(
    r"(?:tổ chức|ban hành|hội nghị|đoàn kết|bố trí|thực hiện|triển khai|đăng ký|báo cáo|hướng dẫn|các "
    r"(?:nội dung|phong trào"
    r"|hoạt động|chỉ tiêu|biện pháp|giải pháp|đợt|tiêu chí)|công tác|bộ tiêu chí|trường hợp|hội thi"
    r"|hội thao|tổ chức)(?!\w)"
)
_NO: Final = r"\s*(?:số|Số)\s*:?\s*(\d+[A-Za-zĐđ]?\s*[-/]\s*[\wĐđ&./\-–]+?)"
_ON: Final = r"ngày\s+(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_DOC: Final = rf"(?:{_NO}(?:\s*,?\s*|,\s*){_ON}|{_NO}(?=[\s;,.]|$)(?:\s+của\s+[^;,]{{3,60}}?,?\s*{_ON})?)"
_LAW: Final = re.compile(rf"\b((?:Bộ l|L)uật)\s+([^;“\d]{{3,80}}?)\s*,?\s*(?:{_NO}\s*,?\s*)?{_ON}")
_OF: Final = re.compile(
    r"\s*,?\s*(?:của\s+)?([A-ZĐÀ-Ỹ][^;.,“”\"]{2,80}?)?\s*(?:,\s*)?"
    r"(?:về(?:\s+việc)?|V/v|Phát động|phát động)\s+",
)
_ACTS: Final = re.compile(
    r"\s+(?:quy định|hướng dẫn|sửa đổi|ban hành|phê duyệt|triển khai|tổ chức|thực hiện|phát động|giao"
    r"|công bố)(?!\w)"
)


def read_assignments(
    sections: Sequence[Section], words: PlanWords, *, ordered: bool = False
) -> tuple[Assignment, ...]:
    """Who is reported to do what: a unit as heading, before a colon, after ``Giao`` or before a verb.

    ``ordered``: each numbered point of the paper is an order to somebody, as in a directive.
    """
    found: list[Assignment] = []
    for path in walk(sections):
        place = path[-1]
        reported = _organised(path[:-1]) or (_organised(path) and not place.children) or _handed(place)
        reported = reported or (ordered and len(path) == 1 and not place.children and place.mark == "number")
        if not reported:
            continue
        if len(path) > 1 and (above := _heading_unit(path[-2], words)) and _organised(path[:-2]):
            found.append(Assignment(above, place.text or place.heading, Source(place.line, place.text)))
            continue
        own = _heading_unit(place, words)
        if own:
            if place.text or not place.children:
                text = place.text or place.heading
                found.append(Assignment(own, text, Source(place.line, next(sentences(text), text))))
            continue
        text = place.text or (place.heading if not place.children else "")
        first = next(sentences(text), "")
        if named := list(_before_colons(place, text, words)):
            found += named
            continue
        if unit := _unit(text.split("\n")[0], words):
            found.append(Assignment(unit, text, Source(place.line, first)))
    return tuple(found)


def _before_colons(place: Section, text: str, words: PlanWords) -> Iterator[Assignment]:
    """``Tổ Tổng hợp: tham mưu …``, one a paragraph: the unit stands before the colon."""
    for offset, paragraph in enumerate(text.split("\n")):
        unit, colon, duty = paragraph.partition(":")
        bare = _LED.sub("", unit).strip(" ,")
        if colon and duty.strip() and len(bare.split()) < 12 and is_unit(bare, words):
            line = place.line_of(offset) if place.text else place.line
            yield Assignment(bare, duty.strip(), Source(line, paragraph))


def _organised(path: Sequence[Section]) -> bool:
    """A heading above hands out work or asks for reports."""
    return bool(outer_roles(path) & {"assignment", "reporting"})


def _handed(place: Section) -> bool:
    """``Giao X …`` hands out work wherever it stands."""
    return bool(re.match(r"giao\s+(?!uoc|luu|thong|duc)", flat(place.text or place.heading)))


def _heading_unit(place: Section, words: PlanWords) -> str:
    """The unit a heading names, without ``Đối với``, ``Trách nhiệm của``, ``Giao``."""
    if not place.heading or (not place.text and not place.children):
        return ""
    bare = _LED.sub("", place.heading).strip(" :,.")
    return bare if is_unit(bare, words) and not (bare.isupper() and _GENERIC.match(bare)) else ""


def is_unit(text: str, words: PlanWords) -> bool:
    """The words name bodies or persons of an office: they begin as such names do, marks included."""
    lowered = text.lower()
    if not 2 < len(text) <= _LONGEST_UNIT or re.search(r"\d{1,2}/\d{1,2}|(?<!\w)trước ngày", lowered):
        return False
    if _VERBS.match(lowered):
        return False
    return any(re.match(rf"{re.escape(one)}(?!\w)", lowered) for one in words.unit_words) or bool(
        re.match(rf"\d{{1,3}}\s+(?:{'|'.join(words.place_words)}|trường|đơn vị|khu)", lowered)
    )


def _unit(text: str, words: PlanWords) -> str:
    """The unit before the first verb of doing; what begins otherwise than units do is none."""
    plain = flat(text)
    start = 0
    if led := re.match(rf"{one_of(words.assigning)}\s+", plain):
        start = led.end()
    elif based := re.match(r"can cu [^,]{3,120}?,\s*", plain):
        start = based.end()
    if again := _LED.match(text[start:]):
        start += again.end()
    action = re.search(rf"(?<!\bcac)(?<!\bnhung)[\s,:]+{one_of(words.actions)}\b", plain[start:])
    if not action or not 3 <= action.start() <= _LONGEST_UNIT:
        return ""
    unit = text[start : start + action.start()].strip(" ,:;")
    return unit if is_unit(unit, words) or (start and unit[:1].isupper()) else ""


def read_duties(
    sections: Sequence[Section], words: PlanWords, *, school: bool
) -> tuple[tuple[ReportDue, ...], tuple[Duty, ...]]:
    """Reports asked for, and what else is to be handed in or done by a day: registrations, dossiers, …"""
    reports: list[ReportDue] = []
    duties: list[Duty] = []
    for path in walk(sections):
        place = path[-1]
        if outer_roles(path) & {"situation"}:
            continue
        above = _heading_unit(path[-2], words) if len(path) > 1 else ""
        whole = f"{place.heading}: {place.text}" if place.joint == ": " and place.text else place.text
        for sentence in sentences(whole or place.heading):
            _take(
                sentence, place.line, above, words, reports, duties, school=school, organised=_organised(path)
            )
    return tuple(reports), tuple(duties)


def _take(
    sentence: str,
    line: int,
    above: str,
    words: PlanWords,
    reports: list[ReportDue],
    duties: list[Duty],
    *,
    school: bool,
    organised: bool,
) -> None:
    source = Source(line, sentence)
    for due in read_dues(sentence, words, school=school):
        if due.what == "report":
            reports.append(
                ReportDue(due.kind, due.due_text, due.months, due.last_day, due.receiver, source, way=due.way)
            )
        elif organised or due.what != "other" or _SENT.search(flat(sentence)):
            head, colon, _ = sentence.partition(":")
            unit = head.strip() if colon and is_unit(head, words) else _unit(sentence, words)
            duties.append(
                Duty(
                    due.what, unit or above, due.due_text, due.months, due.last_day, due.receiver, due.way,
                    source,
                )
            )  # fmt: skip


def read_references(lines: Sequence[Line], words: PlanWords) -> tuple[Reference, ...]:
    """Documents named with number and day, in order; a law also without its number."""
    names = re.compile(rf"({'|'.join(map(re.escape, words.doc_names))}){_DOC}", re.IGNORECASE)
    found: list[Reference] = []
    for line in lines:
        matches = sorted(
            [*names.finditer(line.text), *_LAW.finditer(line.text)], key=lambda match: match.start()
        )
        matches = [
            one for place, one in enumerate(matches) if not place or one.start() >= matches[place - 1].end()
        ]
        for place, match in enumerate(matches):
            limit = matches[place + 1].start() if place + 1 < len(matches) else len(line.text)
            found.append(_reference(line, match, line.text[match.end() : limit], words))
    return tuple(found)


def _reference(line: Line, match: re.Match[str], rest: str, words: PlanWords) -> Reference:
    law = match.re is _LAW
    numbers = [match[3]] if law else [match[2], match[4]]
    days = [match[4]] if law else [match[3], match[5]]
    number = re.sub(r"\s+", "", next((one for one in numbers if one), ""))
    day = next((one for one in days if one), "")
    message = _OF.match(rest)
    subject = match[2].strip(" ,") if law else (_subject(rest[message.end() :], words) if message else "")
    issuer = _ACTS.split((message[1] or "") if message else _issuer(rest), maxsplit=1)[0]
    source = Source(line.number, sentence_at(line.text, match.start()))
    doc_type = match[1][:1].upper() + match[1][1:]
    return Reference(doc_type, number, _day(day), issuer.strip(), subject.strip(" ,"), source)


def _day(typed: str) -> dt.date | None:
    """``14/6/2025`` or ``14 tháng 6 năm 2025``."""
    return day_of("/".join(re.findall(r"\d+", typed))) if typed else None


def _subject(rest: str, words: PlanWords) -> str:
    """To the end of the clause, or to the comma before the body that acts on the document."""
    subject = re.split(r"[;.](?:\s|$)", rest)[0]
    acting = re.search(rf",\s+{one_of((*words.issuers, *words.positions))}\b", flat(subject))
    return subject[: acting.start()] if acting else subject


def _issuer(rest: str) -> str:
    match = re.match(r"\s*(?:của\s+)([^;.,]{2,80})", rest)
    return match[1] if match else ""
