"""Every question a page asks the officer, in one object that a test can replace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from thidua_desktop.texts import text
from ui.core.errors import show_error
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import Attempt, ConfirmDialog, FormDialog
from ui.dialogs.message import MessageDialog
from ui.widgets.forms import Field

Submit = Callable[[Mapping[str, object]], str | None]


class Dialogs(Protocol):
    """What pages may ask. ``purpose`` keeps a last folder of its own."""

    def report(self, title: str, sentence: str) -> None: ...

    def confirm(
        self, title: str, question: str, *, yes: str, no: str | None = None, dangerous: bool = False
    ) -> bool: ...

    def ask(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        values: Mapping[str, object] | None = None,
        accept_label: str | None = None,
        lead: str = "",
        submit: Submit | None = None,
        attempt: Attempt | None = None,
        again: bool = False,
    ) -> Mapping[str, object] | None: ...

    def choose_open_files(self, title: str, *, patterns: str, purpose: str) -> tuple[Path, ...]: ...

    def choose_save_file(self, title: str, *, name: str, patterns: str, purpose: str) -> Path | None: ...

    def choose_folder(self, title: str, *, purpose: str) -> Path | None: ...

    def error(self, error: BaseException) -> None: ...

    def run(self, dialog: QDialog) -> bool: ...


class WindowDialogs:
    """The real dialogs, standing on the main window."""

    def __init__(self, parent: QWidget, settings: MachineSettings) -> None:
        self._parent = parent
        self._settings = settings

    def report(self, title: str, sentence: str) -> None:
        MessageDialog(title, sentence, self._parent).exec()

    def confirm(
        self, title: str, question: str, *, yes: str, no: str | None = None, dangerous: bool = False
    ) -> bool:
        """True only when the officer pressed the button named ``yes``."""
        return self.run(ConfirmDialog(title, question, self._parent, yes=yes, no=no, dangerous=dangerous))

    def ask(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        values: Mapping[str, object] | None = None,
        accept_label: str | None = None,
        lead: str = "",
        submit: Submit | None = None,
        attempt: Attempt | None = None,
        again: bool = False,
    ) -> Mapping[str, object] | None:
        """The values of a form dialog, None when the officer gave it up."""
        dialog = FormDialog(
            title,
            fields,
            self._parent,
            values=values,
            accept_label=accept_label,
            lead=lead,
            submit=submit,
            attempt=attempt,
            error=self.error,
            again=again,
        )
        return dialog.form.values() if self.run(dialog) else None

    def choose_open_files(self, title: str, *, patterns: str, purpose: str) -> tuple[Path, ...]:
        """Files to open; empty when the officer gave it up. ``patterns`` as ``Bảng tính (*.xlsx *.xls)``."""
        start = str(self._settings.last_folder(purpose))
        names, _ = QFileDialog.getOpenFileNames(self._parent, title, start, _with_all(patterns))
        paths = tuple(Path(name) for name in names)
        if paths:
            self._settings.put_last_folder(purpose, paths[0].parent)
        return paths

    def choose_save_file(self, title: str, *, name: str, patterns: str, purpose: str) -> Path | None:
        """Where to save, with the ending of ``name`` added when the officer typed none; None when the
        officer gave it up."""
        dialog = QFileDialog(self._parent, title, str(self._settings.last_folder(purpose)), patterns)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        if not self.run(dialog):
            return None
        path = Path(dialog.selectedFiles()[0])
        self._settings.put_last_folder(purpose, path.parent)
        return path

    def choose_folder(self, title: str, *, purpose: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(
            self._parent, title, str(self._settings.last_folder(purpose))
        )
        if not chosen:
            return None
        self._settings.put_last_folder(purpose, Path(chosen))
        return Path(chosen)

    def error(self, error: BaseException) -> None:
        show_error(self._parent, error)

    def run(self, dialog: QDialog) -> bool:
        """Opens a page's own dialog and waits; True when it was accepted."""
        accepted = dialog.exec() == QDialog.DialogCode.Accepted.value
        dialog.deleteLater()
        return accepted


def _with_all(patterns: str) -> str:
    return f"{patterns};;{text('ui.files.all')}"
