"""Many files at once: read together, shown in one summary, imported with one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.services.backup.backups import before_import
from thidua_desktop.services.importing import many_files
from thidua_desktop.services.importing.many_files import FileResult, ManyStaged
from thidua_desktop.services.importing.staging import Imported
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.importing.many_files_dialog import ManyDialog, to_import
from ui.widgets.forms import Field


def ask_password(context: Context, file: str, *, wrong: bool = False) -> str | None:
    """The password of a protected file, which is stored nowhere; None when nobody knows it.

    ``wrong``: the one typed before did not open it.
    """
    lead = "commendation.intake.password_wrong" if wrong else "commendation.intake.password_lead"
    answers = context.dialogs.ask(
        text("commendation.intake.password_title"),
        [Field("password", text("commendation.intake.password"), "password", required=True)],
        lead=text(lead, file=file),
    )
    return str(answers["password"]) if answers else None


class ManyFiles:
    """``refused`` gets the sentences of files not read, ``opened`` a batch the officer wants to look at.

    ``acted`` is reported the import: one undo takes all of it back.
    """

    def __init__(
        self,
        context: Context,
        *,
        owner: QWidget,
        refused: Callable[[str], None],
        failed: Callable[[Exception], None],
        opened: Callable[[int], None],
        acted: Callable[[Changes, str], None],
    ) -> None:
        self._context = context
        self._owner = owner
        self._refused = refused
        self._failed = failed
        self._opened = opened
        self._acted = acted

    def read(self, paths: tuple[Path, ...]) -> None:
        """Reads files and folders; protected files ask for their password before the summary is shown."""
        self._stage(paths, {}, self._ask_passwords)

    def _stage(
        self, paths: tuple[Path, ...], passwords: dict[Path, str], done: Callable[[ManyStaged], None]
    ) -> None:
        app, year = self._context.app, self._context.year

        def work(progress: Progress) -> ManyStaged:
            return many_files.stage_many(app, paths, year=year, progress=progress, passwords=passwords)

        def read(many: ManyStaged) -> None:
            self._context.announce(many.changes)
            done(many)

        self._context.runner.run(
            work,
            done=read,
            failed=self._failed,
            label=text("intake.many.reading", count=len(paths)),
            cancellable=True,
            owner=self._owner,
        )

    def _ask_passwords(self, many: ManyStaged, tried: frozenset[Path] | None = None) -> None:
        """Asks for the passwords of protected files; ``tried``: again for those a wrong one was typed for."""
        protected = [
            file.path for file in many.files if file.wants_password and (tried is None or file.path in tried)
        ]
        asked = {path: ask_password(self._context, path.name, wrong=tried is not None) for path in protected}
        known = {path: word for path, word in asked.items() if word}
        if not known:
            self._show(many)
            return
        self._stage(
            tuple(known),
            known,
            lambda again: self._ask_passwords(_merged(many, again), frozenset(known)),
        )

    def import_waiting(self, batch_ids: tuple[int, ...]) -> None:
        """Imports files read before, all of them or none."""
        self._import(batch_ids)

    def _show(self, many: ManyStaged) -> None:
        if not many.files:
            self._refused(text("import_many.errors.no_files"))
            return
        bad = [file for file in many.files if file.batch_id is None]
        self._refused("\n".join(_refusal(file) for file in bad))
        dialog = ManyDialog(many, self._context.settings)
        if self._context.dialogs.run(dialog):
            self._import(to_import(many))
        elif dialog.requested is not None:
            self._opened(dialog.requested)

    def _import(self, batch_ids: tuple[int, ...]) -> None:
        if not batch_ids:
            return
        app = self._context.app

        def done(found: tuple[Imported, ...]) -> None:
            topics = frozenset[str]().union(*(one.changes.topics for one in found))
            changes = Changes(topics, found[-1].changes.journal_id)
            self._context.announce(changes)
            count = sum(one.nominations for one in found)
            self._acted(changes, text("intake.many.imported", files=len(found), count=count))

        def work(progress: Progress) -> tuple[Imported, ...]:
            before_import(app, progress=progress)
            return many_files.commit_many(app, batch_ids, progress=progress)

        self._context.runner.run(
            work,
            done=done,
            label=text("intake.many.importing"),
            cancellable=True,
            owner=self._owner,
        )


def _refusal(file: FileResult) -> str:
    """Most sentences name the file already."""
    if file.path.name in file.sentence:
        return file.sentence
    return text("intake.many.refused", file=file.path.name, sentence=file.sentence)


def _merged(first: ManyStaged, again: ManyStaged) -> ManyStaged:
    """The summary with the files opened by their passwords in their places."""
    opened = {file.path: file for file in again.files}
    return replace(
        first,
        files=tuple(opened.get(file.path, file) for file in first.files),
        silent=again.silent,
        changes=Changes(first.changes.topics | again.changes.topics),
    )
