"""Reading a file, a pasted table, or the open file again: in the task runner, stored, then shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.services.importing import preview, staging
from thidua_desktop.services.importing.staging import Staged
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.pages.importing.many_files import ask_password
from ui.pages.importing.preview_facts import PreviewFacts, facts_of


class Reading:
    """``show`` gets the preview and whether it is the open file read again, ``refused`` a sentence.

    ``quiet`` while the change made by a reading is reported: it must not open the former file again.
    """

    def __init__(
        self,
        context: Context,
        *,
        owner: QWidget,
        show: Callable[[PreviewFacts, bool], None],
        refused: Callable[[str], None],
    ) -> None:
        self._context = context
        self._owner = owner
        self._show = show
        self._refused = refused
        self.quiet = False

    def file(self, path: Path, password: str | None = None) -> None:
        """Reads a file; of a protected one the password is asked, again when it was wrong."""
        app, year = self._context.app, self._context.year

        def stage(progress: Progress) -> Staged | None:
            try:
                return staging.stage(
                    app, path, year=year, progress=progress, password=password, allow_empty=True
                )
            except OfficeError:
                if preview.wants_password(path, password):
                    return None
                raise

        def locked() -> None:
            typed = ask_password(self._context, path.name, wrong=password is not None)
            if typed:
                self.file(path, typed)

        self._stage(stage, label=text("commendation.intake.reading", file=path.name), locked=locked)

    def pasted(self, table: str) -> None:
        """Reads a table of the clipboard like a file."""
        app, year = self._context.app, self._context.year
        self._stage(
            lambda progress: staging.stage_pasted(app, table, year=year, progress=progress),
            label=text("intake.paste.reading"),
        )

    def again(self, stage: Callable[[Progress], Staged], *, label: str) -> None:
        """Reads the open file again; the officer stays where the officer was."""
        self._stage(stage, label=label, again=True)

    def fail(self, error: Exception) -> None:
        """A refusal is reported beside the files, anything else in a dialog."""
        if isinstance(error, OfficeError):
            self._refused(error_sentence(error))
        else:
            self._context.dialogs.error(error)

    def _stage(
        self,
        stage: Callable[[Progress], Staged | None],
        *,
        label: str,
        locked: Callable[[], None] = lambda: None,
        again: bool = False,
    ) -> None:
        """None staged: the file is locked."""
        app = self._context.app

        def work(progress: Progress) -> tuple[Staged, PreviewFacts] | None:
            staged = stage(progress)
            return None if staged is None else (staged, facts_of(preview.of_staged(app, staged)))

        def done(found: tuple[Staged, PreviewFacts] | None) -> None:
            if found is None:
                locked()
                return
            self.quiet = True
            self._context.announce(found[0].changes)
            self.quiet = False
            self._show(found[1], again)

        self._context.runner.run(
            work, done=done, failed=self.fail, label=label, cancellable=True, owner=self._owner
        )
