"""An office ready for work, on a day that does not move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.small_office import TODAY
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppContext]:
    opened = open_app(DataFolder(tmp_path / "Dữ liệu"), clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))
    settings.save_office(opened, OFFICE)
    settings.save_signer(opened, full_name="Lường Văn Quyết", lines=("CHỦ TỊCH",))
    yield opened
    opened.close()
