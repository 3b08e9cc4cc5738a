"""The file for editing has the pages of the PDF when a word processor lays it out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.documents.golden_papers import PAPERS
from tests.documents.paper_samples import page_texts
from thidua_desktop.documents.docx.document import render_docx
from thidua_desktop.documents.layout.pdf import render_paper

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every paper saved for editing and laid out by the word processor, in one go."""
    folder = tmp_path_factory.mktemp("docx")
    for name, make in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(render_docx(make()))
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True)
    return {path.stem: path.read_bytes() for path in Path(folder).glob("*.pdf")}


@pytest.mark.parametrize("name", PAPERS)
def test_page_by_page_the_same_words(name: str, converted: Mapping[str, bytes]) -> None:
    printed = [words_of(page) for page in page_texts(render_paper(PAPERS[name]()))]
    edited = [words_of(page) for page in page_texts(converted[name])]
    assert len(edited) == len(printed)
    for number, (one, other) in enumerate(zip(printed, edited, strict=True), start=1):
        assert other == one, number


def words_of(page: str) -> list[str]:
    """The words of a page in any order: columns are read differently."""
    return sorted("".join(page.split()))
