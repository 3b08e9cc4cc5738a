"""Step 1: files as senders wrote them are read, looked at, corrected, and only then imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from thidua_desktop.domain.changes import IMPORTING, NOMINATIONS, Changes
from thidua_desktop.domain.file_kinds import LISTS, pattern
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.importing import batches as query
from thidua_desktop.services.importing import many_files, same_people
from thidua_desktop.services.importing import preview as import_preview
from thidua_desktop.services.importing.senders import sender_name
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.importing.actions import FileCommands
from ui.pages.importing.file_list import FileList, Menus, clipboard_table
from ui.pages.importing.file_view import Commands, OpenFile
from ui.pages.importing.many_files import ManyFiles
from ui.pages.importing.papers import save_templates
from ui.pages.importing.preview_facts import PreviewFacts, facts_of
from ui.pages.importing.reading import Reading
from ui.pages.step import Step


class ImportingStep(Step):
    """Nothing is written to the register before "Nhập"."""

    topics: ClassVar = frozenset({IMPORTING, NOMINATIONS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._batch: int | None = None
        self._reading = Reading(context, owner=self, show=self._show_read, refused=self._refused)
        self._list = FileList(
            context,
            Menus(
                open_current=self._open_current,
                take_all=lambda: self._many.import_waiting(self._list.waiting),
                dismiss=self._dismiss_current,
                choose=self.choose_files,
                folder=self.choose_folder,
                paste=self.paste,
                templates=lambda: save_templates(context, owner=self, saved=self._list.saved.report),
            ),
        )
        commands = FileCommands(
            context, owner=self, batch=lambda: self._batch, reading=self._reading, acted=self._report_acted
        )
        self.open_file = commands.face = OpenFile(
            context,
            Commands(
                back=self.show_list,
                award=commands.answer_awards,
                same=commands.answer_same,
                units=commands.answer_units,
                groups=commands.answer_groups,
                give=commands.give_back,
                undo=commands.undo,
                commit=commands.commit,
            ),
        )
        self.commands = commands
        self._many = ManyFiles(
            context,
            owner=self,
            refused=self._refused,
            failed=self._reading.fail,
            opened=self.open_batch,
            acted=self._report_acted,
        )
        self._name_parts()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self.open_file)
        self.column.addWidget(self._pages, 1)
        self.files.opened.connect(lambda row: self.open_batch(row.id))
        self.preview.corrected.connect(commands.correct)
        self.preview.columns.reported.connect(commands.answer_columns)
        self._shortcut(QKeySequence.StandardKey.Open, self.choose_files)
        self._shortcut(QKeySequence.StandardKey.Paste, self.paste)

    def _name_parts(self) -> None:
        """The widgets others speak of, under the step itself."""
        self.notice, self.files, self.analyse_button = (
            self._list.notice,
            self._list.files,
            self._list.analyse_button,
        )
        shown = self.open_file
        self.preview, self.stored = shown.preview, shown.stored
        self.back_button, self.award_button = shown.back_button, shown.award_button
        self.import_button, self.undo_button = shown.import_button, shown.undo_button

    def _shortcut(self, keys: QKeySequence.StandardKey, pressed: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        made.activated.connect(pressed)

    def load(self) -> None:
        year = self.context.year
        self.fetch(lambda _: self.context.app.read(query.batches, year=year), self._list.show_files)
        if not self._reading.quiet and self._pages.currentIndex() == 1 and self._batch is not None:
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
            patterns=pattern(text("commendation.intake.patterns"), LISTS),
            purpose="import",
        )
        if paths:
            self.read_files(paths)

    def choose_folder(self) -> None:
        """Asks for a folder and reads every list below it."""
        folder = self.context.dialogs.choose_folder(text("intake.folder.title"), purpose="import")
        if folder is not None:
            self.read_files((folder,))

    def paste(self) -> None:
        """Reads the table on the clipboard like a file."""
        pasted = clipboard_table()
        if not pasted:
            self._pages.setCurrentIndex(0)
            self._refused(text("intake.paste.nothing"))
            return
        self._reading.pasted(pasted)

    def read_files(self, paths: tuple[Path, ...]) -> None:
        """Reads one file and shows it; several, or a folder, are read together with one summary."""
        self.step_requested.emit("intake", None)
        self._refused("")
        if len(paths) == 1 and not paths[0].is_dir():
            self._reading.file(paths[0])
        else:
            self._many.read(paths)

    def _refused(self, sentence: str) -> None:
        """Says what could not be done, where the officer looks now."""
        notice = self.stored if self._pages.currentIndex() == 1 and self._batch is not None else self.notice
        for one in (self.notice, self.stored):
            one.notify(sentence if one is notice else "")

    def open_batch(self, batch_id: int) -> None:
        """Shows a file of the year again."""
        again = self._batch == batch_id and self._pages.currentIndex() == 1
        self._batch = batch_id
        app = self.context.app
        self.context.runner.run(
            lambda progress: facts_of(import_preview.of_batch(app, batch_id, progress=progress)),
            done=lambda facts: self._show(facts, again=again),
            label=text("commendation.intake.opening"),
            cancellable=True,
            owner=self,
        )

    def _open_current(self) -> None:
        row = self.files.current()
        if row is not None:
            self.open_batch(row.id)

    def _dismiss_current(self) -> None:
        """Puts the file aside that nobody wants to import; the journal gives it back."""
        row = self.files.current()
        if row is None:
            return
        app, batch_id, name = self.context.app, row.id, row.file_name
        self.context.runner.run(
            lambda _: many_files.dismiss(app, (batch_id,)),
            done=lambda changes: self._dismissed(changes, name),
            failed=self._reading.fail,
            label=text("intake.waiting.dismissing"),
            owner=self,
        )

    def _dismissed(self, changes: Changes, name: str) -> None:
        self.context.announce(changes)
        self._report_acted(changes, text("intake.waiting.dismissed", file=name))

    def _report_acted(self, changes: Changes, words: str) -> None:
        self.acted.emit(changes, words)

    def _show_read(self, facts: PreviewFacts, again: bool) -> None:
        self._show(facts, again=again, same_place=again)

    def _show(self, facts: PreviewFacts, *, again: bool = False, same_place: bool = False) -> None:
        batch_id = self._batch = facts.preview.batch.batch_id
        self.open_file.show_preview(facts, same_place=same_place)
        self._pages.setCurrentIndex(1)
        if not again:
            self.open_file.take_focus()
        app = self.context.app

        def about(_: Progress) -> tuple[str | None, int]:
            return app.read(sender_name, batch_id), len(app.read(same_people.questions, batch_id))

        self.open_file.show_same(0)
        self.fetch(about, self._show_about)

    def _show_about(self, found: tuple[str | None, int]) -> None:
        """Who sent the open file, and how many of its rows may be somebody known."""
        self.preview.columns.show_sender(found[0])
        self.open_file.show_same(found[1])
