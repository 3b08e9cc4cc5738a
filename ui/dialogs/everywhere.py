"""Ctrl+K: one box over people, units, households, decisions, tasks, plans and places of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QWidget

from thidua_desktop.domain.text import search_key
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.widgets.dates import show_date

if TYPE_CHECKING:
    from thidua_desktop.queries.lookup.finding import Place, Receiver
    from thidua_desktop.services.office.context import AppContext

_MOST: Final = 8
_PAUSE_MS: Final = 120
_HIT: Final = int(Qt.ItemDataRole.UserRole)
_PAGES: Final = (
    *("overview", "plan", "tasks", "registration", "blocs"),
    *("commendation", "lookup", "registers", "system"),
)
_STEPS: Final = ("intake", "nominees", "council", "decisions", "certificates")
_TABS: Final[dict[str, tuple[str, ...]]] = {
    "registration": ("registering", "initiatives", "radar"),
    "blocs": ("blocs", "scoring", "schemes", "higher"),
    "registers": ("units", "people", "signers", "council", "catalogue"),
    "system": ("office", "journal", "data", "look", "help"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: what it says and where it leads; ``receiver`` when a life record can be shown of it."""

    words: str
    page: str
    target: object = None
    year: int | None = None
    receiver: Receiver | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of one kind; ``more``: others were left out."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool = False


def places(words: str) -> Group:
    """Pages, tabs and steps whose name holds every word."""
    requested = search_key(words).split()
    found = tuple(
        hit for hit in _all_places() if requested and all(word in search_key(hit.words) for word in requested)
    )
    return Group("place", found[:_MOST], len(found) > _MOST)


def _all_places() -> list[Hit]:
    hits = [Hit(text(f"ui.nav.{page}"), page) for page in _PAGES]
    inner = [("commendation", key, f"commendation.steps.{key}") for key in _STEPS]
    inner += [(page, key, f"{page}.tabs.{key}") for page, keys in _TABS.items() for key in keys]
    for page, key, title in inner:
        words = text("ui.everywhere.inner", page=text(f"ui.nav.{page}"), name=text(title))
        hits.append(Hit(words, page, key))
    return hits


def appearance(app: AppContext, words: str) -> tuple[Group, ...]:
    """Answers from the office's data, by kind."""
    from thidua_desktop.queries.lookup.finding import RECEIVERS, find_places, find_receivers

    groups = []
    with app.database.reading() as connection:
        for receiver in RECEIVERS:
            found = find_receivers(connection, words, limit=_MOST, kinds=(receiver,))
            groups.append(Group(receiver, tuple(map(_of_receiver, found.rows)), bool(found.more)))
        for kind in ("decision", "task", "plan"):
            listed = find_places(connection, kind, words, limit=_MOST)
            groups.append(Group(kind, tuple(map(_of_place, listed.rows)), listed.more))
    return tuple(groups)


def _of_receiver(row: Receiver) -> Hit:
    born = row.born.vietnamese() if row.born else ""
    count = text("ui.everywhere.count", count=row.count) if row.count else ""
    words = " · ".join(filter(None, (row.name, born, row.unit, count)))
    return Hit(words, "lookup", row, receiver=row)


def _of_place(row: Place) -> Hit:
    day = show_date(row.day) if row.day else str(row.year)
    words = " · ".join(filter(None, (row.name, day, row.detail)))
    match row.kind:
        case "decision":
            return Hit(words, "commendation", ("decisions", row.id), row.year)
        case "task":
            return Hit(words, "tasks", row.id, row.year)
        case _:
            return Hit(words, "plan", ("plan", row.id), row.year)


class EverywhereDialog(Dialog):
    """Typing looks; Up and Down walk, Enter opens, Ctrl+Enter shows the life record. ``chosen``: what the officer
    went for."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(text("ui.everywhere.title"), parent)
        self._context = context
        self.chosen: Hit | None = None
        self.wants_life = False
        self.box = QLineEdit(placeholderText=text("ui.everywhere.hint"), clearButtonEnabled=True)
        self.box.setAccessibleName(text("ui.everywhere.title"))
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(text("ui.everywhere.found"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _: self.take())
        self.keys = QLabel(text("ui.everywhere.keys"))
        self.keys.setProperty("role", "small")
        for widget in (self.box, self.list, self.keys):
            self.body.addWidget(widget)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look_now)
        self.box.textChanged.connect(lambda _: self._pause.start())
        self.resize(760, 520)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_now(self) -> None:
        """Asks now instead of after the pause in typing."""
        self._pause.stop()
        words = self.box.text().strip()
        if not words:
            self.model.clear()
            return
        self._context.read(
            lambda app: appearance(app, words),
            done=lambda groups: self._show(words, (*groups, places(words))),
            label=text("ui.everywhere.title"),
            owner=self,
            question="everywhere",
        )

    def take(self) -> None:
        """Goes for the answer the list stands on."""
        hit = self.list.currentIndex().data(_HIT)
        if isinstance(hit, Hit):
            self.chosen = hit
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self._walk(1)
                    return True
                case Qt.Key.Key_Up:
                    self._walk(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.wants_life = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                    self.take()
                    return True
        return super().eventFilter(watched, event)

    def _show(self, words: str, groups: Sequence[Group]) -> None:
        if words != self.box.text().strip():
            return
        self.model.clear()
        for group in groups:
            if group.hits:
                self._notify(text(f"ui.everywhere.kinds.{group.kind}"), heading=True)
            for hit in group.hits:
                item = QStandardItem(hit.words)
                item.setToolTip(hit.words)
                item.setData(hit, _HIT)
                self.model.appendRow(item)
            if group.more:
                self._notify(text("ui.everywhere.more", most=_MOST))
        if not self.model.rowCount():
            self._notify(text("ui.everywhere.none", words=words))
        self._walk(1)

    def _notify(self, words: str, *, heading: bool = False) -> None:
        item = QStandardItem(words)
        font = self.list.font()
        font.setBold(heading)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.model.appendRow(item)

    def _walk(self, by: int) -> None:
        place = self.list.currentIndex().row() + by
        while 0 <= place < self.model.rowCount():
            if isinstance(self.model.item(place).data(_HIT), Hit):
                self.list.setCurrentIndex(self.model.index(place, 0))
                return
            place += by


def search_everywhere(context: Context, parent: QWidget) -> None:
    """Opens the box and goes where the answer leads."""
    dialog = EverywhereDialog(context, parent)
    context.dialogs.run(dialog)
    hit = dialog.chosen
    if hit is None:
        return
    if dialog.wants_life and hit.receiver is not None and hit.receiver.count:
        from ui.pages.lookup.life import show_life_record

        show_life_record(context, hit.receiver, owner=parent)
        return
    if hit.year is not None:
        context.set_year(hit.year)
    context.go(hit.page, hit.target)
