"""Legal acts and levels of authority, with the citation lines of a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from thidua_desktop.catalogue.reading import Table, read_file
from thidua_desktop.domain.eligibility.rules import Confidence, LegalAct
from thidua_desktop.texts import text

CONFIDENCES: tuple[Confidence, ...] = ("C", "C2", "R", "U")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of authority; ``words`` are how papers call who decides there; gone after ``valid_to``."""

    code: str
    name: str
    words: tuple[str, ...]
    valid_to: dt.date | None


@cache
def load_acts() -> dict[str, LegalAct]:
    file = read_file("acts.toml")
    acts = {act.code: act for act in map(_act, file.tables("act"))}
    file.finish()
    return acts


@cache
def load_levels() -> tuple[Level, ...]:
    file = read_file("levels.toml")
    levels = tuple(_level(table) for table in file.tables("level"))
    file.finish()
    return levels


def long_date(day: dt.date) -> str:
    """``ngày 05 tháng 02 năm 2025``: days below 10 and months 1, 2 take a 0 (Nghị định 30/2020, C)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return text("catalogue.long_date", day=f"{day.day:02}", month=month, year=day.year)


def _citation(table: Table, *, kind: str, number: str, title: str, issuer: str, day: dt.date | None) -> str:
    """A law is cited without number and issuer, every other act in full (Nghị định 30/2020, C)."""
    style = table.choice("cite", ("law", "full", "none"))
    if style == "none" or day is None:
        return ""
    if style == "law":
        return text("catalogue.cite_law", kind=kind, title=title, day=long_date(day))
    return text(
        "catalogue.cite_full", kind=kind, number=number, day=long_date(day), issuer=issuer, title=title
    )


def _act(table: Table) -> LegalAct:
    kind, number, title = table.text("kind"), table.text("number"), table.text("title")
    issuer, day = table.text("issuer"), table.date("date")
    confidence = table.choice("confidence", CONFIDENCES)
    act = LegalAct(
        code=table.text("code"),
        kind=kind,
        number=number,
        short=table.text("short"),
        title=title,
        issuer=issuer,
        date=day,
        valid_from=table.date("from"),
        valid_to=table.date("to"),
        confidence=confidence,
        end_confidence=table.choice("end_confidence", CONFIDENCES, confidence),
        awards=frozenset(table.texts("awards")),
        citation=_citation(table, kind=kind, number=number, title=title, issuer=issuer, day=day),
    )
    table.finish()
    return act


def _level(table: Table) -> Level:
    level = Level(
        code=table.text("code"),
        name=table.text("name"),
        words=table.texts("words"),
        valid_to=table.date("to"),
    )
    table.finish()
    return level
