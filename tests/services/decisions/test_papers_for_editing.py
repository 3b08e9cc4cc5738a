"""The word-processing copy of every paper: the same words as the PDF, left out of the archive."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.documents.docx_samples import paragraphs
from tests.services.small_office import YEAR, pass_all, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.decisions import papers
from thidua_desktop.services.council import minutes
from thidua_desktop.services.decisions import decisions, paper
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports import statistics

PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
)


@pytest.fixture
def passed(app: AppContext, tmp_path: Path) -> AppContext:
    take_in(app, workbook(tmp_path, PEOPLE))
    pass_all(app)
    return app


def drafted(app: AppContext) -> int:
    own = decisions.queue(app, year=YEAR).own
    return decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in own]).decision_id


def same_words(path: Path, pdf: bytes) -> bool:
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    written = " ".join(message for _, message in paragraphs(path.read_bytes()))
    # The number of the second page is a field in the one and a word in the other.
    return set(written.split()) ^ set(printed.split()) <= {"2"}


def test_a_draft_for_editing_says_what_the_pdf_says_and_is_not_stored(
    passed: AppContext, tmp_path: Path
) -> None:
    made = drafted(passed)
    path = tmp_path / paper.file_name(passed, made, suffix=".docx")
    assert path.name == "Quyết định dự thảo.docx"
    paper.save_docx(passed, made, path)
    assert same_words(path, paper.render(passed, made))
    decisions.sign(passed, made, number=125, signed_on=dt.date(2024, 12, 20))
    paper.save_docx(passed, made, path)
    assert same_words(path, paper.render(passed, made))
    assert "Số: 125/QĐ-UBND" in [message for _, message in paragraphs(path.read_bytes())]
    assert passed.read(papers, decision_id=made) == ()


def test_minutes_for_editing_say_what_the_pdf_says(passed: AppContext, tmp_path: Path) -> None:
    session = 1
    path = tmp_path / minutes.file_name(passed, session, suffix=".docx")
    assert path.suffix == ".docx"
    minutes.save_docx(passed, session, path)
    assert same_words(path, minutes.render(passed, session))


def test_the_year_summary_for_editing_says_what_the_pdf_says(passed: AppContext, tmp_path: Path) -> None:
    decisions.sign(passed, drafted(passed), number=125, signed_on=dt.date(2024, 12, 20))
    for name in ("a.docx", "a.pdf"):
        statistics.save_summary(passed, tmp_path / name, year=YEAR)
    assert same_words(tmp_path / "a.docx", (tmp_path / "a.pdf").read_bytes())


def test_minutes_of_an_open_meeting_are_refused_and_no_file_is_left(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    before = set(tmp_path.iterdir())
    with pytest.raises(OfficeError):
        minutes.save_docx(app, 1, tmp_path / "a.docx")
    assert set(tmp_path.iterdir()) == before
