"""This year's plan begun from last year's, proof-read, edited as an outline and issued."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.services.plan_samples import pdf_words, reading, taken
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.planning.outline import in_order
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import paper, plan_text
from thidua_desktop.services.planning import plans as plan
from thidua_desktop.services.planning.next_year import copy_plan
from thidua_desktop.services.planning.proofreading import proof


def test_a_copy_moves_text_and_data_on_and_waits_for_number_and_day(app: AppContext) -> None:
    old_id = taken(app, reading("phat_dong_2024"))
    plan_text.issue(app, plan_id=old_id, number="15/KH-UBND", issued_on=dt.date(2024, 2, 1))
    new_id, _ = copy_plan(app, old_id, year=2025)
    old, new = app.read(query.parts, old_id), app.read(query.parts, new_id)
    assert (new.head.number, new.head.issued_on, new.head.year) == (None, None, 2025)
    assert "2025" in new.head.title
    assert [one.no for one in new.places] == [one.no for one in old.places]
    assert [one.count for one in new.anniversaries] == [(one.count or 0) + 1 for one in old.anniversaries]
    assert [one.base_on for one in new.anniversaries] == [one.base_on for one in old.anniversaries]
    first, second = new.campaigns
    assert (first.starts and first.starts.value, second.ends and second.ends.value) == (
        "2025-01",
        "2025-12-31",
    )
    assert [one.wording for one in app.read(query.paper_targets, new_id)] != []


def test_a_copied_task_keeps_its_pieces_and_begins_again(app: AppContext) -> None:
    old_id = taken(app, reading("cong_tac_2023"))
    new_id, _ = copy_plan(app, old_id, year=2024)
    old, new = app.read(query.paper_tasks, old_id), app.read(query.paper_tasks, new_id)
    assert len(new) == len(old)
    own = {task.id for task in new}
    assert all(task.parent_id in own for task in new if task.parent_id is not None)
    assert any("năm học 2023" in task.wording and "2024" in task.wording for task in new)


def test_the_proof_reader_marks_every_sentence_of_a_copy_that_names_the_old_year(app: AppContext) -> None:
    new_id, _ = copy_plan(app, taken(app, reading("cong_tac_2023")), year=2024)
    carried = [line for line in proof(app, new_id) if line.code in {"carried_year", "other_year"}]
    assert any("Căn cứ" in line.words and "2023" in line.words for line in carried)
    assert all("2023" in line.words or "2025" in line.words for line in carried)


def test_a_plan_copied_over_two_years_is_read_against_the_year_it_came_from(app: AppContext) -> None:
    old_id = taken(app, reading("cong_tac_2023"))
    new_id, _ = copy_plan(app, old_id, year=2025)
    plan.remove_plan(app, old_id)
    carried = [line for line in proof(app, new_id) if line.code == "carried_year"]
    assert carried
    assert all("2023" in line.words for line in carried)


def test_the_year_of_another_plan_left_in_a_task_is_caught_at_its_place(app: AppContext) -> None:
    plan_id = taken(app, reading("cong_tac_2023"))
    wrong = [line for line in proof(app, plan_id) if line.code == "other_year"]
    assert [line.origin.room for line in wrong] == ["task"]
    assert "2024" in wrong[0].words


def test_a_finding_in_the_text_names_the_place_it_stands_in(app: AppContext) -> None:
    plan_id = taken(app, reading("chi_thi_2025"))
    places = app.read(query.places, plan_id)
    _, last = list(in_order(places))[-1]
    plan_text.save_place(
        app, place_id=last.id, heading=last.heading, text="Thực hiện thực hiện nhiệm vụ năm 2024 , đúng hạn."
    )
    found = {line.code: line.origin for line in proof(app, plan_id)}
    assert found["other_year"].id == found["doubled_words"].id == last.id


def test_one_undo_takes_the_copy_away(app: AppContext) -> None:
    old_id = taken(app, reading("phat_dong_2023"), year=2023)
    _, changes = copy_plan(app, old_id, year=2024)
    assert len(app.read(plans, year=2024)) == 1
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert app.read(plans, year=2024) == ()
    with pytest.raises(OfficeError, match=r"planning\.same_year"):
        copy_plan(app, old_id, year=2023)


def test_the_outline_is_edited_and_every_step_can_be_undone(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2024"))

    def outline() -> list[tuple[int, str, str]]:
        return [
            (depth, place.no, place.heading) for depth, place in in_order(app.read(query.places, plan_id))
        ]

    before = outline()
    first = app.read(query.places, plan_id)[0]
    steps = (
        lambda: plan_text.add_place(app, plan_id=plan_id, after=first.id, heading="PHẠM VI"),
        lambda: plan_text.move_place(app, plan_id=plan_id, place_id=first.id, step=1),
        lambda: plan_text.set_in(app, plan_id=plan_id, place_id=first.id),
        lambda: plan_text.set_out(app, plan_id=plan_id, place_id=first.id),
        lambda: plan_text.remove_place(app, plan_id=plan_id, place_id=first.id),
    )
    made = []
    for step in steps:
        made.append((outline(), step()))
        assert outline() != made[-1][0]
    for former, changes in reversed(made):
        assert changes.journal_id is not None
        journal.undo(app, changes.journal_id)
        assert outline() == former
    assert outline() == before


def test_an_anniversary_counts_itself_from_its_base_day(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2023"), year=2023)
    values = {"event": "Ngày thành lập huyện", "base_on": dt.date(1976, 2, 29)}
    plan_text.save_part(app, "anniversary", plan_id=plan_id, values=values)
    row = app.read(query.parts, plan_id).anniversaries[-1]
    assert (row.count, row.held_on) == (47, dt.date(2023, 2, 28))
    late = {"event": "Ngày hội", "base_on": dt.date(2024, 1, 1)}
    with pytest.raises(OfficeError, match=r"planning\.base_after"):
        plan_text.save_part(app, "anniversary", plan_id=plan_id, values=late)


def test_rows_of_the_lists_are_added_changed_and_removed(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2023"), year=2023)
    due = {"kind": "year", "due_text": "trước ngày 15/12", "receiver": "Phòng Nội vụ"}
    plan_text.save_part(app, "report", plan_id=plan_id, values=due)
    row = app.read(query.parts, plan_id).reports[-1]
    assert (row.months, row.last_day) == ((12,), 15)
    plan_text.save_part(app, "report", plan_id=plan_id, values=due | {"due_text": "Quý I"}, row_id=row.id)
    assert app.read(query.parts, plan_id).reports[-1].months == (1, 2, 3)
    plan_text.remove_parts(app, "report", [row.id])
    assert row.id not in {one.id for one in app.read(query.parts, plan_id).reports}
    with pytest.raises(OfficeError, match=r"planning\.no_part"):
        plan_text.save_part(app, "recipient", plan_id=plan_id, values={"name": " "})


def test_a_plan_made_a_directive_is_called_and_numbered_as_one(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2023"), year=2023)
    head = app.read(query.head, plan_id)
    plan.save_plan(app, year=2023, plan_id=plan_id, kind="CT_PHATDONG", title=head.title)
    words = pdf_words(paper.render(app, plan_id))
    assert "CHỈTHỊ" in words
    assert "/CT-UBND" in words


def test_number_and_day_are_blank_until_the_plan_is_issued(app: AppContext) -> None:
    plan_id = taken(app, reading("cong_tac_2023"), year=2023)
    assert "Số:/KH-UBND" in pdf_words(paper.render(app, plan_id))
    with pytest.raises(OfficeError, match=r"planning\.no_number"):
        plan_text.issue(app, plan_id=plan_id, number=" ", issued_on=dt.date(2023, 3, 6))
    plan_text.issue(app, plan_id=plan_id, number="27", issued_on=dt.date(2023, 3, 6))
    words = pdf_words(paper.render(app, plan_id))
    assert "Số:27/KH-UBND" in words
    assert "ngày06tháng3năm2023" in words
    assert "KèmtheoKếhoạchsố27/KH-UBNDngày06tháng3năm2023" in words
    plan_text.save_head(app, plan_id=plan_id, number=None, issued_on=None)
    assert "Số:/KH-UBND" in pdf_words(paper.render(app, plan_id))
