"""Lists that come as PDF, as one XML file or as a saved page: read as tables, or refused with the way out."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from tests.corpus.people import Nominee, Town
from tests.workbooks.sender import stage
from thidua_desktop.config import resource
from thidua_desktop.domain.importing.values import StagedFile

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị công tác", "Danh hiệu đề nghị")
XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table>
<Row><Cell><Data ss:Type="String">STT</Data></Cell><Cell><Data ss:Type="String">Họ và tên</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">Danh hiệu</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="Number">1</Data></Cell>
<Cell><Data ss:Type="String">Lò Văn Tám</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">LĐTT</Data></Cell></Row></Table></Worksheet></Workbook>"""


def _people() -> list[Nominee]:
    town = Town(Random(7))
    units = ("Trường Tiểu học và Trung học cơ sở Nà Phặc", "Trạm Y tế xã Bản Lầu")
    return [town.person(units[number % 2], ("LDTT",)) for number in range(50)]


def _pdf(path: Path, people: list[Nominee], *, align: str, rules: bool) -> Path:
    font = next(iter(sorted(resource("fonts").rglob("*egular.ttf"))))
    pdfmetrics.registerFont(TTFont("Words", str(font)))
    style = ParagraphStyle("words", fontName="Words", fontSize=10, leading=12)
    rows: list[list[object]] = [[Paragraph(words, style) for words in HEADINGS]]
    for number, who in enumerate(people, start=1):
        born = "/".join(reversed(who.born.value.split("-"))) if who.born else ""
        cells = (who.name, born, who.unit or "", "Lao động tiên tiến")
        rows.append([str(number), *(Paragraph(words, style) for words in cells)])
    appearances: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), align)]
    appearances += [("FONT", (0, 0), (-1, -1), "Words", 10)]
    appearances += [("GRID", (0, 0), (-1, -1), 0.5, "black")] if rules else []
    table = Table(rows, colWidths=[30, 130, 80, 150, 120], repeatRows=1)
    table.setStyle(appearances)
    title = Paragraph("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2025", style)
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([title, table])
    return path


def _read(staged: StagedFile) -> list[tuple[object, ...]]:
    return [(one.name, one.unit, one.awards, one.dob) for one in staged.records]


@pytest.mark.parametrize("align", ["TOP", "MIDDLE"])
@pytest.mark.parametrize("rules", [True, False], ids=["rules", "no rules"])
def test_a_list_saved_as_pdf_is_read(tmp_path: Path, align: str, rules: bool) -> None:
    people = _people()
    staged = stage(_pdf(tmp_path / "ds.pdf", people, align=align, rules=rules))
    assert _read(staged) == [(who.name, who.unit, who.awards, who.born) for who in people]


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    page = Canvas(str(path))
    page.rect(50, 50, 400, 600, fill=1)
    page.showPage()
    page.save()
    staged = stage(path)
    assert (staged.open_status, staged.findings[0].code) == ("corrupt", "FILE_PDF_SCAN")


def test_a_workbook_of_one_xml_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ds.xls"
    path.write_text(XML, encoding="utf-8")
    staged = stage(path)
    assert [(one.sheet, one.row, one.name, one.awards) for one in staged.records] == [
        ("DS", 3, "Lò Văn Tám", ("LDTT",))
    ]
