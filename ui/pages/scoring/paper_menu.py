"""What goes in and out of a score sheet: self-scores, templates, the tally, the minutes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.services import scoring_sheets as scoring
from thidua_desktop.services import scoring_tally
from thidua_desktop.services.scoring_sheets import LoadedSheet
from thidua_desktop.texts import text
from ui.context import Context
from ui.icons import put_icon

_ENTRIES = (
    ("tally", "document_table"),
    ("tally_pdf", "document_pdf"),
    ("", ""),
    ("remove", "delete"),
)


class PaperMenu(QMenu):
    """Offers what the state of the sheet allows."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._owner = parent
        self._loaded: LoadedSheet | None = None
        self.entries: dict[str, QAction] = {}
        for key, icon in _ENTRIES:
            if not key:
                self.addSeparator()
                continue
            action = self.addAction(text(f"score_panel.menu.{key}"))
            put_icon(action, icon)
            action.triggered.connect(getattr(self, key))
            self.entries[key] = action

    def show_sheet(self, loaded: LoadedSheet | None) -> None:
        """The sheet the entries are about."""
        self._loaded = loaded
        is_open = loaded is not None and loaded.row.open
        self.entries["remove"].setEnabled(is_open)

    def tally(self) -> None:
        """The workbook with live formulas."""
        self._save_tally(".xlsx", text("score_panel.files.xlsx"))

    def tally_pdf(self) -> None:
        """The same on paper."""
        self._save_tally(".pdf", text("score_panel.files.pdf"))

    def remove(self) -> None:
        """The whole sheet to the bin, after a question."""
        loaded = self._loaded
        if loaded is not None and self.context.dialogs.confirm(
            text("score_panel.remove_title"),
            text("score_panel.remove_question", bloc=loaded.row.bloc_name),
            yes=text("score_panel.remove_yes"),
            dangerous=True,
        ):
            self.context.act(
                lambda _: scoring.remove_sheet(self.context.desk, loaded.id),
                label=text("score_panel.remove_title"),
                owner=self._owner,
            )

    def _save_tally(self, suffix: str, patterns: str) -> None:
        loaded = self._loaded
        if loaded is None:
            return
        path = self.context.dialogs.choose_save_file(
            text("score_panel.tally_title"),
            name=scoring_tally.file_name(loaded, suffix),
            patterns=patterns,
            purpose="scores",
        )
        if path is not None:
            self._write(path, loaded.id)

    def _write(self, path: Path, sheet_id: int) -> None:
        def work() -> Changes:
            scoring_tally.save_tally(self.context.desk, sheet_id, path)
            return Changes()

        self.context.act(
            lambda _: work(),
            label=text("score_panel.tally_title"),
            done=lambda _: self.context.say(text("score_panel.saved", file=path.name)),
            owner=self._owner,
        )
