"""Chấm điểm: the sheet of one bloc, its result, its pictures; opened, locked, published, reopened here."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.scoring.score_sheets import SheetRow, sheets
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring import score_sheets as scoring
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import Chip
from ui.pages.scoring.paper_menu import PaperMenu
from ui.pages.scoring.pictures_view import PicturesView
from ui.pages.scoring.results_view import ResultsView
from ui.pages.scoring.sheet_view import SheetView
from ui.pages.scoring.start_view import StartView
from ui.style.icons import put_icon
from ui.style.tokens import SPACING, Tone
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo
from ui.widgets.wrap_row import WrapRow

VIEWS = ("sheet", "results", "pictures")
_Work = Callable[[AppContext], Changes]
_TONES: dict[str, Tone] = {"open": "info", "closed": "warn", "published": "ok"}


_ROOM_FOR_LABEL = 900


class ScoringPanel(QWidget):
    """A tab of the page of blocs: ``reload`` after changes of its ``topics``, ``show_target`` a bloc's id."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.SCORING, topic.ORGANISATION})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("pageGround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self.stale = True
        self.loaded: LoadedSheet | None = None
        self._bloc: int | None = None
        self.sheet = SheetView(context)
        self.results = ResultsView(context)
        self.pictures = PicturesView(context)
        self.start = StartView(context)
        self.papers = PaperMenu(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACING["m"], 0, 0)
        column.setSpacing(SPACING["s"])
        column.addLayout(self._make_bar())
        self.views = QStackedWidget()
        for view in (self.sheet, self.results, self.pictures, self.start):
            self.views.addWidget(view)
        column.addWidget(self.views, 1)
        self.sheet.counted.connect(self.reload)
        self.start.opened.connect(self._opened)

    def _make_bar(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self._label = label = QLabel(text("score_panel.bloc"))
        self.blocs = Combo()
        self.blocs.setAccessibleName(text("score_panel.blocs"))
        self.blocs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.blocs.setMinimumContentsLength(12)
        self.blocs.activated.connect(lambda place: self.show_target(self.blocs.itemData(place)))
        label.setBuddy(self.blocs)
        self.state = Chip()
        row.addWidget(label)
        row.addWidget(self.blocs, 1)
        row.addWidget(self.state)
        self.steps: dict[str, QPushButton] = {}
        for key in VIEWS:
            step = make_button(text(f"score_panel.views.{key}"))
            step.setProperty("kind", "step")
            step.setCheckable(True)
            step.clicked.connect(lambda _, key=key: self.show_view(key))
            self.steps[key] = step
            row.addWidget(step)
        self.more = make_button(text("score_panel.papers"))
        put_icon(self.more, "document_text")
        self.more.setMenu(self.papers)
        row.addWidget(self.more)
        self.lock = make_button("", kind="primary")
        self.lock.clicked.connect(lambda _: self.next_state())
        row.addWidget(self.lock)
        return row

    def reload(self) -> None:
        """Reads the blocs of the year and the sheet the officer looks at."""
        year, requested = self.context.year, self._bloc

        def read(app: AppContext) -> tuple[tuple[SheetRow, ...], SheetRow | None, LoadedSheet | None]:
            rows = app.read(sheets, year=year)
            row = next((one for one in rows if one.bloc_id == requested), None)
            row = row or next((one for one in rows if one.id is not None), rows[0] if rows else None)
            return rows, row, scoring.load(app, row.id) if row and row.id is not None else None

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def show_target(self, target: object) -> None:
        """The id of a bloc."""
        if isinstance(target, int):
            self.sheet.save_typed()
            self._bloc = target
            self.reload()

    def take_focus(self) -> None:
        """The keyboard to where the work begins."""
        if self.loaded is None:
            self.start.take_focus()
        elif self.views.currentWidget() is self.sheet:
            self.sheet.grid.begin()
        else:
            self.steps["sheet"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, key: str) -> None:
        """``sheet``, ``results`` or ``pictures``."""
        self.sheet.save_typed()
        for name, step in self.steps.items():
            step.setChecked(name == key)
        if self.loaded is None:
            self.views.setCurrentWidget(self.start)
            return
        bloc = self.sheet.model.live or self.loaded.live()
        if key == "results":
            self.results.show_result(self.loaded, bloc)
        elif key == "pictures":
            self.pictures.show_result(self.loaded, bloc)
        view = {"sheet": self.sheet, "results": self.results, "pictures": self.pictures}[key]
        self.views.setCurrentWidget(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the name of the bloc needs the room of its label."""
        roomy = event.size().width() > _ROOM_FOR_LABEL
        self._label.setVisible(roomy)
        self.state.setVisible(roomy)  # the list of blocs says it too
        super().resizeEvent(event)

    def next_state(self) -> None:
        """Locks the open sheet, publishes the locked one, opens a published one again."""
        if self.loaded is None:
            return
        self.sheet.save_typed()
        state, sheet_id = self.loaded.row.state, self.loaded.id
        if state == "open":
            if self.sheet.model.refusals():
                self.show_view("sheet")
                self.sheet.refuse_lock()
                return
            self._close(sheet_id, with_open=False)
        elif state == "closed" and self.context.dialogs.confirm(
            text("score_panel.publish_title"),
            text("score_panel.publish_question", bloc=self.loaded.row.bloc_name),
            yes=text("score_panel.publish_yes"),
        ):
            self._do(lambda app: scoring.publish(app, sheet_id), text("score_panel.publish_title"))
        elif state == "published":
            self.papers.reopen()

    def _close(self, sheet_id: int, *, with_open: bool) -> None:
        bloc = self.loaded.row.bloc_name if self.loaded else ""
        if not with_open and not self.context.dialogs.confirm(
            text("score_panel.close_title"),
            text("score_panel.close_question", bloc=bloc),
            yes=text("score_panel.close_yes"),
        ):
            return

        def refused(error: Exception) -> None:
            if not isinstance(error, OfficeError) or error.code != "scoring.still_open":
                self.context.dialogs.error(error)
            elif self.context.dialogs.confirm(
                text("score_panel.close_title"),
                text("score_panel.close_open", **error.params),
                yes=text("score_panel.close_open_yes"),
            ):
                self._close(sheet_id, with_open=True)

        self.context.act(
            lambda _: scoring.close(self.context.app, sheet_id, with_open=with_open),
            label=text("score_panel.close_title"),
            failed=refused,
            owner=self,
        )

    def _do(self, work: _Work, label: str) -> None:
        self.context.act(lambda _: work(self.context.app), label=label, owner=self)

    def _opened(self, bloc_id: int) -> None:
        self._bloc = bloc_id
        self.reload()

    def _show(self, rows: tuple[SheetRow, ...], row: SheetRow | None, loaded: LoadedSheet | None) -> None:
        other = self.loaded is None or loaded is None or loaded.id != self.loaded.id
        self._bloc, self.loaded = row.bloc_id if row else None, loaded
        self._fill_blocs(rows)
        self._word_state()
        self.papers.show_sheet(loaded)
        for widget in (self.more, self.lock, self.state, *self.steps.values()):
            widget.setVisible(loaded is not None)
        if loaded is None:
            self.start.show_bloc(row, any_bloc=bool(rows))
            self.views.setCurrentWidget(self.start)
            return
        self.sheet.show_sheet(loaded)
        now = next((key for key, step in self.steps.items() if step.isChecked()), "sheet")
        self.show_view("sheet" if other else now)
        if other and self.isVisible() and not self.blocs.hasFocus():
            self.sheet.grid.begin()

    def _fill_blocs(self, rows: tuple[SheetRow, ...]) -> None:
        self.blocs.clear()
        for one in rows:
            done = text(f"score_panel.states.{one.state}") if one.state else text("score_panel.states.none")
            self.blocs.addItem(text("score_panel.bloc_line", bloc=one.bloc_name, state=done), one.bloc_id)
        self.blocs.setCurrentIndex(self.blocs.findData(self._bloc))
        allow(self.blocs, len(rows) > 1, "one_bloc")

    def _word_state(self) -> None:
        if self.loaded is None:
            return
        state = self.loaded.row.state
        self.state.set(text(f"score_panel.states.{state}"), _TONES[state])
        self.lock.setText(text(f"score_panel.next.{state}"))
        put_icon(self.lock, {"open": "checkmark", "closed": "arrow_export"}.get(state, "edit"), "on_accent")
