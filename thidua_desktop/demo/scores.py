"""Scored blocs of the demo: two blocs in two years, the older year locked and reported to the units."""

from __future__ import annotations

import random
from decimal import Decimal

from thidua_desktop.catalogue.schemes import parse_scheme
from thidua_desktop.config import resource
from thidua_desktop.domain.schemes.scheme import Criterion
from thidua_desktop.queries.scoring.blocs import blocs
from thidua_desktop.queries.scoring.score_sheets import scored_units
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring import score_sheets as scoring
from thidua_desktop.services.scoring.blocs import save_bloc
from thidua_desktop.services.scoring.schemes import create_scheme

_BLOCS = 2
_DISPUTED = 0.12
"""Share of entries that the head appraises lower than the unit scored itself."""


def score_blocs(app: AppContext, *, year: int) -> None:
    """Scores the first blocs of ``year`` and of the year before with an invented scheme; always the same."""
    path = resource("demo", "scheme.toml")
    _, code = create_scheme(app, parse_scheme(path.read_text(encoding="utf-8"), key="demo", file=path.name))
    chance = random.Random(year)
    for bloc in app.read(blocs, year=year, level="own")[:_BLOCS]:
        members = [unit for unit, _ in app.read(scored_units, bloc.id, year=year)]
        if bloc.name not in {one.name for one in app.read(blocs, year=year - 1)}:
            save_bloc(
                app,
                year=year - 1,
                name=bloc.name,
                kind=bloc.kind,
                member_ids=members,
                head_unit_id=members[-1],
                deputy_unit_id=members[0],
            )
        skills = {unit: chance.uniform(0.82, 0.98) for unit in members}
        before = next(one for one in app.read(blocs, year=year - 1) if one.name == bloc.name)
        for bloc_id, of_year in ((before.id, year - 1), (bloc.id, year)):
            _, sheet_id = scoring.open_sheet(app, bloc_id=bloc_id, year=of_year, scheme_code=code)
            _enter(app, sheet_id, skills, chance)
            if of_year < year:
                scoring.close(app, sheet_id)
                scoring.publish(app, sheet_id)


def _enter(app: AppContext, sheet_id: int, skills: dict[int, float], chance: random.Random) -> None:
    loaded = scoring.load(app, sheet_id)
    given: list[scoring.NewEntry] = []
    for unit, skill in skills.items():
        for criterion in loaded.scheme.criteria:
            raw = _raw(criterion, skill, chance)
            for scorer in criterion.scorers if raw else ():
                message = _higher(criterion, raw, chance) if scorer.role == "self" else raw
                given.append(scoring.NewEntry(unit, criterion.code, scorer.code, message))
    scoring.record(app, sheet_id, given)


def _raw(criterion: Criterion, skill: float, chance: random.Random) -> str:
    """An entry as the head would give it; some bonuses and deductions are nobody's."""
    if criterion.method in ("more", "less"):
        return f"{round(1000 * min(skill + chance.uniform(-0.04, 0.12), 1.1))}/1000"
    if criterion.method == "grade":
        return "A" if chance.random() < skill - 0.1 else "B"
    if criterion.method == "yes_no":
        return "0"
    most = criterion.limit or criterion.standard or Decimal(5)
    if criterion.role != "base":
        return str(most / 2) if chance.random() > skill else ""
    quarters = round(float(most) * 4 * min(1.0, skill + chance.uniform(-0.03, 0.05)))
    return str(Decimal(quarters) / 4)


def _higher(criterion: Criterion, raw: str, chance: random.Random) -> str:
    if criterion.method != "points" or criterion.role != "base" or chance.random() > _DISPUTED:
        return raw
    most = criterion.limit or Decimal(raw)
    return str(min(most, Decimal(raw) + Decimal("0.5")))
