"""Whatever the name and the unit, no field of a certificate runs into another, and what was done is said."""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.paper_samples import certificate, page_texts
from thidua_desktop.documents.certificates.certificate import (
    _contents,
    _prepared,
    problems_of,
    render_certificates,
)
from thidua_desktop.documents.certificates.layouts import (
    CertificateLayout,
    certificate_layout,
    layout_names,
    parse_layout,
)
from thidua_desktop.documents.layout.decree30 import MM
from thidua_desktop.services.certificates.layouts import as_data

_SYLLABLES = (
    *("Nguyễn", "Hoàng", "Ngữ", "Phương", "Thảo", "Nguyên", "Ái", "Ước", "Lò", "Đỗ", "Quý", "Mỹ", "Xuyến"),
    *("Tiểu", "học", "và", "Trung", "cơ", "sở", "Khuynh", "bán", "trú", "dân", "tộc", "Ủy", "ban"),
)


def phrase(most: int) -> st.SearchStrategy[str]:
    """Vietnamese words of at most ``most`` letters in all."""
    words = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=most // 3)
    return words.map(lambda chosen: " ".join(chosen)[:most].strip()).filter(bool)


@settings(max_examples=150, deadline=None)
@given(key=st.sampled_from(sorted(layout_names())), name=phrase(120), unit=phrase(200), message=phrase(260))
def test_no_text_leaves_its_block_or_goes_below_the_floor_unreported(
    key: str, name: str, unit: str, message: str
) -> None:
    layout = certificate_layout(key)
    sheet = certificate(name=name, details=(f"Phó Hiệu trưởng, {unit}",), achievement=message)
    reported = {problem.block for problem in problems_of([sheet], layout)}
    for block in layout.blocks:
        prepared = _prepared(block, *_contents(block, sheet))
        found = prepared.fitted
        for line in found.lines:
            assert line.x >= -0.01 and line.x + line.width <= block.width * MM + 0.01
        height = len(found.lines) * found.size * block.leading
        if block.key not in reported:
            assert found.size >= block.smallest
            assert height <= block.lines * block.size * block.leading + 0.01
        drawn = "".join(content for line in found.lines for _, content in line.pieces)
        requested = "".join("".join(part) for part in _contents(block, sheet)[0])
        assert "".join(drawn.split()).endswith("".join(requested.split())), "nothing is cut"


@settings(max_examples=60, deadline=None)
@given(name=phrase(120))
def test_the_last_word_of_a_name_never_stands_alone(name: str) -> None:
    layout = certificate_layout("a4_landscape")
    for block in layout.blocks:
        if block.key != "recipient" or " " not in name:
            continue
        lines = _prepared(block, (name,), "Ông").fitted.lines
        last = "".join(content for _, content in lines[-1].pieces).replace("\u00a0", " ")
        assert len(last.split()) >= 2


def test_a_name_that_fits_nowhere_is_listed_with_what_to_shorten_or_widen() -> None:
    layout = certificate_layout("a4_landscape")
    name = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở " * 2
    (problem,) = problems_of([certificate(prefix="Tập thể", name=name.strip())], layout)
    assert problem.advice.shorter > 0
    words = problem.sentence()
    assert f"bớt khoảng {problem.advice.shorter} chữ cái" in words
    shortened = name.strip()[: -problem.advice.shorter]
    assert problems_of([certificate(prefix="Tập thể", name=shortened)], layout) == ()


def test_a_block_a_little_too_narrow_is_reported_by_how_much() -> None:
    layout = certificate_layout("a4_landscape")
    narrow = tuple(
        replace(block, width=70.0, floor=30.0) if block.key == "recipient" else block
        for block in layout.blocks
    )
    (problem,) = problems_of([certificate()], replace(layout, blocks=narrow))
    assert problem.advice.wider is not None
    assert f"rộng thêm {problem.advice.wider} mm" in problem.sentence()
    wide = tuple(
        replace(block, width=block.width + problem.advice.wider) if block.key == "recipient" else block
        for block in narrow
    )
    assert problems_of([certificate()], replace(layout, blocks=wide)) == ()


def test_letters_sent_in_parts_print_as_whole_letters() -> None:
    parted = unicodedata.normalize("NFD", "Hoàng Thị Ngữ Ước")
    data = render_certificates(
        [certificate(name=parted)], certificate_layout("a4_landscape"), full_print=False
    )
    assert data.problems == ()
    assert "Hoàng Thị Ngữ Ước" in page_texts(data.pdf)[0]


@pytest.mark.parametrize("key", [*layout_names(), "own"])
def test_every_field_stands_within_a_tenth_of_a_millimetre_of_its_place(key: str) -> None:
    """The field's box, its alignment and the first baseline, read back from the PDF."""
    layout = own_layout() if key == "own" else certificate_layout(key)
    sheet = certificate(name="Hà", prefix="", signer_titles=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    drawn = origins(render_certificates([sheet], layout, full_print=True).pdf)
    for block in layout.blocks:
        contents, prefix = _contents(block, sheet)
        if not contents:
            continue
        prepared = _prepared(block, contents, prefix).fitted
        room = block.lines * block.size * block.leading
        leading = prepared.size * block.leading
        top = block.y + max(0.0, room - leading * len(prepared.lines)) / 2 / MM
        line = prepared.lines[0]
        words = "".join("".join(content for _, content in line.pieces).split())
        start = "".join(letter for letter, _, _ in drawn).index(words)
        _, left, foot = drawn[start]
        assert left == pytest.approx(block.x + line.x / MM, abs=0.1), block.key
        baseline = top + ((leading - prepared.size) / 2 + prepared.size * 0.79) / MM
        assert foot == pytest.approx(baseline, abs=0.1), block.key
        middle = block.x + (line.x + line.width / 2) / MM
        if block.align == "center":
            assert middle == pytest.approx(block.x + block.width / 2, abs=0.1)


def own_layout() -> CertificateLayout:
    """As an office makes one from ours: another paper, every block by some tenths elsewhere."""
    made = certificate_layout("a4_landscape")
    blocks = tuple(
        replace(block, x=round(block.x + 0.7 + place / 10, 1), y=round(block.y + 0.3 * place, 1))
        for place, block in enumerate(made.blocks)
    )
    raw = dict(as_data(replace(made, width=305.5, height=216.3, blocks=blocks)))
    return parse_layout("office:1", raw, file="own")


def origins(pdf: bytes) -> list[tuple[str, float, float]]:
    """Every letter of the first page with its pen position: mm from the left and the upper edge."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    words, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for place in range(words.count_chars()):
        letter = words.get_text_range(place, 1)
        if letter.strip():
            pypdfium2.raw.FPDFText_GetCharOrigin(words, place, ctypes.byref(x), ctypes.byref(y))
            found.append((letter, x.value / MM, (height - y.value) / MM))
    words.close()
    page.close()
    document.close()
    return found
