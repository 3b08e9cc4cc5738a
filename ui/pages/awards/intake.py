"""Step 1: files as senders wrote them are read, looked at, mended, and only then imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from thidua_desktop.domain.changes import IMPORTING, NOMINATIONS
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries import importing as query
from thidua_desktop.services import (
    feedback,
    import_columns,
    import_preview,
    importing,
    journal,
    mending,
    same_people,
)
from thidua_desktop.services.import_columns import Heading
from thidua_desktop.services.import_preview import Preview
from thidua_desktop.services.import_sender import sender_name
from thidua_desktop.services.importing import Staged
from thidua_desktop.services.same_people import Question
from thidua_desktop.texts import error_sentence, lookup, text
from ui.context import Context
from ui.dialogs.import_same import SameDialog
from ui.dialogs.import_undo import UndoImportDialog
from ui.pages.awards.import_awards import ask_awards, learn_awards
from ui.pages.awards.import_many import ManyFiles, ask_password
from ui.pages.awards.import_papers import give_back, save_templates
from ui.pages.awards.intake_file import Deeds, OpenFile
from ui.pages.awards.intake_list import FileList, Ways, clipboard_table
from ui.pages.awards.step import Step


class IntakeStep(Step):
    """Nothing is written to the register before "Nhập"."""

    topics: ClassVar = frozenset({IMPORTING, NOMINATIONS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._batch: int | None = None
        self._quiet = False
        self._list = FileList(
            context,
            Ways(
                look=self._open_current,
                choose=self.choose_files,
                folder=self.choose_folder,
                paste=self.paste,
                templates=lambda: save_templates(context, owner=self, saved=self._list.saved.tell),
            ),
        )
        self.open_file = OpenFile(
            context,
            Deeds(
                back=self.show_list,
                award=self.tell_awards,
                same=self.tell_same,
                give=self.give_back,
                undo=self.undo,
                commit=self.commit,
            ),
        )
        self._many = ManyFiles(
            context, owner=self, refused=self._refused, failed=self._refuse, opened=self.open_batch
        )
        self._name_parts()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self.open_file)
        self.column.addWidget(self._pages, 1)
        self.files.opened.connect(lambda row: self.open_batch(row.id))
        self.preview.mended.connect(self.mend)
        self.preview.columns.told.connect(self.tell_columns)
        context.files_dropped.connect(self.read_files)
        self._shortcut(QKeySequence.StandardKey.Open, self.choose_files)
        self._shortcut(QKeySequence.StandardKey.Paste, self.paste)

    def _name_parts(self) -> None:
        """The widgets others speak of, under the step itself."""
        self.notice, self.files, self.look_button = (
            self._list.notice,
            self._list.files,
            self._list.look_button,
        )
        shown = self.open_file
        self.preview, self.kept = shown.preview, shown.kept
        self.back_button, self.award_button = shown.back_button, shown.award_button
        self.import_button, self.undo_button = shown.import_button, shown.undo_button

    def _shortcut(self, keys: QKeySequence.StandardKey, pressed: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        made.activated.connect(pressed)

    def load(self) -> None:
        year = self.context.year
        self.fetch(lambda _: self.context.desk.read(query.batches, year=year), self.files.set_rows)
        if not self._quiet and self._pages.currentIndex() == 1 and self._batch is not None:
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
        desk, year = self.context.desk, self.context.year
        self._stage(
            lambda progress: importing.stage_pasted(desk, pasted, year=year, progress=progress),
            label=text("intake.paste.reading"),
        )

    def read_files(self, paths: tuple[Path, ...]) -> None:
        """Reads one file and shows it; several, or a folder, are read together with one summary."""
        self.step_wanted.emit("intake", None)
        self._refused("")
        if len(paths) == 1 and not paths[0].is_dir():
            self._read(paths[0])
        else:
            self._many.read(paths)

    def _read(self, path: Path, password: str | None = None) -> None:
        desk, year = self.context.desk, self.context.year

        def stage(progress: Progress) -> Staged | None:
            try:
                return importing.stage(desk, path, year=year, progress=progress, password=password)
            except OfficeError:
                if password is None and import_preview.wants_password(path):
                    return None
                raise

        def locked() -> None:
            typed = ask_password(self.context, path.name)
            if typed:
                self._read(path, typed)

        self._stage(stage, label=text("commendation.intake.reading", file=path.name), locked=locked)

    def _stage(
        self,
        stage: Callable[[Progress], Staged | None],
        *,
        label: str,
        locked: Callable[[], None] = lambda: None,
        again: bool = False,
    ) -> None:
        """Stages in the lane and shows the file; ``again``: the open file read anew, she stays where she was.

        None staged: the file is locked.
        """
        desk = self.context.desk

        def work(progress: Progress) -> tuple[Staged, Preview] | None:
            staged = stage(progress)
            return None if staged is None else (staged, import_preview.of_staged(desk, staged))

        def done(found: tuple[Staged, Preview] | None) -> None:
            if found is None:
                locked()
                return
            self._quiet = True  # the change must not open the former file again
            self.context.announce(found[0].changes)
            self._quiet = False
            self._show(found[1], again=again, same_place=again)

        self.context.lane.run(work, done=done, failed=self._refuse, label=label, cancellable=True, owner=self)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, OfficeError):
            self.context.dialogs.error(error)
            return
        self._refused(error_sentence(error))

    def _refused(self, sentence: str) -> None:
        """Says what could not be done, where she looks now."""
        notice = self.kept if self._pages.currentIndex() == 1 and self._batch is not None else self.notice
        for one in (self.notice, self.kept):
            one.say(sentence if one is notice else "")

    def open_batch(self, batch_id: int) -> None:
        """Shows a file of the year again."""
        again = self._batch == batch_id and self._pages.currentIndex() == 1
        self._batch = batch_id
        desk = self.context.desk
        self.context.lane.run(
            lambda progress: import_preview.of_batch(desk, batch_id, progress=progress),
            done=lambda preview: self._show(preview, again=again),
            label=text("commendation.intake.opening"),
            cancellable=True,
            owner=self,
        )

    def _open_current(self) -> None:
        row = self.files.current()
        if row is not None:
            self.open_batch(row.id)

    def _show(self, preview: Preview, *, again: bool = False, same_place: bool = False) -> None:
        batch_id = self._batch = preview.batch.batch_id
        self.open_file.show_preview(preview, same_place=same_place)
        self._pages.setCurrentIndex(1)
        if not again:
            self.open_file.take_focus()
        desk = self.context.desk

        def about(_: Progress) -> tuple[str | None, int]:
            return desk.read(sender_name, batch_id), len(desk.read(same_people.questions, batch_id))

        self.open_file.show_same(0)
        self.fetch(about, self._show_about)

    def _show_about(self, found: tuple[str | None, int]) -> None:
        """Who sent the open file, and how many of its rows may be somebody known."""
        self.preview.columns.show_sender(found[0])
        self.open_file.show_same(found[1])

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
        """Takes the whole import back, after she has seen what that touches; what she changed since stays."""
        batch_id, desk = self._batch, self.context.desk
        if batch_id is None:
            return

        def seen(touched: feedback.Touched) -> None:
            if self.context.dialogs.run(UndoImportDialog(touched)):
                self.context.lane.run(
                    lambda _: importing.undo(desk, batch_id),
                    done=self._undone,
                    label=text("commendation.intake.undoing"),
                    owner=self,
                )

        self.context.lane.run(
            lambda _: feedback.touched_by(desk, batch_id),
            done=seen,
            label=text("intake.undo.asking"),
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

    def give_back(self) -> None:
        """Saves the sender's own file with its faults marked."""
        if self._batch is not None:
            give_back(self.context, self._batch, owner=self, saved=self.open_file.saved.tell)

    def mend(self, sheet: str, cell: str, words: str) -> None:
        """Reads the file again with one cell as she typed it; the file as sent stays kept."""
        batch_id, desk = self._batch, self.context.desk
        if batch_id is not None:
            self._stage(
                lambda progress: mending.mend_cells(
                    desk, batch_id, {(sheet, cell): words}, progress=progress
                ),
                label=text("intake.mend.reading"),
                again=True,
            )

    def tell_columns(self, sheet: str, told: Mapping[Heading, str]) -> None:
        """Remembers what the columns are and reads the file again."""
        batch_id, desk = self._batch, self.context.desk
        if batch_id is not None:
            self._stage(
                lambda progress: import_columns.tell_columns(desk, batch_id, sheet, told, progress=progress),
                label=text("intake.columns.learning"),
                again=True,
            )

    def tell_same(self) -> None:
        """Shows people of one name side by side and remembers who is who; answers given count at once."""
        batch_id, desk = self._batch, self.context.desk
        if batch_id is None:
            return

        def ask(asked: tuple[Question, ...]) -> None:
            dialog = SameDialog(asked) if asked else None
            if dialog is None:
                self.context.say(text("intake.same.nobody"))
                return
            self.context.dialogs.run(dialog)
            if dialog.told:
                self.context.act(
                    lambda _: same_people.answer(desk, batch_id, dialog.told),
                    label=text("intake.same.deciding"),
                    done=lambda _: self.context.say(text("intake.same.decided", count=len(dialog.told))),
                    owner=self,
                )

        self.context.lane.run(
            lambda _: desk.read(same_people.questions, batch_id),
            done=ask,
            label=text("intake.same.asking"),
            owner=self,
        )

    def tell_awards(self) -> None:
        """Asks once what the unknown spellings mean, remembers it, and reads the file again."""
        spellings, batch_id, desk = self.preview.unknown_awards(), self._batch, self.context.desk
        if not spellings or batch_id is None:
            return
        told = ask_awards(self.context, spellings)
        if told:
            self._stage(
                lambda progress: learn_awards(desk, told, batch_id, progress),
                label=text("commendation.intake.rereading"),
                again=True,
            )


def _kind(table: str) -> str:
    return lookup(f"commendation.intake.kinds.{table}") or text("commendation.intake.kinds.other")
