"""What goes in and out of a score sheet: self-scores, templates, the tally, the minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.file_kinds import WORKBOOKS, pattern
from thidua_desktop.queries.scoring.score_sheets import EventRow, events
from thidua_desktop.services.scoring import score_import
from thidua_desktop.services.scoring import score_sheets as scoring
from thidua_desktop.services.scoring import tally as scoring_tally
from thidua_desktop.services.scoring.schemes import SchemeOffer, offers
from thidua_desktop.services.scoring.score_import import SelfScoreAnalysis
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.scoring.import_dialog import ImportScoresDialog
from ui.pages.scoring.minutes import write_minutes
from ui.style.icons import put_icon
from ui.widgets.allowing import allow
from ui.widgets.forms import Choice, Field

_ENTRIES = (
    ("take_in", "arrow_import"),
    ("templates", "arrow_export"),
    ("", ""),
    ("tally", "document_table"),
    ("tally_pdf", "document_pdf"),
    ("minutes", "document_text"),
    ("", ""),
    ("trace", "history"),
    ("reopen", "edit"),
    ("scheme", "arrow_sync"),
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
        for key in ("remove", "take_in", "templates", "scheme"):
            allow(self.entries[key], is_open, "sheet_open")
        allow(self.entries["reopen"], loaded is not None and not is_open, "sheet_locked")

    def take_in(self) -> None:
        """Self-scores of one or more units, a preview for each file."""
        found = self.context.dialogs.choose_open_files(
            text("score_import.open_title"),
            patterns=pattern(text("score_import.patterns"), WORKBOOKS),
            purpose="self_scores",
        )
        if self._loaded is not None and found:
            self._analyse_file(self._loaded, list(found))

    def templates(self) -> None:
        """A workbook to fill in for every unit of the bloc."""
        loaded = self._loaded
        folder = self.context.dialogs.choose_folder(text("score_import.folder_title"), purpose="templates")
        if loaded is None or folder is None:
            return
        self.context.runner.run(
            lambda _: score_import.save_templates(self.context.app, loaded.id, folder),
            done=lambda paths: self.context.notify(
                text("score_import.templates_done", count=len(paths), folder=folder)
            ),
            label=text("score_import.templates"),
            owner=self._owner,
        )

    def _analyse_file(self, loaded: LoadedSheet, paths: list[Path]) -> None:
        path, *rest = paths
        self.context.runner.run(
            lambda _: score_import.analyse(self.context.app, loaded.id, path),
            done=lambda analysis: self._ask(loaded, path, analysis, rest),
            label=text("score_import.reading"),
            owner=self._owner,
        )

    def _ask(self, loaded: LoadedSheet, path: Path, analysis: SelfScoreAnalysis, rest: list[Path]) -> None:
        def again(
            unit_id: int | None, answers: dict[str, str], done: Callable[[SelfScoreAnalysis], None]
        ) -> None:
            self.context.runner.run(
                lambda _: score_import.analyse(
                    self.context.app, loaded.id, path, unit_id=unit_id, answers=answers
                ),
                done=done,
                label=text("score_import.reading"),
            )

        dialog = ImportScoresDialog(loaded, analysis, again, self._owner.window())
        if self.context.dialogs.run(dialog):
            looked = dialog.analysis
            self.context.act(
                lambda _: score_import.take_in(self.context.app, loaded.id, looked),
                label=text("score_import.taking"),
                done=lambda _: self.context.notify(text("score_import.taken", file=looked.file)),
                owner=self._owner,
            )
        if rest:
            self._analyse_file(loaded, rest)

    def tally(self) -> None:
        """The workbook with live formulas."""
        self._save_tally(".xlsx", text("score_panel.files.xlsx"))

    def tally_pdf(self) -> None:
        """The same on paper."""
        self._save_tally(".pdf", text("score_panel.files.pdf"))

    def minutes(self) -> None:
        """The minutes of the meeting."""
        if self._loaded is not None:
            write_minutes(self.context, self._loaded, owner=self._owner)

    def trace(self) -> None:
        """When it was opened, locked, reported, opened again and why."""
        loaded = self._loaded
        if loaded is not None:
            self.context.read(
                lambda app: app.read(events, loaded.id), done=self._report_trace, owner=self._owner
            )

    def reopen(self) -> None:
        """A locked sheet is opened again with a reason that stays in its trace."""
        loaded = self._loaded
        if loaded is not None and not loaded.row.open:
            self.context.ask_and_act(
                text("score_panel.reopen_title"),
                (Field("reason", text("score_panel.reopen_reason"), "multiline", required=True),),
                lambda values: scoring.reopen(self.context.app, loaded.id, reason=str(values["reason"])),
                lead=text("score_panel.reopen_lead", bloc=loaded.row.bloc_name),
                owner=self._owner,
            )

    def scheme(self) -> None:
        """The open sheet goes on by another scheme, or by the newest version of its own."""
        loaded = self._loaded
        if loaded is not None:
            self.context.read(
                lambda app: offers(app),
                done=lambda found: self._ask_scheme(loaded, found),
                owner=self._owner,
            )

    def _ask_scheme(self, loaded: LoadedSheet, found: tuple[SchemeOffer, ...]) -> None:
        choices = tuple(Choice(one.code, one.name) for one in found)
        self.context.ask_and_act(
            text("score_panel.scheme_title"),
            (Field("code", text("score_panel.scheme_field"), "choice", required=True, choices=choices),),
            lambda values: scoring.change_scheme(
                self.context.app, loaded.id, scheme_code=str(values["code"])
            ),
            values={"code": loaded.row.scheme_code},
            lead=text("score_panel.scheme_lead"),
            owner=self._owner,
        )

    def _report_trace(self, found: tuple[EventRow, ...]) -> None:
        lines = []
        for one in found:
            day, _, time = one.made_at.partition("T")
            year, month, number = day.split("-")
            message = text(f"score_panel.events.{one.kind}", reason=one.reason)
            lines.append(f"{number}/{month}/{year} {time[:5]} – {message}")
        self.context.dialogs.report(text("score_panel.trace_title"), "\n".join(lines))

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
                lambda _: scoring.remove_sheet(self.context.app, loaded.id),
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
            scoring_tally.save_tally(self.context.app, sheet_id, path)
            return Changes()

        self.context.act(
            lambda _: work(),
            label=text("score_panel.tally_title"),
            done=lambda _: self.context.notify(text("score_panel.saved", file=path.name)),
            owner=self._owner,
        )
