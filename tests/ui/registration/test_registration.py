"""Đăng ký – Sáng kiến and the office's own rulings, by the keyboard in the real window."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    LONG,
    YEAR,
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.decisions.grants import of_subjects
from thidua_desktop.queries.eligibility.office_rules import office_rules
from thidua_desktop.queries.nominations.initiatives import initiatives, named_for
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.nominations.registrations import registration_lines
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.organisation.year_records import year_record
from thidua_desktop.services.council import sessions
from thidua_desktop.services.eligibility import office_rules as office_law
from thidua_desktop.services.nominations import initiatives as works
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.organisation.year_records import record_year
from ui.pages.nominations.dossier import DossierDialog
from ui.pages.system.catalogue import CatalogueSection
from ui.pages.system.law_trial import TrialDialog
from ui.widgets.forms import Choice, Field, Form
from ui.widgets.several import SeveralBox
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_a_unit_registers_is_approved_and_given_back(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = open_page(real_window, "registration", "registering").tab("registering")
    unit = next(one for one in app.read(units) if one.name == "Phòng Nội vụ")
    tab.units.select([unit.id])
    who = app.read(persons, words="Hoàng Thị Hoà")[0].id
    officer.forms.append({"who": who, "award": "CSTDCS"})
    press(real_window, qtbot, tab.add_button, Qt.Key.Key_Space)
    assert [one.name for one in app.read(registration_lines, year=YEAR, year_type="calendar")] == [
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
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = open_page(real_window, "registration", "initiatives").tab("initiatives")
    who = app.read(persons, words="Hoàng Văn Hóa")[0].id
    officer.forms.append({"title": "Một cửa số", "author": who, "year": YEAR, "scope": "base"})
    tab.add()
    settle(real_window)
    assert [one.title for one in app.read(initiatives)] == ["Một cửa số"]
    assert tab.table.model.total == 1
    press(real_window, qtbot, tab.remove_button, Qt.Key.Key_Space)
    assert not app.read(initiatives)


def test_the_radar_proposes_with_one_press(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    who = app.read(persons, words="Hoàng Thị Hoà")[0].id
    record_year(app, year=YEAR, records=[{"person_id": who, "rating": "HTT"}])
    tab = open_page(real_window, "registration", "radar").tab("radar")
    tab.choose("ready")
    rows = tab.table.model.shown_rows()
    assert [(row.candidate.name, row.award_code) for row in rows] == [("Hoàng Thị Hoà", "LDTT")]
    tab.table.view.select_places([0])
    press(real_window, qtbot, tab.propose_button, Qt.Key.Key_Space)
    assert [row.award_code for row in app.read(nominations, year=YEAR)] == ["LDTT"]
    assert not [row for row in tab.table.model.shown_rows() if row.group == "ready"]


def test_every_tab_is_named_has_letters_of_its_own_and_room(real_window: MainWindow) -> None:
    page = open_page(real_window, "registration")
    for key in ("registering", "initiatives", "radar"):
        page.open_tab(key)
        settle(real_window)
        assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])


def test_a_ruling_is_tried_before_it_is_stored(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
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
    assert not app.read(office_rules)
    officer.forms.append(ruling)
    officer.hands.append(lambda dialog: dialog.accept())
    press(real_window, qtbot, section.law.rule_button, Qt.Key.Key_Space)
    assert [(one.award, one.value) for one in app.read(office_rules)] == [("CSTDCS", "3/20")]
    assert "15 %" in section.law.history.text()


def test_a_dossier_and_the_years_record_are_stored_beside_the_nominee(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    unit = next(one for one in app.read(units) if one.name == LONG)
    who = app.read(persons, words="Hoàng Văn Hóa")[0].id
    nominating.add(
        app, year=YEAR, subject_type="person", subject_id=who, award_code="CSTDCS", unit_id=unit.id
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
    stored = app.read(year_record, year=YEAR, subject_type="person", subject_id=who)
    assert (stored["rating"], stored["discipline"], stored["registered"]) == ("HTXS", "none", None)
    assert (stored["months_worked"], stored["leave_days"]) == (12, 3)
    press(real_window, qtbot, step.submit_button, Qt.Key.Key_Space)
    settle(real_window)
    assert "đủ điều kiện Chiến sĩ thi đua cơ sở" in step.card.toPlainText()


def test_caps_that_are_exceeded_are_reported_above_the_councils_count(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    ids = proposed(app, "Hoàng Văn Hóa", "Hoàng Thị Hoà")
    sessions.open_session(
        app,
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
    real_window.context.announce(office_law.save_ruling(app, law))
    settle(real_window)
    assert "Chiến sĩ thi đua cơ sở 2, mức tối đa 0" in step.over_caps.text()


def proposed(app: AppContext, *names: str, award: str = "CSTDCS") -> list[int]:
    """Nominations of these persons, taken in for appraisal."""
    unit = next(one for one in app.read(units) if one.name == LONG)
    for name in names:
        nominating.add(
            app,
            year=YEAR,
            subject_type="person",
            subject_id=app.read(persons, words=name)[0].id,
            award_code=award,
            unit_id=unit.id,
        )
    nominating.submit(app, year=YEAR)
    return [row.id for row in app.read(nominations, year=YEAR) if row.name in names]


def test_any_number_of_co_authors_is_put_in_and_taken_out(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    first, *others = [app.read(persons, words=name)[0].id for name in ("Hoàng Văn Hóa", "Hoàng Thị Hoà")]
    save_person(app, full_name="Lò Thị Mai")
    others.append(app.read(persons, words="Lò Thị Mai")[0].id)
    tab = open_page(real_window, "registration", "initiatives").tab("initiatives")
    officer.forms.append({"title": "Một cửa số", "author": first, "authors": tuple(others)})
    tab.add()
    settle(real_window)
    assert {name for _, name in app.read(initiatives)[0].authors} == {"Hoàng Thị Hoà", "Lò Thị Mai"}
    officer.forms.append({"authors": (others[1],)})
    tab.edit()
    settle(real_window)
    assert [name for _, name in app.read(initiatives)[0].authors] == ["Lò Thị Mai"]


def test_a_work_says_which_nomination_rests_on_it_and_leads_there(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    (nomination,) = proposed(app, "Hoàng Văn Hóa")
    row = app.read(nominations, year=YEAR, ids=[nomination])[0]
    for title in ("Một cửa số", "Sổ tay số"):
        works.save_initiative(
            app, person_id=row.subject_id, year=YEAR, title=title, kind="initiative", scope="base"
        )
    used = next(one.id for one in app.read(initiatives) if one.title == "Một cửa số")
    works.name_for(app, nomination, [used], name=row.name)
    tab = open_page(real_window, "registration", ("initiatives", used)).tab("initiatives")
    assert tab.table.chosen().title == "Một cửa số"
    assert "Chiến sĩ thi đua cơ sở năm 2024 của Hoàng Văn Hóa" in tab.uses.text()
    tab.uses.linkActivated.emit(str(nomination))
    settle(real_window)
    step = real_window.page("commendation").steps["nominees"]
    assert [one.id for one in step.table.selected()] == [nomination]
    tab.table.filter_box.setText("so tay")
    tab.table.apply_filter()
    assert [one.title for one in tab.table.model.shown_rows()] == ["Sổ tay số"]


def test_taking_a_work_a_second_time_names_the_former_nomination(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    first = proposed(app, "Hoàng Văn Hóa")
    second = [one for one in proposed(app, "Hoàng Văn Hóa", award="LDTT") if one not in first]
    row = app.read(nominations, year=YEAR, ids=second)[0]
    works.save_initiative(
        app, person_id=row.subject_id, year=YEAR, title="Một cửa số", kind="initiative", scope="base"
    )
    used = app.read(initiatives)[0].id
    works.name_for(app, first[0], [used], name=row.name)
    step = open_page(real_window, "commendation", "nominees").steps["nominees"]
    officer.forms.append({str(used): True})
    officer.yes = False
    step.papers.works(row)
    settle(real_window)
    assert "đề nghị Chiến sĩ thi đua cơ sở năm 2024 của Hoàng Văn Hóa" in officer.reported[-1]
    assert not app.read(named_for, row.id)


def test_a_proof_on_the_card_opens_the_one_award_it_rests_on(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    (nomination,) = proposed(app, "Hoàng Thị Hoà")
    step = open_page(real_window, "commendation", "nominees").steps["nominees"]
    (row,) = app.read(nominations, year=YEAR, ids=[nomination])
    given = app.read(of_subjects, subject_type="person", ids=[row.subject_id])[row.subject_id][0]
    step.table.select([nomination])
    step.card.proof_requested.emit(f"decision:{given.decision_id}")
    settle(real_window)
    lookup = real_window.page("lookup")
    assert lookup.isVisible()
    assert [one.id for one in lookup.grants.selected()] == [given.id]
    assert lookup.found.chosen().id == row.subject_id


def test_enter_adds_and_delete_takes_away_in_a_field_of_several(qtbot: QtBot) -> None:
    form = Form([Field("who", "&Ai", "several", choices=(Choice(1, "Lò Thị Mai"), Choice(2, "Hà Văn Sơn")))])
    qtbot.addWidget(form)
    form.show()
    field = form.editor("who")
    assert isinstance(field, SeveralBox)
    field.box.choose(2)
    qtbot.keyClick(field.box, Qt.Key.Key_Return)
    field.box.choose(1)
    assert form.values() == {"who": (2, 1)}, "what stands in the box and was not added counts too"
    qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert field.list.count() == 2
    qtbot.keyClick(field.list, Qt.Key.Key_Delete)
    assert form.values() == {"who": (2,)}


def test_the_keyboard_begins_in_the_list_of_units(real_window: MainWindow, qtbot: QtBot) -> None:
    page = open_page(real_window, "registration")
    tab = page.tab("registering")
    settle(real_window)
    assert tab.units.view.hasFocus()
    first = tab.heading.text()
    press(real_window, qtbot, tab.units.view, Qt.Key.Key_Down)
    assert tab.heading.text() != first
    page.open_tab("initiatives")
    page.open_tab("registering")
    settle(real_window)
    assert tab.units.view.hasFocus()


def test_a_dossier_whose_term_runs_out_has_a_chip_and_stands_on_its_card(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    late, _ = proposed(app, "Hoàng Văn Hóa", "Hoàng Thị Hoà")
    rule = {
        "parameter": "processing_days",
        "value": "10",
        "valid_from": dt.date(2024, 1, 1),
        "basis": "QĐ 12",
    }
    office_law.save_ruling(app, office_law.drafted(rule))
    nominating.file_under(app, [late], year=YEAR, received_on=dt.date(2024, 12, 2))
    step = open_page(real_window, "commendation", ("nominees", "due")).steps["nominees"]
    settle(real_window)
    assert [row.id for row in step.table.model.shown_rows()] == [late]
    assert "quá hạn 4 ngày làm việc" in step.chips.button("due").toolTip()
    step.table.select([late])
    settle(real_window)
    assert "Hạn giải quyết 16/12/2024: đã quá hạn 4 ngày làm việc" in step.card.toPlainText()
