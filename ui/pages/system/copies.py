"""Dữ liệu › Sao lưu: the list of copies, the way back to one of them, and the second place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.restoring import ask_restore
from ui.dialogs.sample_office import start_program
from ui.pages.base import Card
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.copies_panel import copies_panel
from ui.widgets.forms import Field
from ui.widgets.wrap_row import WrapRow
from ui.window.safekeeping import SECOND_AT, SECOND_KEY, SECOND_PLACE, copy_to_second

if TYPE_CHECKING:
    from thidua_desktop.services.backup.backups import Copy
    from thidua_desktop.services.office.context import AppContext

_MOMENT = "%d/%m/%Y %H:%M"
_LIST_HEIGHT = 220


class CopiesCard(Card):
    """Copies with their years, counts and last change; restoring closes the window and opens it again."""

    def __init__(self, context: Context) -> None:
        super().__init__(text("system.data.backup_heading"))
        self._context = context
        self.body.addWidget(_muted(text("system.data.backup_lead")))
        self.copied = QLabel()
        self.copied.setWordWrap(True)
        self.copied.hide()
        self.body.addWidget(self.copied)
        self.panel = copies_panel(context.settings)
        self.panel.setMinimumHeight(_LIST_HEIGHT)
        self.body.addWidget(self.panel)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self.backup = _button(row, text("system.data.backup"), "archive")
        self.restore = _button(row, text("system.copies.restore"), "arrow_undo")
        self.undo_restore = _button(row, text("system.copies.undo_restore"), "")
        self.other = _button(row, text("system.copies.other"), "open")
        self.open_backups = _button(row, text("system.data.open_backups"), "folder_open")
        row.addStretch(1)
        self.panel.act_on_rows(self.restore, self.open_backups)
        self.body.addLayout(row)
        self.backup.clicked.connect(self._make)
        self.restore.clicked.connect(lambda: self._ask_restore(self.panel.chosen()))
        self.undo_restore.clicked.connect(lambda: self._ask_restore(self._before_restore()))
        self.other.clicked.connect(self._ask_other)
        self.panel.opened.connect(self._ask_restore)
        self.panel.selection_changed.connect(self._enable)
        self._enable()

    def reload(self) -> None:
        """Reads the list again."""

        def read(app: AppContext) -> tuple[Copy, ...]:
            from thidua_desktop.services.backup.backups import copies

            return copies(app.folder.backups)

        self._context.read(read, done=self._show, label=text("system.copies.loading"), owner=self)

    def _show(self, found: tuple[Copy, ...]) -> None:
        self.panel.set_rows(found)
        self._enable()

    def _enable(self) -> None:
        chosen = self.panel.chosen()
        allow(self.restore, chosen is not None and chosen.facts.usable, "copy")
        self.undo_restore.setVisible(self._before_restore() is not None)

    def _before_restore(self) -> Copy | None:
        rows = [self.panel.model.row_at(place) for place in range(self.panel.model.rowCount())]
        stored = [row for row in rows if row.reason == "restore" and row.facts.usable]
        return max(stored, key=lambda row: row.taken_at, default=None)

    def _make(self) -> None:
        def work(progress: Progress) -> Path:
            from thidua_desktop.services.backup.backups import make_copy

            return make_copy(self._context.app, reason="manual", progress=progress)

        self._context.runner.run(
            work, done=self._made, label=text("system.data.backing_up"), cancellable=True, owner=self
        )

    def _made(self, path: Path) -> None:
        self.copied.setText(text("system.data.backed_up", path=path))
        self.copied.show()
        self.reload()

    def _ask_restore(self, row: Copy | None) -> None:
        if row is None or not row.facts.usable:
            return
        question = text(
            "system.copies.restore_question",
            taken=row.taken_at.strftime(_MOMENT),
            holds=row.contents_words,
        )
        if not self._context.dialogs.confirm(
            text("system.copies.restore_title"),
            question,
            yes=text("system.copies.restore_yes"),
            dangerous=True,
        ):
            return
        self._context.restore_wanted.emit(row.path, "")

    def _ask_other(self) -> None:
        """A copy from elsewhere, or a hand-over book."""
        paths = self._context.dialogs.choose_open_files(
            text("recovery.other_title"), patterns=text("system.copies.patterns"), purpose="restore"
        )
        if paths:
            ask_restore(self._context, paths[0])


class HandoverCard(Card):
    """One file with everything, with or without a password."""

    def __init__(self, context: Context) -> None:
        super().__init__(text("handover.heading"))
        self._context = context
        self.body.addWidget(_muted(text("handover.explained")))
        self.made = QLabel()
        self.made.setWordWrap(True)
        self.made.hide()
        self.body.addWidget(self.made)
        row = WrapRow()
        self.make = _button(row, text("handover.make"), "archive")
        self.make_view = _button(row, text("handover.view_make"), "eye")
        self.open_view = _button(row, text("handover.view_open"), "open")
        row.addStretch(1)
        self.body.addLayout(row)
        self.make.clicked.connect(lambda: self._ask(view_only=False))
        self.make_view.clicked.connect(lambda: self._ask(view_only=True))
        self.open_view.clicked.connect(self._open)

    def _ask(self, *, view_only: bool) -> None:
        title = text("handover.view_title" if view_only else "handover.heading")
        fields = (
            Field("password", text("handover.password"), "password", help=text("handover.lost")),
            Field("again", text("handover.again"), "password"),
        )
        values = self._context.dialogs.ask(title, fields, submit=_differ)
        if values is None:
            return
        day = self._context.app.today().strftime("%d-%m-%Y")
        target = self._context.dialogs.choose_save_file(
            title,
            name=text("handover.view_name" if view_only else "handover.name", day=day),
            patterns=text("handover.view_pattern" if view_only else "handover.pattern"),
            purpose="handover",
        )
        if target is not None:
            self._write(target, str(values.get("password") or ""), view_only=view_only)

    def _write(self, target: Path, password: str, *, view_only: bool) -> None:
        app, year = self._context.app, self._context.year

        def work(progress: Progress) -> Path:
            from thidua_desktop.services.backup.handover import make_book

            return make_book(
                app, target, year=year, password=password, view_only=view_only, progress=progress
            )

        label = text("handover.view_making" if view_only else "handover.making")
        self._context.runner.run(work, done=self._report, label=label, cancellable=True, owner=self)

    def _open(self) -> None:
        """A window of its own: this one goes on with the data of the office."""
        paths = self._context.dialogs.choose_open_files(
            text("handover.view_title"), patterns=text("handover.view_patterns"), purpose="handover"
        )
        if paths:
            start_program(str(paths[0]))

    def _report(self, path: Path) -> None:
        self.made.setText(text("handover.made", path=path))
        self.made.show()


class SecondPlaceCard(Card):
    """Another disk or a USB stick that gets every copy too."""

    def __init__(self, context: Context) -> None:
        super().__init__(text("system.copies.second_heading"))
        self._context = context
        self.body.addWidget(_muted(text("system.copies.second_lead")))
        self.place = QLabel()
        self.place.setWordWrap(True)
        self.body.addWidget(self.place)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self.choose = _button(row, text("system.copies.second_choose"), "folder_open")
        self.now = _button(row, text("system.copies.second_now"), "archive")
        self.close_copies = _button(row, text("system.copies.second_close"), "")
        self.open_copies = _button(row, text("system.copies.second_open"), "")
        row.addStretch(1)
        self.body.addLayout(row)
        self.close_copies.clicked.connect(self._set_password)
        self.open_copies.clicked.connect(self._remove_password)
        self.choose.clicked.connect(self._choose)
        self.now.clicked.connect(self._copy)
        context.runner.idle.connect(self.show_place)
        self.show_place()

    def show_place(self) -> None:
        """The place chosen and the day of its last copy."""
        settings = self._context.settings
        place, at = settings.words(SECOND_PLACE), settings.words(SECOND_AT)
        closed = bool(settings.words(SECOND_KEY))
        allow(self.now, bool(place), "second_place")
        self.close_copies.setVisible(bool(place) and not closed)
        self.open_copies.setVisible(bool(place) and closed)
        if not place:
            words = text("system.copies.second_none")
        elif not at:
            words = text("system.copies.second_never", folder=place)
        else:
            words = text("system.copies.second_at", folder=place, day=_day(at))
        self.place.setText(f"{words}\n{text('system.copies.second_closed')}" if place and closed else words)

    def _set_password(self) -> None:
        from thidua_desktop.services.backup.sealing import sealing_key

        fields = (
            Field("password", text("handover.password"), "password", required=True),
            Field("again", text("handover.again"), "password"),
        )
        values = self._context.dialogs.ask(
            text("system.copies.second_close_title"),
            fields,
            lead=text("system.copies.second_lost"),
            submit=_differ,
        )
        if values is not None:
            self._context.settings.put(SECOND_KEY, sealing_key(str(values["password"])))
            self.show_place()
            self._copy()

    def _remove_password(self) -> None:
        if self._context.dialogs.confirm(
            text("system.copies.second_close_title"),
            text("system.copies.second_open_question"),
            yes=text("system.copies.second_open_yes"),
            dangerous=True,
        ):
            self._context.settings.put(SECOND_KEY, "")
            self.show_place()

    def _choose(self) -> None:
        folder = self._context.dialogs.choose_folder(
            text("system.copies.second_heading"), purpose="second_place"
        )
        if folder is not None:
            self._context.settings.put(SECOND_PLACE, str(folder))
            self._context.settings.put(SECOND_AT, "")
            self.show_place()
            self._copy()

    def _copy(self) -> None:
        place = Path(self._context.settings.words(SECOND_PLACE))
        copy_to_second(self._context, place, owner=self)


def _differ(values: Mapping[str, object]) -> str | None:
    same = (values.get("password") or "") == (values.get("again") or "")
    return None if same else text("access.differ")


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label


def _button(row: QHBoxLayout, label: str, icon: str) -> QPushButton:
    button = make_button(label)
    if icon:
        put_icon(button, icon)
    row.addWidget(button)
    return button


def _day(iso: str) -> str:
    try:
        return dt.date.fromisoformat(iso).strftime("%d/%m/%Y")
    except ValueError:
        return iso
