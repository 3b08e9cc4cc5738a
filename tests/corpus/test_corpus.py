"""Every layout of the corpus, filled with a few draws of nominees, is read back exactly."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.corpus.build import build
from tests.corpus.judging import differences
from tests.corpus.layout import Layout, load_layouts
from tests.corpus.sheets import Sheet, write_book
from tests.workbooks.sender import stage, write

LAYOUTS = load_layouts()
SEEDS = range(3)


def test_the_corpus_holds_many_layouts() -> None:
    assert len({layout.key for layout in LAYOUTS}) == len(LAYOUTS) >= 30


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_a_layout_is_read_as_it_is_meant(layout: Layout, tmp_path: Path) -> None:
    for seed in SEEDS:
        book = build(layout, seed)
        path = tmp_path / f"ds-{seed}{layout.file}"
        staged = stage(write_book(book.sheets, path, date1904=layout.date1904))
        assert differences(layout, book, staged) == [], f"seed {seed}"


def test_a_stated_total_that_is_not_met_is_reported_at_its_cell(tmp_path: Path) -> None:
    rows = [
        ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
        [1, "Đỗ Thị Sáu", "Phòng Nội vụ", "LĐTT"],
        [2, "Lò Văn Bảy", "Phòng Nội vụ", "LĐTT"],
        [None, "Tổng cộng: 3 người"],
        [None, "Danh sách này có 2 cá nhân./."],
    ]
    staged = stage(write(tmp_path, rows))
    assert [(one.ref, one.code) for one in staged.findings] == [("DS!B4", "TOTAL_MISMATCH")]


def test_namesakes_are_news_in_a_small_unit_and_none_in_a_crowded_one(tmp_path: Path) -> None:
    heading = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"]
    pair = [
        ["Nguyễn Thị Hoa", "02/03/1980"],
        ["Nguyễn Thị Hoa", "14/11/1991"],
        ["Nguyễn Thị Hoa", "02/03/1981"],
    ]
    crowd = [
        [f"Lò Văn {a}{b}{c}".title(), "01/02/1985"] for a in "bcdghk" for b in "aeiouy" for c in "mntpcg"
    ]
    for others, reported in (([], ["DS!B3", "DS!B4"]), (crowd, ["DS!B4"])):
        rows = [[n, *row, "Trường THCS Tân Phú", "LĐTT"] for n, row in enumerate([*pair, *others], start=1)]
        staged = stage(write(tmp_path, [heading, *rows]))
        assert [one.ref for one in staged.findings if one.code == "SAME_NAME_OTHER_PERSON"] == reported


def test_a_part_that_claims_more_than_it_can_hold_is_refused(tmp_path: Path) -> None:
    layout = LAYOUTS[0]
    source = write_book(build(layout, 1).sheets, tmp_path / "ds.xlsx")
    for part, claim in (("xl/sharedStrings.xml", b'ount="'), ("xl/styles.xml", b'ount="')):
        target = tmp_path / "claim.xlsx"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                new.writestr(name, data.replace(claim, claim + b"99999999999", 1) if name == part else data)
        assert stage(target).open_status == "refuse", part


def test_a_forgotten_cell_a_million_rows_below_costs_nothing(tmp_path: Path) -> None:
    sheet = Sheet("DS")
    for column, value in enumerate(("STT", "Họ và tên", "Danh hiệu")):
        sheet.put(0, column, value)
    for column, value in enumerate((1, "Đỗ Thị Sáu", "LĐTT")):
        sheet.put(1, column, value)
    sheet.put(1_000_000, 3, " ")
    staged = stage(write_book([sheet], tmp_path / "ds.xlsx"))
    assert [(one.row, one.name) for one in staged.records] == [(2, "Đỗ Thị Sáu")]


def test_one_unreadable_list_refuses_the_file(tmp_path: Path) -> None:
    rows = [["STT", "Họ và tên", "Danh hiệu"], [1, "Đỗ Thị Sáu", "LĐTT"]]
    source = write(tmp_path, {"Một": rows, "Hai": rows})
    target = tmp_path / "half.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"</row>", b"</ro", 1) if name.endswith("sheet2.xml") else data)
    staged = stage(target)
    assert (staged.open_status, staged.records) == ("corrupt", ())


def test_an_open_document_cut_short_is_said_to_be_damaged(tmp_path: Path) -> None:
    layout = next(layout for layout in LAYOUTS if layout.file == ".ods")
    source = write_book(build(layout, 1).sheets, tmp_path / "ds.ods")
    target = tmp_path / "cut.ods"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</table:table>", b""))
    assert stage(target).open_status == "corrupt"
