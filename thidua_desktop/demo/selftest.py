"""The smallest whole walk: a workbook in; decision, certificates and tally out, each read back."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.migrate import inspect
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.office.settings import OfficeRow
from thidua_desktop.services.backup import maintenance
from thidua_desktop.services.certificates import certificates
from thidua_desktop.services.council import sessions
from thidua_desktop.services.decisions import decisions, paper
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports import statistics

T = TypeVar("T")

YEAR = 2024
SIGNED_ON = dt.date(2024, 12, 20)
NAMES = ("Nguyễn Thị Ước", "Lò Văn Đạt", "Giàng A Phủ", "Đỗ Hữu Ỷ")
HEADINGS = ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Danh hiệu đề nghị")

_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)

OFFICE = OfficeRow(
    name="Ủy ban nhân dân huyện Lâm Thượng",
    level="district",
    superior_name="Ủy ban nhân dân tỉnh Sơn Hà",
    place="Lâm Thượng",
    head_title="Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
    standing_body="Phòng Nội vụ",
    symbol="UBND",
    council_name="Hội đồng Thi đua - Khen thưởng huyện Lâm Thượng",
    current_year=YEAR,
)


class SelftestError(Exception):
    """A step ran but its result is not what it must be."""


def steps(folder: Path) -> Iterator[tuple[str, float, str]]:
    """Runs the walk in a new data folder below ``folder``; yields name, seconds and a fact of each step."""
    data = DataFolder(folder / "Dữ liệu")
    if data.database.exists():
        data.database.unlink()
    app, seconds = _timed(lambda: open_app(data))
    yield "database", seconds, inspect(data.database).revision or ""
    try:
        _set_up(app)
        done, seconds = _timed(lambda: _import(app, folder / "Danh sách.xlsx"))
        yield "import", seconds, f"{done} rows"
        known, seconds = _timed(lambda: _read_on_trial(folder / "Danh sách.ods"))
        yield "trial", seconds, f"{known} rows of an OpenDocument sheet"
        decision_id, seconds = _timed(lambda: _decide(app))
        path = folder / "Quyết định.pdf"
        _, more = _timed(lambda: paper.save(app, decision_id, path))
        yield "decision", seconds + more, _pdf_names(path)
        listed = [grant.id for grant in app.read(of_decision, decision_id)]
        run, seconds = _timed(lambda: certificates.render(app, decision_id, grant_ids=listed))
        (folder / "Giấy khen.pdf").write_bytes(run.pdf)
        yield "certificates", seconds, _pdf_names(folder / "Giấy khen.pdf")
        tally = folder / "Bảng tổng hợp.xlsx"
        _, seconds = _timed(lambda: statistics.save_tally(app, tally, year=YEAR))
        yield "tally", seconds, f"{tally.stat().st_size} bytes"
        checks, seconds = _timed(lambda: maintenance.verify(app))
        if not all(check.ok for check in checks):
            raise SelftestError([check.sentence for check in checks if not check.ok])
        yield "verify", seconds, f"{len(checks)} checks"
    finally:
        app.close()


def _set_up(app: AppContext) -> None:
    settings.save_office(app, OFFICE)
    settings.save_signer(app, full_name="Lường Văn Quyết", lines=("CHỦ TỊCH",))


def _import(app: AppContext, path: Path) -> int:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for number, name in enumerate(NAMES, start=1):
        sheet.append((number, name, 1980 + number, "Chuyên viên", "Phòng Nội vụ", "Lao động tiên tiến"))
    book.save(path)
    done = staging.commit(app, staging.stage(app, path, year=YEAR).batch_id)
    if done.nominations != len(NAMES):
        raise SelftestError(f"{done.nominations} nominations instead of {len(NAMES)}")
    return done.nominations


def _read_on_trial(path: Path) -> int:
    """An OpenDocument sheet is first tried by a process of its own: the program calls itself."""
    lines = [
        HEADINGS,
        *((str(n), name, "1980", "Chuyên viên", "Phòng Nội vụ", "LĐTT") for n, name in enumerate(NAMES, 1)),
    ]
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in line
        )
        + "</table:table-row>"
        for line in lines
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0"'
        f' xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="DS">'
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    read = [record.name for record in staging.read_unknown(path).importable]
    if read != list(NAMES):
        raise SelftestError(f"{path.name}: {read}")
    return len(read)


def _decide(app: AppContext) -> int:
    nominating.submit(app, year=YEAR)
    rows = app.read(nominations, year=YEAR)
    opened = sessions.open_session(
        app,
        year=YEAR,
        title="Xét khen thưởng năm 2024",
        held_on=dt.date(2024, 12, 10),
        place="Lâm Thượng",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        total_members=9,
        present=9,
        nomination_ids=[row.id for row in rows],
        threshold=Fraction(2, 3),
    )
    sessions.fill_agreed(app, opened.session_id)
    sessions.close(app, opened.session_id)
    drafted = decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in rows])
    decisions.sign(app, drafted.decision_id, number=125, signed_on=SIGNED_ON)
    return drafted.decision_id


def _pdf_names(path: Path) -> str:
    """How many of the names are found in the text of the PDF. SelftestError when one is missing."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    pages = len(document)
    document.close()
    missing = [name for name in NAMES if name not in words]
    if missing:
        raise SelftestError(f"{path.name}: {missing}")
    return f"{pages} pages, {len(NAMES)} names"


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started
