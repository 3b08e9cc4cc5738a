"""However long the list, nobody signs on a page of its own: the signature has words of its paper above it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.award_paper_samples import payment, submission
from tests.documents.paper_samples import page_texts_pypdf, person
from thidua_desktop.documents.certificates.award_register import RegisterSheet, register_paper
from thidua_desktop.documents.certificates.ceremony import CalledRow, CeremonySheet, ceremony_paper
from thidua_desktop.documents.decisions.payment_list import payment_paper
from thidua_desktop.documents.decisions.request import submission_paper
from thidua_desktop.documents.layout.blocks import Paper, Signatures
from thidua_desktop.documents.layout.pdf import render_paper

OFFICE = "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG"
LONG = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Mường Lạn"


def register(rows: int) -> Paper:
    lines = tuple(
        (
            str(number),
            person(number),
            LONG if number % 3 else "Giáo viên",
            "Lao động tiên tiến",
            "41",
            "20/12",
        )
        for number in range(1, rows + 1)
    )
    return register_paper(
        RegisterSheet(issuer="PHÒNG NỘI VỤ", superior=OFFICE, place="Lâm Thượng", year=2024, rows=lines)
    )


def ceremony(rows: int) -> Paper:
    called = tuple(
        CalledRow(f"Bà {person(number)}", LONG if number % 3 else "", str(number), "Lao động tiên tiến")
        for number in range(rows)
    )
    return ceremony_paper(
        CeremonySheet(
            issuer=OFFICE,
            place="Lâm Thượng",
            number="05/QĐ-UBND",
            decided_on=None,
            authority="Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
            rows=called,
        )
    )


MAKERS: dict[str, Callable[[int], Paper]] = {
    "register": register,
    "ceremony": ceremony,
    "payment": lambda rows: payment_paper(payment(rows)),
    "submission": lambda rows: submission_paper(submission(rows)),
}


@pytest.mark.parametrize("name", MAKERS)
def test_words_of_the_paper_stand_above_the_signature_on_its_page(name: str) -> None:
    for rows in range(1, 81, 1 if name in ("register", "submission") else 3):
        paper = MAKERS[name](rows)
        (block,) = [
            block for section in paper.sections for block in section.blocks if isinstance(block, Signatures)
        ]
        title = block.right.titles[0]
        signed = [page for page in page_texts_pypdf(render_paper(paper)) if title in page]
        above = signed[-1][: signed[-1].rindex(title)]
        assert len(above.split()) > 12, (name, rows, above)
        if name in ("register", "ceremony"):
            assert person(rows if name == "register" else rows - 1) in above, "a row, not the heading alone"
