"""What is done with the open file: import it, take that back, correct it, report what it means, send it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.organisation.units import UnitRow, units_in
from thidua_desktop.services.backup.backups import before_import
from thidua_desktop.services.importing import column_answers, same_people, staging
from thidua_desktop.services.importing.columns import ColumnTable, Heading
from thidua_desktop.services.importing.group_answers import answer_groups, group_questions
from thidua_desktop.services.importing.returned import corrections
from thidua_desktop.services.importing.same_people import Question
from thidua_desktop.services.importing.unit_answers import join_units
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.undoing import undo_import
from ui.pages.importing.award_answers import ask_awards, learn_awards
from ui.pages.importing.file_view import OpenFile
from ui.pages.importing.group_questions import ask_groups
from ui.pages.importing.new_units_dialog import NewUnitsDialog
from ui.pages.importing.papers import give_back
from ui.pages.importing.reading import Reading
from ui.pages.importing.same_people_dialog import SameDialog


class FileCommands:
    """``batch``: the open file, if any; ``acted`` is reported what the officer may take back, and its words."""

    def __init__(
        self,
        context: Context,
        *,
        owner: QWidget,
        batch: Callable[[], int | None],
        reading: Reading,
        acted: Callable[[Changes, str], None],
    ) -> None:
        self._context = context
        self._owner = owner
        self._batch = batch
        self._reading = reading
        self._acted = acted
        self.face: OpenFile | None = None

    def commit(self) -> None:
        """Imports the file: all of it or nothing."""
        batch_id, app = self._batch(), self._context.app
        if batch_id is None:
            return

        def done(found: staging.Imported) -> None:
            self._context.announce(found.changes)
            self._acted(found.changes, text("commendation.intake.imported", count=found.nominations))

        def work(progress: Progress) -> staging.Imported:
            before_import(app, progress=progress)
            return staging.commit(app, batch_id, progress=progress)

        self._context.runner.run(
            work,
            done=done,
            label=text("commendation.intake.importing"),
            owner=self._owner,
        )

    def undo(self) -> None:
        """Undoes the import, after showing what that touches."""
        batch_id = self._batch()
        if batch_id is not None:
            undo_import(self._context, batch_id, owner=self._owner)

    def give_back(self) -> None:
        """Saves the sender's own file with its faults marked."""
        batch_id = self._batch()
        if batch_id is not None and self.face is not None:
            give_back(self._context, batch_id, owner=self._owner, saved=self.face.saved.report)

    def correct(self, sheet: str, cell: str, words: str) -> None:
        """Reads the file again with one cell as the officer typed it; the file as sent stays stored."""
        batch_id = self._batch()
        if batch_id is not None:
            stage = partial(corrections.correct_cells, self._context.app, batch_id, {(sheet, cell): words})
            self._reading.again(lambda progress: stage(progress=progress), label=text("intake.mend.reading"))

    def answer_columns(self, table: ColumnTable, reported: Mapping[Heading, str]) -> None:
        """Remembers what the columns are and reads the file again."""
        batch_id = self._batch()
        if batch_id is not None:
            stage = partial(column_answers.answer_columns, self._context.app, batch_id, table, reported)
            self._reading.again(
                lambda progress: stage(progress=progress), label=text("intake.columns.learning")
            )

    def answer_same(self) -> None:
        """Shows people of one name side by side and remembers who is who; answers given count at once."""
        batch_id, app = self._batch(), self._context.app
        if batch_id is None:
            return

        def ask(asked: tuple[Question, ...]) -> None:
            if not asked:
                self._context.notify(text("intake.same.nobody"))
                return
            dialog = SameDialog(asked)
            self._context.dialogs.run(dialog)
            if dialog.reported:
                self._context.act(
                    lambda _: same_people.answer(app, batch_id, dialog.reported),
                    label=text("intake.same.deciding"),
                    done=lambda _: self._context.notify(
                        text("intake.same.decided", count=len(dialog.reported))
                    ),
                    owner=self._owner,
                )

        self._context.runner.run(
            lambda _: app.read(same_people.questions, batch_id),
            done=ask,
            label=text("intake.same.asking"),
            owner=self._owner,
        )

    def answer_units(self) -> None:
        """Shows the units the file would add and remembers which of them are others written otherwise."""
        batch_id, app, year = self._batch(), self._context.app, self._context.year
        shown = self.face.preview.preview if self.face is not None else None
        if batch_id is None or shown is None or not shown.units:
            return

        def ask(known: tuple[UnitRow, ...]) -> None:
            dialog = NewUnitsDialog(shown.units, [unit.name for unit in known])
            if self._context.dialogs.run(dialog) and dialog.joined:
                self._reading.again(
                    lambda progress: join_units(app, batch_id, dialog.joined, progress=progress),
                    label=text("intake.units.joining"),
                )

        self._context.runner.run(
            lambda _: app.read(units_in, year),
            done=ask,
            label=text("intake.units.joining"),
            owner=self._owner,
        )

    def answer_groups(self) -> None:
        """Asks each cause once for all its rows, types the answers into the copy and reads it again."""
        batch_id, app, year = self._batch(), self._context.app, self._context.year
        shown = self.face.preview.preview if self.face is not None else None
        questions = group_questions(shown) if shown is not None else ()
        if batch_id is None or not questions:
            return

        def ask(known: tuple[UnitRow, ...]) -> None:
            answers = ask_groups(self._context, questions, known)
            if answers:
                self._reading.again(
                    lambda progress: answer_groups(app, batch_id, answers, progress=progress),
                    label=text("intake.groups.answering"),
                )

        self._context.runner.run(
            lambda _: app.read(units_in, year),
            done=ask,
            label=text("intake.groups.answering"),
            owner=self._owner,
        )

    def answer_awards(self) -> None:
        """Asks once what the unknown spellings mean, remembers it, and reads the file again."""
        batch_id, app = self._batch(), self._context.app
        spellings = self.face.preview.unknown_awards() if self.face is not None else ()
        if not spellings or batch_id is None:
            return
        reported = ask_awards(self._context, spellings)
        if reported:
            self._reading.again(
                lambda progress: learn_awards(app, reported, batch_id, progress),
                label=text("commendation.intake.rereading"),
            )
