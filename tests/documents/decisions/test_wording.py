from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.paper_samples import decision
from thidua_desktop.documents.checking import refuse_leftovers
from thidua_desktop.documents.decisions.decision import render_decision
from thidua_desktop.documents.wording import AwardFacts, Wording, award_list_columns, award_wording, wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence

FACTS = AwardFacts(
    award="Giấy khen",
    achievement="đã có thành tích xuất sắc trong phong trào thi đua năm 2023",
    authority="Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
    executors=("Chánh Văn phòng", "Trưởng phòng Nội vụ"),
    collectives=5,
    persons=14,
    archive="VT, NV",
)


def test_the_standard_articles_count_with_two_digits_and_name_who_carries_them_out() -> None:
    words = award_wording(FACTS)
    assert words.subject == (
        "Về việc tặng Giấy khen cho tập thể, cá nhân "
        "đã có thành tích xuất sắc trong phong trào thi đua năm 2023"
    )
    assert words.articles[0].startswith("Tặng Giấy khen cho 05 tập thể và 14 cá nhân đã có thành tích")
    assert words.articles[-1].startswith("Chánh Văn phòng, Trưởng phòng Nội vụ và tập thể, cá nhân có tên")
    assert words.recipients == ("Như Điều\u00a02", "Lưu: VT, NV")


def test_a_prize_adds_its_article_with_amount_basis_and_fund() -> None:
    words = award_wording(
        AwardFacts(
            award="Giấy khen",
            achievement="đã có thành tích đột xuất",
            authority="Chủ tịch",
            executors=("Trưởng phòng Nội vụ",),
            persons=1,
            prize_total=Decimal(9828000),
            prize_basis="Nghị định số 152/2025/NĐ-CP",
            prize_source="Quỹ thi đua, khen thưởng năm 2025",
        )
    )
    assert len(words.articles) == 3
    assert "9.828.000 đồng" in words.articles[1]
    assert words.recipients == ("Như Điều\u00a03",)


def test_the_standard_wording_makes_a_whole_decision() -> None:
    words = award_wording(FACTS)
    sheet = decision(subject=words.subject, articles=words.articles, recipients=words.recipients)
    assert render_decision(sheet).startswith(b"%PDF")
    assert [column.serial for column in award_list_columns(prize=True)] == [True, *[False] * 5]


def test_a_place_without_content_is_named() -> None:
    facts = AwardFacts(
        award="Giấy khen",
        achievement="",
        authority="Chủ tịch",
        executors=("Trưởng phòng",),
        persons=1,
    )
    with pytest.raises(OfficeError) as refused:
        award_wording(facts)
    assert refused.value.code == "documents.unfilled_place"
    assert "{achievement}" in error_sentence(refused.value)


def test_a_place_the_program_does_not_know_is_named_with_those_it_knows() -> None:
    words = Wording("decision.toml", {"award": {"grant": "Tặng {giai_thuong}"}})
    with pytest.raises(OfficeError) as refused:
        words.fill("award.grant", award="Giấy khen")
    sentence = error_sentence(refused.value)
    assert refused.value.code == "documents.unknown_place"
    assert "{giai_thuong}" in sentence
    assert "award" in sentence


@pytest.mark.parametrize("template", ["Tặng {award", "Tặng award}", "Tặng {}"])
def test_a_damaged_template_is_refused(template: str) -> None:
    words = Wording("decision.toml", {"award": {"grant": template}})
    with pytest.raises(OfficeError):
        words.fill("award.grant", award="Giấy khen")


def test_a_missing_template_is_named() -> None:
    with pytest.raises(OfficeError) as refused:
        wording("decision").fill("award.nothing")
    assert refused.value.code == "documents.unknown_template"


@pytest.mark.parametrize("content", ["[award", "award = 3\n", "[award]\ngrant = 5\n"])
def test_a_wording_file_edited_into_pieces_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "decision.toml").write_text(content, encoding="utf-8")
    with pytest.raises(OfficeError) as refused:
        wording("decision", tmp_path)
    assert "decision.toml" in error_sentence(refused.value)


def test_ordinary_sentences_are_no_leftovers() -> None:
    refuse_leftovers(["Căn cứ Luật Thi đua, khen thưởng;", "phong trào “Chung sức…”", "từ 01/01 - 30/6..."])
