"""The sample office of 2026: whole, sound, distinct from real data, and thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.demo.sample import YEAR, make_sample, throw_away
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.folder_lock import FolderLock
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.office.settings import office
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.reports.first_steps import first_steps
from thidua_desktop.services.backup.maintenance import verify


@pytest.fixture
def real(tmp_path: Path) -> DataFolder:
    app = open_app(DataFolder(tmp_path / "data"))
    app.close()
    return DataFolder(tmp_path / "data")


def test_the_sample_is_a_commune_of_2026_with_work_to_try(real: DataFolder) -> None:
    before = real.database.read_bytes()
    folder = make_sample(real.sample)
    app = open_app(folder)
    us = app.read(office)
    assert (us.level, us.current_year, YEAR) == ("commune", 2026, 2026)
    assert "cơ quan mẫu" in us.name
    assert len(app.read(persons)) > 30
    assert {row.state for row in app.read(nominations, year=YEAR)} == {"submitted"}
    assert all(step.done for step in app.read(first_steps))
    assert all(check.ok for check in verify(app))
    app.close()
    assert folder.is_sample
    assert not real.is_sample
    assert real.database.read_bytes() == before


def test_it_is_thrown_away_unless_a_window_has_it(real: DataFolder) -> None:
    folder = make_sample(real.sample)
    lock = FolderLock(folder.root / "window.lock")
    assert lock.acquire()
    with pytest.raises(OfficeError, match=r"demo\.sample_open"):
        throw_away(folder)
    lock.release()
    throw_away(folder)
    assert not folder.root.exists()
    assert real.database.exists()
    throw_away(folder)


def test_real_data_are_never_thrown_away(real: DataFolder) -> None:
    throw_away(real)
    assert real.database.exists()
