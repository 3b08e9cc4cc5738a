"""A plan's text comes in item by item, is stored in one action, and goes out again with nothing lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.plan_samples import NAMES, docx_words, facts, lost, packed, pdf_words, reading, taken
from thidua_desktop.db.engine.schema import metadata
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import paper, plan_text
from thidua_desktop.services.planning.from_text import read_pasted, take
from thidua_desktop.services.planning.lines import written
from thidua_desktop.services.planning.reading import read_blocks, read_plan_file

STORED = ("sections", "targets", "campaigns", "movements", "tasks", "recipients", "assignments", "reporting")
COUNTS = {
    "phat_dong_2023": (23, 30, 0, 0, 8),
    "phat_dong_2024": (39, 24, 2, 0, 7),
    "cong_tac_2023": (8, 0, 0, 11, 8),
}


@pytest.mark.parametrize("name", COUNTS)
def test_every_target_campaign_task_and_recipient_of_a_text_is_stored(app: AppContext, name: str) -> None:
    plan_id = taken(app, reading(name))
    parts = app.read(query.parts, plan_id)
    outer = [task for task in app.read(query.paper_tasks, plan_id) if task.parent_id is None]
    targets = app.read(query.paper_targets, plan_id)
    found = (len(parts.places), len(targets), len(parts.campaigns), len(outer), len(parts.recipients))
    assert found == COUNTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_stored_says_the_same_as_the_text(app: AppContext, name: str) -> None:
    found = reading(name)
    plan_id = taken(app, found)
    again = read_blocks(written(app, plan_id).blocks).plan
    for part in STORED:
        assert facts(getattr(again, part)) == facts(getattr(found.read.plan, part)), part
    for part in ("kind", "year", "intro", "closing"):
        assert getattr(again, part) == getattr(found.read.plan, part), part
    for part in ("title", "theme"):
        assert getattr(again, part).value == getattr(found.read.plan, part).value, part


def test_five_collectives_and_fourteen_persons_are_two_targets(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2024"))
    rows = [row for row in app.read(query.paper_targets, plan_id) if "Chủ tịch UBND tỉnh" in row.wording]
    assert [(row.minimum, row.maximum, row.measure) for row in rows] == [
        ("5", "5", "tập thể"),
        ("14", "14", "cá nhân"),
    ]


def test_a_share_of_an_award_is_a_measure_and_no_count() -> None:
    found = {offer.values["measure"]: offer.values for offer in reading("others/truong_phat_dong").offers
             if offer.group == "target" and "Lao động tiên tiến" in offer.values["wording"]}  # fmt: skip
    assert found["%"]["award_code"] is None


def test_one_undo_takes_the_whole_plan_away_again(app: AppContext) -> None:
    found = reading("cong_tac_2023")
    _, changes = take(app, found, agreed={offer.key: {} for offer in found.offers}, year=2023)
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert app.read(plans, year=2023) == ()
    with app.database.reading() as connection:
        for name in ("plan_section", "plan_task", "plan_target", "plan_movement", "plan_recipient"):
            assert connection.execute(metadata.tables[name].select()).all() == [], name


def test_only_what_was_agreed_to_is_stored_and_corrections_go_before_what_was_read(app: AppContext) -> None:
    found = reading("phat_dong_2024")
    agreed: dict[str, dict[str, object]] = {"head:title": {}, "head:year": {}, "head:kind": {}}
    agreed["target:1"] = {"maximum": "3400", "minimum": "3400"}
    plan_id, _ = take(app, found, agreed=agreed, year=2024)
    parts = app.read(query.parts, plan_id)
    assert (parts.places, parts.movements, parts.recipients) == ((), (), ())
    assert [row.maximum for row in app.read(query.paper_targets, plan_id)] == ["3400"]


def test_everything_found_stands_beside_a_sentence_of_the_text() -> None:
    for name in NAMES:
        found = reading(name)
        lines = dict(found.read.lines)
        for offer in found.offers:
            assert offer.source is not None, offer.key
            assert offer.source.line in lines or offer.group == "task", offer.key


def test_a_plan_of_nothing_is_refused(app: AppContext) -> None:
    found = reading("phat_dong_2024")
    with pytest.raises(OfficeError, match=r"planning\.nothing_agreed"):
        take(app, found, agreed={}, year=2024)
    with pytest.raises(OfficeError, match=r"plan\.no_title"):
        take(app, found, agreed={"target:1": {}}, year=2024)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_plan_is_lost_on_paper(app: AppContext, name: str, tmp_path: Path) -> None:
    plan_id = taken(app, reading(name))
    assert lost(app, plan_id, pdf_words(paper.render(app, plan_id))) == []
    path = tmp_path / paper.file_name(app, plan_id, suffix=".docx")
    paper.save_docx(app, plan_id, path)
    assert lost(app, plan_id, docx_words(path)) == []


def test_a_sentence_missing_on_paper_would_be_noticed(app: AppContext) -> None:
    plan_id = taken(app, reading("chi_thi_2025"))
    words = pdf_words(paper.render(app, plan_id))
    assert lost(app, plan_id, words[: len(words) // 2])
    assert lost(app, plan_id, words[:600] + words[700:])


WORDS = st.lists(
    st.sampled_from(("thi đua", "khen thưởng", "thực hiện", "nhiệm vụ", "phong trào", "tập thể", "cá nhân")),
    min_size=4,
    max_size=14,
).map(lambda words: " ".join(words).capitalize())
SENTENCES = st.lists(WORDS, min_size=1, max_size=3).map(lambda found: ". ".join(found) + ".")
POINTS = st.lists(SENTENCES, max_size=3).map(lambda found: [f"- {one}" for one in found])
PARTS = st.lists(st.tuples(WORDS, SENTENCES, POINTS), min_size=1, max_size=4)


@given(st.lists(st.tuples(WORDS, PARTS), min_size=1, max_size=4))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_plan_goes_in_and_comes_out_whole(app: AppContext, parts: list[tuple[str, list[object]]]) -> None:
    lines = ["KẾ HOẠCH", "Công tác thi đua, khen thưởng năm 2024", "Thực hiện nhiệm vụ được giao."]
    for number, (heading, places) in enumerate(parts, start=1):
        lines.append(f"{('I', 'II', 'III', 'IV')[number - 1]}. {heading.upper()}")
        for place, (title, words, points) in enumerate(places, start=1):  # type: ignore[misc]
            lines += [f"{place}. {title}", words, *points]
    lines += ["Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn An"]
    found = read_pasted("\n\n".join(lines))
    plan_id = taken(app, found)
    again = read_blocks(written(app, plan_id).blocks).plan
    assert facts(again.sections) == facts(found.read.plan.sections)
    assert lost(app, plan_id, pdf_words(paper.render(app, plan_id))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_read_again_says_the_same_as_the_text(
    app: AppContext, name: str, tmp_path: Path
) -> None:
    found = reading(name)
    plan_id = taken(app, found)
    path = tmp_path / "kế hoạch.docx"
    paper.save_docx(app, plan_id, path)
    again = read_plan_file(path).plan
    for part in STORED:
        assert facts(getattr(again, part)) == facts(getattr(found.read.plan, part)), part
    assert (again.kind, again.year, again.title.value) == (
        found.read.plan.kind,
        found.read.plan.year,
        found.read.plan.title.value,
    )
    assert again.signer.name == found.read.plan.signer.name
    assert (again.signer.prefix, again.signer.position) == (
        found.read.plan.signer.prefix,
        found.read.plan.signer.position,
    )


def test_a_draft_keeps_the_month_it_says_and_leaves_the_day_to_the_clerk(app: AppContext) -> None:
    words = (
        "Hòa Giang, ngày      tháng 02 năm 2026\nKẾ HOẠCH\nPhát động thi đua năm 2026\nI. MỤC ĐÍCH\nThi đua."
    )
    plan_id = taken(app, read_pasted(words), year=2026)
    assert packed("ngày tháng 02 năm 2026") in pdf_words(paper.render(app, plan_id))
    plan_text.issue(app, plan_id=plan_id, number="05", issued_on=dt.date(2026, 2, 6))
    assert packed("ngày 06 tháng 02 năm 2026") in pdf_words(paper.render(app, plan_id))
