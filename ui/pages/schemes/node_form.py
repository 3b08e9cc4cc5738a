"""The form of the node stood on: stored as soon as the officer goes on, a refusal stays beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.texts import error_sentence
from ui.pages.base import scrolling
from ui.pages.schemes.fields import fields_of, help_of
from ui.pages.schemes.values import values_of, with_values
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.focus import holds_focus
from ui.widgets.forms import Form

_REBUILDS = frozenset(["role", "method", "over"])
"""Answers that decide which fields there are."""
_WAIT_MS = 900


class NodeForm(QWidget):
    """``changed`` carries the scheme as changed and the key of the node in it."""

    changed = Signal(object, str)
    left = Signal()  # Esc: back to the tree

    def __init__(self) -> None:
        super().__init__()
        self._scheme: Scheme | None = None
        self._key = ""
        self._dirty = False
        self.form: Form | None = None
        self._background = QWidget()
        self._column = QVBoxLayout(self._background)
        self._column.setContentsMargins(SPACING["s"], SPACING["s"], SPACING["l"], SPACING["m"])
        self._column.setSpacing(SPACING["m"])
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.refusal = QLabel()
        self.refusal.setProperty("role", "problem")
        self.refusal.setWordWrap(True)
        for widget in (self.heading, self.words, self.refusal):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(scrolling(self._background))
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def show_node(self, scheme: Scheme, key: str, *, title: str, editable: bool) -> None:
        """Another node, or the same one with other fields. The keyboard stays in its field."""
        stored = self._focused() if key == self._key else ""
        self._scheme, self._key, self._dirty = scheme, key, False
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.heading.setText(title)
        self.refusal.hide()
        fields = fields_of(scheme, key)
        self.words.setText(help_of(key))
        self.words.setVisible(bool(help_of(key)))
        if fields:
            self.form = Form(fields)
            names = {field.key for field in fields}
            self.form.set_values({name: one for name, one in values_of(scheme, key).items() if name in names})
            allow(self.form, editable, "scheme_shipped")
            self.form.edited.connect(self._edited)
            for field in fields:
                self.form.editor(field.key).installEventFilter(self)
            self._column.insertWidget(2, self.form)
            if stored and stored in names:
                self.form.editor(stored).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_scheme(self, scheme: Scheme) -> None:
        """The same node after an edit of its own: the fields stay as they are."""
        self._scheme = scheme

    def focus_first(self) -> None:
        if self.form is not None and self.form.isEnabled():
            names = fields_of(self._scheme, self._key) if self._scheme else ()
            place = next((one.key for one in names if one.key != "code"), "")
            if place:
                self.form.editor(place).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def typed(self) -> bool:
        """Whether a field says something that is not stored yet."""
        return self._dirty

    def hand_over(self) -> None:
        """Another tab, page or year comes to the front, or the window closes."""
        self.flush()

    def flush(self) -> None:
        """Keeps what was typed now."""
        self._timer.stop()
        if not self._dirty or self.form is None or self._scheme is None:
            return
        self._dirty = False
        values = {**self._blanks(), **self.form.values()}
        try:
            scheme, key = with_values(self._scheme, self._key, values)
        except OfficeError as error:
            self.refusal.setText(error_sentence(error))
            self.refusal.show()
            self._dirty = True
            return
        self.refusal.hide()
        before, self._scheme, self._key = self._scheme, scheme, key
        if scheme != before:
            self.changed.emit(scheme, key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.flush()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _edited(self, name: str) -> None:
        self._dirty = True
        if name in _REBUILDS:
            self.flush()
            if self._scheme is not None and not self.refusal.isVisible():
                self.show_node(self._scheme, self._key, title=self.heading.text(), editable=True)
        else:
            self._timer.start()

    def _blanks(self) -> dict[str, object]:
        """Values of the node that have no field now, so that nothing said before is lost."""
        return values_of(self._scheme, self._key) if self._scheme is not None else {}

    def _focused(self) -> str:
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None and holds_focus(self) else ""
