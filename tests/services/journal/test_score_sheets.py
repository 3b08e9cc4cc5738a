"""Scoring a bloc: versions, reasons, locks, what stands in between."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.scored_bloc import ENTRIES, NAMES, bloc_of, enter, judged, scored
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.scoring.score_sheets import events, newest_entries, versions
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import unit_changes
from thidua_desktop.services.scoring import score_sheets as scoring


def test_a_sheet_scores_what_was_entered_and_waits_for_what_was_not(app: AppContext) -> None:
    sheet_id = scored(app, entries=False)
    assert {one.open for one in scoring.load(app, sheet_id).live().result.not_ranked} == {
        ("I.1", "I.2", "II.1")
    }
    enter(app, sheet_id, ENTRIES)
    result = scoring.load(app, sheet_id).live().result
    assert [(one.rank, one.unit, one.total) for one in result.ranking] == [
        (1, "Xã An Phú", Decimal("97")),
        (2, "Xã Bình Minh", Decimal("88.5")),
        (3, "Xã Cẩm Sơn", Decimal("70")),
    ]


def test_every_version_of_a_self_score_is_stored_and_the_newest_stands(app: AppContext) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)["Xã An Phú"]
    for raw, reason in (("28", "Đơn vị gửi lại"), ("29,5".replace(",", "."), "Đơn vị gửi lại lần 3")):
        scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "self", raw, reason)])
    stored = app.read(versions, sheet_id, unit_id=unit, criterion="II.1")
    own = [(one.version, one.raw, one.reason) for one in stored if one.scorer == "self"]
    assert own == [(1, "30", ""), (2, "28", "Đơn vị gửi lại"), (3, "29.5", "Đơn vị gửi lại lần 3")]
    assert scoring.load(app, sheet_id).entries[unit, "II.1", "self"].raw == "29.5"


def test_a_score_that_stands_is_not_changed_without_a_reason(app: AppContext) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)["Xã An Phú"]
    with pytest.raises(OfficeError, match="reason_needed"):
        scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "head", "20")])
    with pytest.raises(OfficeError, match="reason_needed"):
        scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "head", "")])
    assert not scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "head", "30")])


def test_zero_kc_and_nothing_are_three_things(app: AppContext) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)["Xã Cẩm Sơn"]
    for raw, points, problem in (("0", 0, ""), ("KC", 0, "not_scored"), ("", None, "blank")):
        for scorer in ("self", "head"):
            scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", scorer, raw, "thử")])
        cell = scoring.load(app, sheet_id).live().unit("Xã Cẩm Sơn").cells["II.1"]
        assert (cell.points, cell.problem) == (points, problem)


def test_undo_takes_back_the_last_entries_and_the_former_version_stands(app: AppContext) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)["Xã An Phú"]
    changes = scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "head", "20", "nhầm")])
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert scoring.load(app, sheet_id).entries[unit, "II.1", "head"].raw == "30"


def test_a_closed_sheet_is_locked_keeps_its_result_and_reopens_with_a_trace(app: AppContext) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)["Xã An Phú"]
    scoring.close(app, sheet_id)
    with pytest.raises(OfficeError, match="sheet_closed"):
        scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "head", "20", "x")])
    stored = scoring.load(app, sheet_id).row.snapshot
    assert stored is not None
    assert stored["units"][str(unit)]["total"] == "97"
    assert stored["units"][str(unit)]["rank"] == 1
    assert "[[criterion]]" in stored["scheme"]
    scoring.publish(app, sheet_id)
    with pytest.raises(OfficeError, match="reopen_reason"):
        scoring.reopen(app, sheet_id, reason=" ")
    scoring.reopen(app, sheet_id, reason="Đơn vị khiếu nại tiêu chí II.1")
    trace = [(one.kind, one.reason) for one in app.read(events, sheet_id)]
    assert trace == [
        ("opened", ""), ("closed", ""), ("published", ""), ("reopened", "Đơn vị khiếu nại tiêu chí II.1"),
    ]  # fmt: skip


def test_a_sheet_with_missing_scores_closes_only_when_the_officer_says_so(app: AppContext) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)["Xã Cẩm Sơn"]
    for scorer in ("self", "head"):
        scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", scorer, "", "gửi lại sau")])
    with pytest.raises(OfficeError) as refused:
        scoring.close(app, sheet_id)
    assert refused.value.params["units"] == "Xã Cẩm Sơn"
    scoring.close(app, sheet_id, with_open=True)
    assert scoring.load(app, sheet_id).row.state == "closed"


def test_evidence_stays_beside_an_entry_through_its_versions(app: AppContext, tmp_path: Path) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)["Xã An Phú"]
    paper = tmp_path / "Báo cáo số 12.pdf"
    paper.write_bytes(b"%PDF-1.4 evidence")
    scoring.attach(app, sheet_id, (unit, "II.1", "self"), paper)
    scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "self", "27", "sửa theo báo cáo")])
    newest = {(e.unit_id, e.criterion, e.scorer): e for e in app.read(newest_entries, sheet_id)}
    assert newest[unit, "II.1", "self"].evidence == "Báo cáo số 12.pdf"
    with pytest.raises(OfficeError, match="nothing_to_prove"):
        scoring.attach(app, sheet_id, (unit, "T", "head"), paper)


def test_ballots_are_stored_by_who_gave_them_with_every_version(app: AppContext) -> None:
    sheet_id = judged(app)
    unit = bloc_of(app, sheet_id)
    target, one, two = (unit[name] for name in NAMES)
    for judge, raw, reason in ((one, "28", ""), (two, "30", ""), (one, "27", "Chấm lại")):
        last = scoring.record(
            app, sheet_id, [scoring.NewEntry(target, "II.1", "head", raw, reason, judge_id=judge)]
        )
    live = scoring.load(app, sheet_id).live()
    assert live.raw(NAMES[0], "II.1", "head") == "27|30"
    assert live.unit(NAMES[0]).cells["II.1"].points == Decimal("28.5")
    stored = app.read(versions, sheet_id, unit_id=target, criterion="II.1")
    assert [(row.judge, row.version, row.raw) for row in stored] == [
        (NAMES[1], 1, "28"),
        (NAMES[2], 1, "30"),
        (NAMES[1], 2, "27"),
    ]
    journal.undo(app, last.journal_id)
    assert scoring.load(app, sheet_id).live().raw(NAMES[0], "II.1", "head") == "28|30"


def test_a_locked_sheet_keeps_its_units_whoever_left_joined_or_was_renamed(app: AppContext) -> None:
    sheet_id = scored(app)
    unit = bloc_of(app, sheet_id)
    scoring.close(app, sheet_id)
    before = scoring.load(app, sheet_id)
    day = dt.date(2024, 6, 1)
    unit_changes.rename(app, unit[NAMES[0]], name="Phường An Phú Mới", on_day=day)
    unit_changes.dissolve(app, unit[NAMES[1]], on_day=day)
    after = scoring.load(app, sheet_id)
    assert after.units == before.units
    assert after.live().result == before.live().result
    scoring.reopen(app, sheet_id, reason="Tính lại theo đơn vị mới")
    assert sorted(scoring.load(app, sheet_id).units.values()) == ["Phường An Phú Mới", "Xã Cẩm Sơn"]
