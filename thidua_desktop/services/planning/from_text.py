"""From a text to a stored plan: what the officer agreed to, all in one action; nothing without its sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.plan import Plan, PlanTarget, PlanTask
from thidua_desktop.db.tables.plan_text import PlanSection
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.plan_text.parts import Doubt, PlanText, Section
from thidua_desktop.domain.planning.time_phrases import read_time
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.offers import Offer, offers_of
from thidua_desktop.services.planning.own_units import learn_answered, with_own_units
from thidua_desktop.services.planning.plan_text import PARTS
from thidua_desktop.services.planning.reading import (
    ReadPlan,
    doubt_sentence,
    missed_sentence,
    read_plan_file,
    read_plan_text,
)
from thidua_desktop.texts import text

MODELS: Final[Mapping[str, type[Base]]] = {
    "target": PlanTarget,
    "task": PlanTask,
    **{name: part.model for name, part in PARTS.items()},
}
_DAYS: Final = frozenset({"issued_on", "base_on", "held_on", "dated"})
_PARTIAL: Final = frozenset({"starts", "ends", "planned_for"})


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something to be asked or not understood: its sentence, its place, the offer a question is about."""

    sentence: str
    line: int
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read and waiting for the officer's word. ``name``: the file, empty for pasted text."""

    read: ReadPlan
    offers: tuple[Offer, ...]
    name: str
    text: str
    open_lines: tuple[OpenLine, ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)
    """Units the register does not know, by the key of their offer."""

    @property
    def notice(self) -> str:
        """What is taken of a paper that is no plan; nothing of a plan."""
        paper = self.read.plan.paper
        if paper in _WHOLE or not paper:
            return ""
        return text("plan_reading.taken", paper=text(f"plan_reading.papers.{paper}"))


_WHOLE: Final = frozenset({"plan", "directive"})


def read_file(path: Path) -> Reading:
    """What a file holds. OfficeError ``plan_reading.…``."""
    return _reading(read_plan_file(path), path.name)


def read_pasted(words: str) -> Reading:
    """What a pasted text holds. OfficeError ``plan_reading.no_text``."""
    return _reading(read_plan_text(words), "")


def _reading(read: ReadPlan, name: str) -> Reading:
    whole = "\n".join(line for _, line in read.lines)
    offers = offers_of(read.plan)
    return Reading(read, offers, name, whole, tuple(_open_lines(read.plan, offers)))


def matched(app: AppContext, reading: Reading) -> Reading:
    """The reading with units named as the office names them; those it does not know are asked about."""
    offers, unknown = with_own_units(app, reading.offers)
    lines = {offer.key: offer.source.line if offer.source else 0 for offer in offers}
    first: dict[str, str] = {}
    for key, name in unknown.items():
        first.setdefault(name, key)
    asked = [
        OpenLine(text("planning.from_text.unknown_unit", line=lines[key], unit=name), lines[key], name, key)
        for name, key in first.items()
    ]
    return replace(reading, offers=offers, unknown=unknown, open_lines=(*asked, *reading.open_lines))


def _open_lines(plan: PlanText, offers: Sequence[Offer]) -> Iterator[OpenLine]:
    """Questions first, then what ended in no field."""
    for doubt in plan.doubts:
        sentence = doubt_sentence(doubt)
        name = "ask" if doubt.line else "ask_whole"
        values = {"line": doubt.line} if doubt.line else {}
        message = text(f"planning.from_text.{name}", sentence=sentence, **values)
        yield OpenLine(message, doubt.line, doubt.words, _asked(doubt, offers))
    for one in plan.missed:
        message = text("planning.from_text.missed", line=one.line, sentence=missed_sentence(one))
        yield OpenLine(message, one.line, one.words)


_ASKED_OF: Final = {"campaigns": "campaign", "reporting": "report", "duties": "report", "targets": "target"}


def _asked(doubt: Doubt, offers: Sequence[Offer]) -> str:
    """The key of the offer a question is about; nothing when nothing was found of it."""
    group = _ASKED_OF.get(doubt.name)
    for offer in offers:
        if group is None and offer.key == f"head:{doubt.name}":
            return offer.key
        if group == offer.group and offer.source and offer.source.line == doubt.line:
            return offer.key
    return ""


def take(
    app: AppContext,
    reading: Reading,
    *,
    agreed: Mapping[str, Mapping[str, Any]],
    year: int,
) -> tuple[int, Changes]:
    """Keeps what was agreed to as a new plan; its id comes back. One undo takes all of it away again.

    ``agreed``: keys of offers, each with the values the officer corrected. OfficeError ``planning.nothing_agreed``.
    """
    chosen = [
        (offer, {**offer.values, **agreed[offer.key]}) for offer in reading.offers if offer.key in agreed
    ]
    if not chosen:
        raise OfficeError("planning.nothing_agreed")
    head = _head(reading, [values for offer, values in chosen if offer.group == "head"], year)
    with app.database.writing("take_plan_text", title=str(head["title"])) as uow:
        plan_id = uow.add(Plan, **head)
        learn_answered(app, uow, reading.unknown, agreed)
        _write_sections(uow, plan_id, [offer for offer, _ in chosen if offer.group == "section"])
        _write_rows(uow, plan_id, [pair for pair in chosen if pair[0].group not in {"head", "section"}])
    return plan_id, uow.changes


def _head(reading: Reading, agreed: Sequence[Mapping[str, Any]], year: int) -> dict[str, Any]:
    plan = reading.read.plan
    values: dict[str, Any] = {"year": year, "kind": "KH_KHAC", "title": "", "theme": ""}
    for one in agreed:
        values |= {name: _typed(name, value) for name, value in one.items()}
    if not str(values["title"]).strip():
        raise OfficeError("plan.no_title")
    if values.get("number") and values.get("symbol"):
        values["number"] = f"{values['number']}/{values['symbol']}"
    return values | {
        "intro": "\n".join(plan.intro),
        "closing": plan.closing,
        "annex_text": "\n".join(_annex_lines(plan)),
        "source_name": reading.name,
        "source_text": reading.text,
    }


def _annex_lines(plan: PlanText) -> list[str]:
    """Lines above the table; the word Phụ lục prints by itself."""
    return [line for line in plan.annexes if not flat(line).startswith("phu luc")]


def _write_sections(uow: UnitOfWork, plan_id: int, offers: Sequence[Offer]) -> None:
    """Level by level, so that every place knows the one above it."""
    level: list[tuple[int | None, Section]] = [
        (None, section) for offer in offers for section in offer.places
    ]
    while level:
        rows = [
            {
                "plan_id": plan_id,
                "parent_id": parent,
                "position": position,
                "source": "",
                "mark": section.mark,
                "no": section.no,
                "heading": section.heading,
                "joint": section.joint,
                "text": section.text,
            }
            for position, (parent, section) in enumerate(level, start=1)
        ]
        ids = uow.insert(PlanSection, rows)
        level = [
            (own, child) for own, (_, section) in zip(ids, level, strict=True) for child in section.children
        ]


def _write_rows(uow: UnitOfWork, plan_id: int, chosen: Sequence[tuple[Offer, Mapping[str, Any]]]) -> None:
    ids: dict[str, int] = {}
    for group in MODELS:
        own = [(offer, values) for offer, values in chosen if offer.group == group]
        for position, (offer, values) in enumerate(own, start=1):
            row = _row(group, offer, values, plan_id, position)
            if offer.within:
                row["campaign_id"] = ids.get(offer.within)
            ids[offer.key] = uow.add(MODELS[group], **row)
    pieces = [
        _piece(piece, offer, values, plan_id, ids[offer.key])
        for offer, values in chosen
        for piece in offer.pieces
    ]
    if pieces:
        first = sum(offer.group == "task" for offer, _ in chosen)
        uow.insert(PlanTask, [{**row, "position": first + n} for n, row in enumerate(pieces, start=1)])


def _row(group: str, offer: Offer, values: Mapping[str, Any], plan_id: int, position: int) -> dict[str, Any]:
    row = {name: _typed(name, value) for name, value in values.items()}
    if group in {"task", "report"} and row.get("months") is None:
        row["months"] = []
    if group == "task" and row["when_text"] != offer.values["when_text"]:
        row["months"] = list(read_time(row["when_text"]).months)
    return {**row, "plan_id": plan_id, "position": position, "source": offer.sentence}


def _piece(
    piece: str, offer: Offer, values: Mapping[str, Any], plan_id: int, parent_id: int
) -> dict[str, Any]:
    stored = {name: values[name] for name in ("lead", "partners", "when_text", "months")}
    return {**stored, "plan_id": plan_id, "parent_id": parent_id, "wording": piece, "source": offer.sentence}


def _typed(name: str, value: Any) -> Any:
    """ISO text of an offer as the column keeps it."""
    if not isinstance(value, str):
        return value
    if name in _DAYS:
        return dt.date.fromisoformat(value) if value else None
    if name in _PARTIAL:
        return PartialDate.parse_iso(value) if value else None
    return value
