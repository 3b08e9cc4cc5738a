"""What an archive asks of a PDF: nothing from outside, nothing that runs, and words any reader finds."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from tests.documents.golden_papers import PDFS
from tests.documents.paper_samples import page_texts

_DC = "{http://purl.org/dc/elements/1.1/}"
_LI = ".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


@pytest.mark.parametrize("name", PDFS)
def test_every_font_is_in_the_file_and_nothing_in_it_runs_or_shines_through(name: str) -> None:
    reader = PdfReader(BytesIO(PDFS[name]()))
    assert not reader.is_encrypted
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/Lang"] == "vi"
    for forbidden in ("/OpenAction", "/AA", "/AcroForm", "/Names"):
        assert forbidden not in catalog
    for page in reader.pages:
        assert "/AA" not in page and "/Annots" not in page
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            described = font.get_object()
            inner = described.get("/DescendantFonts")
            described = inner[0].get_object() if inner else described
            assert "/FontFile2" in described["/FontDescriptor"], described.get("/BaseFont")
        for state in resources.get("/ExtGState", {}).values():
            assert state.get_object().get("/ca", 1) == 1 and "/SMask" not in state.get_object()


@pytest.mark.parametrize("name", PDFS)
def test_the_archives_metadata_say_what_the_file_says_of_itself(name: str) -> None:
    reader = PdfReader(BytesIO(PDFS[name]()))
    catalog: Any = reader.trailer["/Root"]
    stream = catalog["/Metadata"]
    assert not stream.get("/Filter")
    packet = ElementTree.fromstring(stream.get_data().decode("utf-8"))
    title, author = (packet.find(f".//{_DC}{part}") for part in ("title", "creator"))
    assert title is not None and author is not None and reader.metadata is not None
    assert [one.text for one in title.iterfind(_LI)] == [reader.metadata.title]
    assert [one.text for one in author.iterfind(_LI)] == [reader.metadata.author]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")
@pytest.mark.parametrize("name", PDFS)
def test_poppler_reads_the_same_letters_from_every_page(name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    data = PDFS[name]()
    path.write_bytes(data)
    for number, pdfium in enumerate(page_texts(data), start=1):
        command = ["pdftotext", "-enc", "UTF-8", "-f", str(number), "-l", str(number), str(path), "-"]
        poppler = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
        # Poppler takes a hyphen at the end of a line for a parted word and drops it.
        read, requested = ("".join(words.replace("-", "").split()) for words in (poppler, pdfium))
        assert sorted(read) == sorted(requested)
