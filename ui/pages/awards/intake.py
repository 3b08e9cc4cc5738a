"""Step 1: files as senders wrote them are read, looked at, and only then imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.changes import IMPORTING, NOMINATIONS, Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries import importing as query
from thidua_desktop.queries.importing import BatchRow
from thidua_desktop.services import import_preview, importing, journal
from thidua_desktop.services.import_preview import Preview
from thidua_desktop.texts import error_sentence, lookup, text
from ui.context import Context
from ui.forms import Choice, Field
from ui.pages.awards.file_preview import FilePreview, state_chip
from ui.pages.awards.step import Notice, Step, Toolbar
from ui.pages.base import Chip, Elided
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.tokens import SPACING

_MOST_ASKED: Final = 9
COLUMNS: Final = (
    Column[BatchRow]("file", text("commendation.intake.columns.file"), lambda row: row.file_name, 420),
    Column[BatchRow](
        "state",
        text("commendation.intake.columns.state"),
        lambda row: row.state,
        150,
        badge=lambda row: Badge(
            text(f"commendation.intake.states.{row.state}"), "ok" if row.state == "committed" else "info"
        ),
    ),
    Column[BatchRow]("rows", text("commendation.intake.columns.rows"), lambda row: row.rows, 90, "right"),
    Column[BatchRow](
        "errors", text("commendation.intake.columns.errors"), lambda row: row.errors, 110, "right"
    ),
    Column[BatchRow](
        "at",
        text("commendation.intake.columns.at"),
        lambda row: row.created_at,
        160,
        text=lambda at: _moment(at),
    ),
)


class IntakeStep(Step):
    """Nothing is written to the register before "Nhập"."""

    topics: ClassVar = frozenset({IMPORTING, NOMINATIONS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._batch: int | None = None
        self._wanted = 0
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_list())
        self._pages.addWidget(self._make_preview())
        self.column.addWidget(self._pages, 1)
        context.files_dropped.connect(self.read_files)
        opening = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        opening.setContext(Qt.ShortcutContext.WindowShortcut)
        opening.activated.connect(self.choose_files)

    def _make_list(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.notice = Notice()
        column.addWidget(self.notice)
        self.files: TablePanel[BatchRow] = TablePanel(
            COLUMNS,
            key="import_files",
            name=text("commendation.intake.files"),
            settings=self.context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text("commendation.intake.empty"), text("commendation.intake.choose_first"), self.choose_files
            ),
        )
        self.files.opened.connect(lambda row: self.open_batch(row.id))
        bar = Toolbar()
        self.look_button = bar.add_button(text("commendation.intake.look"), "eye", self._open_current)
        self.choose_button = bar.add_button(
            text("commendation.intake.choose"), "folder_open", self.choose_files, kind="primary"
        )
        self.choose_button.setToolTip(text("commendation.intake.choose_tip"))
        self.files.tools.addLayout(bar)
        self.files.selection_changed.connect(
            lambda: self.look_button.setEnabled(self.files.current() is not None)
        )
        self.look_button.setEnabled(False)
        column.addWidget(self.files, 1)
        return face

    def _make_preview(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        row = QHBoxLayout()
        row.setSpacing(SPACING["s"])
        self._name, self._state = Elided(""), Chip()
        self._name.setProperty("role", "heading")
        bar = Toolbar()
        self.back_button = bar.add_button(text("commendation.intake.back"), "chevron_left", self.show_list)
        row.addWidget(self.back_button)
        row.addWidget(self._name, 1)
        row.addWidget(self._state)
        self.award_button = bar.add_button(text("commendation.intake.tell"), "ribbon", self.tell_awards)
        self.undo_button = bar.add_button(text("commendation.intake.undo"), "arrow_undo", self.undo)
        self.import_button = bar.add_button("", "arrow_import", self.commit, kind="primary")
        for button in (self.award_button, self.undo_button, self.import_button):
            row.addWidget(button)
        column.addLayout(row)
        self.kept = Notice()
        column.addWidget(self.kept)
        self.preview = FilePreview(self.context)
        column.addWidget(self.preview, 1)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), face)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.show_list)
        return face

    def load(self) -> None:
        year = self.context.year
        self.fetch(lambda _: self.context.desk.read(query.batches, year=year), self.files.set_rows)
        if self._pages.currentIndex() == 1 and self._batch is not None:
            self.open_batch(self._batch)

    def show_target(self, target: object) -> None:
        if isinstance(target, tuple) and all(isinstance(one, Path) for one in target):
            self.read_files(target)
        elif isinstance(target, int):
            self.open_batch(target)

    def show_list(self) -> None:
        """Back to the files of the year."""
        self._pages.setCurrentIndex(0)
        self._batch = None
        self.files.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_files(self) -> None:
        """Asks for files and reads them."""
        paths = self.context.dialogs.choose_open_files(
            text("commendation.intake.choose_title"),
            patterns=text("commendation.intake.patterns"),
            purpose="import",
        )
        if paths:
            self.read_files(paths)

    def read_files(self, paths: tuple[Path, ...]) -> None:
        """Reads files one after another; a file that cannot be read is told and the others go on."""
        self.step_wanted.emit("intake", None)
        self.notice.say("")
        self._wanted = len(paths)
        for path in paths:
            self._read(path)

    def _read(self, path: Path, password: str | None = None) -> None:
        desk, year = self.context.desk, self.context.year

        def work(progress: Progress) -> tuple[importing.Staged, Preview] | None:
            try:
                staged = importing.stage(desk, path, year=year, progress=progress, password=password)
            except OfficeError:
                if password is None and import_preview.wants_password(path):
                    return None
                raise
            return staged, import_preview.of_staged(desk, staged)

        def read(found: tuple[importing.Staged, Preview] | None) -> None:
            if found is None:
                self._ask_password(path.name, lambda typed: self._read(path, typed))
                return
            staged, preview = found
            self._pages.setCurrentIndex(0)  # the change must not open the former file again
            self.context.announce(staged.changes)
            if self._wanted == 1:
                self._show(preview)

        self.context.lane.run(
            work,
            done=read,
            failed=lambda error: self._refuse(error),
            label=text("commendation.intake.reading", file=path.name),
            cancellable=True,
            owner=self,
        )

    def _ask_password(self, file: str, then: Callable[[str], None]) -> None:
        """A protected file opens with its password, which is kept nowhere."""
        answers = self.context.dialogs.ask(
            text("commendation.intake.password_title"),
            [Field("password", text("commendation.intake.password"), required=True)],
            lead=text("commendation.intake.password_lead", file=file),
        )
        if answers:
            then(str(answers["password"]))

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, OfficeError):
            self.context.dialogs.error(error)
            return
        said = [self.notice.text()] if self.notice.text() else []
        self._pages.setCurrentIndex(0)
        self.notice.say("\n".join([*said, error_sentence(error)]))

    def open_batch(self, batch_id: int) -> None:
        """Shows a file of the year again."""
        self._batch = batch_id
        desk = self.context.desk
        self.context.lane.run(
            lambda progress: import_preview.of_batch(desk, batch_id, progress=progress),
            done=self._show,
            label=text("commendation.intake.opening"),
            cancellable=True,
            owner=self,
        )

    def _open_current(self) -> None:
        row = self.files.current()
        if row is not None:
            self.open_batch(row.id)

    def _show(self, preview: Preview) -> None:
        again = self._batch == preview.batch.batch_id and self._pages.currentIndex() == 1
        self._batch = preview.batch.batch_id
        self.kept.say("")
        self.preview.show_preview(preview)
        waiting = preview.batch.state == "staged"
        self._name.setText(preview.batch.file_name)
        state_chip(self._state, preview.batch.state)
        count = self.preview.to_import()
        self.import_button.setText(text("commendation.intake.commit", count=count))
        self.import_button.setVisible(waiting)
        self.import_button.setEnabled(count > 0)
        self.undo_button.setVisible(preview.batch.state == "committed")
        self.award_button.setVisible(waiting and bool(self.preview.unknown_awards()))
        self._pages.setCurrentIndex(1)
        if not again:
            button = self.import_button if waiting and count else self.back_button
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Imports the file: all of it or nothing."""
        batch_id, desk = self._batch, self.context.desk
        if batch_id is None:
            return

        def done(found: importing.Imported) -> None:
            self.context.announce(found.changes)
            self.acted.emit(found.changes, text("commendation.intake.imported", count=found.nominations))

        self.context.lane.run(
            lambda progress: importing.commit(desk, batch_id, progress=progress),
            done=done,
            label=text("commendation.intake.importing"),
            owner=self,
        )

    def undo(self) -> None:
        """Takes the whole import back; what she changed since stays and is told."""
        batch_id = self._batch
        if batch_id is None:
            return
        self.context.lane.run(
            lambda _: importing.undo(self.context.desk, batch_id),
            done=self._undone,
            label=text("commendation.intake.undoing"),
            owner=self,
        )

    def _undone(self, undone: journal.Undone) -> None:
        self.context.announce(undone.changes)
        if not undone.conflicts:
            self.context.say(text("commendation.intake.undone"))
            return
        kinds = Counter(conflict.table_name for conflict in undone.conflicts)
        words = (
            text("commendation.intake.kept_kind", count=count, kind=_kind(name))
            for name, count in kinds.items()
        )
        # After the file is shown again, which clears the notice.
        self.fetch(
            lambda _: None, lambda _: self.kept.say(text("commendation.intake.kept", kinds=", ".join(words)))
        )

    def tell_awards(self) -> None:
        """Asks once what the unknown spellings mean, remembers it, and reads the file again."""
        spellings, batch_id = self.preview.unknown_awards()[:_MOST_ASKED], self._batch
        if not spellings or batch_id is None:
            return
        choices = tuple(Choice(award.code, award.name) for award in load_awards() if not award.placeholder)
        fields = [
            Field(str(place), f"&{place}. “{spelling.replace('&', '&&')}”", "choice", choices=choices)
            for place, spelling in enumerate(spellings, start=1)
        ]
        answers = self.context.dialogs.ask(
            text("commendation.intake.tell_title"),
            fields,
            accept_label=text("commendation.intake.tell_accept"),
            lead=text("commendation.intake.tell_lead"),
        )
        told = {
            spelling: str(answers[str(place)])
            for place, spelling in enumerate(spellings, start=1)
            if answers and answers.get(str(place))
        }
        if told:
            self._learn(told, batch_id)

    def _learn(self, told: dict[str, str], batch_id: int) -> None:
        desk = self.context.desk

        def work(progress: Progress) -> tuple[Changes, Preview]:
            for spelling, code in told.items():
                importing.learn_award(desk, spelling=spelling, award_code=code)
            staged = import_preview.restage(desk, batch_id, progress=progress)
            return staged.changes, import_preview.of_staged(desk, staged)

        def done(found: tuple[Changes, Preview]) -> None:
            self._pages.setCurrentIndex(0)
            self.context.announce(found[0])
            self._show(found[1])

        self.context.lane.run(
            work, done=done, label=text("commendation.intake.rereading"), cancellable=True, owner=self
        )


def _kind(table: str) -> str:
    return lookup(f"commendation.intake.kinds.{table}") or text("commendation.intake.kinds.other")


def _moment(at: object) -> str:
    """``2026-02-05T08:03…`` as 05/02/2026 08:03."""
    words = str(at)
    return f"{words[8:10]}/{words[5:7]}/{words[:4]} {words[11:16]}" if len(words) >= 16 else words
