"""The register of the year as paper: every number, in order, with the names as printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.documents.paper_samples import page_texts
from tests.services.small_office import listed, pass_all, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.certificates import register
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.office.context import AppContext

YEAR = 2024


def test_the_register_is_printed_with_every_number_and_read_back(app: AppContext, tmp_path: Path) -> None:
    names = [f"Lò Thị Mận {letter}" for letter in "ABCDEGHIKLMNOPQRSTUVXY"]
    take_in(app, workbook(tmp_path, [(name, "1981", "Kế toán", "Phòng Nội vụ", "LĐTT") for name in names]))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    made = decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id
    decisions.sign(app, made, number=41, signed_on=dt.date(2024, 12, 20))
    text = " ".join(page_texts(register.render(app, year=YEAR)))
    assert "SỔ KHEN THƯỞNG" in text
    assert f"(Từ số 1 đến số {len(names)}, {len(names)} lượt khen thưởng)" in text
    assert all(name in text for name in names)
    path = tmp_path / "sổ.docx"
    register.save_docx(app, path, year=YEAR)
    assert path.read_bytes().startswith(b"PK")


def test_an_empty_year_has_no_paper(app: AppContext) -> None:
    with pytest.raises(OfficeError, match="register_empty"):
        register.render(app, year=1999)
