"""Tasks as an iCalendar file (RFC 5545; confidence: read): all-day events other programs take in.

Lines end in CRLF and are folded at 75 octets without cutting a letter; times are UTC; ``DTEND`` of an all-day
event is the day after the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from thidua_desktop.domain.planning.task_list import CalendarEvent
from thidua_desktop.domain.text import nfc

_FOLD: Final = 75
_PRODUCT: Final = "-//Thi Dua Desktop//Ke hoach nam//VI"
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_file(events: Iterable[CalendarEvent], *, name: str, stamp: dt.datetime) -> bytes:
    """The file; the same events and ``stamp`` (when it was made, with its offset) give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in _event(event, _utc(stamp))),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: CalendarEvent, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    yield f"DTEND;VALUE=DATE:{_day(event.last + dt.timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(_text(word) for word in event.categories)}"
    yield "TRANSP:TRANSPARENT"
    if event.alarm_days is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(event.alarm_words or event.summary)}"
        yield f"TRIGGER;RELATED=END:-P{event.alarm_days + 1}D"  # the event ends as the next day begins
        yield "END:VALARM"
    yield "END:VEVENT"


def _folded(line: str) -> bytes:
    """The content line as octets, folded between letters; a folded line begins with a blank."""
    parts: list[bytes] = []
    part, room = b"", _FOLD
    for letter in line:
        octets = letter.encode("utf-8")
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b"", _FOLD - 1
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"


def _text(words: str) -> str:
    stored = "".join(letter for letter in nfc(words) if letter in "\n\t" or letter >= " ")
    return stored.translate(_ESCAPED)


def _day(day: dt.date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _utc(stamp: dt.datetime) -> str:
    return stamp.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
