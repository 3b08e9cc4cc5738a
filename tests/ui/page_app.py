"""A real application context in a temporary folder, the real window on it, and an officer who answers its dialogs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window_samples import FakeDialogs, shown
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.queries.office.settings import OfficeRow
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.decisions.external.past_decisions import PastGrant, record_decision
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.planning import plans as plan
from thidua_desktop.services.planning.targets import TargetDraft, save_target
from thidua_desktop.services.planning.tasks import TaskDraft, save_task
from thidua_desktop.services.scoring import blocs
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import Attempt
from ui.dialogs.service import Submit
from ui.widgets.forms import Field, mnemonic
from ui.window.main_window import MainWindow
from ui.window.shell import build_window

YEAR = 2024
LONG = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai Khau Vạt"


@dataclass
class Officer(FakeDialogs):
    """``forms``: answers of the next forms, merged over what they show; ``hands``: acts on own dialogs."""

    forms: list[Mapping[str, object]] = field(default_factory=list)
    hands: list[Callable[[Any], None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ask(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        values: Mapping[str, object] | None = None,
        accept_label: str | None = None,
        lead: str = "",
        submit: Submit | None = None,
        attempt: Attempt | None = None,
        again: bool = False,
    ) -> Mapping[str, object] | None:
        self.asked.append(title)
        letters = [mnemonic(one.label) for one in fields]
        assert not {"n", "h"} & set(letters), "the buttons below have these letters"
        if not self.forms:
            return None
        return {**{one.key: None for one in fields}, **(values or {}), **self.forms.pop(0)}

    def run(self, dialog: QDialog) -> bool:
        self.ran.append(dialog)
        if not self.hands:
            return False
        dialog.show()
        self.hands.pop(0)(dialog)
        return dialog.result() == QDialog.DialogCode.Accepted.value


def clock() -> dt.datetime:
    return dt.datetime(2024, 12, 20, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def bare_app(tmp_path: Path) -> Iterator[AppContext]:
    """A new data folder: nothing is set up."""
    (tmp_path / "data").mkdir()
    app = open_app(DataFolder(tmp_path / "data"), clock=clock)
    yield app
    app.close()


@pytest.fixture
def app(bare_app: AppContext) -> AppContext:
    """An office with three units, a bloc, persons, a plan and a decision of last year."""
    settings.save_office(bare_app, OFFICE)
    settings.save_signer(bare_app, full_name="Hoàng Xuân Lịch", lines=("CHỦ TỊCH",))
    for name, kind in (("UBND xã Khau Vạt", "commune"), ("Phòng Nội vụ", "department"), (LONG, "school")):
        organisation.save_unit(bare_app, name=name, kind=kind, member_count=12)
    by_name = {unit.name: unit.id for unit in bare_app.read(units)}
    blocs.save_bloc(
        bare_app,
        year=YEAR - 1,
        name="Khối cơ quan",
        kind="bloc",
        member_ids=[by_name["Phòng Nội vụ"], by_name[LONG]],
        head_unit_id=by_name[LONG],
    )
    save_person(
        bare_app,
        full_name="Hoàng Thị Hoà",
        born=PartialDate("1985", "year"),
        unit_id=by_name["Phòng Nội vụ"],
    )
    save_person(bare_app, full_name="Hoàng Văn Hóa", unit_id=by_name[LONG])
    _decide(bare_app, by_name["Phòng Nội vụ"])
    plan.save_plan(bare_app, year=YEAR, kind="KH_CONGTAC", title="Kế hoạch công tác năm 2024")
    plan_id = bare_app.read(plans, year=YEAR)[0].id
    award = TargetDraft(
        wording="Chiến sĩ thi đua cơ sở", section="TDKT", award_code="CSTDCS", minimum="2", maximum="3"
    )
    save_target(bare_app, award, plan_id=plan_id)
    for wording, when in (("Ký giao ước", "Trong quý I"), ("Họp hội đồng", "Tháng 12")):
        save_task(bare_app, TaskDraft(wording=wording, when_text=when), plan_id=plan_id)
    return bare_app


@pytest.fixture
def officer() -> Officer:
    return Officer()


@pytest.fixture
def real_window(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[MainWindow]:
    yield from opened(qtbot, app, settings, officer)


def opened(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[MainWindow]:
    """The real window with every page of the program, on the first page."""
    window = build_window(app, settings, year=YEAR, dialogs=officer)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open_page("overview")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    settle(window)
    yield window
    window.close()


def settle(window: MainWindow) -> None:
    """Until everything asked for is answered and shown."""
    for _ in range(4):
        window.context.runner.wait()
        QApplication.processEvents()


def open_page(window: MainWindow, key: str, target: object = None) -> Any:
    window.open_page(key, target)
    settle(window)
    return window.page(window.current_key if key == "system" else key)


def press(window: MainWindow, qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    """One key on a widget, and everything that follows from it."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.isActiveWindow, timeout=60_000)
    widget.setFocus()
    qtbot.keyClick(widget, key)
    settle(window)


def nameless(page: QWidget) -> list[str]:
    """Widgets that take the keyboard and have no name."""
    found = []
    for widget in shown(page):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            face = QAccessible.queryAccessibleInterface(widget)
            if not face or not face.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def doubled_letters(page: QWidget) -> list[str]:
    """Mnemonics that two visible buttons share, or that no keyboard types."""
    buttons = [one for one in shown(page) if isinstance(one, QAbstractButton) and "&" in one.text()]
    letters = [mnemonic(button.text()) for button in buttons]
    return [button.text() for button in buttons if letters.count(mnemonic(button.text())) > 1]


def squeezed(page: QWidget) -> list[str]:
    """Buttons narrower or lower than their words need."""
    return [
        button.text()
        for button in shown(page)
        if isinstance(button, QAbstractButton)
        and button.text()
        and (
            button.width() < button.minimumSizeHint().width()
            or button.height() < button.minimumSizeHint().height()
        )
    ]


def _decide(app: AppContext, unit_id: int) -> None:
    person = app.read(persons, words="Hoàng Thị Hoà")[0]
    record_decision(
        app,
        issuer=OFFICE.name,
        level=OFFICE.level,
        number="3140/QĐ-UBND",
        signed_on=dt.date(2023, 12, 20),
        subject="Tặng danh hiệu thi đua năm 2023",
        award_year=2023,
        grants=[
            PastGrant(
                subject_type="person",
                subject_id=person.id,
                award_code="LDTT",
                name="Hoàng Thị Hoà",
                unit="Phòng Nội vụ",
                unit_id=unit_id,
            )
        ],
    )


OFFICE = OfficeRow(
    name="Ủy ban nhân dân huyện Lâm Thượng",
    level="district",
    superior_name="Ủy ban nhân dân tỉnh Sơn Hà",
    place="Lâm Thượng",
    head_title="Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
    standing_body="Phòng Nội vụ huyện Lâm Thượng",
    symbol="UBND",
    council_name="Hội đồng Thi đua - Khen thưởng huyện Lâm Thượng",
    current_year=YEAR,
)
