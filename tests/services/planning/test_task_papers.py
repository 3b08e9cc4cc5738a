"""A table of tasks comes in from any layout, and leaves as workbook, paper and calendar."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from tests.documents.ical_reader import read_calendar
from tests.services.small_office import YEAR
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import plans as plan
from thidua_desktop.services.planning.task_papers import save_task_list
from thidua_desktop.services.planning.task_reading import FoundTask, read_task_file
from thidua_desktop.services.planning.tasks import (
    TaskDraft,
    add_tasks,
    reschedule,
    set_task_status,
    split_task,
)

HEADING = ("TT", "Nội dung, nhiệm vụ chủ yếu", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện")
ROWS = (
    (1, "Ban hành Kế hoạch phát động thi đua", "Phòng Nội vụ", "Các cơ quan", "Trong quý I"),
    (2, "Sơ kết phong trào thi đua", "Phòng Nội vụ", "UBND các xã", "Tháng 5, 6, 7"),
    (3, "Kiểm tra công tác khen thưởng", "Phòng Nội vụ", "Thanh tra", "Tháng 9, 10, 11"),
    (4, "Tổng kết năm học", "Phòng Giáo dục", "Các trường", "Cuối năm học"),
)


@pytest.fixture
def plan_id(app: AppContext) -> int:
    plan.save_plan(app, year=YEAR, kind="KH_CONGTAC", title="Kế hoạch công tác năm 2024")
    return app.read(plans, year=YEAR)[0].id


def book(folder: Path, rows: list[tuple[Any, ...]], *, merges: tuple[str, ...] = ()) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    path = folder / "phân công.xlsx"
    made.save(path)
    return path


def read(app: AppContext, path: Path, plan_id: int) -> tuple[FoundTask, ...]:
    return read_task_file(app, path, year=YEAR, plan_id=plan_id)


def filled(app: AppContext, plan_id: int) -> None:
    drafts = [
        TaskDraft(wording=words, lead=lead, partners=partners, when_text=when)
        for _, words, lead, partners, when in ROWS
    ]
    add_tasks(app, [*drafts, TaskDraft(wording="Việc đột xuất", when_text="Khi có yêu cầu")], plan_id=plan_id)
    rows = app.read(tasks, year=YEAR)
    set_task_status(app, rows[0].id, status="done")
    reschedule(app, {rows[2].id: (dt.date(2024, 9, 2), dt.date(2024, 10, 15))})


def test_a_table_under_title_lines_and_over_signatures_is_found(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    rows = [
        ("UBND HUYỆN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("PHỤ LỤC PHÂN CÔNG NHIỆM VỤ",),
        (),
        HEADING,
        *ROWS,
        (),
        (None, None, None, "CHỦ TỊCH"),
        (None, None, None, "Hoàng Xuân Lịch"),
    ]
    found = read(app, book(tmp_path, rows), plan_id)
    assert [(one.draft.when_text, one.draft.months) for one in found] == [
        ("Trong quý I", (1, 2, 3)),
        ("Tháng 5, 6, 7", (5, 6, 7)),
        ("Tháng 9, 10, 11", (9, 10, 11)),
        ("Cuối năm học", (5,)),
    ]
    assert {one.draft.lead for one in found} == {"Phòng Nội vụ", "Phòng Giáo dục"}
    assert all(one.doubts == () for one in found)


def test_columns_in_another_order_with_a_heading_of_two_rows(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    rows = [
        ("STT", "Thời gian", "Công việc", "Đơn vị thực hiện", None),
        (None, None, None, "Chủ trì", "Phối hợp"),
        *((no, when, words, lead, partners) for no, words, lead, partners, when in ROWS),
    ]
    found = read(app, book(tmp_path, rows, merges=("D1:E1", "A1:A2")), plan_id)
    assert [(one.draft.lead, one.draft.partners) for one in found][3] == ("Phòng Giáo dục", "Các trường")
    assert found[1].draft.wording == "Sơ kết phong trào thi đua"


def test_a_unit_merged_over_several_rows_leads_each_of_them(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    rows = [HEADING, ROWS[0], (2, "Hai", None, "Các xã", "Tháng 2"), (3, "Ba", None, "Các xã", "Tháng 3")]
    found = read(app, book(tmp_path, rows, merges=("C2:C4",)), plan_id)
    assert [one.draft.lead for one in found] == ["Phòng Nội vụ"] * 3


def test_pieces_below_a_numbered_row_stay_in_one_task_and_can_be_split(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    rows = [HEADING, ROWS[0], (None, "Gửi văn bản hướng dẫn.", None, None, None), ROWS[1]]
    found = read(app, book(tmp_path, rows), plan_id)
    assert [one.draft.wording.count("\n") for one in found] == [1, 0]
    add_tasks(app, [one.draft for one in found], plan_id=plan_id)
    split_task(app, app.read(tasks, year=YEAR)[0].id)
    assert [row.label for row in app.read(tasks, year=YEAR)] == ["1", "1.1", "1.2", "2"]


def test_every_doubt_is_reported(app: AppContext, plan_id: int, tmp_path: Path) -> None:
    filled(app, plan_id)
    rows = [HEADING, ROWS[0], (2, "Việc lạ", None, None, "Khi trời mát"), (3, "Việc trống", "A", "B", None)]
    found = read(app, book(tmp_path, rows), plan_id)
    assert [one.doubts for one in found] == [("known",), ("time", "no_lead"), ("no_time",)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("ảnh.pdf", b"%PDF-1.4", "plan_reading.pdf"),
        ("trống.xlsx", b"", "task_reading.empty"),
        ("hỏng.xlsx", b"PK\x03\x04 broken", "task_reading.unreadable"),
        ("thư.txt", "Kính gửi các đơn vị".encode(), "task_reading.no_table"),
    ],
)
def test_a_file_without_a_table_says_why(
    app: AppContext, plan_id: int, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(OfficeError) as refused:
        read(app, path, plan_id)
    assert (refused.value.code, refused.value.params["file"]) == (code, name)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_what_goes_out_comes_in_again(app: AppContext, plan_id: int, tmp_path: Path, kind: str) -> None:
    filled(app, plan_id)
    path = tmp_path / f"bảng.{kind}"
    save_task_list(app, path, year=YEAR)
    found = read(app, path, plan_id)
    before = app.read(tasks, year=YEAR)
    assert [(one.draft.wording, one.draft.lead, one.draft.when_text) for one in found] == [
        (row.wording, row.lead, row.when_text) for row in before
    ]
    assert all("known" in one.doubts for one in found)


def test_the_workbook_has_days_shares_and_a_page_set_up(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    filled(app, plan_id)
    path = tmp_path / "bảng.xlsx"
    save_task_list(app, path, year=YEAR)
    sheet = load_workbook(path).worksheets[0]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "TT")
    first = [cell.value for cell in sheet[top + 1]]
    moved = [cell.value for cell in sheet[top + 3]]
    assert [cell.date().isoformat() for cell in first[5:7]] == ["2024-01-01", "2024-03-31"]
    assert (first[7], first[8]) == ("Đã xong", 1)
    assert [cell.date().isoformat() for cell in moved[5:7]] == ["2024-09-02", "2024-10-15"]
    assert sheet.cell(top + 1, 9).number_format == "0%"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.freeze_panes == f"C{top + 1}"


def test_the_paper_repeats_its_heading_and_names_every_task(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    long = "Tham mưu Ủy ban nhân dân ban hành văn bản chỉ đạo, đôn đốc phong trào thi đua yêu nước"
    drafts = [TaskDraft(wording=f"{long} số {number}", lead="Phòng Nội vụ") for number in range(60)]
    add_tasks(app, drafts, plan_id=plan_id)
    path = tmp_path / "bảng.pdf"
    save_task_list(app, path, year=YEAR)
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) > 2
    assert all("chủ trì" in " ".join(page.split()) for page in pages[:-1])
    whole = " ".join(" ".join(pages).split())
    assert all(f"số {number}" in whole for number in range(60))
    box = PdfReader(path).pages[0].mediabox
    assert box.width > box.height
    save_task_list(app, tmp_path / "bảng.docx", year=YEAR)
    document = zipfile.ZipFile(tmp_path / "bảng.docx").read("word/document.xml").decode("utf-8")
    assert "w:tblHeader" in document and 'w:orient="landscape"' in document


def test_the_calendar_keeps_its_marks_from_export_to_export(
    app: AppContext, plan_id: int, tmp_path: Path
) -> None:
    filled(app, plan_id)
    path = tmp_path / "lịch.ics"
    save_task_list(app, path, year=YEAR)
    before = read_calendar(path.read_bytes())
    ids = [event.values["UID"] for event in before.children]
    assert len(set(ids)) == len(ids) == 4, "a task without days has no place in a calendar"
    done, half_year, moved, school = before.children
    assert (moved.values["DTSTART"], moved.values["DTEND"]) == ("20240902", "20241016")
    assert (done.children, len(half_year.children)) == ([], 1)
    assert "Chủ trì: Phòng Giáo dục" in school.values["DESCRIPTION"]
    rows = app.read(tasks, year=YEAR)
    reschedule(app, {rows[1].id: (dt.date(2024, 6, 1), dt.date(2024, 6, 30))})
    save_task_list(app, path, year=YEAR)
    after = read_calendar(path.read_bytes())
    assert [event.values["UID"] for event in after.children] == ids
    assert after.children[1].values["DTSTART"] == "20240601"


def test_only_the_tasks_in_sight_leave(app: AppContext, plan_id: int, tmp_path: Path) -> None:
    filled(app, plan_id)
    rows = app.read(tasks, year=YEAR)
    path = tmp_path / "bảng.xlsx"
    save_task_list(app, path, year=YEAR, task_ids=[rows[1].id])
    assert [one.draft.wording for one in read(app, path, plan_id)] == [rows[1].wording]
    with pytest.raises(OfficeError, match=r"task_papers\.no_tasks"):
        save_task_list(app, path, year=YEAR, task_ids=[])
    with pytest.raises(OfficeError, match=r"task_papers\.no_days"):
        save_task_list(app, tmp_path / "lịch.ics", year=YEAR, task_ids=[rows[4].id])
