"""A PDF made by a program is read with its two columns; a scan is refused in a sentence."""

from __future__ import annotations

import io
import textwrap
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.domain.plan_grammar import Paper, paper
from tests.domain.plan_text.test_plan_dresses import facts
from thidua_desktop.config import resource
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.planning.reading import read_plan_file
from thidua_desktop.workbooks.planning.pdf import pdf_text

_FONT = next(iter(sorted(resource("fonts").rglob("*Regular.ttf"))))


def drawn(made: Paper) -> bytes:
    """Head and foot in two columns, the body wrapped, as a word processor writes a PDF."""
    out = io.BytesIO()
    pdfmetrics.registerFont(TTFont("plan", _FONT))
    canvas = Canvas(out)
    canvas.setFont("plan", 11)
    left, right = list(made.left), list(made.right)
    while len(left) < len(right):
        left.insert(len(left) - 1, "")
    while len(right) < len(left):
        right.insert(len(right) - 1, "")
    y = 800
    for one, two in zip(left, right, strict=True):
        canvas.drawCentredString(150, y, one)
        canvas.drawCentredString(420, y, two)
        y -= 16
    for line in made.title:
        canvas.drawCentredString(297, y, line)
        y -= 16
    for paragraph in made.body:
        for line in textwrap.wrap(paragraph, 85):
            canvas.drawString(60, y, line)
            y -= 15
    foot = [made.signature[0], "", "", "", made.signature[1]]
    for one, two in zip(["Nơi nhận:", *made.recipients], foot, strict=True):
        canvas.drawString(60, y, one)
        canvas.drawCentredString(430, y, two)
        y -= 15
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("seed", [3, 4, 11])
def test_a_pdf_says_what_the_paper_says(seed: int, tmp_path: Path) -> None:
    made = paper(seed)
    made.table.clear()
    path = tmp_path / "kế hoạch.pdf"
    path.write_bytes(drawn(made))
    message = facts(read_plan_file(path).plan)
    keys = made.truth.keys() - {"targets"}
    assert {key: message[key] for key in keys} == {key: made.truth[key] for key in keys}


def test_a_scan_and_a_damaged_file_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 200, 200)
    canvas.save()
    assert pdf_text(out.getvalue()) is None
    path = tmp_path / "quét.pdf"
    path.write_bytes(b"%PDF-1.7 damaged")
    with pytest.raises(OfficeError, match=r"plan_reading\.pdf"):
        read_plan_file(path)
