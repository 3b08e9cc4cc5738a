"""The result of a score sheet as people look at it: order, last year beside it, who is proposed or barred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua_desktop.domain.schemes.scheme import ZERO
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.results import BlocResult, UnitResult
from thidua_desktop.domain.scoring.score_sheet import inputs_of
from thidua_desktop.domain.scoring.views import as_scored_by
from thidua_desktop.services.scoring.proposals import changed_in, say_changed
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One unit in the order; ``rank`` None: not ranked, ``note`` says why; ``own``: its self-score."""

    unit_id: int
    unit: str
    rank: int | None
    total: Decimal
    own: Decimal | None
    base: Decimal
    extra: Decimal
    deducted: Decimal
    last_total: Decimal | None
    last_rank: int | None
    proposal: str
    note: str

    @property
    def change(self) -> Decimal | None:
        """Points against last year."""
        return None if self.last_total is None else self.total - self.last_total

    @property
    def moved(self) -> int | None:
        """Ranks won (or lost, below 0) since last year."""
        return None if self.last_rank is None or self.rank is None else self.last_rank - self.rank


def result_rows(loaded: LoadedSheet, bloc: LiveBloc) -> tuple[ResultRow, ...]:
    """Ranked units from the best down, then the others by name."""
    result = bloc.result
    ranks = {place.unit: place.rank for place in result.ranking}
    own = own_totals(loaded, bloc)
    proposed = {name: one.name for one in result.proposals for name in one.units}
    last = {one.unit_id: one for one in loaded.past if one.year == loaded.row.year - 1}
    order = [place.unit for place in result.ranking] + [one.unit for one in result.not_ranked]
    changed: dict[str, list[str]] = {}
    for one in changed_in(loaded, bloc):
        changed.setdefault(one.unit, []).append(say_changed(one))
    rows = []
    for name in order:
        unit, unit_id = result.units[name], loaded.id_of(name)
        before = last.get(unit_id)
        sums = unit.sums
        rows.append(
            ResultRow(
                unit_id=unit_id,
                unit=name,
                rank=ranks.get(name),
                total=unit.total,
                own=own.get(name),
                base=sums.base,
                extra=sums.excess + sums.bonus + sums.adjust,
                deducted=sums.deduct,
                last_total=before.total if before else None,
                last_rank=before.rank if before else None,
                proposal=proposed.get(name, ""),
                note="; ".join([*changed.get(name, ()), *notes_of(loaded, result, unit)]),
            )
        )
    return tuple(rows)


def own_totals(loaded: LoadedSheet, bloc: LiveBloc) -> dict[str, Decimal]:
    """Totals as the units scored themselves; nothing when the scheme has no self-score."""
    own = next((one.code for one in loaded.scheme.scorers if one.role == "self"), "")
    if not own:
        return {}
    seen = as_scored_by(loaded.scheme, inputs_of(loaded.scheme, bloc.units, bloc.raws), own)
    return {name: unit.total for name, unit in seen.units.items()}


def notes_of(loaded: LoadedSheet, result: BlocResult, unit: UnitResult) -> Iterator[str]:
    """Why it has no rank, what it is barred from, whom it shares a rank with and what parted equals."""
    if unit.open:
        yield text("score_result.open", criteria=", ".join(unit.open))
    yield from unit.unranked
    reasons: dict[str, list[str]] = {}
    for award in loaded.scheme.awards:
        for reason in unit.barred.get(award.code, ()):
            reasons.setdefault(reason, []).append(award.name)
    for reason, awards in reasons.items():
        yield text("score_result.barred", reason=reason, awards=", ".join(awards))
    place = next((one for one in result.ranking if one.unit == unit.name), None)
    if place is not None and place.tied:
        others = ", ".join(name for name in place.tied if name != unit.name)
        yield text("score_result.tied", units=others)
    elif place is not None and place.split_by:
        yield text("score_result.split", rule=rule_sentence(loaded, place.split_by))
    for one in result.proposals:
        if unit.name in one.undecided:
            yield text("score_result.undecided", award=one.name, places=one.places)


def rule_sentence(loaded: LoadedSheet, rule: str) -> str:
    """A tie-break in words."""
    by, _, of = rule.partition(":")
    section, criterion = loaded.scheme.section(of), loaded.scheme.criterion(of)
    name = section.name if section else criterion.name if criterion else ""
    return text(f"score_result.rules.{by}", name=name)


def trend(loaded: LoadedSheet, bloc: LiveBloc) -> dict[str, tuple[tuple[int, Decimal], ...]]:
    """Unit -> (year, total) over the closed years and this one, oldest first."""
    series: dict[str, list[tuple[int, Decimal]]] = {name: [] for name in loaded.units.values()}
    for one in loaded.past:
        if one.unit_id in loaded.units:
            series[loaded.units[one.unit_id]].append((one.year, one.total))
    for name in series:
        series[name].append((loaded.row.year, bloc.unit(name).total))
    return {name: tuple(points) for name, points in series.items()}


def shares(
    loaded: LoadedSheet, bloc: LiveBloc
) -> tuple[tuple[str, ...], dict[str, tuple[Decimal | None, ...]]]:
    """For a heat map or a radar: headings, and each unit's share (0 to 1) of what the heading can earn.

    Sections of the top where there are at least three, else criteria; None where nothing was scored yet.
    """
    scheme = loaded.scheme
    tops = [one for one in scheme.sections if not one.parent and one.standard]
    if len(tops) >= 3:
        heads = tuple(f"{one.code}. {one.name}" for one in tops)
        table = {
            name: tuple(
                _share(
                    bloc.unit(name).sections[one.code].sums.base
                    - bloc.unit(name).sections[one.code].sums.deduct,
                    one.standard,
                )
                for one in tops
            )
            for name in bloc.units
        }
        return heads, table
    base = [one for one in scheme.criteria if one.role == "base" and one.full]
    return tuple(f"{one.code}. {one.name}" for one in base), criterion_shares(loaded, bloc)


def criterion_shares(loaded: LoadedSheet, bloc: LiveBloc) -> dict[str, tuple[Decimal | None, ...]]:
    """Unit -> share of the full points of each base criterion, in the order of the scheme."""
    base = [one for one in loaded.scheme.criteria if one.role == "base" and one.full]
    return {
        name: tuple(_share(bloc.unit(name).cells[one.code].points, one.full) for one in base)
        for name in bloc.units
    }


def _share(points: Decimal | None, full: Decimal | None) -> Decimal | None:
    if points is None or not full:
        return None
    return max(ZERO, points) / full
