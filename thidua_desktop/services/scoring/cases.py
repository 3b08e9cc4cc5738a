"""Scoring without a database: a scheme file and a JSON file of entries in, steps and ranking out.

The forms of the entries are reported in ``docs/schemes.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua_desktop.catalogue.schemes import load_scheme, shipped_scheme
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.engine import evaluate
from thidua_desktop.domain.scoring.entries import Judged
from thidua_desktop.domain.scoring.results import BlocResult, Cell, Reading, Step, UnitResult, step_params
from thidua_desktop.domain.scoring.steps import cell_steps, section_steps, total_steps
from thidua_desktop.domain.scoring.views import as_scored_by, differences
from thidua_desktop.given_files import require_readable
from thidua_desktop.services.scoring.inputs import CaseInputs, read_inputs
from thidua_desktop.services.scoring.step_words import step_sentence, to_cents


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """A scored bloc with the scheme and the entries it came from."""

    scheme: Scheme
    given: CaseInputs
    result: BlocResult


def score_case(scheme_name: str, inputs_path: Path) -> ScoredCase:
    """Scores the entries of a file. OfficeError("scoring.…") when scheme or entries cannot be read."""
    scheme = open_scheme(scheme_name)
    given = read_inputs(scheme, _read_json(inputs_path), file=inputs_path.name)
    return ScoredCase(scheme, given, evaluate(scheme, given.inputs))


def open_scheme(name: str) -> Scheme:
    """The scheme of a ``.toml`` file, or one that travels with the program by its key."""
    path = Path(name)
    return load_scheme(path) if path.suffix == ".toml" or path.is_file() else shipped_scheme(name)


def shown(number: Decimal) -> str:
    """``217.60``."""
    return str(to_cents(number))


def as_json(case: ScoredCase) -> dict[str, object]:
    """``tdkt-scoring-result/1``: steps of every number, ranking, proposals, ties, units without a rank."""
    scheme, result = case.scheme, case.result
    return {
        "schema": "tdkt-scoring-result/1",
        "scheme": {
            "key": scheme.key,
            "name": scheme.name,
            "source": scheme.source,
            "confidence": scheme.confidence,
        },
        "per_unit": {name: _unit(scheme, unit) for name, unit in result.units.items()},
        "by_scorer": _by_scorer(case),
        "differences": _differences(case),
        "claims": [
            {
                "unit": one.unit,
                "criterion": one.criterion,
                "claimed": str(one.claimed),
                "earned": str(one.earned),
            }
            for one in case.given.claims
        ],
        "ranking": [
            {"rank": one.rank, "unit": one.unit, "total": shown(one.total), "split_by": one.split_by}
            for one in result.ranking
        ],
        "proposals": {one.name: list(one.units) for one in result.proposals},
        "undecided": {
            one.name: {"units": list(one.undecided), "places": one.places}
            for one in result.proposals
            if one.undecided
        },
        "ties": [list(group) for group in result.ties],
        "not_ranked": [
            {"unit": one.unit, "open": list(one.open), "reasons": list(one.reasons)}
            for one in result.not_ranked
        ],
    }


def _unit(scheme: Scheme, unit: UnitResult) -> dict[str, object]:
    sums = unit.sums
    sections = {
        code: {
            "standard": None if one.section.standard is None else str(one.section.standard),
            "base": _plain(one.sums.base),
            "excess": _plain(one.sums.excess),
            "deduct_raw": _plain(one.sums.deduct_raw),
            "deduct": _plain(one.sums.deduct),
            "bonus": _plain(one.sums.bonus),
            "ignored_bonus": _plain(one.sums.ignored),
            "score": _plain(one.sums.score),
            "steps": _steps(section_steps(one)),
        }
        for code, one in unit.sections.items()
    }
    detail = {
        code: {
            "role": cell.criterion.role,
            "points": None if cell.points is None else shown(cell.points),
            "excess": shown(cell.excess),
            "steps": _steps(cell_steps(cell)),
        }
        for code, cell in unit.cells.items()
    }
    return {
        "total": shown(unit.total),
        "total_exact": _plain(unit.total),
        "base": shown(sums.base),
        "excess_raw": shown(sums.excess_raw),
        "excess": shown(sums.excess),
        "bonus": shown(sums.bonus),
        "ignored_bonus": shown(sums.ignored),
        "deductions_raw": shown(sums.deduct_raw),
        "deductions": shown(sums.deduct),
        "adjust": shown(sums.adjust),
        "open": list(unit.open),
        "barred": {code: list(reasons) for code, reasons in unit.barred.items()},
        "sections": sections,
        "detail": detail,
        "steps": _steps(total_steps(scheme, unit)),
    }


def _by_scorer(case: ScoredCase) -> dict[str, dict[str, str]]:
    """Totals as each scorer alone sees them; only where a scheme has more than one."""
    if len(case.scheme.scorers) < 2:
        return {}
    return {
        scorer.code: {
            name: shown(unit.total)
            for name, unit in as_scored_by(case.scheme, case.given.inputs, scorer.code).units.items()
        }
        for scorer in case.scheme.scorers
    }


def _differences(case: ScoredCase) -> list[dict[str, object]]:
    """Where the first scorer of the scheme (the unit itself) and the result do not agree."""
    if len(case.scheme.scorers) < 2:
        return []
    first = as_scored_by(case.scheme, case.given.inputs, case.scheme.scorers[0].code)
    return [
        {
            "unit": one.unit,
            "criterion": one.criterion,
            "before": None if one.before is None else _plain(one.before),
            "after": None if one.after is None else _plain(one.after),
            "diff": shown(one.change),
        }
        for one in differences(case.scheme, first, case.result)
    ]


def _steps(steps: list[Step]) -> list[dict[str, object]]:
    return [
        {
            "code": step[0],
            "params": {name: _value(value) for name, value in step_params(step).items()},
            "words": step_sentence(step),
        }
        for step in steps
    ]


def _value(value: object) -> object:
    if isinstance(value, Cell):
        return [_part(one) for one in value.readings]
    if isinstance(value, Judged):
        given = {who: _value(one) for who, one in zip(value.who, value.given, strict=True)}
        return {"judges": given | dict.fromkeys(value.missing)}
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _plain(value) if isinstance(value, Decimal) else value


def _part(reading: Reading) -> dict[str, str]:
    weight, points = _plain(reading.scorer.weight), _plain(reading.points)
    return {"scorer": reading.scorer.name, "weight": weight, "points": points}


def _plain(number: Decimal) -> str:
    """All digits, no exponent, no trailing zeros: ``26.80`` and ``26.8`` are written ``26.8``."""
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _read_json(path: Path) -> Mapping[str, Any]:
    require_readable(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise OfficeError("scoring.inputs_unreadable", file=path.name, line=error.lineno) from error
    except (UnicodeDecodeError, OSError, RecursionError) as error:
        raise OfficeError("scoring.inputs_unreadable", file=path.name, line=1) from error
    if not isinstance(data, dict):
        raise OfficeError("scoring.inputs_form", file=path.name)
    return data
