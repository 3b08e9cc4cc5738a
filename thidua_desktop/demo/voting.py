"""How the invented council votes: against who does not meet the conditions, now and then short of votes."""

from __future__ import annotations

from collections.abc import Sequence

from thidua_desktop.demo.reading import demo_file
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.council.sessions import Count


def ballots(rows: Sequence[NominationRow], *, voters: int) -> list[Count]:
    """The count of each candidate; deterministic. Some fail, some have a spoiled ballot."""
    rules = demo_file("district")["ballots"]
    counts = []
    for place, row in enumerate(rows, 1):
        valid = voters - (1 if place % rules["every_invalid"] == 0 else 0)
        agree = valid
        if row.verdict == "not_eligible":
            agree = rules["against_not_eligible"]
        elif place % rules["every_weak"] == 0:
            agree = rules["weak_agree"]
        counts.append(
            Count(
                nomination_id=row.id,
                issued=voters,
                collected=voters,
                valid=valid,
                agree=agree,
                disagree=valid - agree,
            )
        )
    return counts
