"""Tasks in a calendar: read by the letter of RFC 5545, nothing lost, the same each time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.ical_reader import read_calendar
from thidua_desktop.documents.planning.calendar_file import calendar_file
from thidua_desktop.domain.planning.task_list import CalendarEvent

STAMP = dt.datetime(2024, 6, 20, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=300)


def event(**changes: object) -> CalendarEvent:
    plain = {
        "uid": "task-1-0-2024@thidua-desktop",
        "summary": "Họp Hội đồng; xét, duyệt",
        "first": dt.date(2024, 12, 1),
        "last": dt.date(2024, 12, 15),
    }
    return CalendarEvent(**{**plain, **changes})  # type: ignore[arg-type]


def test_an_event_has_whole_days_and_ends_the_day_after() -> None:
    made = event(
        description="Chủ trì: Phòng Nội vụ\nPhối hợp: các xã", alarm_days=3, alarm_words="Còn 3 ngày"
    )
    calendar = read_calendar(calendar_file([made], name="Nhiệm vụ năm 2024", stamp=STAMP))
    assert calendar.values["X-WR-CALNAME"] == "Nhiệm vụ năm 2024"
    (found,) = calendar.children
    assert found.values["SUMMARY"] == "Họp Hội đồng; xét, duyệt"
    assert found.values["DESCRIPTION"] == "Chủ trì: Phòng Nội vụ\nPhối hợp: các xã"
    assert (found.values["DTSTART"], found.values["DTEND"]) == ("20241201", "20241216")
    assert found.params["DTSTART"] == found.params["DTEND"] == ";VALUE=DATE"
    assert found.values["DTSTAMP"] == "20240620T010000Z"
    (alarm,) = found.children
    assert (alarm.values["ACTION"], alarm.values["TRIGGER"]) == ("DISPLAY", "-P4D")
    assert alarm.params["TRIGGER"] == ";RELATED=END"


def test_a_calendar_without_events_is_a_calendar_too() -> None:
    assert read_calendar(calendar_file([], name="Trống", stamp=STAMP)).children == []


@given(WORDS, WORDS)
def test_whatever_is_written_comes_back_whole(summary: str, description: str) -> None:
    import unicodedata

    data = calendar_file([event(summary=summary, description=description)], name="Lịch", stamp=STAMP)
    (found,) = read_calendar(data).children
    assert found.values["SUMMARY"] == unicodedata.normalize("NFC", summary)
    assert found.values["DESCRIPTION"] == unicodedata.normalize("NFC", description)


@pytest.mark.parametrize("bad", ["\x07", "\r", "\x1b"])
def test_control_characters_never_reach_the_file(bad: str) -> None:
    data = calendar_file([event(summary=f"Họp{bad} đồng")], name="Lịch", stamp=STAMP)
    assert read_calendar(data).children[0].values["SUMMARY"] == "Họp đồng"
