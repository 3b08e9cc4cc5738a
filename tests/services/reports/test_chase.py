"""Units with papers missing: listed, written to, noted as reminded, gone once the papers came."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from tests.services.small_office import YEAR, listed, take_in, workbook
from thidua_desktop.services.nominations.dossiers import receive_all
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.chase import message_to, note_sent, save_letter, to_chase

PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Đỗ Hữu Ỷ", "1984", "Giáo viên", "Trường Tiểu học Nậm Pục", "LĐTT"),
)


def test_a_unit_is_reminded_until_its_papers_came(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    first, other = to_chase(app, year=YEAR)
    assert {first.unit, other.unit} == {"Phòng Nội vụ", "Trường Tiểu học Nậm Pục"}
    assert len(first.lines) == 1 and first.sent_on is None
    save_letter(app, tmp_path / "cv.docx", first, year=YEAR)
    save_letter(app, tmp_path / "cv.pdf", first, year=YEAR)
    words = "\n".join(one.text for one in Document(str(tmp_path / "cv.docx")).paragraphs)
    assert f"- {first.lines[0]}." in words and f"Kính gửi: {first.unit}" in words
    assert first.lines[0] in message_to(app, first, year=YEAR)
    note_sent(app, first.unit_id, year=YEAR)
    assert [one.sent_on for one in to_chase(app, year=YEAR)] == [app.today(), None]
    receive_all(app, next(row for row in listed(app) if row.unit_id == first.unit_id))
    assert [one.unit_id for one in to_chase(app, year=YEAR)] == [other.unit_id]
