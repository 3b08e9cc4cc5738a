"""The head of a plan: kind, issuer, number, place, date, title, year, theme and what stands before part I."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.plan_text_lines import Line, flat, sentence_at
from thidua_desktop.domain.plan_text_parts import Kind, Said, Source
from thidua_desktop.domain.plan_text_quotes import quotes
from thidua_desktop.domain.plan_text_words import PlanWords, one_of

YEAR: Final = re.compile(r"năm\s+((?:19|20)\d{2})(?!\s*[-–/]\s*\d{4})", re.IGNORECASE)
SCHOOL_YEAR: Final = re.compile(r"năm\s+học\s+((?:19|20)\d{2})\s*[-–]\s*(?:19|20)\d{2}", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\bSố\s*:\s*([^\s/]*)\s*/\s*([A-ZĐƯƠa-z][\wĐđ&.\-–]*(?:\s*-\s*[A-ZĐ][\wĐđ&]*)*)")
_PLACED: Final = re.compile(
    r"^(?:.*\t)?\s*([A-ZĐÀ-Ỹ][^,\d\t]{1,40}?),\s*ngày\s*([\d….]*)\s*tháng\s*([\d….]*)\s*năm\s*(\d{4}|[\d….]*)"
)
_ABOUT: Final = re.compile(r"(?:V/v|Về việc)\s*:?\s*(\S.*)", re.IGNORECASE)
_PLACE_WORDS: Final = 8
_OPENING: Final = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]\s|(?:căn cứ|thực hiện|xét đề nghị)\s", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:\s+[^\WA-ZĐÀÁẢÃẠ\d]\w*){0,3}?(?:\s+[A-ZĐÀ-Ỹ](?<![à-ỹ])\w*){1,4}")


@dataclass(frozen=True, slots=True)
class Head:
    """What the top says, and how many lines it takes (title included)."""

    kind: Kind
    doc_type: Said
    superior: Said
    issuer: Said
    place: Said
    number: Said
    symbol: Said
    date: PartialDate | None
    title: Said
    year: int | None
    length: int
    unread: tuple[Line, ...]


def read_head(lines: Sequence[Line], words: PlanWords) -> Head:
    """Reads down to the title; a text without the word KẾ HOẠCH or CHỈ THỊ on its own has no title."""
    top = next((n for n, line in enumerate(lines[:40]) if _doc_type(line.text, words)), None)
    doc_type = Said() if top is None else Said(_doc_type(lines[top].text, words), _of(lines[top]))
    title, end = _title(lines, top, doc_type.value) if top is not None else _letter(lines)
    above = lines[: end if top is None else top]
    number = symbol = place = superior = issuer = Said()
    date: PartialDate | None = None
    unread: list[Line] = []
    for line in above:
        known = False
        if found := _NUMBER.search(line.text):
            number = Said(_filled(found[1]), _of(line))
            symbol = Said(re.sub(r"\s+", "", found[2]), _of(line))
            known = True
        if placed := _PLACED.search(line.text):
            place, date, known = Said(placed[1].strip(), _of(line)), _date(placed), True
        elif issued := _letterhead(line, words):
            if issuer.value and any(flat(issued).startswith(start) for start in words.issuers):
                superior, issuer = issuer, Said()  # a body of its own below the one above it
            issuer = Said(f"{issuer.value} {issued}".strip(), issuer.source or _of(line))
            known = True
        known = known or bool(_ABOUT.match(line.text))
        if not known and not _decoration(line.text, words):
            unread.append(line)
    issuer = _as_in_text(issuer, lines, words) if issuer.value else _issuer_in(lines, words)
    superior = _as_in_text(superior, lines, words) if superior.value else superior
    kind = _kind(doc_type.value, title.value, words)
    year = _year(title.value, lines[end : end + 3]) or (date.year if date else None)
    return Head(
        kind, doc_type, superior, issuer, place, number, symbol, date, title, year, end, tuple(unread)
    )


def read_theme(lines: Sequence[Line], words: PlanWords, *, body: Sequence[Line] = ()) -> Said:
    """The quotation after ``chủ đề`` or after ``phát động phong trào thi đua:`` in the opening; else the one
    ``phát động phong trào thi đua với chủ đề`` stands before in the ``body``."""
    marks = re.compile(one_of(words.theme_marks) + r"\s*:?\s*(?:la|nam \d{4})?\s*:?\s*$")
    for line in lines:
        for quote in quotes(line.text):
            if marks.search(flat(line.text[: quote.start])):
                return Said(quote.text, Source(line.number, sentence_at(line.text, quote.start)))
    own = re.compile(r"phat dong (?:phong trao )?thi dua[^“;.]{0,40}(?:chu de|khau hieu)\s*:?\s*$")
    for line in body:
        for quote in quotes(line.text):
            if own.search(flat(line.text[: quote.start])):
                return Said(quote.text, Source(line.number, sentence_at(line.text, quote.start)))
    return Said()


def _letter(lines: Sequence[Line]) -> tuple[Said, int]:
    """The subject of an official letter, which has no word for what it is: ``V/v …`` above ``Kính gửi``."""
    to = next((n for n, line in enumerate(lines[:40]) if flat(line.text).startswith("kinh gui")), None)
    for line in lines[: to or 0]:
        if about := _ABOUT.match(line.text):
            return Said(about[1].strip(), _of(line)), to or 0
    return Said(), 0


def _doc_type(text: str, words: PlanWords) -> str:
    """The words in capitals that say what it is, alone on the line or before the title."""
    for phrase in words.doc_types:
        length = len(phrase)
        rest = text[length : length + 1]
        if flat(text[:length]) == phrase and text[:length].isupper() and rest in {"", " ", ":"}:
            return text[:length]
    return ""


def _title(lines: Sequence[Line], top: int, doc_type: str) -> tuple[Said, int]:
    """The rest of the line and short lines below it, until one names the year or a sentence begins."""
    parts = [lines[top].text[len(doc_type) :].strip(" :")]
    numbers = [lines[top].number] if parts[0] else []
    end = top + 1
    while end < len(lines) and not _dated(" ".join(parts)):
        text = lines[end].text
        # The first line below the word itself may begin with any verb: it is the title.
        opens = _OPENING.match(text) and (parts != [""] or text.endswith(":"))
        if len(text) > 250 or text.endswith((".", ";")) or opens:
            break
        parts.append(text)
        numbers.append(lines[end].number)
        end += 1
    title = " ".join(part for part in parts if part)
    return (Said(title, Source(numbers[0], title)) if title else Said()), end


def _dated(title: str) -> bool:
    """A title that names its year is whole."""
    return bool(YEAR.search(title) or SCHOOL_YEAR.search(title))


def _kind(doc_type: str, title: str, words: PlanWords) -> Kind:
    code = words.kinds.find(doc_type) or (words.kinds.find(title) if flat(doc_type) == "ke hoach" else "")
    return cast(Kind, code)


def _year(title: str, opening: Sequence[Line]) -> int | None:
    for text in (title, *(line.text for line in opening)):
        if found := YEAR.search(text) or SCHOOL_YEAR.search(text):
            return int(found[1])
    return None


def _letterhead(line: Line, words: PlanWords) -> str:
    """A line of the issuing body in capitals: ``ỦY BAN NHÂN DÂN``, and its second line with the place."""
    text = line.text.split("\t")[0].strip()
    letters = [char for char in text if char.isalpha()]
    if not letters or not text.isupper() or len(text) > 120 or _decoration(text, words):
        return ""
    starts = any(flat(text).startswith(start) for start in words.issuers)
    return text if starts or len(text.split()) <= _PLACE_WORDS else ""


def _as_in_text(issuer: Said, lines: Sequence[Line], words: PlanWords) -> Said:
    """The letterhead's capitals as the text writes the same name; as they stand when it does not."""
    for line in lines:
        for start, end in bodies(line.text, words):
            if flat(line.text[start:end]) == flat(issuer.value) and not line.text[start:end].isupper():
                return Said(line.text[start:end], issuer.source)
    return issuer


def _issuer_in(lines: Sequence[Line], words: PlanWords) -> Said:
    """The body that issues it as the text itself names it, before a verb of issuing or after ``của``."""
    verbs = re.compile(rf"\s+{one_of(words.issuer_verbs)}")
    own = re.compile(r"\b(?:tren day la|kem theo|ban hanh kem theo)\b.*\bcua\s+$")
    after_own: Said | None = None
    for line in lines:
        for start, end in bodies(line.text, words):
            plain = flat(line.text)
            said = Said(line.text[start:end], Source(line.number, sentence_at(line.text, start)))
            if verbs.match(plain, end):
                return said
            if after_own is None and own.search(plain[:start]):
                after_own = said
    return after_own or Said()


def bodies(text: str, words: PlanWords) -> Iterator[tuple[int, int]]:
    """Where bodies with a name of their own stand: ``UBND`` with its level and place."""
    for match in re.finditer(rf"\b{one_of(words.issuers)}", flat(text)):
        name = _NAME.match(text, match.end())
        if not name or not text[match.start()].isupper():
            continue
        proper = next(place for place in range(match.end(), name.end()) if text[place].isupper())
        if not any(flat(text[proper:]).startswith(verb) for verb in words.issuer_verbs):
            yield match.start(), name.end()


def _date(placed: re.Match[str]) -> PartialDate | None:
    """As far as typed; blanks left for the day of issue stay blank. A day that does not exist is none."""
    day, month, year = (part.strip(" .…") for part in placed.groups()[1:])
    if not year:
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
    return typed if any(char.isdigit() for char in typed) else ""


def _decoration(text: str, words: PlanWords) -> bool:
    plain = flat(text)
    return any(phrase in plain for phrase in words.letterhead) or not any(char.isalnum() for char in text)


def _of(line: Line) -> Source:
    return Source(line.number, line.text)
