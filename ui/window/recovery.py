"""When the data cannot be opened: why, and the way on – a copy, another file, or a new beginning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from thidua_desktop.config import DataFolder
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, text
from ui.core.errors import show_error
from ui.core.machine_settings import MachineSettings
from ui.core.task_runner import TaskRunner
from ui.dialogs.base import ConfirmDialog, Dialog, FormDialog
from ui.dialogs.restoring import password_fields
from ui.widgets.allowing import allow
from ui.widgets.copies_panel import copies_panel
from ui.window.progress_card import ProgressCard

if TYPE_CHECKING:
    from thidua_desktop.services.backup.backups import Copy
    from thidua_desktop.services.backup.restoring import Restored
    from thidua_desktop.services.office.context import AppContext

REPLACEABLE: Final = frozenset(
    f"database.{name}" for name in ("lost", "empty", "not_ours", "newer", "altered", "damaged")
)
"""Refusals after which a copy may take the place of the file; the others pass by themselves."""

_CHECK_SECONDS: Final = 0.1
"""The window does not wait for the pages of ten years; ``Safekeeping`` checks all of them behind it."""

_answered: list[QWidget] = []
"""Dialogs with a worker of their own stay until the end: its last signals may still be under way."""


def open_or_recover(folder: DataFolder, settings: MachineSettings) -> AppContext | None:
    """Opens the data folder; asks for a way on as long as it does not open. None: the user gave up."""
    from thidua_desktop.bootstrap import open_app

    while True:
        try:
            return open_app(folder, check_seconds=_CHECK_SECONDS)
        except OfficeError as error:
            dialog = RecoveryDialog(folder, settings, error)
            again = dialog.exec() == Dialog.DialogCode.Accepted.value
            _answered.append(dialog)
            if not again:
                return None
        except Exception as error:
            show_error(None, error)
            return None


class RecoveryDialog(Dialog):
    """Accepted: the folder is to be opened once more."""

    def __init__(
        self,
        folder: DataFolder,
        settings: MachineSettings,
        error: OfficeError,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text("recovery.title"), parent, lead=error_sentence(error))
        self._folder = folder
        self._runner = TaskRunner(on_error=self._refused, parent=self)
        self._card = ProgressCard(self._runner, self)
        self.panel = copies_panel(settings)
        self.restore_button = self.add_button(text("recovery.restore"), kind="primary")
        self.other_button = self.add_button(text("recovery.other"))
        self.again_button = self.add_button(text("recovery.again"))
        self.close_button = self.add_button(text("ui.buttons.close"))
        self.fresh_button = self.add_button(text("recovery.fresh"), at_left=True)
        self.restore_button.clicked.connect(self._restore_chosen)
        self.other_button.clicked.connect(self._restore_other)
        self.again_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.fresh_button.clicked.connect(self._begin_anew)
        self.panel.selection_changed.connect(self._enable)
        self.panel.opened.connect(lambda _: self._restore_chosen())
        self.body.addWidget(self.panel, 1)
        if error.code in REPLACEABLE:
            self.resize(980, 440)
            self._load()
        else:
            for widget in (self.panel, self.restore_button, self.other_button, self.fresh_button):
                widget.hide()
            self.again_button.setDefault(True)
        self._enable()

    def done(self, result: int) -> None:
        self._runner.close()
        super().done(result)

    def _load(self) -> None:
        def read() -> tuple[Copy, ...]:
            from thidua_desktop.services.backup.backups import copies

            return copies(self._folder.backups)

        self._runner.run(lambda _: read(), done=self._show, label=text("recovery.reading"), owner=self)

    def _show(self, found: tuple[Copy, ...]) -> None:
        self.panel.set_rows(found)
        good = next((place for place, row in enumerate(found) if row.facts.usable), None)
        if good is not None:
            self.panel.view.select_places([good])
            self.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def _enable(self) -> None:
        chosen = self.panel.chosen()
        allow(self.restore_button, chosen is not None and chosen.facts.usable, "copy")

    def _restore_chosen(self) -> None:
        chosen = self.panel.chosen()
        if chosen is not None and chosen.facts.usable:
            self._restore(chosen.path)

    def _restore_other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, text("recovery.other_title"), str(Path.home()), text("recovery.patterns")
        )
        if name:
            password = self._password_of(Path(name))
            if password is not None:
                self._restore(Path(name), password)

    def _password_of(self, path: Path) -> str | None:
        """The password of a closed book, empty for a file without one; None when it was given up."""
        from thidua_desktop.services.backup.handover import needs_password

        try:
            if not needs_password(path):
                return ""
        except OfficeError as error:
            show_error(self, error)
            return None
        dialog = FormDialog(text("handover.ask"), password_fields(), self)
        accepted = dialog.exec() == Dialog.DialogCode.Accepted.value
        return str(dialog.form.values()["password"]) if accepted else None

    def _restore(self, copy: Path, password: str = "") -> None:
        def work() -> Restored:
            from thidua_desktop.services.backup.handover import restore_file

            return restore_file(self._folder, copy, password=password)

        self._runner.run(
            lambda _: work(), done=lambda _: self.accept(), label=text("recovery.restoring"), owner=self
        )

    def _begin_anew(self) -> None:
        sure = ConfirmDialog(
            text("recovery.fresh_title"),
            text("recovery.fresh_question"),
            self,
            yes=text("recovery.fresh_yes"),
            dangerous=True,
        )
        if sure.exec() != Dialog.DialogCode.Accepted.value:
            return

        def work() -> None:
            from thidua_desktop.services.backup.restoring import begin_anew

            begin_anew(self._folder)

        self._runner.run(
            lambda _: work(), done=lambda _: self.accept(), label=text("recovery.fresh_title"), owner=self
        )

    def _refused(self, error: BaseException) -> None:
        show_error(self, error)


def restore_between_windows(folder: DataFolder, copy: Path, password: str = "") -> None:
    """Restores while no window is open; a refusal is shown and the former data stay as they are."""
    runner = TaskRunner(on_error=lambda error: show_error(None, error))
    busy = Dialog(text("recovery.restoring"), lead=text("recovery.restoring_lead"))
    card = ProgressCard(runner, busy)
    busy.show()

    def work() -> Restored:
        from thidua_desktop.services.backup.handover import restore_file

        return restore_file(folder, copy, password=password)

    runner.run(lambda _: work(), done=lambda _: None, label=text("recovery.restoring"))
    runner.close()
    busy.close()
    _answered.extend((busy, card))
    runner.setParent(busy)
