"""Nội dung: the plan's numbered places as an outline, edited in place and moved by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.plan_text.parts import Mark
from thidua_desktop.domain.planning.outline import Place, children_of, label
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history_of_place
from ui.pages.planning.tab import PlanTab, message
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.fields import Choice, ChoiceBox
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext

_ID: Final = Qt.ItemDataRole.UserRole
_WORDS: Final = 120
"""Letters of a place without heading shown in the outline."""
MARKS: Final[tuple[Mark, ...]] = ("roman", "number", "dotted", "letter", "bracket", "dash", "plus", "part")
_PAUSE_MS: Final = 4000
ROW: Final = 28
"""Pixels of a line of the outline."""
TOOLS: Final = (
    ("add", "add", "Insert"),
    ("add_inside", "arrow_import", "Shift+Insert"),
    ("up", "chevron_up", "Alt+Up"),
    ("down", "chevron_down", "Alt+Down"),
    ("out", "chevron_left", "Alt+Left"),
    ("into", "chevron_right", "Alt+Right"),
    ("remove", "delete", "Delete"),
)
"""Tool, its icon and its key in the outline."""


class OutlineTab(PlanTab):
    """The outline at the left, the words of the chosen place at the right; leaving a field keeps it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._places: dict[int, Place] = {}
        self._requested: int | None = None
        self._shown: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.leave)
        self._new = False
        self.tools: dict[str, QToolButton] = {}
        self.column.addLayout(self._make_tools())
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(text("planning.outline.tree"))
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.currentItemChanged.connect(self._chosen)
        self.tree.itemActivated.connect(lambda *_: self.heading.setFocus(Qt.FocusReason.OtherFocusReason))
        offer_history_of_place(context, self.tree, "plan_section", lambda: self._shown)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tree)
        split.addWidget(self._make_editor())
        split.setSizes([420, 520])
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(self._make_empty())
        self.column.addWidget(self.stack, 1)
        for name, _, key in TOOLS:
            shortcut = QShortcut(QKeySequence(key), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda name=name: self.do(name))

    def _make_tools(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["xs"])
        for name, icon, key in TOOLS:
            button = QToolButton()
            put_icon(button, icon)
            words = text(f"planning.outline.{name}")
            button.setAccessibleName(words)
            button.setToolTip(text("planning.outline.tip", words=words, key=key))
            button.clicked.connect(lambda _=False, name=name: self.do(name))
            self.tools[name] = button
            row.addWidget(button)
        hint = QLabel(text("planning.outline.hint"))
        hint.setProperty("role", "small")
        self.mark = ChoiceBox()
        self.mark.setAccessibleName(text("planning.outline.mark"))
        self.mark.setToolTip(text("planning.outline.mark"))
        self.mark.set_choices([Choice(mark, text(f"planning.marks.{mark}")) for mark in MARKS])
        self.mark.activated.connect(lambda _: self._set_mark())
        row.addSpacing(SPACING["s"])
        row.addWidget(self.mark)
        row.addSpacing(SPACING["s"])
        row.addWidget(hint, 1)
        return row

    def _make_empty(self) -> QWidget:
        """A plan without places: the usual three, or one of the officer's own."""
        words = QLabel(text("planning.outline.empty"), alignment=Qt.AlignmentFlag.AlignCenter)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        self.start = make_button(text("planning.outline.start"), kind="primary")
        self.start.clicked.connect(self._start)
        self.start_one = make_button(text("planning.outline.start_one"))
        self.start_one.clicked.connect(lambda: self.do("add"))
        row = QHBoxLayout()
        row.setSpacing(SPACING["s"])
        row.addStretch(1)
        row.addWidget(self.start)
        row.addWidget(self.start_one)
        row.addStretch(1)
        face = QWidget()
        column = QVBoxLayout(face)
        column.addStretch(1)
        column.addWidget(words)
        column.addSpacing(SPACING["m"])
        column.addLayout(row)
        column.addStretch(2)
        return face

    def _start(self) -> None:
        plan_id, app = self.plan_id, self.context.app
        if plan_id is None:
            return
        from thidua_desktop.services.planning.plan_text import start_outline

        headings = text("planning.outline.headings").split("\n")
        self._new = True
        self.context.act(
            lambda _: start_outline(app, plan_id=plan_id, headings=headings),
            label=message("planning.outline.start"),
            owner=self,
        )

    def _set_mark(self) -> None:
        """Another kind of number for the chosen place and its neighbours."""
        self.leave()
        place_id, plan_id, mark = self.current(), self.plan_id, self.mark.currentData()
        if place_id is None or plan_id is None:
            return
        from thidua_desktop.services.planning.plan_text import set_mark

        app = self.context.app
        self.context.act(
            lambda _: set_mark(app, plan_id=plan_id, place_id=place_id, mark=mark),
            label=text("planning.outline.mark"),
            owner=self,
        )

    def _make_editor(self) -> QWidget:
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(SPACING["s"], 0, 0, 0)
        column.setSpacing(SPACING["xs"])
        self.heading = QLineEdit()
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        for key, editor in (("heading", self.heading), ("text", self.words)):
            title = QLabel(text(f"planning.outline.{key}"))
            title.setProperty("role", "muted")
            editor.setAccessibleName(text(f"planning.outline.{key}"))
            editor.installEventFilter(self)
            editor.textChanged.connect(self._edited)
            column.addWidget(title)
            column.addWidget(editor, 1 if editor is self.words else 0)
        return background

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field keeps it: there is no Save button."""
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        return super().eventFilter(watched, event)

    def current(self) -> int | None:
        """The place on show."""
        item = self.tree.currentItem()
        return int(item.data(0, _ID)) if item is not None else None

    def go_to(self, place_id: int, words: str = "") -> None:
        """Chooses a place and marks words in it."""
        self._requested = place_id
        self._choose(place_id)
        start = self.words.toPlainText().find(words.strip()) if words.strip() else -1
        if start >= 0:
            cursor = self.words.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(start + len(words.strip()), cursor.MoveMode.KeepAnchor)
            self.words.setTextCursor(cursor)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_over(self) -> None:
        """Another page or year comes to the front, or the window closes."""
        self.leave()

    def _typed(self) -> tuple[str, str] | None:
        """Heading and text on show, when they differ from what is stored."""
        place = self._places.get(self._shown) if self._shown is not None else None
        words = self.heading.text().strip(), self.words.toPlainText().strip()
        return None if place is None or words == (place.heading, place.text) else words

    def _edited(self) -> None:
        """A pause in writing stores it too: what a power cut can take is a few seconds."""
        typed = self._typed() is not None
        self.context.drafts.note(self, text("planning.outline.unsaved"), typed=typed)
        if typed:
            self._pause.start()

    def leave(self) -> None:
        """Keeps the heading and text typed, when they differ."""
        self._pause.stop()
        typed = self._typed()
        place = self._places.get(self._shown) if self._shown is not None else None
        if place is None or typed is None:
            return
        heading, words = typed
        from thidua_desktop.services.planning.plan_text import save_place

        app, place_id = self.context.app, place.id
        self._places[place_id] = Place(
            place.id, place.parent_id, place.position, place.mark, place.no, heading, place.joint, words
        )
        self.context.act(
            lambda _: save_place(app, place_id=place_id, heading=heading, text=words),
            label=text("planning.outline.saving"),
            failed=lambda error: self._failed(error, place),
            owner=self,
        )
        self._edited()

    def _failed(self, error: Exception, stored: Place) -> None:
        """What could not be stored counts as typed again."""
        if stored.id in self._places:
            self._places[stored.id] = stored
        self._edited()
        self._pause.stop()
        self.context.dialogs.error(error)

    def do(self, name: str) -> None:
        """One tool on the chosen place."""
        self.leave()
        place_id, plan_id = self.current(), self.plan_id
        if plan_id is None or (place_id is None and name != "add"):
            return
        from thidua_desktop.services.planning import plan_text as service

        app = self.context.app
        works: dict[str, Callable[[], Changes]] = {
            "add": lambda: service.add_place(app, plan_id=plan_id, after=place_id),
            "add_inside": lambda: service.add_place(app, plan_id=plan_id, after=place_id, inside=True),
        }
        if place_id is not None:
            works |= {
                "up": lambda: service.move_place(app, plan_id=plan_id, place_id=place_id, step=-1),
                "down": lambda: service.move_place(app, plan_id=plan_id, place_id=place_id, step=1),
                "out": lambda: service.set_out(app, plan_id=plan_id, place_id=place_id),
                "into": lambda: service.set_in(app, plan_id=plan_id, place_id=place_id),
                "remove": lambda: service.remove_place(app, plan_id=plan_id, place_id=place_id),
            }
        self._new = name in {"add", "add_inside"}
        self.context.act(lambda _: works[name](), label=text(f"planning.outline.{name}"), owner=self)

    def reload(self) -> None:
        plan_id = self.plan_id
        if plan_id is None:
            self._show(())
            return

        def read(app: AppContext) -> tuple[Place, ...]:
            from thidua_desktop.queries.planning.plan_text import places

            return app.read(places, plan_id)

        self.context.read(read, done=self._show, owner=self)

    def _show(self, places: tuple[Place, ...]) -> None:
        stored = self._requested or self.current()
        if self._new and (fresh := {one.id for one in places} - set(self._places)):
            stored = min(fresh)
        old = self._places.get(stored) if stored is not None else None
        typed = self._shown if self._typed() is not None else None
        self._places = {place.id: place for place in places}
        if stored not in self._places and old is not None:
            stored = self._neighbour(old, places)
        with QSignalBlocker(self.tree):
            self.tree.clear()
            self._fill(None, children_of(places), None)
            self.tree.expandAll()
        if typed is None or typed not in self._places:  # a reading never takes words being written
            self._shown = None
        self._choose(stored if stored in self._places else next(iter(self._places), None))
        empty = self.plan_id is not None and not places
        self.stack.setCurrentIndex(1 if empty else 0)
        for name, button in self.tools.items():
            button.setVisible(not empty)
            allow(button, self.plan_id is not None and (bool(places) or name == "add"), "no_plan")
        if self._new:
            self._new = False
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._requested = None

    @staticmethod
    def _neighbour(gone: Place, places: tuple[Place, ...]) -> int | None:
        """Who stands where a removed place stood."""
        row = [one for one in places if one.parent_id == gone.parent_id and one.position <= gone.position]
        return max(row, key=lambda one: one.position).id if row else gone.parent_id

    def _fill(self, parent: int | None, below: dict[int | None, list[Place]], item: Any) -> None:
        for place in below.get(parent, ()):
            made = QTreeWidgetItem([_line(place)])
            made.setData(0, _ID, place.id)
            made.setSizeHint(0, QSize(0, ROW))
            made.setToolTip(0, place.heading or place.text[:600])
            if place.heading and place.parent_id is None:
                font = made.font(0)
                font.setBold(True)
                made.setFont(0, font)
            (item.addChild if item is not None else self.tree.addTopLevelItem)(made)
            self._fill(place.id, below, made)

    def _choose(self, place_id: int | None) -> None:
        if place_id is None:
            self._load(None)
            return
        stack = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        while stack:
            item = stack.pop()
            if item is None:
                continue
            if item.data(0, _ID) == place_id:
                self.tree.setCurrentItem(item)
                self._load(place_id)
                return
            stack += [item.child(n) for n in range(item.childCount())]

    def _chosen(self, item: QTreeWidgetItem | None, _before: object) -> None:
        self.leave()
        self._load(int(item.data(0, _ID)) if item is not None else None)

    def _load(self, place_id: int | None) -> None:
        place = self._places.get(place_id) if place_id is not None else None
        if place_id is not None and place_id == self._shown:
            return
        self._shown = place_id
        allow(self.mark, place is not None, "part")
        if place is not None:
            self.mark.choose(place.mark)
        heading, words = (place.heading, place.text) if place else ("", "")
        if self.heading.text().strip() != heading:
            self.heading.setText(heading)
        if self.words.toPlainText().strip() != words:  # the same words keep the cursor in its place
            self.words.setPlainText(words)
        self._edited()
        for editor in (self.heading, self.words):
            allow(editor, place is not None, "part")


def _line(place: Place) -> str:
    words = place.heading or place.text.split("\n")[0]
    if len(words) > _WORDS:
        words = words[:_WORDS].rstrip() + "…"
    return f"{label(place.mark, place.no)} {words}".strip()
