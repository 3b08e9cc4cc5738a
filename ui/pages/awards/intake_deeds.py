"""What is done with the open file: import it, take that back, mend it, tell what it means, send it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.importing import files_together
from thidua_desktop.services import feedback, import_telling, importing, journal, mending, same_people
from thidua_desktop.services.backups import before_import
from thidua_desktop.services.feedback import Touched
from thidua_desktop.services.import_columns import ColumnTable, Heading
from thidua_desktop.services.same_people import Question
from thidua_desktop.texts import lookup, text
from ui.context import Context
from ui.dialogs.import_same import SameDialog
from ui.dialogs.import_undo import UndoImportDialog
from ui.pages.awards.import_awards import ask_awards, learn_awards
from ui.pages.awards.import_papers import give_back
from ui.pages.awards.intake_file import OpenFile
from ui.pages.awards.intake_reading import Reading


class FileDeeds:
    """``batch``: the open file, if any; ``acted`` is told what she may take back, and its words."""

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
        batch_id, desk = self._batch(), self._context.desk
        if batch_id is None:
            return

        def done(found: importing.Imported) -> None:
            self._context.announce(found.changes)
            self._acted(found.changes, text("commendation.intake.imported", count=found.nominations))

        def work(progress: Progress) -> importing.Imported:
            before_import(desk, progress=progress)
            return importing.commit(desk, batch_id, progress=progress)

        self._context.lane.run(
            work,
            done=done,
            label=text("commendation.intake.importing"),
            owner=self._owner,
        )

    def undo(self) -> None:
        """Takes the import back, after she has seen what that touches; what she changed since stays.

        Of files imported in one stroke she may take back this one or all.
        """
        batch_id, desk = self._batch(), self._context.desk
        if batch_id is None:
            return

        def look(_: Progress) -> tuple[Touched, Touched | None, int]:
            count = len(desk.read(files_together, batch_id))
            alone = feedback.touched_by(desk, batch_id)
            return alone, feedback.touched_by(desk, batch_id, together=True) if count > 1 else None, count

        def seen(found: tuple[Touched, Touched | None, int]) -> None:
            dialog = UndoImportDialog(found[0], together=found[1], count=found[2])
            if self._context.dialogs.run(dialog):
                back = importing.undo_many if dialog.all_wanted else importing.undo
                self._context.lane.run(
                    lambda _: back(desk, batch_id),
                    done=self._undone,
                    label=text("commendation.intake.undoing"),
                    owner=self._owner,
                )

        self._context.lane.run(look, done=seen, label=text("intake.undo.asking"), owner=self._owner)

    def _undone(self, undone: journal.Undone) -> None:
        self._context.announce(undone.changes)
        if not undone.conflicts:
            self._context.say(text("commendation.intake.undone"))
            return
        kinds = Counter(conflict.table_name for conflict in undone.conflicts)
        words = ", ".join(
            text("commendation.intake.kept_kind", count=count, kind=_kind(name))
            for name, count in kinds.items()
        )
        # After the file is shown again, which clears the notice.
        self._context.lane.run(
            lambda _: None,
            done=lambda _: self._tell_kept(text("commendation.intake.kept", kinds=words)),
            label=text("commendation.reading"),
            owner=self._owner,
        )

    def _tell_kept(self, sentence: str) -> None:
        if self.face is not None:
            self.face.kept.say(sentence)

    def give_back(self) -> None:
        """Saves the sender's own file with its faults marked."""
        batch_id = self._batch()
        if batch_id is not None and self.face is not None:
            give_back(self._context, batch_id, owner=self._owner, saved=self.face.saved.tell)

    def mend(self, sheet: str, cell: str, words: str) -> None:
        """Reads the file again with one cell as she typed it; the file as sent stays kept."""
        batch_id = self._batch()
        if batch_id is not None:
            stage = partial(mending.mend_cells, self._context.desk, batch_id, {(sheet, cell): words})
            self._reading.again(lambda progress: stage(progress=progress), label=text("intake.mend.reading"))

    def tell_columns(self, table: ColumnTable, told: Mapping[Heading, str]) -> None:
        """Remembers what the columns are and reads the file again."""
        batch_id = self._batch()
        if batch_id is not None:
            stage = partial(import_telling.tell_columns, self._context.desk, batch_id, table, told)
            self._reading.again(
                lambda progress: stage(progress=progress), label=text("intake.columns.learning")
            )

    def tell_same(self) -> None:
        """Shows people of one name side by side and remembers who is who; answers given count at once."""
        batch_id, desk = self._batch(), self._context.desk
        if batch_id is None:
            return

        def ask(asked: tuple[Question, ...]) -> None:
            if not asked:
                self._context.say(text("intake.same.nobody"))
                return
            dialog = SameDialog(asked)
            self._context.dialogs.run(dialog)
            if dialog.told:
                self._context.act(
                    lambda _: same_people.answer(desk, batch_id, dialog.told),
                    label=text("intake.same.deciding"),
                    done=lambda _: self._context.say(text("intake.same.decided", count=len(dialog.told))),
                    owner=self._owner,
                )

        self._context.lane.run(
            lambda _: desk.read(same_people.questions, batch_id),
            done=ask,
            label=text("intake.same.asking"),
            owner=self._owner,
        )

    def tell_awards(self) -> None:
        """Asks once what the unknown spellings mean, remembers it, and reads the file again."""
        batch_id, desk = self._batch(), self._context.desk
        spellings = self.face.preview.unknown_awards() if self.face is not None else ()
        if not spellings or batch_id is None:
            return
        told = ask_awards(self._context, spellings)
        if told:
            self._reading.again(
                lambda progress: learn_awards(desk, told, batch_id, progress),
                label=text("commendation.intake.rereading"),
            )


def _kind(table: str) -> str:
    return lookup(f"commendation.intake.kinds.{table}") or text("commendation.intake.kinds.other")
