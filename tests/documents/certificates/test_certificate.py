from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.documents.paper_samples import certificate, found_at, letters, page_texts, person, tidy
from thidua_desktop.documents.certificates.certificate import CertificateProblem, render_certificates
from thidua_desktop.documents.certificates.layouts import (
    CertificateLayout,
    certificate_layout,
    layout_names,
    parse_layout,
)
from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.texts import error_sentence

A4 = certificate_layout("a4_landscape")
SCHOOL = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Tân Phượng"


@pytest.mark.parametrize("key", layout_names())
def test_every_shipped_layout_fits_a_usual_certificate_on_a_page_of_its_own_size(key: str) -> None:
    layout = certificate_layout(key)
    run = render_certificates([certificate()], layout, full_print=True)
    assert run.problems == ()
    page = PdfReader(BytesIO(run.pdf)).pages[0]
    millimetres = [float(side) * 25.4 / 72 for side in page.mediabox[2:]]
    assert millimetres == pytest.approx([layout.width, layout.height], abs=0.01)
    text = page_texts(run.pdf)[0]
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "GIẤY KHEN", "Bà Giàng Thị Mỹ Hằng", "07/2024"):
        assert part in text


@pytest.mark.parametrize("key", layout_names())
def test_no_two_fields_of_a_shipped_layout_overlap_even_when_full(key: str) -> None:
    layout = certificate_layout(key)
    boxes = [(b.x, b.y, b.x + b.width, b.y + b.lines * b.size * b.leading * 25.4 / 72) for b in layout.blocks]
    assert all(right <= layout.width and foot <= layout.height for _, _, right, foot in boxes)
    for place, (x, y, right, foot) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = right <= other[0] or other[2] <= x or foot <= other[1] + 0.6 or other[3] <= y + 0.6
            assert apart, (layout.blocks[place].key, other)


def test_stock_gets_only_what_is_not_printed_on_it() -> None:
    text = page_texts(render_certificates([certificate()], A4, full_print=False).pdf)[0]
    assert "CỘNG HÒA" not in text
    assert "GIẤY KHEN" not in text
    assert "Giàng Thị Mỹ Hằng" in text
    assert "Vào sổ khen thưởng số: 07/2024" in text


def test_text_stands_where_the_layout_says_on_stock_and_on_full_print_alike() -> None:
    block = next(block for block in A4.blocks if block.key == "decision_line")
    places = []
    for full in (True, False):
        drawn = letters(render_certificates([certificate()], A4, full_print=full).pdf)
        line = found_at(drawn, "Quyết định số: 05")
        assert line[0].left == pytest.approx(block.x, abs=0.3)
        assert block.y <= line[0].top <= line[0].foot <= block.y + block.size * block.leading * 25.4 / 72
        places.append((line[0].left, line[0].foot))
    assert places[0] == pytest.approx(places[1], abs=0.01)


def test_a_centred_name_stands_in_the_middle() -> None:
    drawn = letters(render_certificates([certificate()], A4, full_print=False).pdf)
    line = found_at(drawn, "Bà Giàng Thị Mỹ Hằng")
    assert (line[0].left + line[-1].right) / 2 == pytest.approx(A4.width / 2, abs=0.6)


def test_a_long_name_shrinks_on_its_own_certificate_only() -> None:
    run = render_certificates(
        [certificate(), certificate(prefix="Tập thể", name=SCHOOL)], A4, full_print=False
    )
    assert run.problems == ()
    usual = found_at(letters(run.pdf, 0), "Giàng")[0]
    small = found_at(letters(run.pdf, 1), "Trường")[0]
    assert small.foot - small.top < usual.foot - usual.top
    block = next(block for block in A4.blocks if block.key == "recipient")
    line = found_at(letters(run.pdf, 1), f"Tập thể {SCHOOL}")
    assert line[0].left >= block.x - 0.3
    assert line[-1].right <= block.x + block.width + 0.5


def test_a_text_below_the_floor_is_listed_with_its_page_and_still_drawn_whole() -> None:
    endless = " ".join([SCHOOL] * 3)
    run = render_certificates([certificate(), certificate(name=endless)], A4, full_print=False)
    (problem,) = run.problems
    assert (problem.page, problem.block, problem.kind) == (2, "recipient", "too_long")
    assert "quá dài" in problem.sentence()
    assert endless in page_texts(run.pdf)[1]
    assert max(letter.right for letter in letters(run.pdf, 1)) <= A4.width


def test_the_last_two_words_of_a_name_are_never_parted() -> None:
    layout = _with(A4, "recipient", width=60.0, size=20.0, floor=18.0, lines=3)
    name = "Nguyễn Hoàng Thị Thanh Hằng"
    run = render_certificates([certificate(prefix="", name=name)], layout, full_print=False)
    drawn = found_at(letters(run.pdf), name)
    lines = {round(letter.foot) // 4 for letter in found_at(drawn, "ThanhHằng") if letter.char in "nhằ"}
    assert len(lines) == 1
    assert drawn[-1].foot - drawn[0].foot > 4, "the name needed more than one line"


def test_letters_the_decorative_font_lacks_are_reported_and_drawn_in_the_text_face() -> None:
    run = render_certificates([certificate(name="Hà → Mỹ")], A4, full_print=False)
    assert run.problems == ()
    run = render_certificates([certificate(name="Hà ● Mỹ")], A4, full_print=False)
    (problem,) = run.problems
    assert problem.kind == "missing_letters"
    assert problem.letters == ("●",)
    assert "●" in problem.sentence()
    assert "Hà ● Mỹ" in page_texts(run.pdf)[0]


def test_a_letter_no_font_has_is_a_visible_mark_and_a_problem() -> None:
    run = render_certificates([certificate(achievement="Đạt giải 漢")], A4, full_print=False)
    assert [problem.letters for problem in run.problems] == [("漢",)]
    assert "Đạt giải ?" in page_texts(run.pdf)[0]


def test_every_certificate_is_one_page_with_its_own_name() -> None:
    names = [person(number) for number in range(120)]
    heard: list[int] = []
    run = render_certificates(
        [certificate(name=name) for name in names],
        A4,
        full_print=True,
        progress=lambda done, total, text: heard.append(done),
    )
    reader = PdfReader(BytesIO(run.pdf))
    assert len(reader.pages) == len(names)
    assert heard[-1] == len(names)
    for page, name in zip(reader.pages, names, strict=True):
        assert name in tidy(page.extract_text())


def test_printing_can_be_stopped() -> None:
    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        render_certificates([certificate()] * 40, A4, full_print=False, progress=stop)


def test_the_file_reports_the_reader_not_to_scale_and_is_reproducible() -> None:
    first = render_certificates([certificate()], A4, full_print=True)
    assert first == render_certificates([certificate()], A4, full_print=True)
    catalog = PdfReader(BytesIO(first.pdf)).trailer["/Root"]
    assert catalog["/ViewerPreferences"]["/PrintScaling"] == "/None"
    assert catalog["/Lang"] == "vi"


def test_the_background_is_stored_once_for_all_pages() -> None:
    one = len(render_certificates([certificate()], A4, full_print=True).pdf)
    many = len(render_certificates([certificate(name=person(n)) for n in range(20)], A4, full_print=True).pdf)
    assert many - one < 20 * 2500


@pytest.mark.parametrize("left", ["[...]", "[…]", "{danh hiệu}"])
def test_a_place_left_open_never_reaches_a_certificate(left: str) -> None:
    with pytest.raises(OfficeError) as refused:
        render_certificates([certificate(achievement=f"Đạt danh hiệu {left}")], A4, full_print=True)
    assert left in error_sentence(refused.value)


def test_nobody_to_print_is_said() -> None:
    with pytest.raises(OfficeError) as refused:
        render_certificates([], A4, full_print=True)
    assert refused.value.code == "documents.no_certificates"


def test_every_problem_has_a_sentence_for_every_field() -> None:
    for block in A4.blocks:
        sentence = CertificateProblem(1, "Hà", block.key, "too_long", "…").sentence()
        assert not re.search(r"[{}]", sentence)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"font": "Comic"}, "font"),
        ({"floor": 90.0}, "floor"),
        ({"x": 290.0}, "x"),
        ({"key": "nonsense"}, "key"),
        ({"align": "justify"}, "align"),
        ({"unheard_of": 1}, "unheard_of"),
    ],
)
def test_a_damaged_layout_is_refused_with_the_field(change: dict[str, object], message: str) -> None:
    block = {"key": "signer_name", "x": 10.0, "y": 10.0, "width": 50.0, **change}
    with pytest.raises(OfficeError) as refused:
        parse_layout("own", _raw([block]), file="own.toml")
    assert message in error_sentence(refused.value)


def test_a_field_given_twice_and_an_unknown_layout_are_refused() -> None:
    block = {"key": "signer_name", "x": 10.0, "y": 10.0, "width": 50.0}
    with pytest.raises(OfficeError, match="broken_layout"):
        parse_layout("own", _raw([block, block]), file="own.toml")
    with pytest.raises(OfficeError, match="unknown_layout"):
        certificate_layout("none_such")


def _raw(blocks: list[dict[str, object]]) -> dict[str, object]:
    backdrop = {"inset": 8, "band": 7, "emblem_x": 148, "emblem_y": 28, "emblem_diameter": 16}
    return {
        "name": "Riêng",
        "width": 297,
        "height": 210,
        "source": "tự đo",
        "backdrop": backdrop,
        "blocks": blocks,
    }


def _with(layout: CertificateLayout, key: str, **changes: object) -> CertificateLayout:
    blocks = tuple(replace(block, **changes) if block.key == key else block for block in layout.blocks)  # type: ignore[arg-type]
    return replace(layout, blocks=blocks)


@pytest.mark.parametrize("key", layout_names())
def test_the_place_of_the_emblem_stays_empty(key: str) -> None:
    layout = certificate_layout(key)
    space = layout.backdrop
    radius = space.emblem_diameter / 2
    for block in layout.blocks:
        assert block.y >= space.emblem_y + radius - 0.1, block.key
    assert space.emblem_y - radius >= space.inset + space.band
    run = render_certificates([certificate()], layout, full_print=True)
    document = pypdfium2.PdfDocument(run.pdf)
    bitmap = document[0].render(scale=1)
    picture = bitmap.to_pil().convert("RGB")
    left, top = (space.emblem_x - radius) * 72 / 25.4, (space.emblem_y - radius) * 72 / 25.4
    size = space.emblem_diameter * 72 / 25.4
    colours = picture.crop((int(left) + 1, int(top) + 1, int(left + size), int(top + size))).getcolors()
    bitmap.close()
    document.close()
    assert colours is not None
    assert len(colours) == 1, "only the paper's own colour"
