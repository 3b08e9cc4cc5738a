"""Đăng ký – Sáng kiến and the office's own rulings, by the keyboard in the real window."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_desk import (
    LONG,
    YEAR,
    Officer,
    bare_desk,
    desk,
    doubled_letters,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.initiatives import initiatives
from thidua_desktop.queries.law import office_rules
from thidua_desktop.queries.nominations import nominations
from thidua_desktop.queries.organisation import units
from thidua_desktop.queries.people import persons
from thidua_desktop.queries.records import year_record
from thidua_desktop.queries.registrations import registration_lines
from thidua_desktop.services import council, history
from thidua_desktop.services import nominations as nominating
from thidua_desktop.services import office_rules as office_law
from thidua_desktop.services.desk import Desk
from ui.main_window import MainWindow
from ui.pages.awards.nominee_dossier import DossierDialog
from ui.pages.system_catalogue import CatalogueSection
from ui.pages.system_law_trial import TrialDialog

__all__ = ["bare_desk", "desk", "officer", "real_window"]


def test_a_unit_registers_is_approved_and_given_back(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    tab = open_page(real_window, "registration", "registering").tab("registering")
    unit = next(one for one in desk.read(units) if one.name == "Phòng Nội vụ")
    tab.units.select([unit.id])
    who = desk.read(persons, words="Hoàng Thị Hoà")[0].id
    officer.forms.append({"who": who, "award": "CSTDCS"})
    press(real_window, qtbot, tab.add_button, Qt.Key.Key_Space)
    assert [one.name for one in desk.read(registration_lines, year=YEAR, year_type="calendar")] == [
        "Hoàng Thị Hoà"
    ]
    press(real_window, qtbot, tab.receive_button, Qt.Key.Key_Space)
    assert "1/3" in tab.words.text()
    press(real_window, qtbot, tab.approve_button, Qt.Key.Key_Space)
    assert tab.units.chosen().state == "approved"
    assert not tab.add_button.isEnabled()
    officer.forms.append({"reason": "Thiếu chữ ký của thủ trưởng"})
    press(real_window, qtbot, tab.return_button, Qt.Key.Key_Space)
    assert tab.units.chosen().state == "returned"
    assert "Thiếu chữ ký" in tab.reason.text()


def test_an_initiative_is_written_down_and_stands_in_the_register(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    tab = open_page(real_window, "registration", "initiatives").tab("initiatives")
    who = desk.read(persons, words="Hoàng Văn Hóa")[0].id
    officer.forms.append({"title": "Một cửa số", "author": who, "year": YEAR, "scope": "base"})
    tab.add()
    settle(real_window)
    assert [one.title for one in desk.read(initiatives)] == ["Một cửa số"]
    assert tab.table.model.total == 1
    press(real_window, qtbot, tab.remove_button, Qt.Key.Key_Space)
    assert not desk.read(initiatives)


def test_the_radar_proposes_with_one_press(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    who = desk.read(persons, words="Hoàng Thị Hoà")[0].id
    history.record_year(desk, year=YEAR, records=[{"person_id": who, "rating": "HTT"}])
    tab = open_page(real_window, "registration", "radar").tab("radar")
    tab.choose("ready")
    rows = tab.table.model.shown_rows()
    assert [(row.candidate.name, row.award_code) for row in rows] == [("Hoàng Thị Hoà", "LDTT")]
    tab.table.view.select_places([0])
    press(real_window, qtbot, tab.propose_button, Qt.Key.Key_Space)
    assert [row.award_code for row in desk.read(nominations, year=YEAR)] == ["LDTT"]
    assert not [row for row in tab.table.model.shown_rows() if row.group == "ready"]


def test_every_tab_is_named_has_letters_of_its_own_and_room(real_window: MainWindow) -> None:
    page = open_page(real_window, "registration")
    for key in ("registering", "initiatives", "radar"):
        page.open_tab(key)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])


def test_a_ruling_is_tried_before_it_is_kept(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    page = open_page(real_window, "system", "catalogue")
    section = page.findChild(CatalogueSection)
    assert section is not None
    section.inner.setCurrentIndex(1)
    settle(real_window)
    section.law.table.select([("CSTDCS", "quota_share")])
    assert (nameless(section.law), doubled_letters(section.law)) == ([], [])
    ruling = {"value": "15 %", "valid_from": dt.date(2024, 5, 1), "basis": "Quyết định số 12/2024/QĐ-UBND"}
    officer.forms.append(ruling)
    press(real_window, qtbot, section.law.rule_button, Qt.Key.Key_Space)
    (trial,) = officer.ran
    assert isinstance(trial, TrialDialog)
    assert not desk.read(office_rules)
    officer.forms.append(ruling)
    officer.hands.append(lambda dialog: dialog.accept())
    press(real_window, qtbot, section.law.rule_button, Qt.Key.Key_Space)
    assert [(one.award, one.value) for one in desk.read(office_rules)] == [("CSTDCS", "3/20")]
    assert "15 %" in section.law.history.text()


def test_a_dossier_and_the_years_record_are_kept_beside_the_nominee(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, desk: Desk
) -> None:
    unit = next(one for one in desk.read(units) if one.name == LONG)
    who = desk.read(persons, words="Hoàng Văn Hóa")[0].id
    nominating.add(
        desk, year=YEAR, subject_type="person", subject_id=who, award_code="CSTDCS", unit_id=unit.id
    )
    step = open_page(real_window, "commendation", "nominees").steps["nominees"]
    row = step.table.chosen()
    seen: list[list[str]] = []

    def hand(dialog: DossierDialog) -> None:
        seen.append(nameless(dialog) + doubled_letters(dialog))
        dialog.receive_all()
        dialog.accept()

    officer.hands.append(hand)
    step.papers.dossier(row)
    settle(real_window)
    assert seen == [[]]
    officer.forms.append({"rating": "HTXS", "discipline": "none", "months_worked": 12, "leave_days": 3})
    step.papers.record(row)
    settle(real_window)
    kept = desk.read(year_record, year=YEAR, subject_type="person", subject_id=who)
    assert (kept["rating"], kept["discipline"], kept["registered"]) == ("HTXS", "none", None)
    assert (kept["months_worked"], kept["leave_days"]) == (12, 3)
    press(real_window, qtbot, step.submit_button, Qt.Key.Key_Space)
    settle(real_window)
    assert "đủ điều kiện Chiến sĩ thi đua cơ sở" in step.card.toPlainText()


def test_caps_that_are_exceeded_are_told_above_the_councils_count(
    real_window: MainWindow, officer: Officer, desk: Desk
) -> None:
    ids = proposed(desk, "Hoàng Văn Hóa", "Hoàng Thị Hoà")
    council.open_session(
        desk,
        year=YEAR,
        title="Xét khen thưởng",
        held_on=dt.date(2024, 12, 10),
        place="",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        total_members=5,
        present=5,
        nomination_ids=ids,
        threshold=Fraction(2, 3),
    )
    step = open_page(real_window, "commendation", "council").steps["council"]
    assert step.over_caps.isHidden()
    rule = {"parameter": "quota_share", "value": "15 %", "award": "CSTDCS", "valid_from": dt.date(2024, 5, 1)}
    law = office_law.drafted({**rule, "basis": "Quyết định số 12/2024/QĐ-UBND"})
    real_window.context.announce(office_law.save_ruling(desk, law))
    settle(real_window)
    assert "Chiến sĩ thi đua cơ sở 2, mức tối đa 0" in step.over_caps.text()


def proposed(desk: Desk, *names: str, award: str = "CSTDCS") -> list[int]:
    """Nominations of these persons, taken in for appraisal."""
    unit = next(one for one in desk.read(units) if one.name == LONG)
    for name in names:
        nominating.add(
            desk,
            year=YEAR,
            subject_type="person",
            subject_id=desk.read(persons, words=name)[0].id,
            award_code=award,
            unit_id=unit.id,
        )
    nominating.submit(desk, year=YEAR)
    return [row.id for row in desk.read(nominations, year=YEAR) if row.name in names]
