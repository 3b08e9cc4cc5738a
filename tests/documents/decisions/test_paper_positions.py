"""Where things stand however long the lists and names are: nothing orphaned, cut or over the margin."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.paper_samples import (
    decision,
    drawn_lines,
    letters,
    minutes,
    page_texts,
    page_texts_pypdf,
    person,
)
from tests.workbooks.figure_samples import summary
from thidua_desktop.documents.council.minutes import VoteRow, render_minutes
from thidua_desktop.documents.decisions.decision import Annex, DecisionSheet, render_decision
from thidua_desktop.documents.layout.blocks import Group
from thidua_desktop.documents.reports.summary import render_summary

LONG_UNIT = ("Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở " * 3)[:160]
LONG_NAME = "Nguyễn Hoàng Phương Thị Thanh Xuân Khánh Ngữg"
MEMBERS = tuple(f"Ủy ban nhân dân xã Tân Phượng {number} (để báo cáo)" for number in range(60))


def before_signature(texts: list[str], *, first: str, name: str) -> str:
    """What stands on the page of the signature above it; title and name must be on one page."""
    signed = [text for text in texts if name in text]
    assert len(signed) == 1
    assert first in signed[0]
    return signed[0][: signed[0].index(first)]


def with_rows(rows: tuple[tuple[str, ...], ...]) -> DecisionSheet:
    annex = decision().annexes[0]
    groups = (Group("I. TẬP THỂ CỦA " + LONG_UNIT, rows),)
    return decision(annexes=(Annex(title=annex.title, columns=annex.columns, groups=groups),))


@settings(max_examples=60)
@given(
    articles=st.integers(1, 45),
    last=st.integers(1, 40),
    people=st.integers(1, 80),
    recipients=st.integers(1, 30),
)
def test_a_decisions_signature_stands_with_the_last_words(
    articles: int, last: int, people: int, recipients: int
) -> None:
    sheet = decision(
        people,
        articles=(*(f"Nội dung thứ {n}." for n in range(articles)), "Câu cuối cùng của văn bản. " * last),
        recipients=MEMBERS[:recipients],
    )
    texts = page_texts_pypdf(render_decision(sheet))
    above = before_signature(texts, first="Nơi nhận:", name="Hoàng Thị Ước")
    assert "của văn bản./." in above
    assert above.count("cuối cùng") >= 3 or "Điều" in above, "two lines at least, or the whole article"


@pytest.mark.parametrize("rows", range(1, 81))
def test_the_minutes_signatures_stand_with_the_closing_sentence(rows: int) -> None:
    votes = tuple(
        VoteRow(
            candidate=person(number),
            unit="Xã Tân Phượng",
            award="Lao động tiên tiến",
            agree=15,
            disagree=0,
            share=Decimal(1),
            passed=True,
        )
        for number in range(rows)
    )
    texts = page_texts_pypdf(render_minutes(minutes(votes=votes)))
    assert "./." in before_signature(texts, first="THƯ KÝ", name="CHỦ TỌA")


@pytest.mark.parametrize("rows", range(1, 81))
def test_the_summarys_signature_stands_with_rows_of_its_table(rows: int) -> None:
    sheet = summary()
    table = sheet.tables[0]
    given_rows = table.groups[0].rows
    group = replace(table.groups[0], rows=tuple(given_rows[n % len(given_rows)] for n in range(rows)))
    pdf = render_summary(replace(sheet, tables=(replace(table, groups=(group,)),)))
    above = before_signature(page_texts_pypdf(pdf), first="Nơi nhận:", name="TM. ỦY BAN NHÂN DÂN")
    assert "Tổng cộng" in above
    assert "STT" in above, "with the heading of the table"
    assert f" {rows} " in above, "and a row above the sum"


def test_a_long_list_of_recipients_goes_on_below_the_signature_and_is_whole() -> None:
    members = tuple(f"Xã Tân Phượng {number}" for number in range(60))
    texts = page_texts_pypdf(render_decision(decision(recipients=members)))
    everything = " ".join(texts)
    places = [everything.index(f"- {member};") for member in members[:-1]]
    assert places == sorted(places)
    signed = next(text for text in texts if "Nơi nhận:" in text)
    assert "Hoàng Thị Ước" in signed
    assert f"- {members[-1]}." in everything


def test_long_names_of_bodies_stay_in_their_half_of_the_letterhead() -> None:
    sheet = decision(issuer=LONG_UNIT.upper(), superior=LONG_UNIT.upper(), symbol="QĐ-UBND")
    pdf = render_decision(sheet)
    drawn = [letter for letter in letters(pdf) if letter.top < 60]
    assert min(letter.left for letter in drawn) >= 29.9
    split = 30 + 165 * 0.41
    assert not [one for one in drawn if one.left < split - 0.1 < one.right - 0.3]
    text = page_texts(pdf)[0]
    assert text.index("QUYẾT ĐỊNH") > text.index("Số: 05/QĐ-UBND")


def test_a_subject_of_a_thousand_letters_is_printed_whole() -> None:
    subject = ("Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc " * 14).strip()
    text = " ".join(page_texts_pypdf(render_decision(decision(subject=subject))))
    assert subject in text
    assert "Điều 1." in text


def test_names_of_45_letters_and_units_of_160_never_touch_their_neighbours() -> None:
    assert (len(LONG_NAME), len(LONG_UNIT)) == (45, 160)
    rows = tuple((LONG_NAME if n % 3 else LONG_UNIT, LONG_UNIT, "Giấy khen", "") for n in range(30))
    pdf = render_decision(with_rows(rows))
    pages = page_texts_pypdf(pdf)
    message = " ".join(pages[1:])
    assert message.count(LONG_NAME) == 20
    for page in range(1, len(pages)):
        drawn = letters(pdf, page)
        assert max(letter.right for letter in drawn) <= 195.1
        assert max(letter.foot for letter in drawn) <= 277.1
        assert min(letter.left for letter in drawn) >= 30
        borders = [line for line in drawn_lines(pdf, page) if line[0] == line[2]]
        assert len({round(line[0], 1) for line in borders}) == 6
        for x, top, _, foot in borders:
            beside = [one for one in drawn if top < one.foot < foot]
            assert not [one for one in beside if one.left + 0.1 < x < one.right - 0.1]
