"""An action is undone whole or refused with the reason and the lawful way; what was undone can be redone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.services.small_office import YEAR, listed, meeting, pass_all, take_in, workbook
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.decisions import decisions as all_decisions
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.queries.office.journal import last_undoable, recent
from thidua_desktop.services.backup import maintenance
from thidua_desktop.services.certificates import printing
from thidua_desktop.services.council import sessions
from thidua_desktop.services.decisions import decisions, paper
from thidua_desktop.services.importing import staging
from thidua_desktop.services.journal import journal
from thidua_desktop.services.journal.undo_rules import UndoRefusedError
from thidua_desktop.services.nominations import nominations
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units
from thidua_desktop.services.scoring import blocs
from thidua_desktop.texts import error_sentence

SIGNED_ON = dt.date(2024, 12, 20)
THREE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "LĐTT"),
    ("Vàng A Páo", "1983", "Chuyên viên", "Phòng Nội vụ", "LĐTT"),
)


def entry_of(app: AppContext, action: str) -> int:
    return next(row.id for row in app.read(recent) if row.action == action and not row.undone)


def refusal(app: AppContext, action: str) -> UndoRefusedError:
    """Refused by the question and by the act alike, and nothing is written."""
    entry = entry_of(app, action)
    offer = journal.undo_offer(app, entry)
    assert offer is not None
    assert offer.refused is not None
    before = app.read(recent)
    with pytest.raises(UndoRefusedError) as refused:
        journal.undo(app, entry)
    assert refused.value.code == offer.refused.code
    assert app.read(recent) == before
    return refused.value


@pytest.fixture
def signed(app: AppContext, tmp_path: Path) -> AppContext:
    take_in(app, workbook(tmp_path, THREE))
    pass_all(app)
    made = decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in listed(app)])
    decisions.sign(app, made.decision_id, number=12, signed_on=SIGNED_ON)
    return app


def print_first(app: AppContext) -> int:
    (made,) = app.read(all_decisions, year=YEAR)
    first = app.read(of_decision, made.id)[0]
    order = printing.BatchOrder(title="Giấy khen", printer="HP", grant_ids=[first.id], decision_id=made.id)
    run_id, _ = printing.begin(app, order)
    printing.note_sent(app, run_id, [1])
    printing.settle(app, run_id)
    return made.id


def test_a_signature_stays_once_certificates_were_printed_and_the_decision_is_offered(
    signed: AppContext,
) -> None:
    decision_id = print_first(signed)
    refused = refusal(signed, "sign_decision")
    assert refused.code == "journal.printed"
    assert "12/QĐ-UBND" in error_sentence(refused)
    assert refused.way is not None
    assert (refused.way.kind, refused.way.id) == ("decision", decision_id)
    assert len(signed.read(of_decision, decision_id)) == 3


def test_a_signature_without_paper_is_taken_back_and_brought_back(signed: AppContext) -> None:
    (made,) = signed.read(all_decisions, year=YEAR)
    before = signed.read(of_decision, made.id)
    entry = entry_of(signed, "sign_decision")
    journal.undo(signed, entry)
    assert signed.read(of_decision, made.id) == ()
    assert {row.state for row in listed(signed)} == {"passed"}
    journal.redo(signed, entry)
    assert signed.read(of_decision, made.id) == before
    assert all(check.ok for check in maintenance.verify(signed))


def test_a_meeting_that_was_decided_on_stays_closed(signed: AppContext) -> None:
    refused = refusal(signed, "close_session")
    assert refused.code == "journal.session_decided"
    assert refused.way is not None
    assert refused.way.kind == "decision"


def test_what_must_be_undone_first_is_named(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, THREE))
    nominations.submit(app, year=YEAR)
    session_id = meeting(app, listed(app))
    assert "“Mở phiên họp “Xét khen thưởng năm 2024””" in error_sentence(refusal(app, "submit_nominations"))
    first = listed(app)[0].id
    sessions.record(app, session_id, [sessions.Count(first, 8, 1, 9, 9, 9)])
    refused = refusal(app, "open_session")
    assert refused.way is not None
    assert refused.way.id == entry_of(app, "record_votes")
    assert "Ghi kết quả bỏ phiếu" in error_sentence(refused)


def test_an_import_that_was_appraised_is_not_undone_and_never_doubles(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, THREE))
    nominations.submit(app, year=YEAR)
    refused = refusal(app, "commit_import")
    assert refused.way is not None
    assert refused.way.id == entry_of(app, "submit_nominations")
    (batch,) = app.read(batches, year=YEAR)
    assert batch.state == "committed"
    with pytest.raises(OfficeError, match=r"importing\.not_staged"):
        staging.commit(app, batch.id)


def test_an_import_undone_in_part_stays_imported_and_a_second_reading_doubles_nobody(
    app: AppContext, tmp_path: Path
) -> None:
    path = workbook(tmp_path, THREE)
    take_in(app, path)
    stored = next(row for row in listed(app) if row.name == "Lò Văn Đạt")
    nominations.file_under(app, [stored.id], year=YEAR, batch="đợt 2")
    entry = entry_of(app, "commit_import")
    undone = journal.undo(app, entry)
    assert [row.id for row in listed(app)] == [stored.id]
    assert {one.table_name for one in undone.conflicts} >= {"nomination", "person", "membership"}
    (batch,) = app.read(batches, year=YEAR)
    assert batch.state == "committed"
    take_in(app, path)
    assert sorted(row.name for row in listed(app)) == sorted(row[0] for row in THREE)
    assert all(check.ok for check in maintenance.verify(app))


def test_a_removal_whose_place_is_taken_again_names_who_took_it(app: AppContext) -> None:
    units.save_unit(app, name="Phòng Nội vụ", kind="department")
    blocs.save_bloc(app, year=YEAR, name="Khối 1", kind="bloc", member_ids=[])
    blocs.put_into(app, [1], bloc_id=1)
    blocs.take_out(app, [1])
    blocs.put_into(app, [1], bloc_id=1)
    with pytest.raises(UndoRefusedError) as error:
        journal.undo(app, entry_of(app, "leave_bloc"))
    assert error.value.way is not None
    assert error.value.way.id == entry_of(app, "move_member")


def test_what_happened_outside_is_passed_over_and_is_one_line(signed: AppContext) -> None:
    (made,) = signed.read(all_decisions, year=YEAR)
    for number in range(3):
        name = f"{number}.pdf"
        paper.save_paper(signed, kind="decision", name=name, data=name.encode(), decision_id=made.id)
    assert signed.read(recent)[0].count == 3
    step = signed.read(last_undoable)
    assert step is not None
    assert step.action == "sign_decision"
    offer = journal.undo_offer(signed)
    assert offer is not None
    assert "3 văn bản đã lưu" in offer.remark
    with pytest.raises(UndoRefusedError, match=r"journal\.fact"):
        journal.undo(signed, entry_of(signed, "keep_paper"))


def test_ctrl_z_is_never_stuck_on_a_step_that_was_undone(app: AppContext) -> None:
    for name in ("A", "B", "C"):
        units.save_unit(app, name=name, kind="other")
    seen = []
    while (step := app.read(last_undoable)) is not None and step.action == "save_unit":
        seen.append(step.id)
        journal.undo(app, step.id)
    assert len(seen) == len(set(seen)) == 3


def test_a_new_action_ends_what_ctrl_y_could_bring_back(app: AppContext) -> None:
    units.save_unit(app, name="A", kind="other")
    journal.undo(app, entry_of(app, "save_unit"))
    assert journal.redo_offer(app) is not None
    units.save_unit(app, name="B", kind="other")
    assert journal.redo_offer(app) is None
    step = app.read(last_undoable)
    assert step is not None
    assert step.params["name"] == "B"


def test_verify_names_the_record_that_contradicts_another(signed: AppContext) -> None:
    (made,) = signed.read(all_decisions, year=YEAR)
    with signed.database.writing("sign_decision") as uow:
        uow.update(Decision, made.id, state="draft")
    wrong = [check.sentence for check in maintenance.verify(signed) if not check.ok]
    assert any("“Lò Văn Đạt” đã có lượt khen thưởng trong một quyết định chưa ký" in one for one in wrong)
