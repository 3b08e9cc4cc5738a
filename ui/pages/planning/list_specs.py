"""A plan's lists declared as data: columns, fields of the form, and where the rows come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.texts import text
from ui.widgets.dates import show_date
from ui.widgets.fields import Kind
from ui.widgets.forms import Choice, Field


@dataclass(frozen=True, slots=True)
class ListSpec:
    """``part`` is the word of the service, ``rows`` the attribute of the plan's parts; ``columns`` name
    attribute and width, ``fields`` name, kind and whether it must be filled; ``choices`` their codes."""

    part: str
    rows: str
    columns: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, Kind, bool], ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    shown: Mapping[str, Callable[[Any], str]] | None = None
    aside: tuple[str, ...] = ()
    """Columns that step aside on a small window, the last first."""


def _code(part: str, name: str) -> Callable[[Any], str]:
    def words(row: Any) -> str:
        code = getattr(row, name)
        return text(f"planning.codes.{part}.{name}.{code}") if code else ""

    return words


def _period(row: Any) -> str:
    days = [day.vietnamese() if day else "" for day in (row.starts, row.ends)]
    return " – ".join(day for day in days if day)


def _count(row: Any) -> str:
    return text("planning.years", count=row.count) if row.count is not None else ""


def _month(row: Any) -> str:
    return text("planning.month", month=row.review_month) if row.review_month else ""


LISTS: Final = (
    ListSpec(
        "movement",
        "movements",
        (
            ("name", 260),
            ("kind", 118),
            ("launched_by", 130),
            ("scope", 130),
            ("regularity", 116),
            ("period", 112),
            ("criteria", 140),
        ),
        (
            ("name", "text", True),
            ("kind", "choice", True),
            ("launched_by", "text", False),
            ("scope", "text", False),
            ("regularity", "choice", False),
            ("starts", "partial_date", False),
            ("ends", "partial_date", False),
            ("criteria", "multiline", False),
        ),
        (("kind", ("movement", "drive")), ("regularity", ("regular", "thematic"))),
        {
            "kind": _code("movement", "kind"),
            "regularity": _code("movement", "regularity"),
            "period": _period,
        },
        ("launched_by", "scope", "regularity", "criteria"),
    ),
    ListSpec(
        "campaign",
        "campaigns",
        (("name", 190), ("period", 200), ("slogan", 200), ("review_month", 96), ("review", 220)),
        (
            ("name", "text", True),
            ("starts", "partial_date", False),
            ("ends", "partial_date", False),
            ("slogan", "text", False),
            ("review", "text", False),
            ("review_month", "int", False),
            ("wording", "multiline", False),
        ),
        (),
        {"period": _period, "review_month": _month},
    ),
    ListSpec(
        "anniversary",
        "anniversaries",
        (("event", 360), ("count", 90), ("base_on", 110), ("held_on", 130)),
        (("event", "text", True), ("base_on", "date", False), ("count", "int", False)),
        (),
        {
            "count": _count,
            "base_on": lambda row: show_date(row.base_on) if row.base_on else "",
            "held_on": lambda row: show_date(row.held_on) if row.held_on else "",
        },
    ),
    ListSpec(
        "assignment",
        "assignments",
        (("unit", 260), ("wording", 480)),
        (("unit", "text", True), ("wording", "multiline", False)),
    ),
    ListSpec(
        "report",
        "reports",
        (("kind", 130), ("due_text", 220), ("receiver", 320)),
        (("kind", "choice", True), ("due_text", "text", True), ("receiver", "text", False)),
        (
            (
                "kind",
                (
                    "half_year",
                    "year",
                    "quarter",
                    "month",
                    "occasional",
                    "registration",
                    "dossier",
                    "explanation",
                    "other",
                ),
            ),
        ),
        {"kind": _code("report", "kind")},
    ),
    ListSpec(
        "recipient",
        "recipients",
        (("name", 420), ("purpose", 160)),
        (("name", "text", True), ("purpose", "text", False)),
    ),
    ListSpec(
        "basis",
        "bases",
        (("wording", 420), ("number", 150), ("dated", 110)),
        (
            ("wording", "multiline", True),
            ("doc_type", "text", False),
            ("number", "text", False),
            ("dated", "date", False),
            ("issuer", "text", False),
            ("subject", "text", False),
        ),
        (),
        {"dated": lambda row: show_date(row.dated) if row.dated else ""},
    ),
)


RANGES: Final = {"review_month": (1, 12), "count": (1, 2000)}
"""Whole numbers of the lists that have a least and a most."""


def fields_of(spec: ListSpec) -> tuple[Field, ...]:
    """The form of one row."""
    codes = dict(spec.choices)
    made = []
    for name, kind, required in spec.fields:
        choices: tuple[Choice, ...] = ()
        if name in codes:
            blank = () if required else (Choice("", text("planning.unsaid")),)
            words = (Choice(code, text(f"planning.codes.{spec.part}.{name}.{code}")) for code in codes[name])
            choices = (*blank, *words)
        made.append(
            Field(
                name,
                text(f"planning.fields.{spec.part}.{name}"),
                kind,
                required=required,
                choices=choices,
                between=RANGES.get(name),
            )
        )
    return tuple(made)


def values_of(spec: ListSpec, row: Any) -> dict[str, object]:
    """What the form shows of a row."""
    return {name: getattr(row, name) for name, _, _ in spec.fields}


def answered(spec: ListSpec, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The form's values as the service wants them: blank words are empty."""
    kinds = {name: kind for name, kind, _ in spec.fields}
    return {
        name: "" if value is None and kinds[name] in {"text", "multiline", "choice"} else value
        for name, value in answers.items()
        if not isinstance(value, PartialDate) or kinds[name] == "partial_date"
    }
