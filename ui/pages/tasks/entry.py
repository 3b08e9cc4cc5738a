"""One line below the table for writing task after task: Enter goes on, and in the last field adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from thidua_desktop.domain.planning.time_phrases import months_of
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    pass

_FIELDS: Final = (("wording", 5), ("when_text", 3), ("lead", 3), ("partners", 3))


class EntryLine(QWidget):
    """Four fields and a button; what the time is understood as is reported below while the officer types."""

    entered = Signal(object)  # TaskDraft
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QLineEdit] = {}
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        for name, share in _FIELDS:
            box = QLineEdit(placeholderText=text(f"tasks.entry.{name}"))
            box.setAccessibleName(text(f"tasks.entry.{name}"))
            box.textChanged.connect(lambda _: self.edited.emit())
            box.returnPressed.connect(lambda name=name: self._go_on(name))
            self.boxes[name] = box
            row.addWidget(box, share)
        self.add = make_button(text("tasks.entry.add"))
        put_icon(self.add, "add")
        self.add.clicked.connect(self._enter)
        row.addWidget(self.add)
        self.understood = QLabel(text("tasks.entry.hint"))
        self.understood.setProperty("role", "small")
        self.boxes["when_text"].textChanged.connect(lambda _: self._report())
        self.boxes["when_text"].setAccessibleDescription(text("tasks.help.when_text"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.understood)

    def start(self) -> None:
        """The keyboard to the first field."""
        self.boxes["wording"].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def typed(self) -> bool:
        """Whether something stands in a field that is no task yet."""
        return any(box.text().strip() for box in self.boxes.values())

    def clear(self) -> None:
        """Ready for the next task."""
        for box in self.boxes.values():
            box.clear()
        self.start()

    def _go_on(self, name: str) -> None:
        names = [key for key, _ in _FIELDS]
        if name == names[-1]:
            self._enter()
        else:
            self.boxes[names[names.index(name) + 1]].setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self) -> None:
        from thidua_desktop.services.planning.tasks import TaskDraft

        if not self.boxes["wording"].text().strip():
            self.understood.setText(text("tasks.entry.no_wording"))
            self.start()
            return
        typed = {name: box.text() for name, box in self.boxes.items()}
        draft = TaskDraft(
            wording=typed["wording"],
            when_text=typed["when_text"],
            lead=typed["lead"],
            partners=typed["partners"],
        )
        self.entered.emit(draft)

    def _report(self) -> None:
        phrase = self.boxes["when_text"].text().strip()
        self.understood.setText(understood_words(phrase) if phrase else text("tasks.entry.hint"))


def understood_words(phrase: str) -> str:
    """What a time phrase is understood as, in words."""
    months = months_of(phrase)
    if not months:
        return text("tasks.time.not_understood", phrase=phrase)
    if len(months) == 12:
        return text("tasks.time.all_year")
    return text("tasks.time.months", months=", ".join(map(str, months)))
