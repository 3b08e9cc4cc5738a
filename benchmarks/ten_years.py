"""How large the data file becomes: whole years of 2,500 persons through import, appraisal, council, decision.

    python benchmarks/ten_years.py [YEARS]

Every year the same 2,500 persons are imported from a workbook of 50 units, judged, voted on, decided. After
two years the growth of a year is known; ten years must stay below 80 MB.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from xlsxwriter import Workbook

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.council import sessions
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext

PERSONS, UNITS, LIMIT_MB = 2500, 50, 80
FAMILIES = ("Nguyễn", "Trần", "Lò", "Hoàng", "Cà", "Vi", "Đặng", "Quàng", "Hà", "Lường")
MIDDLES = ("Văn", "Thị", "Thị Mỹ", "Xuân", "Thanh", "Hữu", "Ngọc", "Minh", "Đức", "Thu", "Kim", "Quốc")
GIVEN = ("An", "Bình", "Cường", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nga", "Oanh", "Phú", "Yến")


def workbook(path: Path, year: int) -> None:
    """A list as one sender sends it."""
    with Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(
            0, 0, ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Danh hiệu", "Thành tích")
        )
        for number in range(PERSONS):
            name = f"{FAMILIES[number % 10]} {MIDDLES[number // 10 % 12]} {GIVEN[number // 120 % 13]}"
            born = f"{number % 27 + 1:02}/{number // 30 % 12 + 1:02}/{1965 + number % 37}"
            unit = f"Trường Tiểu học Sơn Hà {number % UNITS}"
            done = f"Có thành tích xuất sắc trong phong trào thi đua yêu nước năm {year}"
            sheet.write_row(number + 1, 0, (number + 1, name, born, "Giáo viên", unit, "LĐTT", done))


def year_of_work(app: AppContext, folder: Path, year: int) -> None:
    path = folder / f"{year}.xlsx"
    workbook(path, year)
    staging.commit(app, staging.stage(app, path, year=year).batch_id)
    nominating.submit(app, year=year)
    rows = app.read(nominations, year=year)
    session_id = sessions.open_session(
        app,
        year=year,
        title=f"Xét khen thưởng năm {year}",
        held_on=dt.date(year, 12, 10),
        place="Phòng họp số 1",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        total_members=9,
        present=9,
        nomination_ids=[row.id for row in rows],
        threshold=Fraction("2/3"),
    ).session_id
    sessions.fill_agreed(app, session_id)
    sessions.close(app, session_id)
    passed = [row.id for row in app.read(nominations, year=year) if row.state == "passed"]
    drafted = decisions.draft(app, year=year, nomination_ids=passed)
    decisions.sign(app, drafted.decision_id, number=year, signed_on=dt.date(year, 12, 20))


def largest(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file:
        try:
            rows = file.execute(
                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 8"
            ).fetchall()
        except sqlite3.OperationalError:  # built without the table of pages
            return ""
    return ", ".join(f"{name} {size / 1e6:.1f}" for name, size in rows)


def run(years: int, notify: Callable[[str], None]) -> float:
    """Megabytes after ten years, reckoned from the last year made."""
    with tempfile.TemporaryDirectory() as name:
        folder = DataFolder(Path(name) / "data")
        now = [dt.datetime(2020, 12, 20, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))]
        app = open_app(folder, clock=lambda: now[0])
        settings.save_office(app, OFFICE)
        settings.save_signer(app, full_name="Hoàng Xuân Lịch", lines=("CHỦ TỊCH",))
        sizes = [folder.database.stat().st_size / 1e6]
        for year in range(2025 - years, 2025):
            now[0] = now[0].replace(year=year)
            year_of_work(app, Path(name), year)
            sizes.append(folder.database.stat().st_size / 1e6)
            notify(f"{year}: {sizes[-1]:.1f} MB (+{sizes[-1] - sizes[-2]:.1f}); {largest(folder.database)}")
        app.close()
        return sizes[-1] + (10 - years) * (sizes[-1] - sizes[-2])


if __name__ == "__main__":
    total = run(int(sys.argv[1]) if len(sys.argv) > 1 else 2, print)
    print(f"10 years: {total:.0f} MB, limit {LIMIT_MB} MB")
    sys.exit(total > LIMIT_MB)
