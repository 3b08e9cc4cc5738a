"""Who is told to do what, which reports are asked for, and the documents a plan names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.anniversaries import day_of
from thidua_desktop.domain.plan_text_lines import Line, flat, sentence_at, sentences
from thidua_desktop.domain.plan_text_parts import (
    Assignment,
    Reference,
    ReportDue,
    ReportKind,
    Section,
    Source,
)
from thidua_desktop.domain.plan_text_sections import walk
from thidua_desktop.domain.plan_text_words import PlanWords, one_of
from thidua_desktop.domain.time_phrases import read_time

_LONGEST_UNIT: Final = 230
_REPORT: Final = re.compile(r"\bbao cao\b")
_DUE: Final = re.compile(
    r"(?:(?:bao cao\s+)?(6 thang(?: dau nam)?|(?:hang |moi )?quy|hang thang|(?:tong ket )?nam)"
    r"(?:(?!nam|quy|thang)[^,;.]){0,40}?)?"
    r"((?:truoc|cham nhat(?: la)?|trong|muon nhat)\s+(?:ngay\s+)?"
    r"\d{1,2}\s*(?:/|thang)\s*\d{1,2}(?:\s*/\s*\d{4})?)"
)
_REGULAR: Final = re.compile(
    r"dinh ky(?:\s+(?:hang (?:thang|quy)|6 thang(?:, (?:ca )?nam)?))?|bao cao (?:hang (?:thang|quy))"
)
_RECEIVER: Final = re.compile(
    r"(?:gui(?: bao cao)?(?: ket qua)?(?: ve| qua)?|bao cao(?: ve)?|\bve|(?<!thong )\bqua)\s+"
    r"((?:uy ban|ubnd|phong|so |hoi dong|ban |co quan|thuong truc)[^;.(]*?)"
    r"(?=\s+(?:theo|ket qua|tinh hinh|de tong hop|truoc|tong hop|xem xet|\()|[;.(]|$)"
)
_DOC: Final = r"\s+số\s+(\d+[A-Za-zĐđ]?\s*[-/]\s*[\wĐđ&./\-–]+?)(?:\s+|,\s*)ngày\s+(\d{1,2}/\d{1,2}/\d{4})"
_OF: Final = re.compile(
    r"\s*,?\s*(?:của\s+)?([A-ZĐÀ-Ỹ][^;.,“”\"]{2,80}?)?\s*(?:,\s*)?"
    r"(?:về(?:\s+việc)?|V/v|Phát động|phát động)\s+",
)


def read_assignments(sections: Sequence[Section], words: PlanWords) -> tuple[Assignment, ...]:
    """The places below the part on organising: the unit stands before the first verb of doing."""
    found: list[Assignment] = []
    for path in walk(sections):
        if not any(phrase in flat(above.heading) for above in path[:-1] for phrase in words.organising):
            continue
        place = path[-1]
        parent = path[-2]
        if place.no in {"-", "+"} and parent.heading and len(path) > 2:
            found.append(Assignment(parent.heading, place.text, Source(place.line, place.text)))
            continue
        text = place.text or (f"{place.heading}" if not place.children else "")
        first = next(sentences(text), "")
        unit = _unit(text.split("\n")[0], words)
        if unit:
            found.append(Assignment(unit, text, Source(place.line, first)))
    return tuple(found)


def _unit(text: str, words: PlanWords) -> str:
    plain = flat(text)
    start = 0
    if led := re.match(rf"{one_of(words.assigning)}\s+", plain):
        start = led.end()
    elif based := re.match(r"can cu [^,]{3,120}?,\s*", plain):
        start = based.end()
    action = re.search(rf"(?<!\bcac)(?<!\bnhung)[\s,]+{one_of(words.actions)}\b", plain[start:])
    if not action or not 3 <= action.start() <= _LONGEST_UNIT:
        return ""
    return text[start : start + action.start()].strip(" ,:;")


def read_reports(sections: Sequence[Section], words: PlanWords) -> tuple[ReportDue, ...]:
    """Sentences on organising that ask for a report by a day or at regular times."""
    found: list[ReportDue] = []
    for path in walk(sections):
        organised = any(phrase in flat(above.heading) for above in path for phrase in words.organising)
        place = path[-1]
        for sentence in sentences(place.text):
            if not organised and not flat(sentence).startswith(words.assigning):
                continue
            if _REPORT.search(flat(sentence)):
                found.extend(_reports(sentence, place.line))
    return tuple(found)


def _reports(sentence: str, line: int) -> Iterator[ReportDue]:
    plain = flat(sentence)
    source = Source(line, sentence)
    to = _RECEIVER.search(plain)
    receiver = sentence[to.start(1) : to.end(1)].strip(" ,") if to else ""
    days = list(_DUE.finditer(plain))
    for match in days:
        due = sentence[match.start(2) : match.end(2)]
        when = read_time(due)
        kind = _report_kind(match[1] or "", when.months)
        yield ReportDue(kind, due, when.months, when.last_day, receiver, source)
    regular = _REGULAR.search(plain)
    if regular and not any(match.start() < regular.end() <= match.end() for match in days):
        due = sentence[regular.start() : regular.end()]
        when = read_time(due)
        yield ReportDue(_report_kind(regular[0], ()), due, when.months, None, receiver, source)


def _report_kind(words: str, months: tuple[int, ...]) -> ReportKind:
    if "6 thang" in words:
        return "half_year"
    if "quy" in words:
        return "quarter"
    if "hang thang" in words:
        return "month"
    if "nam" in words:
        return "year"
    if not months:
        return "occasional"
    return "half_year" if months[-1] <= 7 else "year"


def read_references(lines: Sequence[Line], words: PlanWords) -> tuple[Reference, ...]:
    """Documents named with number and day, in order."""
    names = re.compile(rf"({'|'.join(map(re.escape, words.doc_names))}){_DOC}", re.IGNORECASE)
    found: list[Reference] = []
    for line in lines:
        matches = list(names.finditer(line.text))
        for place, match in enumerate(matches):
            limit = matches[place + 1].start() if place + 1 < len(matches) else len(line.text)
            rest = line.text[match.end() : limit]
            said = _OF.match(rest)
            subject = _subject(rest[said.end() :], words) if said else ""
            issuer = (said[1] or "") if said else _issuer(rest)
            number = re.sub(r"\s+", "", match[2])
            source = Source(line.number, sentence_at(line.text, match.start()))
            doc_type = match[1][:1].upper() + match[1][1:]
            found.append(
                Reference(doc_type, number, day_of(match[3]), issuer.strip(), subject.strip(" ,"), source)
            )
    return tuple(found)


def _subject(rest: str, words: PlanWords) -> str:
    """To the end of the clause, or to the comma before the body that acts on the document."""
    subject = re.split(r"[;.](?:\s|$)", rest)[0]
    acting = re.search(rf",\s+{one_of((*words.issuers, *words.positions))}\b", flat(subject))
    return subject[: acting.start()] if acting else subject


def _issuer(rest: str) -> str:
    match = re.match(r"\s*(?:của\s+)([^;.,]{2,80})", rest)
    return match[1] if match else ""
