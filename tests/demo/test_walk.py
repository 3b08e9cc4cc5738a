"""The whole walk in a folder of its own; and whose folder it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua_desktop import demo
from thidua_desktop.bootstrap import DataFolder, open_app
from thidua_desktop.demo.readback import workbook_sheets
from thidua_desktop.demo.workspace import Workspace
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import silent
from thidua_desktop.queries.decisions import grants
from thidua_desktop.texts import text


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[demo.DemoResult, list[str]]:
    reported: list[str] = []
    return demo.run(tmp_path_factory.mktemp("demo"), notify=reported.append, progress=silent), reported


def test_the_walk_ends_with_papers_that_agree(made: tuple[demo.DemoResult, list[str]]) -> None:
    result, reported = made
    assert all(path.is_file() and path.stat().st_size > 1000 for path in result.papers)
    assert result.rows > 190
    assert result.nominations >= result.passed > result.granted > 100
    assert len(reported) > 30
    assert all("{" not in line for line in reported)


def test_the_database_stays_behind_ready_to_open(made: tuple[demo.DemoResult, list[str]]) -> None:
    app = open_app(DataFolder(made[0].out))
    try:
        given = app.read(grants.of_year, year=2024)
        before = app.read(grants.counts, years=[2021, 2022, 2023])
    finally:
        app.close()
    assert len(given) == made[0].granted
    assert {year for year, *_ in before} == {2021, 2022, 2023}


def test_totals_of_the_tally_show_without_calculating(made: tuple[demo.DemoResult, list[str]]) -> None:
    tally = next(path for path in made[0].papers if path.suffix == ".xlsx")
    (sheet,) = workbook_sheets(tally).values()
    assert sheet.figure(text("statistics.total"), text("statistics.columns.all")) == made[0].granted


def test_a_second_run_starts_afresh_and_leaves_other_files_alone(tmp_path: Path) -> None:
    hers = tmp_path / "ghi chú.txt"
    hers.write_text("của tôi", encoding="utf-8")
    first = Workspace(tmp_path)
    first.start()
    first.claim("a.pdf").write_bytes(b"old")
    (tmp_path / "thidua.db").write_bytes(b"old")
    again = Workspace(tmp_path)
    again.start()
    assert not (tmp_path / "thidua.db").exists()
    assert not (tmp_path / "a.pdf").exists()
    assert hers.read_text(encoding="utf-8") == "của tôi"


def test_a_folder_with_an_offices_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thidua.db").write_bytes(b"hers")
    with pytest.raises(OfficeError) as refused:
        demo.run(tmp_path, notify=lambda _: None, progress=silent)
    assert refused.value.code == "demo.holds_a_database"
    assert (tmp_path / "thidua.db").read_bytes() == b"hers"
    assert [path.name for path in tmp_path.iterdir()] == ["thidua.db"]


def test_a_file_of_hers_in_the_way_is_stored(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.start()
    (tmp_path / "a.pdf").write_bytes(b"hers")
    with pytest.raises(OfficeError) as refused:
        workspace.claim("a.pdf")
    assert refused.value.code == "demo.in_the_way"
    assert (tmp_path / "a.pdf").read_bytes() == b"hers"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"hers")
    with pytest.raises(OfficeError) as refused:
        Workspace(tmp_path / "out").start()
    assert refused.value.code == "demo.not_a_folder"
