"""The office of the tests, and short ways to the middle of its work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook

from thidua_desktop.queries.decisions.grants import GrantRow, of_subjects
from thidua_desktop.queries.lookup.finding import RECEIVERS, find_receivers
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.services.council import sessions
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext

TODAY = dt.date(2024, 12, 20)
YEAR = 2024
SAMPLES = Path(__file__).parents[1] / "samples" / "import"
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Danh hiệu")


def workbook(folder: Path, rows: Sequence[Sequence[object]], *, name: str = "ds.xlsx") -> Path:
    """A plain list as a unit would send it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for number, row in enumerate(rows, start=1):
        sheet.append((number, *row))
    path = folder / name
    book.save(path)
    return path


def take_in(app: AppContext, path: Path) -> staging.Imported:
    """Stages and imports a file."""
    return staging.commit(app, staging.stage(app, path, year=YEAR).batch_id)


def grants_of(app: AppContext, words: str) -> tuple[GrantRow, ...]:
    """The awards that stand of everybody whose name holds the words, the latest first."""
    found = app.read(find_receivers, words, limit=100)
    given = [
        grant
        for kind in RECEIVERS
        for grants in app.read(
            of_subjects, subject_type=kind, ids=[row.id for row in found.rows if row.subject_type == kind]
        ).values()
        for grant in grants
    ]
    return tuple(sorted(given, key=lambda grant: (-grant.award_year, grant.id)))


def listed(app: AppContext) -> tuple[NominationRow, ...]:
    return app.read(nominations, year=YEAR)


def meeting(
    app: AppContext, rows: Sequence[NominationRow], *, present: int = 9, threshold: str = "2/3"
) -> int:
    """Opens a council of nine for these nominations."""
    return sessions.open_session(
        app,
        year=YEAR,
        title="Xét khen thưởng năm 2024",
        held_on=dt.date(2024, 12, 10),
        place="Phòng họp số 1",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        total_members=9,
        present=present,
        nomination_ids=[row.id for row in rows],
        threshold=Fraction(threshold),
    ).session_id


def pass_all(app: AppContext) -> int:
    """Appraises everything and lets the council pass it."""
    nominating.submit(app, year=YEAR)
    session_id = meeting(app, [row for row in listed(app) if row.state == "submitted"])
    sessions.fill_agreed(app, session_id)
    sessions.close(app, session_id)
    return session_id
