"""A strict reader of iCalendar for tests, from RFC 5545: what its grammar does not allow is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
_ONCE = {
    "VCALENDAR": {"VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}
_NEEDED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_INSIDE = {"VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set[str]()}
_TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "X-WR-CALNAME"}
_FORMS = {
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "DTSTART": r"\d{8}",
    "DTEND": r"\d{8}",
    "TRIGGER": r"-?P\d+D",
    "VERSION": r"2\.0",
}


@dataclass
class Component:
    """``BEGIN:name`` to ``END:name``; texts are unescaped."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)
    children: list[Component] = field(default_factory=list)


def read_calendar(data: bytes) -> Component:
    """The calendar. AssertionError for whatever RFC 5545 does not allow."""
    assert data.endswith(b"\r\n"), "the last line ends too"
    raw = data[:-2].split(b"\r\n")
    lines: list[bytes] = []
    for line in raw:
        assert b"\n" not in line and b"\r" not in line, "lines end in CRLF"
        assert len(line) <= 75, f"longer than 75 octets: {line!r}"
        line.decode("utf-8")  # no letter is cut by the fold
        if line.startswith((b" ", b"\t")):
            assert lines, "a fold needs a line before it"
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return _components([line.decode("utf-8") for line in lines])


def _components(lines: list[str]) -> Component:
    open_: list[Component] = []
    for place, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        assert found, f"no content line: {line!r}"
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            assert value in _INSIDE
            component = Component(value)
            assert not open_ or value in _INSIDE[open_[-1].name], f"{value} cannot stand here"
            if open_:
                open_[-1].children.append(component)
            open_.append(component)
        elif name == "END":
            closed = open_.pop()
            assert closed.name == value
            assert _NEEDED[value] <= set(closed.values), f"{value} lacks {_NEEDED[value]}"
            if not open_:
                assert place == len(lines) - 1, "nothing follows the calendar"
                return closed
        else:
            _take(open_[-1], name, found["params"], value)
    raise AssertionError("the calendar is not closed")


def _take(component: Component, name: str, params: str, value: str) -> None:
    assert name in _ONCE[component.name], f"{name} in {component.name}"
    assert name not in component.values, f"{name} twice"
    assert not any(letter < " " and letter != "\t" for letter in value), "a control character"
    if name in _FORMS:
        assert re.fullmatch(_FORMS[name], value), f"{name}:{value}"
    component.params[name] = params
    component.values[name] = _unescaped(value) if name in _TEXTS else value


def _unescaped(value: str) -> str:
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), f"not escaped: {value!r}"
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
