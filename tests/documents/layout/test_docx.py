from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.docx_samples import ORDER, R, W, paragraphs, part, tag, text_of, value, words
from tests.documents.paper_samples import decision, minutes, page_texts, page_texts_pypdf
from tests.workbooks.figure_samples import summary, tally
from thidua_desktop.documents.council.minutes import minutes_paper
from thidua_desktop.documents.decisions.decision import Annex, decision_paper
from thidua_desktop.documents.docx.document import render_docx
from thidua_desktop.documents.docx.styles import BLOCK_STYLES
from thidua_desktop.documents.docx.xml import carried
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import Paper, Paragraph, Section, Style
from thidua_desktop.documents.layout.fonts import BOLD, width
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.reports.summary import summary_paper, tally_paper
from thidua_desktop.domain.text import nfc

PAPERS = {
    "decision": decision_paper(decision()),
    "decision of 60": decision_paper(decision(60)),
    "two annexes": decision_paper(decision(annexes=decision().annexes * 2)),
    "minutes": minutes_paper(minutes()),
    "summary": summary_paper(summary()),
    "tally": tally_paper(tally()),
}
"""The same blocks for the PDF and the word-processing file."""


@pytest.fixture(scope="module", params=list(PAPERS.values()), ids=list(PAPERS))
def paper(request: pytest.FixtureRequest) -> Paper:
    assert isinstance(request.param, Paper)
    return request.param


@pytest.fixture(scope="module")
def short() -> bytes:
    return render_docx(PAPERS["decision"])


def test_it_says_every_word_of_the_pdf_and_no_other(paper: Paper) -> None:
    printed = page_texts_pypdf(render_paper(paper))
    written = text_of(render_docx(paper))
    # The PDF numbers its pages.
    words_printed = {word for page in printed for word in page.split()} - {"2", "3"}
    assert [word for word in words_printed if word not in written] == []
    assert [word for word in written.split() if word not in " ".join(printed)] == []


@pytest.mark.parametrize("name", ["decision", "two annexes"])
def test_it_says_everything_in_the_order_of_the_pdf(name: str) -> None:
    printed = "".join(" ".join(page_texts(render_paper(PAPERS[name]))).split())
    assert "".join(text_of(render_docx(PAPERS[name])).split()) == printed


def test_every_sentence_of_the_minutes_stands_in_the_order_of_the_pdf() -> None:
    printed = "".join(" ".join(page_texts(render_paper(PAPERS["minutes"]))).split())
    place = 0
    for style, message in paragraphs(render_docx(PAPERS["minutes"])):
        if message and not style.startswith("Cell"):
            sentence = "".join(message.split())
            place = printed.index(sentence, place) + len(sentence)


def test_every_part_is_whole_xml_and_named_in_the_package(short: bytes) -> None:
    with zipfile.ZipFile(BytesIO(short)) as package:
        assert package.testzip() is None
        names = package.namelist()
        for name in names:
            ET.fromstring(package.read(name))  # our own file
        types = {one.get("PartName", "")[1:] for one in part(short, "[Content_Types].xml")}
        assert {name for name in names if not name.endswith((".rels", "_Types].xml"))} == types - {""}
        for target in part(short, "word/_rels/document.xml.rels"):
            assert f"word/{target.get('Target')}" in names


def test_elements_stand_in_the_order_the_schema_asks_for(paper: Paper) -> None:
    docx = render_docx(paper)
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
        for element in part(docx, name).iter():
            known = ORDER.get(tag(element), "").split()
            places = [known.index(tag(child)) for child in element] if known else []
            assert places == sorted(places), (tag(element), [tag(child) for child in element])


def test_every_paragraph_has_a_named_style_that_is_declared(paper: Paper) -> None:
    docx = render_docx(paper)
    styles = part(docx, "word/styles.xml")
    declared = [value(one, "styleId") for one in styles.iter(f"{W}style")]
    names = [value(one) for one in styles.iter(f"{W}name")]
    assert len(set(declared)) == len(declared)
    assert len(set(names)) == len(names)
    assert {style for style, _ in paragraphs(docx)} <= set(declared)
    assert {value(one) for one in part(docx).iter(f"{W}tblStyle")} <= set(declared)


def test_every_style_of_the_papers_has_a_name_of_its_own() -> None:
    styles = {name: appearance for name, appearance in vars(d).items() if isinstance(appearance, Style)}
    assert {named.style for named in BLOCK_STYLES} == set(styles.values())
    assert len(BLOCK_STYLES) == len(styles)


def test_a_look_of_its_own_gets_a_style_too() -> None:
    appearance = Style(size=17, align="right", italic=True)
    docx = render_docx(
        Paper(title="a", author="b", sections=(Section((Paragraph.plain("riêng", appearance),)),))
    )
    assert ("Content2", "riêng") in list(paragraphs(docx))
    style = next(
        one for one in part(docx, "word/styles.xml").iter(f"{W}style") if value(one, "styleId") == "Content2"
    )
    assert value(style.find(f"{W}rPr/{W}sz")) == "34"
    assert value(style.find(f"{W}pPr/{W}jc")) == "right"


def test_it_is_written_in_times_new_roman_and_vietnamese(short: bytes) -> None:
    defaults = part(short, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    assert value(defaults.find(f"{W}rFonts"), "ascii") == "Times New Roman"
    assert value(defaults.find(f"{W}lang")) == "vi-VN"


def test_pages_are_a4_with_the_margins_of_the_decree(paper: Paper) -> None:
    found = list(part(render_docx(paper)).iter(f"{W}sectPr"))
    assert len(found) == len(paper.sections)
    for section, drawn in zip(paper.sections, found, strict=True):
        size, margin = drawn.find(f"{W}pgSz"), drawn.find(f"{W}pgMar")
        sides = (value(size, "w"), value(size, "h"))
        assert sides == (("16838", "11906") if section.landscape else ("11906", "16838"))
        assert value(size, "orient") == ("landscape" if section.landscape else "")
        lengths = [round(int(value(margin, side)) / 56.7) for side in ("top", "right", "bottom", "left")]
        assert lengths == [20, 15, 20, 30]


def test_pages_are_numbered_from_the_second_again_in_each_annex(paper: Paper) -> None:
    docx = render_docx(paper)
    targets = {one.get("Id"): one.get("Target") for one in part(docx, "word/_rels/document.xml.rels")}
    for section in part(docx).iter(f"{W}sectPr"):
        assert section.find(f"{W}titlePg") is not None
        assert value(section.find(f"{W}pgNumType"), "start") == "1"
        headers = {
            value(one, "type"): part(docx, f"word/{targets[one.get(f'{R}id')]}")
            for one in section.iter(f"{W}headerReference")
        }
        assert headers["default"].find(f".//{W}fldSimple") is not None
        assert words(headers["first"]) == ""
        style = value(headers["default"].find(f"{W}p/{W}pPr/{W}pStyle"))
        assert style == "Header"


def test_headings_of_lists_repeat_and_rows_are_never_cut(paper: Paper) -> None:
    lists = [
        table
        for table in part(render_docx(paper)).iter(f"{W}tbl")
        if value(table.find(f"{W}tblPr/{W}tblStyle")) == "List"
    ]
    assert lists
    for table in lists:
        rows = table.findall(f"{W}tr")
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert repeated[0]
        assert repeated == sorted(repeated, reverse=True)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        width = int(value(table.find(f"{W}tblPr/{W}tblW"), "w"))
        for row in rows:
            cells = [int(value(cell, "w")) for cell in row.iter(f"{W}tcW")]
            assert sum(cells) == width == sum(int(value(one, "w")) for one in table.iter(f"{W}gridCol"))


def test_a_group_heading_goes_over_all_columns_and_stays_with_its_rows(short: bytes) -> None:
    row = next(one for one in part(short).iter(f"{W}tr") if words(one) == "II. CÁ NHÂN")
    assert value(row.find(f"{W}tc/{W}tcPr/{W}gridSpan")) == "5"
    assert row.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext") is not None


def test_two_tables_never_touch_and_the_text_ends_with_a_paragraph(paper: Paper) -> None:
    body = part(render_docx(paper)).find(f"{W}body")
    assert body is not None
    kinds = [tag(one) for one in body]
    assert ("tbl", "tbl") not in list(pairwise(kinds))
    assert kinds[-2:] == ["p", "sectPr"]
    assert all(tag(cell[-1]) == "p" for cell in body.iter(f"{W}tc"))


def test_the_signature_is_one_row_held_by_the_last_sentence(short: bytes) -> None:
    body = part(short).find(f"{W}body")
    assert body is not None
    closing = next(one for one in body if tag(one) == "tbl" and "Nơi nhận" in words(one))
    assert closing.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None
    assert closing.find(f"{W}tblPr/{W}tblBorders") is None
    last = list(body)[list(body).index(closing) - 1]
    assert words(last).endswith("./.")
    assert last.find(f"{W}pPr/{W}keepNext") is not None


def test_lines_below_agency_and_motto_have_the_lengths_of_the_decree(short: bytes) -> None:
    appearances = part(short).iter(f"{W}pPr")
    lines = [
        appearance.find(f"{W}ind") for appearance in appearances if appearance.find(f"{W}pBdr") is not None
    ]
    assert len(lines) == 3
    for line in lines:
        assert value(line, "left") == value(line, "right")
    columns = [165 * d.MM * share for share in (0.41, 0.59, 1.0)]
    lengths = [wide - int(value(line, "left")) / 10 for wide, line in zip(columns, lines, strict=True)]
    message = (
        ("HUYỆN LÂM THƯỢNG", 13, 1 / 3, 1 / 2),
        ("Độc lập - Tự do - Hạnh phúc", 14, 0.99, 1.01),
        ("nhân có thành tích xuất sắc năm 2023", 14, 1 / 3, 1 / 2),
    )
    for length, (above, size, least, most) in zip(lengths, message, strict=True):
        assert least <= length / width(above, BOLD, size) <= most


def test_legal_bases_are_italic_and_articles_begin_bold_half_an_inch_in(short: bytes) -> None:
    styles = {value(one, "styleId"): one for one in part(short, "word/styles.xml").iter(f"{W}style")}
    assert styles["LegalBasis"].find(f"{W}rPr/{W}i") is not None
    assert value(styles["Content"].find(f"{W}pPr/{W}ind"), "firstLine") == "720"
    assert value(styles["Content"].find(f"{W}pPr/{W}jc")) == "both"
    article = next(one for one in part(short).iter(f"{W}p") if words(one).startswith("Điều 1."))
    first, second = article.findall(f"{W}r")
    assert words(first) == "Điều 1."
    assert first.find(f"{W}rPr/{W}b") is not None
    assert second.find(f"{W}rPr/{W}b") is None


def test_the_file_names_its_title_author_and_language(short: bytes) -> None:
    described = {one.tag.partition("}")[2]: one.text for one in part(short, "docProps/core.xml")}
    assert described["title"] == PAPERS["decision"].title
    assert described["creator"] == "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG"
    assert described["language"] == "vi-VN"


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render_docx(decision_paper(decision(60))) == render_docx(decision_paper(decision(60)))


def test_numbers_are_text_and_blanks_to_write_in_are_stored() -> None:
    docx = render_docx(decision_paper(decision(number=None, date=None)))
    message = [message for _, message in paragraphs(docx)]
    assert f"Số: {chr(0xA0) * 6}/QĐ-UBND" in message
    assert "1" in message


def test_a_line_break_in_a_cell_stays_a_line_break() -> None:
    annex = decision().annexes[0]
    group = type(annex.groups[0])("", (("Lò Thị Mỹ", "Chuyên viên\nXã Tân Phượng", "Giấy khen", ""),))
    docx = render_docx(
        decision_paper(decision(annexes=(Annex(title="A", columns=annex.columns, groups=(group,)),)))
    )
    assert "Chuyên viên\nXã Tân Phượng" in [message for _, message in paragraphs(docx)]


@given(st.text(st.characters(), max_size=80), st.text(max_size=40))
def test_whatever_is_typed_the_file_opens_and_says_it(message: str, title: str) -> None:
    content = Paragraph.plain(message, d.BODY)
    docx = render_docx(Paper(title=title, author=message, sections=(Section((content,)),)))
    # The blank before a dash is written so that no line begins with the dash.
    assert carried(message).replace("\u00a0", " ") in [
        read.replace("\u00a0", " ") for _, read in paragraphs(docx)
    ]
    described = {one.tag.partition("}")[2]: one.text or "" for one in part(docx, "docProps/core.xml")}
    assert described["title"] == " ".join(carried(title).split())


@given(st.text("<>&\"'\x00\x0b\x1f\ud800\ufffe\tệê\u0323\u00a0 \r\n", max_size=40))
def test_only_letters_no_file_can_carry_are_left_out(message: str) -> None:
    stored = carried(message)
    assert not set(stored) & set("\x00\x0b\x1f\r\ufffe\ud800")
    visible = [letter for letter in nfc(message) if letter not in "\x00\x0b\x1f\r\n\ufffe\ud800"]
    assert [letter for letter in nfc(stored) if letter != "\n"] == visible or "\u0323" in message
