"""Rows, a page and dialogs made for these tests only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from ui.core.context import Context
from ui.dialogs.base import Attempt
from ui.dialogs.service import Submit
from ui.pages.base import Page
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.forms import Field


@dataclass
class FakeDialogs:
    """Answers as reported beforehand and remembers what was asked."""

    yes: bool = True
    open_files: tuple[Path, ...] = ()
    save_file: Path | None = None
    answers: Mapping[str, object] | None = None
    errors: list[BaseException] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    ran: list[QDialog] = field(default_factory=list)

    def report(self, title: str, sentence: str) -> None:
        self.reported.append(sentence)

    def confirm(
        self, title: str, question: str, *, yes: str, no: str | None = None, dangerous: bool = False
    ) -> bool:
        self.reported.append(question)
        return self.yes

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
        return self.answers

    def choose_open_files(self, title: str, *, patterns: str, purpose: str) -> tuple[Path, ...]:
        return self.open_files

    def choose_save_file(self, title: str, *, name: str, patterns: str, purpose: str) -> Path | None:
        return self.save_file

    def choose_folder(self, title: str, *, purpose: str) -> Path | None:
        return self.save_file

    def error(self, error: BaseException) -> None:
        self.errors.append(error)

    def run(self, dialog: QDialog) -> bool:
        self.ran.append(dialog)
        return self.yes


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the tables in these tests."""

    id: int
    name: str
    unit: str
    money: int | None
    good: bool


COLUMNS = (
    Column[Line]("name", "Họ và tên", lambda row: row.name, 200),
    Column[Line]("unit", "Đơn vị", lambda row: row.unit, 220),
    Column[Line]("money", "Tiền thưởng", lambda row: row.money, 120, align="right"),
    Column[Line](
        "good",
        "Điều kiện",
        lambda row: row.good,
        130,
        badge=lambda row: Badge("Đủ", "ok") if row.good else Badge("Chưa đủ", "danger"),
    ),
)
LINES = (
    Line(1, "Ước", "Trường THCS Lê Quý Đôn", 1_170_000, True),
    Line(2, "Ánh", "Trường Mầm non Hoa Sen", None, False),
    Line(3, "Đạt", "Trạm Y tế", 380_000, True),
    Line(4, "Dung", "Trạm Y tế", 702_000, True),
)


class ListPage(Page):
    """A page with one table, counting its reloads."""

    topics = frozenset({"people"})

    def __init__(self, context: Context, title: str = "Danh sách") -> None:
        super().__init__(context, title=title, subtitle="Bốn dòng")
        self.reloads = 0
        self.targets: list[object] = []
        self.add_action("&Nhập từ Excel", "arrow_import")
        self.add_action("&Thêm người", "add", kind="primary")
        self.panel = TablePanel(
            COLUMNS,
            key="lines",
            name="Danh sách người",
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty("Chưa có ai.", "&Thêm người đầu tiên"),
        )
        self.body.addWidget(self.panel, 1)

    def reload(self) -> None:
        self.reloads += 1
        self.panel.set_rows(LINES)

    def show_target(self, target: object) -> None:
        self.targets.append(target)


def shown(parent: QWidget) -> list[QWidget]:
    """Every visible widget below ``parent`` that is the program's own."""
    return [
        child
        for child in parent.findChildren(QWidget)
        if child.isVisible() and not child.objectName().startswith("qt_")
    ]
