"""Targets whose figure differs from the sentence of the plan: reported, and one taken for the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua_desktop.db.tables.plan import PlanTarget
from thidua_desktop.db.tables.plan_text import PlanSection
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.plan_text.parts import Target
from thidua_desktop.domain.planning.plan_figures import Figured, paired, with_figures
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.lines import Written, written
from thidua_desktop.services.planning.offers import Offer, offers_of
from thidua_desktop.services.planning.paper import figure_words
from thidua_desktop.services.planning.reading import ReadPlan, read_blocks

_CHANGES = frozenset({"up", "down"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored target and what the text says of it; ``message`` is None when no sentence names it any more."""

    target: query.TextTarget
    message: Offer | None = None
    read: Target | None = None

    @property
    def stored_words(self) -> str:
        row = self.target
        return _measured(figure_words(row.minimum, row.maximum, row.comparator), row.measure)

    @property
    def message_words(self) -> str:
        values: Mapping[str, Any] = self.message.values if self.message else {}
        if not values:
            return ""
        words = figure_words(values["minimum"], values["maximum"], values["comparator"])
        return _measured(words, values["measure"])

    @property
    def line(self) -> int:
        return self.message.source.line if self.message and self.message.source else 0


def differences(app: AppContext, plan_id: int, *, whole: Written, read: ReadPlan) -> Iterator[Difference]:
    """In the order of the targets. ``read``: what was understood of ``whole``."""
    rows = {row.id: row for row in app.read(query.text_targets, plan_id)}
    offers = {one.key: one for one in offers_of(read.plan) if one.group == "target"}
    stored = [
        _figured(
            row.id, row.wording, row.subject_type, row.comparator, (row.minimum, row.maximum), row.source
        )
        for row in rows.values()
    ]
    message = [_offered(one) for one in offers.values()]
    pairs, lost = paired(stored, message)
    for own, one in pairs:
        if own.figures != one.figures:
            offer = offers[str(one.key)]
            yield Difference(rows[int(own.key)], offer, _read_as(offer, read.plan.targets))
    lines = {flat(" ".join(line.split())) for line in whole.lines}
    for own in lost:
        if not any(flat(own.sentence).rstrip(" .;") in line for line in lines):
            yield Difference(rows[int(own.key)])


def take_from_text(app: AppContext, *, plan_id: int, target_id: int) -> Changes:
    """Gives a target the figure its sentence says. OfficeError ``planning.figures_agree``."""
    with app.database.writing("take_figure") as uow:
        inside = app.within(uow)
        _, found = _find(inside, plan_id, target_id)
        if found.message is None:
            raise OfficeError("planning.figures_agree")
        values = {name: found.message.values[name] for name in ("minimum", "maximum", "comparator")}
        uow.describe(wording=found.target.wording[:60])
        uow.update(PlanTarget, target_id, **values, source=found.message.sentence)
    return uow.changes


def put_in_text(app: AppContext, *, plan_id: int, target_id: int) -> Changes:
    """Writes a target's figure into its sentence. OfficeError ``planning.figures_agree``, or
    ``planning.figure_by_hand`` where the sentence would have to be worded again."""
    with app.database.writing("put_figure") as uow:
        inside = app.within(uow)
        whole, found = _find(inside, plan_id, target_id)
        if found.message is None or found.read is None:
            raise OfficeError("planning.figures_agree")
        origin = whole.origins.get(found.line)
        place = next(
            (one for one in inside.read(query.places, plan_id) if origin and one.id == origin.id), None
        )
        row, values = found.target, found.message.values
        changed = with_figures(
            found.read.text,
            old=_pair(values["minimum"], values["maximum"]),
            new=_pair(row.minimum, row.maximum),
            measure=values["measure"],
        )
        clause = found.read.text
        if place is None or changed is None or f"{place.heading}\n{place.text}".count(clause) != 1:
            raise OfficeError("planning.figure_by_hand", wording=row.wording, figure=found.stored_words)
        rows = inside.read(query.text_targets, plan_id)
        uow.describe(wording=row.wording[:60])
        uow.update(
            PlanSection,
            place.id,
            heading=place.heading.replace(clause, changed),
            text=place.text.replace(clause, changed),
        )
        for one in rows:
            if one.id == target_id or one.source == found.message.sentence:
                uow.update(PlanTarget, one.id, source=found.message.sentence.replace(clause, changed))
    return uow.changes


def _find(app: AppContext, plan_id: int, target_id: int) -> tuple[Written, Difference]:
    whole = written(app, plan_id)
    found = differences(
        app, plan_id, whole=whole, read=read_blocks(whole.blocks, year=app.read(query.head, plan_id).year)
    )
    one = next((one for one in found if one.target.id == target_id), None)
    if one is None:
        raise OfficeError("planning.figures_agree")
    return whole, one


def _read_as(offer: Offer, targets: Sequence[Target]) -> Target:
    return targets[int(offer.key.removeprefix("target:").split(".")[0]) - 1]


def _offered(offer: Offer) -> Figured:
    one = offer.values
    figures = (one["minimum"], one["maximum"])
    return _figured(
        offer.key, one["wording"], one["subject_type"], one["comparator"], figures, offer.sentence
    )


def _figured(
    key: str | int,
    wording: str,
    subject: str | None,
    comparator: str,
    figures: tuple[str | None, str | None],
    sentence: str,
) -> Figured:
    return Figured(key, wording, subject or "", comparator in _CHANGES, _pair(*figures), sentence)


def _pair(low: str | None, high: str | None) -> tuple[Decimal | None, Decimal | None]:
    return (Decimal(low) if low else None, Decimal(high) if high else None)


def _measured(figure: str, measure: str) -> str:
    return f"{figure}{'' if measure == '%' else ' '}{measure}".strip()
