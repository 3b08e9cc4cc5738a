"""Units that owe something: listed, written to, noted as reminded, gone once it came."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from tests.services.small_office import YEAR, listed, take_in, workbook
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit
from thidua_desktop.db.tables.plan import PlanTask
from thidua_desktop.db.tables.registrations import Registration
from thidua_desktop.db.tables.scoring import ScoreSheet
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.nominations.dossiers import receive_all
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plans as planning
from thidua_desktop.services.reports.chase import message_to, note_sent, save_letter, to_chase

KEYS = {"search_key": "tram y te", "sort_key": "tram y te"}
PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Đỗ Hữu Ỷ", "1984", "Giáo viên", "Trường Tiểu học Nậm Pục", "LĐTT"),
)


def test_a_unit_is_reminded_until_everything_came(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    first, other = to_chase(app, year=YEAR)
    assert {first.unit, other.unit} == {"Phòng Nội vụ", "Trường Tiểu học Nậm Pục"}
    registration, papers = first.lines
    assert registration == "Đăng ký thi đua năm 2024" and "Nguyễn Thị Ước" in papers
    assert first.sent_on is None
    save_letter(app, tmp_path / "cv.docx", first, year=YEAR)
    save_letter(app, tmp_path / "cv.pdf", first, year=YEAR)
    words = "\n".join(one.text for one in Document(str(tmp_path / "cv.docx")).paragraphs)
    assert all(f"- {line}." in words for line in first.lines) and f"Kính gửi: {first.unit}" in words
    assert papers in message_to(app, first, year=YEAR)
    note_sent(app, first.unit_id, year=YEAR)
    assert [one.sent_on for one in to_chase(app, year=YEAR)] == [app.today(), None]
    receive_all(app, next(row for row in listed(app) if row.unit_id == first.unit_id))
    left = {one.unit_id: one.lines for one in to_chase(app, year=YEAR)}
    assert left == {first.unit_id: (registration,), other.unit_id: other.lines}
    with app.database.writing("save_registration") as uow:
        uow.add(Registration, year=YEAR, unit_id=first.unit_id, state="approved")
    assert [one.unit_id for one in to_chase(app, year=YEAR)] == [other.unit_id]
    with pytest.raises(OfficeError, match=r"chase\.nothing_missing"):
        note_sent(app, first.unit_id, year=YEAR)


def test_every_kind_of_what_is_missing_is_said_with_its_day(app: AppContext) -> None:
    """A returned registration, no nomination, no score and a late task; what is in time is not asked for."""
    planning.save_plan(app, year=YEAR, kind="KH_CONGTAC", title="Kế hoạch năm")
    (plan,) = app.read(plans, year=YEAR)
    with app.database.writing("plan.edit") as uow:
        unit = uow.add(Unit, name="Trạm Y tế", kind="agency", **KEYS)
        back = dt.date(YEAR, 3, 4)
        uow.add(Registration, year=YEAR, unit_id=unit, state="returned", decided_on=back)
        bloc = uow.add(Bloc, year=YEAR, name="Khối 1", kind="khoi", level="own")
        uow.add(BlocMember, bloc_id=bloc, unit_id=unit)
        made = f"{YEAR}-11-20T08:00:00"
        uow.add(ScoreSheet, bloc_id=bloc, scheme_key="k", scheme_text="", state="open", created_at=made)
        for place, (lead, month) in enumerate((("Phòng khác; trạm y tế", 5), ("Trạm Y tế", 12)), start=1):
            uow.add(
                PlanTask,
                plan_id=plan.id,
                position=place,
                wording=f"Việc {place}.",
                lead=lead,
                months=[],
                starts_on=dt.date(YEAR, month, 1),
                ends_on=dt.date(YEAR, month, 31),
            )
    (one,) = to_chase(app, year=YEAR)
    assert one.lines == (
        "Đăng ký thi đua năm 2024 (đã trả lại ngày 04/03/2024, chưa gửi lại)",
        "Hồ sơ đề nghị khen thưởng năm 2024",
        "Điểm tự chấm của cụm, khối thi đua năm 2024",
        "Nhiệm vụ “Việc 1”, quá hạn từ ngày 01/06/2024",
    )
    assert one.since == back


def test_the_subject_of_the_letter_stands_below_its_number(app: AppContext, tmp_path: Path) -> None:
    """Box 5b of the decree: at the left, below the number, not under the letterhead."""
    take_in(app, workbook(tmp_path, PEOPLE))
    save_letter(app, tmp_path / "cv.docx", to_chase(app, year=YEAR)[0], year=YEAR)
    made = Document(str(tmp_path / "cv.docx"))
    number, about = (one.text for one in made.tables[0].rows[1].cells[0].paragraphs)
    assert number.startswith("Số:") and about == f"V/v đôn đốc công tác thi đua, khen thưởng năm {YEAR}"
    assert not any("V/v" in one.text for one in made.paragraphs)
    save_letter(app, tmp_path / "cv.pdf", to_chase(app, year=YEAR)[0], year=YEAR)
    with PdfDocument(tmp_path / "cv.pdf") as pdf:
        words = pdf[0].get_textpage()
        found = words.search("V/v")
        left, bottom, _, _ = words.get_charbox(found.get_next()[0])
        number_at = words.get_charbox(words.search("Số:").get_next()[0])
        whom = words.get_charbox(words.search("Kính gửi").get_next()[0])
        assert left < pdf[0].get_width() / 2 and whom[1] < bottom < number_at[1]
