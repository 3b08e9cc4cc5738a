"""Every paper looks as it was approved, says the same as PDF and for editing, and is read back whole."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.documents.docx_samples import text_of
from tests.documents.golden_papers import PAPERS, PDFS
from tests.documents.paper_samples import page_texts, page_texts_pypdf
from tests.documents.plan_paper_samples import GOLDEN, differ, pictures
from thidua_desktop.documents.docx.document import render_docx
from thidua_desktop.documents.layout.blocks import Letterhead, Paragraph, Table
from thidua_desktop.documents.layout.pdf import render_paper

TOLERANCE = 1.5


@pytest.mark.parametrize("name", PDFS)
def test_every_page_looks_as_it_was_approved(name: str) -> None:
    drawn = pictures(PDFS[name]())
    stored = sorted(GOLDEN.glob(f"{name}-[0-9]*.png"))
    assert len(drawn) == len(stored)
    for picture, path in zip(drawn, stored, strict=True):
        with Image.open(path) as golden:
            assert differ(picture, golden.convert("L")) < TOLERANCE, path.name


@pytest.mark.parametrize("name", PAPERS)
def test_the_pdf_and_the_file_for_editing_say_the_same_words(name: str) -> None:
    paper = PAPERS[name]()
    printed = squeezed(" ".join(page_texts(render_paper(paper))))
    edited = squeezed(text_of(render_docx(paper)))
    for section in paper.sections:
        for block in section.blocks:
            for words in message(block):
                assert squeezed(words) in printed, words
                assert squeezed(words) in edited, words


@pytest.mark.parametrize("name", PDFS)
def test_two_readers_read_the_same_letters_from_every_page(name: str) -> None:
    data = PDFS[name]()
    for one, other in zip(page_texts(data), page_texts_pypdf(data), strict=True):
        assert sorted(squeezed(one)) == sorted(squeezed(other))


def message(block: object) -> list[str]:
    """The stretches of words a block must print unbroken by anything but lines."""
    if isinstance(block, Paragraph):
        return [run.text for run in block.runs]
    if isinstance(block, Letterhead):
        return [block.issuer]
    if isinstance(block, Table):
        return [cell for group in block.groups for row in group.rows for cell in row[:1]]
    return []


def squeezed(words: str) -> str:
    """Without blanks, so that lines may break anywhere."""
    return "".join(words.split())
