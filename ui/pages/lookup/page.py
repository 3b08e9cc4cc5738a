"""Tra cứu – Báo cáo: what somebody was given, answered while the officer types; the year's reports above."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QSplitter, QTabWidget, QVBoxLayout, QWidget

from thidua_desktop.catalogue import load_levels
from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history
from ui.pages.base import Page
from ui.pages.lookup.chase import ChaseDialog
from ui.pages.lookup.closing import ClosingTab
from ui.pages.lookup.figures import show_figures
from ui.pages.lookup.life import show_life_record
from ui.pages.lookup.past_awards import import_history
from ui.pages.lookup.reports import REPORTS, SavedNotice, save_report
from ui.pages.lookup.revoking import record_revocation
from ui.pages.lookup.search import Answer, awards_of, search
from ui.pages.lookup.statistics import StatisticsTab
from ui.pages.lookup.writing import write_texts
from ui.pages.tabs import Tab
from ui.style.icons import icon, put_icon
from ui.style.theme import theme
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.tables.panel import DEBOUNCE_MS, Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.decisions.grants import GrantRow
    from thidua_desktop.queries.lookup.finding import Receiver

_SHORTEST: Final = 2


def receiver_columns() -> tuple[Column[Receiver], ...]:
    return (
        Column(
            "name",
            text("lookup.columns.name"),
            lambda row: row.name,
            160,
            sort=lambda row: row.sort_key,
            least=1.0,
        ),
        Column("count", text("lookup.columns.count"), lambda row: row.count, 60, "right", aside=1, sums=True),
        Column(
            "born",
            text("lookup.columns.born"),
            lambda row: row.born,
            96,
            text=lambda born: born.vietnamese() if born else "",
            sort=lambda row: row.born.value if row.born else None,
        ),
        Column("unit", text("lookup.columns.unit"), lambda row: row.unit, 180, least=0.5),
    )


def grant_columns() -> tuple[Column[GrantRow], ...]:
    levels = {level.code: level.name for level in load_levels()}
    return (
        Column("year", text("lookup.columns.year"), lambda row: row.award_year, 58, "right", str, aside=1),
        Column("title", text("lookup.columns.title"), lambda row: row.title, 200, least=0.8),
        Column("number", text("lookup.columns.number"), lambda row: row.decision_number, 124),
        Column(
            "signed_on",
            text("lookup.columns.signed_on"),
            lambda row: row.signed_on,
            96,
            text=lambda day: show_date(day) if day else "",
        ),
        Column(
            "level",
            text("lookup.columns.level"),
            lambda row: levels.get(row.level, row.level),
            190,
            least=0.7,
            aside=3,
        ),
        Column("issuer", text("lookup.columns.issuer"), lambda row: row.issuer, 220, hidden=True),
        Column("printed", text("lookup.columns.printed"), lambda row: row.name, 190, hidden=True),
        Column("unit", text("lookup.columns.unit_then"), lambda row: row.unit, 200, least=0.55, aside=2),
        Column(
            "position",
            text("lookup.columns.position"),
            lambda row: row.position,
            150,
            least=0.55,
            aside=1,
        ),
        Column(
            "achievement", text("lookup.columns.achievement"), lambda row: row.achievement, 260, hidden=True
        ),
    )


class LookupPage(Page):
    """The search box has the keyboard; Enter or Down goes to those found."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {topic.GRANTS, topic.PEOPLE, topic.DECISIONS, topic.ORGANISATION}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("lookup.title"), subtitle=text("lookup.subtitle"))
        self._requested: int | None = None
        self._wanted_row: Receiver | None = None
        self.notice = SavedNotice(context)
        self.history_button = self.add_action(text("lookup.history.button"), "arrow_import")
        self.history_button.clicked.connect(lambda _: import_history(context, self))
        self.reports = self.add_action(text("lookup.reports.menu"), "document_table")
        menu = QMenu(self.reports)
        for report in REPORTS:
            action = menu.addAction(text(f"lookup.reports.{report.key}"))
            put_icon(action, report.icon)
            action.triggered.connect(partial(self._save, report.key))
        figures = menu.addAction(text("lookup.reports.figures"))
        put_icon(figures, "data_pie")
        figures.triggered.connect(lambda _=False: show_figures(context, self))
        for report_kind in ("year", "half"):
            action = menu.addAction(text(f"lookup.reports.write_{report_kind}"))
            put_icon(action, "edit")
            action.triggered.connect(lambda _=False, kind=report_kind: write_texts(context, kind, self))
        chase = menu.addAction(text("lookup.reports.chase"))
        put_icon(chase, "arrow_export")
        chase.triggered.connect(lambda _=False: context.dialogs.run(ChaseDialog(context, self.window())))
        self.reports.setMenu(menu)
        self.box = QLineEdit(placeholderText=text("lookup.hint"), clearButtonEnabled=True)
        self.box.setAccessibleName(text("lookup.box"))
        self._glass = self.box.addAction(
            icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        theme().changed.connect(self._redraw_glass)
        self._debounce = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._debounce.timeout.connect(self.search_now)
        self.box.textChanged.connect(lambda _: self._debounce.start())
        self.box.returnPressed.connect(self._enter_list)
        self.hint = QLabel(text("lookup.start"))
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.cut_line = QLabel()
        self.cut_line.setProperty("notice", "warn")
        self.cut_line.setWordWrap(True)
        self.cut_line.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        question = QLabel(text("lookup.question"))
        question.setProperty("role", "heading")
        question.setBuddy(self.box)
        self.search_side = QWidget()
        column = self._searching = QVBoxLayout(self.search_side)
        column.setContentsMargins(0, SPACING["m"], 0, 0)
        column.setSpacing(SPACING["m"])
        for widget in (question, self.box, self.hint, self.cut_line):
            column.addWidget(widget)
        self.found: TablePanel[Receiver] = TablePanel(
            receiver_columns(),
            key="lookup_found",
            name=text("lookup.found_table"),
            settings=self.context.settings,
            identity=lambda row: row.key,
            empty=Empty(text("lookup.start")),
            filterable=False,
        )
        self.found.selection_changed.connect(self._choose)
        self.found.setMinimumWidth(260)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACING["m"])
        split.addWidget(self.found)
        split.addWidget(self._make_grants())
        for place in range(2):
            split.setStretchFactor(place, 1)
        split.setSizes([440, 560])
        self._split = split
        column.addWidget(split, 1)
        self._rest = QWidget()
        column.addWidget(self._rest)
        self._show_split(False)
        self.statistics = StatisticsTab(self.context)
        self.closing = ClosingTab(self.context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for face in (self.tabs, self.tabs.tabBar()):
            face.setAccessibleName(text("lookup.title"))
        self.tabs.addTab(self.search_side, text("statistics.screen.search"))
        self.tabs.addTab(self.statistics, text("statistics.screen.tab"))
        self.tabs.addTab(self.closing, text("closing.tab"))
        self.tabs.currentChanged.connect(lambda _: self._open_tab())
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self._walk, step))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.tabs, 1)

    def _walk(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.take_focus()

    def _open_tab(self) -> None:
        """Reads a tab when it is looked at and what it counts may have changed."""
        tab = self.tabs.currentWidget()
        if isinstance(tab, Tab) and tab.stale:
            tab.stale = False
            tab.reload()

    def _make_grants(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.grants: TablePanel[GrantRow] = TablePanel(
            grant_columns(),
            key="lookup_grants",
            name=text("lookup.grants_table"),
            settings=self.context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("lookup.grants_empty")),
            filterable=False,
        )
        offer_history(self.context, self.grants, "award_grant")
        self.life_button = make_button(text("lookup.life"))
        put_icon(self.life_button, "document_text")
        self.life_button.clicked.connect(lambda _: self.show_life())
        self.revoke_button = make_button(text("lookup.revoking.button"))
        self.revoke_button.setToolTip(text("lookup.revoking.tip"))
        self.revoke_button.clicked.connect(lambda _: self.record_revocation())
        self.grants.selection_changed.connect(self._choose_grant)
        self.grants.act_on_rows(self.life_button, self.revoke_button)
        row = WrapRow()
        row.addWidget(self.heading, 1)
        row.addWidget(self.life_button)
        column.addLayout(row)
        column.addWidget(self.grants, 1)
        column.addWidget(self.revoke_button, 0, Qt.AlignmentFlag.AlignRight)
        side.setMinimumWidth(300)
        return side

    def reload(self) -> None:
        self.search_now()
        self.statistics.stale = self.closing.stale = True
        self._open_tab()

    def on_changes(self, changes: Changes) -> None:
        """Every change may finish something the checklist counts."""
        self.closing.stale = True
        super().on_changes(changes)
        if self.isVisible():
            self._open_tab()

    def take_focus(self) -> None:
        tab = self.tabs.currentWidget()
        if isinstance(tab, Tab):
            tab.take_focus()
            return
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def show_target(self, target: object) -> None:
        """Searches the name another page asked for; (name, id of a grant) also stands on that award.

        A ``Receiver`` found elsewhere is stood on among all of that name.
        """
        from thidua_desktop.queries.lookup.finding import Receiver

        self._requested, self._wanted_row = None, None
        if isinstance(target, Receiver):
            name, self._wanted_row = target.name, target
        else:
            name, self._requested = target if isinstance(target, tuple) else (target, None)
        self.tabs.setCurrentWidget(self.search_side)
        self.box.setText(str(name))
        self.search_now()

    def search_now(self) -> None:
        """Asks now instead of after the pause in typing; only the answer to the last question is shown."""
        self._debounce.stop()
        words = self.box.text().strip()
        if len(words) < _SHORTEST:
            self._show_split(False)
            self.hint.setText(text("lookup.start"))
            self.cut_line.hide()
            self.found.set_rows(())
            return
        requested, row, self._wanted_row = self._requested, self._wanted_row, None
        self.context.read(
            lambda app: search(app, words, grant_id=requested, row=row),
            done=lambda answer: self._show(answer, words),
            label=text("lookup.searching"),
            owner=self,
            question="lookup",
        )

    def _show(self, answer: Answer, words: str) -> None:
        if words != self.box.text().strip():  # the next question is about to be asked
            return
        rows = answer.rows
        self.hint.setText("" if rows else text("lookup.none", words=words))
        self.cut_line.setText(answer.cut)
        self.cut_line.setVisible(bool(answer.cut))
        self._show_split(bool(rows))
        self.found.set_rows(rows)
        if answer.requested is not None:
            self.found.select([answer.requested])
        elif rows and self.found.chosen() is None:
            self.found.select([rows[0].key])
        self._choose()

    def _show_split(self, shown: bool) -> None:
        self._split.setVisible(shown)
        self._rest.setVisible(not shown)
        self.hint.setVisible(not shown)
        self._searching.setStretchFactor(self._split, 1 if shown else 0)
        self._searching.setStretchFactor(self._rest, 0 if shown else 1)

    def _choose(self) -> None:
        row = self.found.chosen()
        allow(self.life_button, row is not None and row.count > 0, "has_awards")
        if row is None:
            self.heading.setText(text("lookup.grants_choose"))
            self.grants.set_rows(())
            self._choose_grant()
            return
        key = "lookup.heading" if row.count else "lookup.heading_none"
        words = {"count": row.count} if row.count else {}
        self.heading.setText(text(key, name=row.name, **words))
        self.context.read(
            lambda app: awards_of(app, row),
            done=lambda grants: self._show_grants(row, grants),
            label=text("lookup.searching"),
            owner=self,
            question="lookup_awards",
        )

    def _show_grants(self, row: Receiver, grants: tuple[GrantRow, ...]) -> None:
        now = self.found.chosen()
        if now is None or now.key != row.key:
            return
        self.grants.set_rows(grants)
        if self._requested is not None:
            self.grants.select([self._requested])
            self.grants.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._requested = None
        self._choose_grant()

    def show_life(self) -> None:
        """What the one chosen was given, on one sheet: look, save, print."""
        row = self.found.chosen()
        if row is not None and row.count:
            show_life_record(self.context, row, owner=self)

    def record_revocation(self) -> None:
        """Another body took back the award the officer stands on."""
        grant = self.grants.chosen()
        if grant is not None:
            record_revocation(self.context, grant, owner=self)

    def _choose_grant(self) -> None:
        allow(self.revoke_button, self.grants.chosen() is not None, "row")

    def _enter_list(self) -> None:
        self.search_now()
        self.found.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, key: str, _checked: bool = False) -> None:
        report = next(one for one in REPORTS if one.key == key)
        save_report(self.context, report, self.notice)

    def _redraw_glass(self) -> None:
        self._glass.setIcon(icon("search", "text_muted"))
