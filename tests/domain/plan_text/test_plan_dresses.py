"""Papers of a grammar read alike in every dress, and as they were written.

``TDD_PLAN_PAPERS=200`` runs as many papers, ``TDD_PLAN_SEED`` begins at another seed.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.domain.plan_grammar import DRESSES, Paper, paper
from thidua_desktop.domain.plan_text.lines import Block, Line, TextTable
from thidua_desktop.domain.plan_text.parts import PlanText
from thidua_desktop.services.planning.reading import ReadPlan, read_blocks, read_plan_text

COUNT = int(os.environ.get("TDD_PLAN_PAPERS", "12"))
FIRST = int(os.environ.get("TDD_PLAN_SEED", "1"))


def facts(plan: PlanText) -> dict[str, object]:
    """What a paper says, in the words of the grammar's truth."""
    targets = [one for one in plan.targets if not one.award_code]
    return {
        "place": plan.place.value,
        "date": plan.date.value if plan.date else "",
        "year": plan.year,
        "number": plan.number.value,
        "symbol": plan.symbol.value,
        "name": plan.signer.name,
        "position": plan.signer.position,
        "theme": plan.theme.value,
        "issuer": plan.issuer.value.lower(),
        "targets": sorted(
            ((one.comparator, _number(one.minimum or one.maximum), one.unit) for one in targets), key=str
        ),
        "quotas": sorted((one.award_code, int(one.minimum or 0)) for one in plan.targets if one.award_code),
        "movements": sorted(one.name for one in plan.movements),
        "campaigns": [
            (one.start.value if one.start else "", one.end.value if one.end else "") for one in plan.campaigns
        ],
        "assigned": sorted({one.unit for one in plan.assignments}),
        "reports": [(one.kind, one.months[-1] if one.months else 0) for one in plan.reporting],
        "recipients": len(plan.recipients),
    }


def _number(value: object) -> float:
    number = float(str(value))
    return int(number) if number == int(number) else number


def word(made: Paper) -> ReadPlan:
    """The head and the foot as tables of one row and two cells, as Word keeps them."""
    head = TextTable(1, (("\n".join(made.left), "\n".join(made.right)),))
    foot_cells = ("\n".join(["Nơi nhận:", *made.recipients]), "\n".join(made.signature))
    blocks: list[Block] = [head]
    place = made.body.index("III. CÁC PHONG TRÀO THI ĐUA")
    for text in [*made.title, *made.body[:place]]:
        blocks.append(Line(len(blocks) + 1, text))
    if made.table:
        blocks.append(TextTable(len(blocks) + 1, tuple(made.table)))
    start = len(blocks) + len(made.table) + 1
    blocks += [Line(start + number, text) for number, text in enumerate(made.body[place:])]
    blocks.append(TextTable(start + 100, (foot_cells,)))
    return read_blocks(tuple(blocks))


def readings(made: Paper) -> dict[str, ReadPlan]:
    found = {name: read_plan_text(apply_style(made)) for name, apply_style in DRESSES.items()}
    return found | {"word": word(made)}


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_a_paper_says_the_same_in_every_dress(seed: int) -> None:
    made = paper(seed)
    truth = {**made.truth, "recipients": len(made.recipients)}
    for name, read in readings(made).items():
        message = facts(read.plan)
        wrong = {key: (message[key], truth[key]) for key in truth if message[key] != truth[key]}
        assert not wrong, f"{name}: {wrong}"
        assert [one.code for one in read.findings] == [], name


def test_the_papers_differ() -> None:
    """The grammar is no single paper with other names."""
    shapes = Counter(str(sorted(paper(seed).truth["targets"], key=str)) for seed in range(40))  # type: ignore[call-overload]
    assert len(shapes) > 30
