"""Taking an action back beside doing it: the judging of a year, and a recorded decision of 200 names."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import Line, run_alone, seconds
from benchmarks.offices import MILLION, SMALL, TEN_YEARS, YEAR, Size, copy_of, name_of
from thidua_desktop.domain.changes import Changes
from thidua_desktop.services.decisions.external.past_decisions import PastGrant, record_decision
from thidua_desktop.services.journal.journal import undo, undo_offer
from thidua_desktop.services.nominations.nominations import submit
from thidua_desktop.services.office.context import AppContext

NAMES = 200


def judging(app: AppContext) -> Changes:
    return submit(app, year=YEAR)


def recording(app: AppContext) -> Changes:
    return record_decision(
        app,
        issuer="Ủy ban nhân dân tỉnh Sơn Hà",
        level="province",
        number="9/QĐ-UBND",
        signed_on=dt.date(YEAR, 12, 1),
        subject="Bằng khen",
        award_year=YEAR,
        grants=[
            PastGrant(
                subject_type="person", subject_id=number, award_code="BK_TINH", name=name_of(number - 1)
            )
            for number in range(1, NAMES + 1)
        ],
    )


def pairs(
    app: AppContext, action: Callable[[AppContext], Changes], runs: int
) -> Iterator[tuple[float, float]]:
    """Seconds of undoing, with the question what it would take back, and of doing."""
    for _ in range(runs):
        done: list[Changes] = []
        doing = seconds(lambda done=done: done.append(action(app)))
        entry = done[0].journal_id or 0

        def taking_back(entry: int = entry) -> None:
            undo_offer(app)
            undo(app, entry)

        yield seconds(taking_back), doing


def measure(quick: bool) -> Iterator[Line]:
    sizes: tuple[Size, ...] = (SMALL, TEN_YEARS) if quick else (SMALL, TEN_YEARS, MILLION)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            app = copy_of(size, Path(folder) / "data")
            for action, what in ((judging, "judging a year"), (recording, f"a decision of {NAMES}")):
                ours, theirs = zip(*pairs(app, action, 2 if quick else 5), strict=True)
                yield Line(f"undo of {what}, {size.name} / doing it", ours, theirs, 2.0)
            app.close()


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
