"""The demo from an empty folder to the last check."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

from thidua_desktop.bootstrap import open_app
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.demo.walk import Say, Walk
from thidua_desktop.demo.workspace import Workspace
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demo made. ``rows`` lines read, ``nominations`` imported, ``passed`` by the council,
    ``granted`` by the decision; ``papers`` the finished files."""

    out: Path
    rows: int
    nominations: int
    passed: int
    granted: int
    papers: tuple[Path, ...]
    seconds: float


def run(out: Path, *, notify: Say, progress: Progress) -> DemoResult:
    """Makes everything from nothing in ``out`` and reads it back.

    OfficeError ``demo.…`` when the folder is not free, or naming the first disagreement between two outputs.
    """
    started = time.perf_counter()
    table = demo_file("district")
    workspace = Workspace(out)
    workspace.start()
    notify(text("demo.title"))
    notify(text("demo.subtitle", office=table["office"]["name"], year=table["year"]))
    app = open_app(workspace.data, clock=_morning_of_signing)
    try:
        walk = Walk(app, workspace, notify, progress, table["year"])
        walk.seed()
        batches = walk.stage()
        walk.import_all(batches)
        session_id = walk.vote()
        decision_id = walk.decide()
        papers = walk.print_papers(session_id, decision_id)
        granted = walk.check(papers, decision_id)
    finally:
        app.close()
    seconds = time.perf_counter() - started
    notify(text("demo.done", seconds=f"{seconds:.1f}".replace(".", ",")))
    notify(text("demo.open_it", path=out))
    return DemoResult(out, walk.rows, walk.nominations, len(walk.passed), granted, papers.paths(), seconds)


def _morning_of_signing() -> dt.datetime:
    """The demo's own clock: the law and the papers are those of its year, whenever it is run."""
    return dt.datetime.combine(demo_file("district")["decision"]["signed_on"], dt.time(8)).astimezone()
