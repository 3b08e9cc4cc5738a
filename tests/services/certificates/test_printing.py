"""Certificates leave the program one batch at a time; each sheet is settled, each blank counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.services.small_office import YEAR, listed, pass_all, take_in, workbook
from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.domain.decisions.numbering import checked_numbers
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.services.certificates import certificates, layouts, printing
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext

TEN = tuple((f"Lò Thị Mận {letter}", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT") for letter in "ABCDEFGHIK")


@pytest.fixture
def signed(app: AppContext, tmp_path: Path) -> int:
    """A decision for ten people."""
    take_in(app, workbook(tmp_path, TEN))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    decision_id = decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id
    decisions.sign(app, decision_id, number=41, signed_on=dt.date(2024, 12, 20))
    return decision_id


def stocked(app: AppContext, sheets: int) -> int:
    printing.save_blank_form(app, name="Giấy khen A4", layout="a4_landscape")
    stock_id = app.read(query.blank_forms)[0].id
    printing.receive(app, stock_id, sheets, on=dt.date(2024, 12, 1))
    return stock_id


def begun(app: AppContext, decision_id: int, grant_ids: list[int], stock_id: int | None = None) -> int:
    order = printing.BatchOrder(
        title="Giấy khen", printer="HP", grant_ids=grant_ids, decision_id=decision_id, stock_id=stock_id
    )
    return printing.begin(app, order)[0]


def test_after_a_jam_printing_goes_on_and_only_the_spoiled_are_printed_again(
    app: AppContext, signed: int
) -> None:
    grants = [grant.id for grant in app.read(of_decision, signed)]
    stock_id = stocked(app, 50)
    run_id = begun(app, signed, grants, stock_id)
    printing.note_sent(app, run_id, range(1, 8))
    printing.settle(app, run_id, spoiled={2, 5}, left={7})
    states = [one.state for one in app.read(query.items, run_id)]
    assert states == ["good", "spoiled", "good", "good", "spoiled", "good", "left", "left", "left", "left"]
    again = printing.still_to_print(app, signed, grants)
    assert [grants.index(one) + 1 for one in again] == [2, 5, 7, 8, 9, 10]
    blank_form = app.read(query.blank_forms)[0]
    assert (blank_form.received, blank_form.used, blank_form.spoiled, blank_form.left) == (50, 4, 2, 44)
    second = begun(app, signed, list(again), stock_id)
    printing.note_sent(app, second, range(1, 7))
    printing.settle(app, second)
    assert printing.still_to_print(app, signed, grants) == ()
    assert app.read(query.blank_forms)[0].left == 38


def test_a_sheet_sent_again_after_a_jam_costs_a_second_blank(app: AppContext, signed: int) -> None:
    grants = [grant.id for grant in app.read(of_decision, signed)]
    run_id = begun(app, signed, grants, stocked(app, 50))
    printing.note_sent(app, run_id, range(1, 6))
    printing.note_sent(app, run_id, range(4, 11))
    printing.settle(app, run_id)
    blank_form = app.read(query.blank_forms)[0]
    assert (blank_form.used, blank_form.spoiled, blank_form.left) == (10, 2, 38)


def test_a_batch_cut_off_by_a_power_cut_is_still_open_with_what_was_sent(
    app: AppContext, signed: int
) -> None:
    grants = [grant.id for grant in app.read(of_decision, signed)]
    run_id = begun(app, signed, grants)
    printing.note_sent(app, run_id, [1, 2, 3])
    (run,) = app.read(query.runs, open_only=True)
    assert (run.id, run.good, run.unsettled, run.sheets) == (run_id, 0, 10, 10)
    assert [one.place for one in app.read(query.items, run_id) if one.state == "sent"] == [1, 2, 3]


def test_what_became_of_a_batch_is_said_once_and_can_be_taken_back(app: AppContext, signed: int) -> None:
    grants = [grant.id for grant in app.read(of_decision, signed)]
    stock_id = stocked(app, 20)
    run_id = begun(app, signed, grants, stock_id)
    printing.note_sent(app, run_id, range(1, 11))
    settled = printing.settle(app, run_id)
    with pytest.raises(OfficeError, match=r"printing\.already_settled"):
        printing.settle(app, run_id)
    assert settled.journal_id is not None
    journal.undo(app, settled.journal_id)
    assert app.read(query.blank_forms)[0].left == 20
    assert [run.state for run in app.read(query.runs)] == ["open"]


def test_the_register_has_every_number_once_and_says_which_were_printed(app: AppContext, signed: int) -> None:
    grants = [grant.id for grant in app.read(of_decision, signed)]
    run_id = begun(app, signed, grants[:3])
    printing.note_sent(app, run_id, [1, 2, 3])
    printing.settle(app, run_id, spoiled={1})
    rows = app.read(query.register, year=YEAR)
    assert checked_numbers(row.number for row in rows).whole
    assert [row.printed for row in rows] == [0, 1, 1, 0, 0, 0, 0, 0, 0, 0]


def test_a_recount_on_the_shelf_sets_what_is_left(app: AppContext) -> None:
    stock_id = stocked(app, 30)
    printing.recount(app, stock_id, 28, note="Hai tờ bị ẩm")
    blank_form = app.read(query.blank_forms)[0]
    assert (blank_form.counted, blank_form.left) == (-2, 28)
    assert [move.kind for move in app.read(query.moves, stock_id)] == ["count", "in"]
    with pytest.raises(OfficeError, match=r"printing\.sheets_wrong"):
        printing.receive(app, stock_id, 0, on=dt.date(2024, 12, 2))


def test_each_printer_paper_and_tray_keeps_its_own_four_numbers(app: AppContext) -> None:
    one = Calibration(Decimal("1.20"), Decimal("-0.40"), Decimal("1.00120"), Decimal("0.99900"))
    other = replace(one, dx=Decimal("-2.00"))
    printing.save_calibration(app, one, printer="HP", paper="a4_landscape", tray="1")
    printing.save_calibration(app, other, printer="HP", paper="a4_landscape", tray="2")
    assert app.read(query.calibrations, paper="a4_landscape").get(("HP", "1")) == one
    assert app.read(query.calibrations, paper="a4_landscape").get(("HP", "2")) == other
    assert app.read(query.calibrations, paper="a3_landscape").get(("HP", "1")) is None
    printing.save_calibration(app, other, printer="HP", paper="a4_landscape", tray="1")
    assert app.read(query.calibrations, paper="a4_landscape").get(("HP", "1")) == other


def test_a_shipped_layout_moved_by_the_officers_becomes_the_office_s_own_and_prints(
    app: AppContext, signed: int
) -> None:
    shipped = layouts.layout(app, "a4_landscape")
    moved = replace(
        shipped, blocks=tuple(replace(block, y=block.y + 2.5) for block in shipped.blocks), width=300.0
    )
    key, _ = layouts.save_layout(app, moved, name="Phôi mới", scan=layouts.Scan("phoi.png", b"\x89PNG"))
    again = layouts.layout(app, key)
    assert again.blocks == moved.blocks
    assert layouts.scan_of(app, key) == b"\x89PNG"
    assert layouts.choices(app)[0].name == "Phôi mới"
    grants = [grant.id for grant in app.read(of_decision, signed)]
    run = certificates.render(app, signed, layout=key, grant_ids=grants[::-1])
    pages = PdfReader(BytesIO(run.pdf)).pages
    assert [round(float(pages[0].mediabox.width) / 72 * 25.4)] == [300]
    assert "Mận K" in pages[0].extract_text()
    layouts.remove_layout(app, key)
    with pytest.raises(OfficeError, match=r"printing\.no_such_layout"):
        layouts.layout(app, key)
