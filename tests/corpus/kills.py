"""Kills the program inside its work and opens the real window after each: what was lost, what does it say?

    python tests/corpus/kills.py --kills 500 --seed 1

A child process works on a copy of a prepared data folder and is killed at a random moment. Ways:
``actions`` (services in a loop), ``commit`` (one transaction whose pages reach the file before its end),
``start`` (a first start), ``upgrade`` (a released file), ``backup``, ``restore``. Linux and macOS only.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from thidua_desktop.bootstrap import open_app  # noqa: E402
from thidua_desktop.config import DataFolder  # noqa: E402
from thidua_desktop.db.engine.condition import inspect  # noqa: E402
from thidua_desktop.db.tables.organisation import Unit  # noqa: E402
from thidua_desktop.domain.errors import OfficeError  # noqa: E402
from thidua_desktop.queries.organisation.units import units  # noqa: E402
from thidua_desktop.services.backup import backups, restoring  # noqa: E402
from thidua_desktop.services.importing import staging  # noqa: E402
from thidua_desktop.services.office import attachments  # noqa: E402
from thidua_desktop.services.office.context import AppContext  # noqa: E402
from thidua_desktop.services.organisation import units as organisation  # noqa: E402
from thidua_desktop.services.organisation.people import save_person  # noqa: E402

LIST = ROOT / "tests" / "samples" / "import" / "o01_mau_chuan.xlsx"
RELEASED = ROOT / "tests" / "db" / "released" / "0001.db.xz"
WAYS = ("actions", "commit", "start", "upgrade", "backup", "restore")
LONGEST = {"actions": 0.9, "commit": 0.5, "start": 0.5, "upgrade": 0.6, "backup": 0.3, "restore": 0.3}
"""Seconds within which a child is killed; about as long as its work takes."""


@dataclass
class Tally:
    """What the kills of one way came to."""

    tried: int = 0
    hot: int = 0
    windows: int = 0
    message: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def prepare(root: Path) -> Path:
    """A data folder with units, persons, an attachment and two copies, the second of a later state."""
    folder = DataFolder(root / "template")
    app = open_app(folder)
    for number in range(40):
        organisation.save_unit(app, name=f"UBND xã Khau Vạt {number}", kind="commune", member_count=3)
    save_person(app, full_name="Hoàng Thị Hoà", unit_id=app.read(units)[0].id)
    with app.database.writing("attach") as uow:
        attachments.keep(app, uow, name="a.pdf", data=b"%PDF-" + b"x" * 50_000)
    backups.make_copy(app, reason="day")
    organisation.save_unit(app, name="UBND xã sau cùng", kind="commune", member_count=3)
    backups.make_copy(app, reason="manual")
    app.close()
    return folder.root


def work(way: str, folder: DataFolder, chance: random.Random) -> None:
    """What the child does until it is killed."""
    if way in ("start", "upgrade"):
        open_app(folder).close()
        return
    if way == "restore":
        copies = [copy.path for copy in backups.copies(folder.backups) if copy.reason != "restore"]
        while True:
            restoring.restore(folder, chance.choice(copies))
    app = open_app(folder)
    while True:
        {"actions": _act, "commit": _commit, "backup": _back_up}[way](app, chance)


def _act(app: AppContext, chance: random.Random) -> None:
    match chance.randrange(4):
        case 0:
            organisation.save_unit(app, name=f"Đơn vị {chance.random()}", kind="school", member_count=1)
        case 1:
            save_person(app, full_name="Nguyễn Văn Ước", unit_id=app.read(units)[0].id)
        case 2:
            staged = staging.stage(app, LIST, year=2024)
            staging.commit(app, staged.batch_id)
        case 3:
            with app.database.writing("attach") as uow:
                attachments.keep(app, uow, name="b.pdf", data=chance.randbytes(200_000))


def _commit(app: AppContext, chance: random.Random) -> None:
    with app.database.writing("save_units") as uow:
        uow.connection.exec_driver_sql("PRAGMA cache_size=4")
        names = [f"{chance.random()} {'x' * 200}" for _ in range(400)]
        uow.insert(Unit, [organisation.unit_values(name, kind="school") for name in names])


def _back_up(app: AppContext, chance: random.Random) -> None:
    organisation.save_unit(app, name=f"Đơn vị {chance.random()}", kind="school", member_count=1)
    backups.make_copy(app, reason="manual")


def faults_in(folder: DataFolder) -> list[str]:
    """Broken pages, broken links, rows the journal does not explain, files that are not what they say."""
    found = []
    with closing(sqlite3.connect(folder.database)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            found.append("pages")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            found.append("links")
        entries = [row[0] for row in connection.execute("SELECT id FROM journal_entry ORDER BY id")]
        if entries != list(range(1, len(entries) + 1)):
            found.append("journal gap")
        explained = connection.execute(
            "SELECT table_name, sum(CASE op WHEN 'I' THEN last_id - row_id + 1 WHEN 'D' THEN -1 ELSE 0 END)"
            " FROM journal_change GROUP BY table_name"
        ).fetchall()
        for table, rows in explained:
            if connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] != rows:
                found.append(f"rows of {table}")
        for (digest,) in connection.execute("SELECT sha256 FROM attachment"):
            if not (folder.attachments / digest[:2] / digest).exists():
                found.append("attachment missing")
    found += [f"copy {copy.path.name}" for copy in backups.copies(folder.backups) if not copy.facts.usable]
    return found


def run_one(way: str, template: Path, root: Path, chance: random.Random, tally: Tally, window: Any) -> None:
    """One kill, one opening, one look at everything."""
    folder = DataFolder(root / "data")
    shutil.rmtree(folder.root, ignore_errors=True)
    if way == "start":
        folder.root.mkdir()
    elif way == "upgrade":
        folder.root.mkdir()
        folder.database.write_bytes(lzma.decompress(RELEASED.read_bytes()))
    else:
        shutil.copytree(template, folder.root)
    if not _kill(lambda: work(way, folder, chance), chance.uniform(0, LONGEST[way])):
        tally.faults.append(f"{way}: the child failed by itself")
    tally.tried += 1
    journal = folder.database.with_name("thidua.db-journal")
    tally.hot += journal.exists() and journal.stat().st_size > 0
    try:
        app = open_app(folder)
    except OfficeError as error:
        tally.message[error.code] += 1
        newest = backups.newest_sound(folder.backups)
        if way != "restore" or error.code != "database.lost" or newest is None:
            tally.faults.append(f"{way}: {error.code}")
            return
        restoring.restore(folder, newest)  # what the window offers
        app = open_app(folder)
    try:
        if window is not None:
            window(app)
            tally.windows += 1
        if way not in ("start", "upgrade") and len(app.read(units)) < 40:
            tally.faults.append(f"{way}: units lost")
    finally:
        app.close()
    if way != "upgrade":
        tally.faults += [f"{way}: {fault}" for fault in faults_in(folder)]
    if inspect(folder.database).state != "current":
        tally.faults.append(f"{way}: not current")


def _kill(task: Callable[[], None], seconds: float) -> bool:
    """True when the child was killed or had finished; False when it failed."""
    child = os.fork()
    if child == 0:
        try:
            task()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0


def run(kills: int, seed: int, root: Path, window: Any = None) -> dict[str, Tally]:
    """The kills, spread evenly over the ways; the figures by way."""
    chance = random.Random(seed)
    template = prepare(root)
    tallies = {way: Tally() for way in WAYS}
    for number in range(kills):
        way = WAYS[number % len(WAYS)]
        run_one(way, template, root, chance, tallies[way], window)
    return tallies


def open_real_window(root: Path) -> Callable[[AppContext], None]:
    """Opens the program's own window on an application context, waits until its first page is read, and closes it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from ui.app import apply_style, make_application
    from ui.core.machine_settings import MachineSettings
    from ui.window.shell import build_window

    application = make_application(["kills"])
    settings = MachineSettings(DataFolder(root))
    apply_style(application, settings)

    class Silent:
        """Answers nothing: only errors count, and they end the run."""

        def error(self, error: BaseException) -> None:
            raise error

        def __getattr__(self, _name: str) -> Callable[..., None]:
            return lambda *_, **__: None

    def show(app: AppContext) -> None:
        window = build_window(app, settings, year=2024, dialogs=Silent())  # type: ignore[arg-type]
        window.show()
        window.open_page("overview")
        for _ in range(3):
            window.context.runner.wait()
            QApplication.processEvents()
        window.close()
        window.deleteLater()
        QApplication.processEvents()

    return show


def main() -> int:
    """Prints a line a way; 1 when anything was lost or did not open."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-window", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as root:
        window = None if given.no_window else open_real_window(Path(root))
        tallies = run(given.kills, given.seed, Path(root), window)
    for way, tally in tallies.items():
        sys.stdout.write(
            f"{way:8} tried {tally.tried:4}  journal left {tally.hot:3}  windows opened {tally.windows:4}"
            f"  said {dict(tally.message)}  faults {len(tally.faults)} {tally.faults[:5]}\n"
        )
    return 1 if any(tally.faults for tally in tallies.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
