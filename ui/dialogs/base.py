"""The frame of every dialog: a lead sentence, a body, buttons in Vietnamese with ASCII mnemonics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.forms import Field, Form
from ui.tokens import SPACING

Kind = Literal["normal", "primary", "danger", "quiet", "calm"]


def make_button(label: str, *, kind: Kind = "normal") -> QPushButton:
    """A push button in the given role; only ``primary`` and ``danger`` are filled."""
    button = QPushButton(label)
    button.setAutoDefault(kind == "primary")
    if kind != "normal":
        button.setProperty("kind", kind)
    return button


def set_kind(button: QPushButton, kind: Kind) -> None:
    """Another role for a button that stands: two filled ones side by side would say nothing."""
    button.setProperty("kind", kind)
    button.style().unpolish(button)
    button.style().polish(button)


class Dialog(QDialog):
    """A titled dialog; fill ``body``, then add buttons from left to right. Esc closes it."""

    def __init__(self, title: str, parent: QWidget | None = None, *, lead: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(*(SPACING["xl"],) * 4)
        frame.setSpacing(SPACING["l"])
        if lead:
            words = QLabel(lead)
            words.setWordWrap(True)
            words.setMinimumWidth(420)
            frame.addWidget(words)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACING["m"])
        frame.addLayout(self.body, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACING["s"])
        self._row.addStretch(1)
        frame.addLayout(self._row)

    def add_button(self, label: str, *, kind: Kind = "normal", at_left: bool = False) -> QPushButton:
        """A button of the lower row; a primary one answers Enter."""
        button = make_button(label, kind=kind)
        if at_left:
            self._row.insertWidget(self._row.count() - 1 if self._row.count() == 1 else 0, button)
        else:
            self._row.addWidget(button)
        if kind == "primary":
            button.setDefault(True)
        return button


class FormDialog(Dialog):
    """A form with Hủy and one primary button; ``submit`` may refuse by a sentence, then the dialog stays."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        parent: QWidget | None = None,
        *,
        values: Mapping[str, object] | None = None,
        accept_label: str | None = None,
        lead: str = "",
        submit: Callable[[Mapping[str, object]], str | None] | None = None,
    ) -> None:
        super().__init__(title, parent, lead=lead)
        self.form = Form(fields)
        self.form.set_values(values or {}, stored=True)
        self.body.addWidget(self.form)
        self._submit = submit
        self._refusal = QLabel()
        self._refusal.setProperty("role", "problem")
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        self.body.addWidget(self._refusal)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        accept = self.add_button(accept_label or text("ui.buttons.ok"), kind="primary")
        accept.clicked.connect(self.accept)
        self.setMinimumWidth(520)
        self.form.focus_first()
        self.form.edited.connect(lambda _: self._grow())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Words that wrap need more room than a window is given at first."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else -1
        self.resize(self.width(), max(self.height(), self.sizeHint().height(), needed))

    def accept(self) -> None:
        if not self.form.validate():
            return
        refusal = self._submit(self.form.values()) if self._submit else None
        self._refusal.setText(refusal or "")
        self._refusal.setVisible(bool(refusal))
        if not refusal:
            super().accept()


class ConfirmDialog(Dialog):
    """A question whose buttons say what they do; the safe one is the answer to Enter when it is dangerous."""

    def __init__(
        self,
        title: str,
        question: str,
        parent: QWidget | None = None,
        *,
        yes: str,
        no: str | None = None,
        dangerous: bool = False,
    ) -> None:
        super().__init__(title, parent, lead=question)
        refuse = self.add_button(no or text("ui.buttons.cancel"), kind="calm" if dangerous else "normal")
        agree = self.add_button(yes, kind="danger" if dangerous else "primary")
        refuse.clicked.connect(self.reject)
        agree.clicked.connect(self.accept)
        if dangerous:
            refuse.setDefault(True)
            refuse.setFocus(Qt.FocusReason.OtherFocusReason)
