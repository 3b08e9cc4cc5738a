"""Columns of units, registered titles and the comparison with what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.text import sort_key
from thidua_desktop.queries.nominations.registrations import ComparedRow, LineRow, RegistrationRow
from thidua_desktop.texts import text
from ui.style.tokens import Tone
from ui.tables.columns import Badge, Column
from ui.widgets.dates import show_date

TONES: Final[Mapping[str, Tone]] = {
    "not_sent": "neutral",
    "pending": "info",
    "returned": "warn",
    "approved": "ok",
}


def award_word(code: str) -> str:
    return award_by_code(code).short_name


def state_badge(state: str) -> Badge:
    return Badge(text(f"registrations.states.{state}"), TONES.get(state, "neutral"))


def unit_columns() -> tuple[Column[RegistrationRow], ...]:
    return (
        Column("unit", text("registration.columns.unit"), lambda row: row.unit_name, 220, least=0.8),
        Column(
            "state",
            text("registration.columns.state"),
            lambda row: row.state,
            112,
            badge=lambda row: state_badge(row.state),
        ),
        Column(
            "lines", text("registration.columns.lines"), lambda row: row.lines, 84, align="right", sums=True
        ),
        Column(
            "sent_on",
            text("registration.columns.sent_on"),
            lambda row: row.sent_on,
            96,
            aside=1,
            text=lambda day: show_date(day) if day else "",
        ),
        Column(
            "reason", text("registration.columns.reason"), lambda row: row.return_reason, 200, hidden=True
        ),
    )


def line_columns() -> tuple[Column[LineRow], ...]:
    return (
        Column(
            "name",
            text("registration.columns.name"),
            lambda row: row.name,
            170,
            sort=lambda row: sort_key(row.name),
            least=0.8,
        ),
        Column("award", text("registration.columns.award"), lambda row: row.award_code, 110, text=award_word),
        Column("position", text("registration.columns.position"), lambda row: row.position, 140, aside=1),
        Column("target", text("registration.columns.target"), lambda row: row.target, 180, hidden=True),
    )


def compared_columns() -> tuple[Column[ComparedRow], ...]:
    return (
        Column("unit", text("registration.columns.unit"), lambda row: row.unit_name, 200, least=0.6),
        Column("award", text("registration.columns.award"), lambda row: row.award_code, 104, text=award_word),
        Column(
            "registered",
            text("registration.columns.registered"),
            lambda row: row.registered,
            74,
            align="right",
            sums=True,
        ),
        Column(
            "nominated",
            text("registration.columns.nominated"),
            lambda row: row.nominated,
            74,
            align="right",
            sums=True,
        ),
        Column(
            "decided",
            text("registration.columns.decided"),
            lambda row: row.decided,
            92,
            align="right",
            sums=True,
        ),
    )
