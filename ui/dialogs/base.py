"""The frame of every dialog: a lead sentence, a body, buttons in Vietnamese with ASCII mnemonics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

import shiboken6
from PySide6.QtCore import QEvent, QMargins, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, text
from ui.dialogs.body import Body
from ui.style.screen import move_inside, room_inside
from ui.style.tokens import SPACING
from ui.widgets.forms import Field, Form, lettered, mnemonic

Kind = Literal["normal", "primary", "danger", "quiet", "calm"]
Attempt = Callable[[Mapping[str, object], Callable[[Exception | None], None]], None]
"""Does what a form asks, later; reports None or why it was refused."""
_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_GOING_ON: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ACTIVATED: Final = ("itemActivated(QTreeWidgetItem*,int)", "itemActivated(QListWidgetItem*)")
LEAST_LEAD: Final = 420


def _is_entered(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _opens_rows(view: QAbstractItemView) -> bool:
    """Whether Enter on a row of this list means something to the page."""
    kind = view.metaObject()
    places = [kind.indexOfSignal(name) for name in _ACTIVATED]
    return view.currentIndex().isValid() and any(
        place >= 0 and view.isSignalConnected(kind.method(place)) for place in places
    )


class Button(QPushButton):
    """Enter presses it where it has the keyboard, in a window as in a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            self.click()
        else:
            super().keyPressEvent(event)


def make_button(label: str, *, kind: Kind = "normal") -> QPushButton:
    """A push button in the given role; only ``primary`` and ``danger`` are filled."""
    button = Button(label)
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
    """A titled dialog; fill ``body``, then add buttons from left to right. Esc closes it.

    It is never larger than the screen: the body scrolls and the buttons stay in sight. Ctrl+Enter presses
    the primary button from every field. Giving up asks when more than one field would be lost.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, lead: str = "") -> None:
        super().__init__(parent)
        self._primary: QPushButton | None = None
        self.setWindowTitle(title)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(*(SPACING["xl"],) * 4)
        frame.setSpacing(SPACING["l"])
        if lead:
            words = QLabel(lead)
            words.setWordWrap(True)
            words.setMinimumWidth(LEAST_LEAD)
        self._scroll = Body()
        self._inside = self._scroll.inside
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACING["m"])
        if lead:
            self.body.addWidget(words)
        frame.addWidget(self._scroll, 1)
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
            self._primary = button
        return button

    def fit(self) -> None:
        """Grows with what is shown, as far as the screen allows, and stays inside it."""
        room = room_inside(self)
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        wide = min(max(self.width(), self.sizeHint().width()), room.width())
        requested = self._height_for(wide)
        high = min(max(self.height(), requested), room.height())
        if self._scroll.capped != (
            requested > room.height()
        ):  # not each time: the layout answers by a request
            self._scroll.capped = requested > room.height()
            self._scroll.updateGeometry()
        if (wide, high) != (self.width(), self.height()):
            self.resize(wide, high)
        if self.isVisible():
            move_inside(self)

    def _height_for(self, width: int) -> int:
        """How high all of it is at a width, whether or not the screen has the room."""
        layout = self.layout()
        edges = layout.contentsMargins() if layout is not None else QMargins()
        around = self.sizeHint().height() - self._scroll.sizeHint().height()
        body = self._inside.sizeHint().height()
        if self._inside.hasHeightForWidth():
            body = max(body, self._inside.heightForWidth(width - edges.left() - edges.right()))
        return around + body

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        for view in self.findChildren(QAbstractItemView):
            view.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._show_focus)  # type: ignore[union-attr]

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()  # a sentence that appears beside a field takes room of its own
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a list or a table Ctrl+Enter is the dialog's; Enter opens the row it stands on, and no more."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_entered(event):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._primary is not None:
                self._primary.click()
                return True
            if isinstance(watched, QAbstractItemView) and _opens_rows(watched):
                watched.activated.emit(watched.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if _is_entered(event) and held and self._primary is not None:
            self._primary.click()
        elif event.key() == Qt.Key.Key_F1:
            self._show_help()
        else:
            super().keyPressEvent(event)

    def _show_help(self) -> None:
        """The window below knows the place; over a form its help stands too."""
        below = self.parentWidget()
        while below is not None and not hasattr(below, "show_help"):
            below = below.parentWidget()
        if below is not None:
            below.show_help(self)

    def typed_fields(self) -> int:
        """How many fields say something else than at first; several are not thrown away unasked."""
        return sum(len(form.changed()) for form in self.findChildren(Form))

    def agrees_to_lose(self, count: int) -> bool:
        """Asks whether what was typed is given up."""
        question = text("ui.forms.drop", count=count)
        asked = ConfirmDialog(
            text("ui.forms.drop_title"),
            question,
            self,
            yes=text("ui.forms.drop_yes"),
            no=text("ui.forms.drop_no"),
            dangerous=True,
        )
        return asked.exec() == QDialog.DialogCode.Accepted.value

    def reject(self) -> None:
        count = self.typed_fields() if self.isVisible() else 0
        if count < 2 or self.agrees_to_lose(count):
            super().reject()

    def _show_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, SPACING["l"])


class FormDialog(Dialog):
    """A form with Hủy and one primary button; ``submit`` may refuse by a sentence, then the dialog stays.

    ``attempt`` does the work while the dialog stands: what it refuses is said at the field, and everything
    typed is still there. ``again`` offers to save and to go on with an empty form (Ctrl+Shift+Enter): what
    was chosen from a list stays for the next record, what was typed goes.
    """

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
        attempt: Attempt | None = None,
        error: Callable[[BaseException], None] | None = None,
        again: bool = False,
    ) -> None:
        super().__init__(title, parent, lead=lead)
        self.again_button: QPushButton | None = None
        self._going_on, self._saved, self._first = False, 0, dict(values or {})
        self._attempt, self._error, self._waiting = attempt, error, False
        self._focused: QWidget | None = None
        self._asked_fields = tuple(fields)
        self.form = Form(fields)
        self.form.set_values(values or {}, stored=True)
        self.body.addWidget(self.form)
        self._submit = submit
        self._refusal = QLabel()
        self._refusal.setProperty("role", "problem")
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        self.body.addWidget(self._refusal)
        self._cancel = self.add_button(text("ui.buttons.cancel"))
        self._cancel.clicked.connect(self.reject)
        if again:
            self._offer_again()
        self._accept = self.add_button(accept_label or text("ui.buttons.ok"), kind="primary")
        self._accept.clicked.connect(self.accept)
        self.setMinimumWidth(520)
        self.form.focus_first()

    def _offer_again(self) -> None:
        taken = {mnemonic(field.label) for field in self._asked_fields}
        taken |= {mnemonic(text(f"ui.buttons.{key}")) for key in ("ok", "cancel", "close")}
        self.again_button = self.add_button(lettered([text("ui.forms.again")], taken)[0])
        self.again_button.setToolTip(text("ui.forms.again_tip"))
        self.again_button.clicked.connect(lambda _: self._go_on())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & _GOING_ON == _GOING_ON and self.again_button is not None:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Saves what stands in the form and empties it for the next record."""
        self._going_on = True
        self.accept()

    def _begin_next(self) -> None:
        self._saved += 1
        values = self.form.values()
        chosen = {field.key for field in self._asked_fields if field.kind == "choice" and not field.find}
        self.form.set_values(
            {key: value if key in chosen else self._first.get(key) for key, value in values.items()},
            stored=True,
        )
        self._cancel.setText(text("ui.buttons.close"))
        name = next((str(value) for key, value in values.items() if value and key not in chosen), "")
        self._notify(text("ui.forms.saved_next", name=name, count=self._saved), role="muted")
        self.form.focus_first()

    def accept(self) -> None:
        if self._waiting:
            return
        if not self.form.validate():
            self._going_on = False
            return
        values = self.form.values()
        refusal = self._submit(values) if self._submit else None
        self._notify(refusal or "")
        if refusal:
            self._going_on = False
            return
        if self._attempt is None:
            super().accept()
            return
        self._wait(waiting=True)
        self._attempt(values, self._settled)

    def reject(self) -> None:
        if not self._waiting:
            super().reject()

    def refuse(self, error: Exception) -> None:
        """Says why at the field it is about, else below the form; what was typed stands."""
        if not isinstance(error, OfficeError):
            if self._error is not None:
                self._error(error)
            return
        key = self._field_of(error)
        if key:
            self.form.refuse(key, error_sentence(error))
        else:
            self._notify(error_sentence(error))

    def _settled(self, error: Exception | None) -> None:
        if not shiboken6.isValid(self):
            return
        self._wait(waiting=False)
        going_on, self._going_on = self._going_on, False
        if error is None and going_on:
            self._begin_next()
        elif error is None:
            super().accept()
        else:
            self.refuse(error)

    def _wait(self, *, waiting: bool) -> None:
        self._waiting = waiting
        focused = self.focusWidget() if waiting else self._focused
        self._focused = focused
        self.form.setEnabled(not waiting)
        self._accept.setEnabled(not waiting)
        if self.again_button is not None:
            self.again_button.setEnabled(not waiting)
        if not waiting and focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field_of(self, error: OfficeError) -> str:
        """The field a refusal is about: its code is named there, or it repeats the value typed there."""
        values = self.form.values()
        for field in self._asked_fields:
            if error.code in field.refusals:
                return field.key
        for name, value in error.params.items():
            if name in values and value not in (None, "") and str(values[name]) == str(value):
                return name
        return ""

    def _notify(self, sentence: str, *, role: str = "problem") -> None:
        if self._refusal.property("role") != role:
            self._refusal.setProperty("role", role)
            self._refusal.style().unpolish(self._refusal)
            self._refusal.style().polish(self._refusal)
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        if sentence:
            self._scroll.ensureWidgetVisible(self._refusal)


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
