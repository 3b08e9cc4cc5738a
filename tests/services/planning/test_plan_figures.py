"""Targets and the sentences they came from: a figure changed in one of them is reported, and settled."""

from __future__ import annotations

import re

import pytest

from tests.services.plan_samples import reading, taken
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning import figures as plan_figures
from thidua_desktop.services.planning import plan_text
from thidua_desktop.services.planning.paper import figure_words
from thidua_desktop.services.planning.proofreading import ProofLine, proof
from thidua_desktop.services.planning.targets import TargetDraft, save_target

CODES = ("target_figure", "target_gone")


def reported(app: AppContext, plan_id: int) -> list[ProofLine]:
    return [line for line in proof(app, plan_id) if line.code in CODES]


def set_figure(app: AppContext, row: query.TextTarget, *figures: str) -> None:
    comparator = row.comparator if len(figures) == 1 else "between"
    stored = next(target for target in app.read(targets, year=2024, plan_id=1) if target.id == row.id)
    draft = TargetDraft(
        wording=row.wording,
        section=stored.section,
        award_code=stored.award_code,
        subject_type=row.subject_type,
        comparator=comparator,
        minimum=figures[0],
        maximum=figures[-1],
        measure=row.measure,
    )
    save_target(app, draft, plan_id=1, target_id=row.id)


@pytest.mark.parametrize(
    "name",
    ["phat_dong_2023", "phat_dong_2024", "chi_thi_2025", "others/xa_phat_dong", "others/truong_phat_dong"],
)
def test_a_plan_just_taken_from_its_text_agrees_with_it(app: AppContext, name: str) -> None:
    assert reported(app, taken(app, reading(name))) == []


def test_a_figure_changed_among_the_targets_is_marked_at_its_sentence(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2024"))
    row = next(row for row in app.read(query.text_targets, plan_id) if row.subject_type == "person")
    set_figure(app, row, "33")
    (line,) = reported(app, plan_id)
    assert line.severity == "error"
    assert "33" in line.what
    assert line.target_id == row.id
    assert line.words == row.source
    assert line.origin.room == "place"


def test_the_text_takes_the_figure_of_the_target_in_the_way_it_was_written(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2024"))
    before = {row.id: row for row in app.read(query.text_targets, plan_id)}
    changed = {}
    for row in before.values():
        if row.minimum and row.maximum:
            figures = ("3", "4") if row.minimum != row.maximum else ("7",)
            set_figure(app, row, *figures)
            changed[row.id] = figures
    assert {line.target_id for line in reported(app, plan_id)} == set(changed)
    for target_id in changed:
        plan_figures.put_in_text(app, plan_id=plan_id, target_id=target_id)
    assert reported(app, plan_id) == []
    text = "\n".join(f"{place.heading}\n{place.text}" for place in app.read(query.places, plan_id))
    for target_id, figures in changed.items():
        stored = next(row for row in app.read(query.text_targets, plan_id) if row.id == target_id)
        assert stored.source != before[target_id].source or figures == (before[target_id].minimum,)
        assert stored.source.rstrip(".;") in text
        assert not re.search(r"0\d%", stored.source)


def test_the_target_takes_the_figure_of_the_text_and_one_undo_brings_its_own_back(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2024"))
    row = next(row for row in app.read(query.text_targets, plan_id) if row.minimum == row.maximum)
    set_figure(app, row, "999")
    changes = plan_figures.take_from_text(app, plan_id=plan_id, target_id=row.id)
    assert reported(app, plan_id) == []
    stored = next(one for one in app.read(query.text_targets, plan_id) if one.id == row.id)
    assert (stored.minimum, stored.maximum) == (row.minimum, row.maximum)
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert [line.target_id for line in reported(app, plan_id)] == [row.id]


def test_a_figure_changed_in_the_text_is_marked_too(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2023"), year=2023)
    place = next(one for one in app.read(query.places, plan_id) if "tấn" in one.text)
    words = next(row for row in app.read(query.text_targets, plan_id) if row.measure == "tấn")
    figure = figure_words(words.minimum, words.maximum, words.comparator)
    changed = place.text.replace(figure, "99.999")
    assert changed != place.text
    plan_text.save_place(app, place_id=place.id, heading=place.heading, text=changed)
    (line,) = reported(app, plan_id)
    assert "99.999 tấn" in line.what
    assert figure in line.what


def test_a_target_whose_sentence_was_struck_out_is_reported_and_opens_among_the_targets(
    app: AppContext,
) -> None:
    plan_id = taken(app, reading("phat_dong_2023"), year=2023)
    place = next(one for one in app.read(query.places, plan_id) if "tấn" in one.text)
    struck = [row for row in app.read(query.text_targets, plan_id) if row.source.rstrip(".;") in place.text]
    plan_text.save_place(app, place_id=place.id, heading=place.heading, text="Đẩy mạnh sản xuất.")
    lines = reported(app, plan_id)
    assert {line.origin.id for line in lines} == {row.id for row in struck}
    assert all(line.code == "target_gone" and line.origin.room == "target" for line in lines)


def test_a_sentence_that_must_be_worded_again_is_left_to_her(app: AppContext) -> None:
    plan_id = taken(app, reading("phat_dong_2023"), year=2023)
    row = next(row for row in app.read(query.text_targets, plan_id) if row.comparator == "ge")
    with pytest.raises(OfficeError) as refused:
        plan_figures.put_in_text(app, plan_id=plan_id, target_id=row.id)
    assert refused.value.code == "planning.figures_agree"
    draft = TargetDraft(wording=row.wording, section="XH", comparator="le", maximum="12", measure=row.measure)
    save_target(app, draft, plan_id=plan_id, target_id=row.id)
    with pytest.raises(OfficeError) as refused:
        plan_figures.put_in_text(app, plan_id=plan_id, target_id=row.id)
    assert refused.value.code == "planning.figure_by_hand"
