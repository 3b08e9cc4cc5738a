"""Suggestions over a whole register beside the eligibility of as many nominations from the same facts."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measuring import Line, run_alone, seconds
from benchmarks.offices import SMALL, TEN_YEARS, YEAR, reading
from thidua_desktop.queries.eligibility.suggestions import candidates
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.eligibility.judging import judge
from thidua_desktop.services.eligibility.suggestions import ASKED, find_eligible


def measure(quick: bool) -> Iterator[Line]:
    app = reading(SMALL if quick else TEN_YEARS)
    rows = app.read(nominations, year=YEAR)
    people = len(app.read(candidates, year=YEAR, on=app.today()))
    # A nomination asks for one award, a person of the register is judged for each of them.
    asked = people * len(ASKED) / len(rows)
    ours, theirs = [], []
    for _ in range(2 if quick else 3):
        ours.append(seconds(lambda: find_eligible(app, year=YEAR)))
        theirs.append(seconds(lambda: judge(app, rows)) * asked)
    app.close()
    what = f"suggestions over {people:,} persons / as many verdicts"
    yield Line(what, tuple(ours), tuple(theirs), 1.5)


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
