"""Tổng quan: what is due, what is unfinished, who has not sent what, where each award stands, the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.domain import changes as topic
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import Card, Chip, Page, figure_cards, scrolling
from ui.pages.overview.start import start_cards, welcome_card
from ui.pages.overview.year import YearChart, YearLegend
from ui.style.icons import put_icon
from ui.style.tokens import SPACING, Tone
from ui.tables.columns import plain_words
from ui.targets.standing import Legend, StandingBar
from ui.targets.words import STAGES, asked_words, standing_of
from ui.widgets.elided import Elided
from ui.widgets.focus import FocusPlace
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.tasks import TaskRow
    from thidua_desktop.queries.reports.overview import Overview
    from thidua_desktop.queries.reports.targets import TargetRow
    from thidua_desktop.services.office.context import AppContext

_MOST_TASKS: Final = 6
_MOST_NAMES: Final = 8
_FEW_AWARDS: Final = 4
_TWO_COLUMNS: Final = 960
"""Pixels the page needs for its cards side by side; narrower it has one column."""
_CLOSE: Final = 2
"""Pixels between lines that have buttons: the buttons keep them apart."""


class OverviewPage(Page):
    """Every line has a button to the place where it is settled."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {
            topic.PLAN,
            topic.TASKS,
            topic.ORGANISATION,
            topic.IMPORTING,
            topic.NOMINATIONS,
            topic.COUNCIL,
            topic.DECISIONS,
            topic.GRANTS,
            topic.SETTINGS,
            topic.REGISTRATIONS,
            topic.PRINTING,
            topic.SCORING,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("overview.title"), subtitle=text("overview.subtitle"))
        self._seen: tuple[Overview, int, int] | None = None
        self._changed = 0
        self._wide = True
        self._background = QWidget()
        self._column = QVBoxLayout(self._background)
        self._column.setContentsMargins(0, 0, SPACING["xs"], 0)
        self._column.setSpacing(SPACING["m"])
        self._area = scrolling(self._background)
        self.body.addWidget(self._area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other or below each other, as there is room."""
        super().resizeEvent(event)
        if self._seen is not None and self._wide != (self.width() >= _TWO_COLUMNS):
            QTimer.singleShot(0, self, self._lay_out_again)

    def _lay_out_again(self) -> None:
        if self._seen is not None and self._wide != (self.width() >= _TWO_COLUMNS):
            self._show(*self._seen)

    def reload(self) -> None:
        if not self.context.office_known:
            self._show_welcome()
            return
        year = self.context.year

        def read(app: AppContext) -> tuple[Overview, int, int]:
            from thidua_desktop.queries.organisation.units import units_on
            from thidua_desktop.queries.reports.overview import overview
            from thidua_desktop.services.scoring.proposals import changed_ranks

            seen = app.read(overview, year=year, today=app.today())
            return seen, len(app.read(units_on, app.today())), len(changed_ranks(app, year=year))

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def _show_welcome(self) -> None:
        self._clear()
        self._seen = None
        self._column.addWidget(welcome_card(self.context))
        self._column.addStretch(1)

    def _show(self, seen: Overview, units: int, changed: int) -> None:
        if not self.context.office_known:
            return
        self._changed = changed
        self._seen = (seen, units, changed)
        place = FocusPlace(self._background)
        scrolled = self._area.verticalScrollBar().value()
        self._clear()
        self._fill(seen, units)

        def go_back() -> None:
            self._area.verticalScrollBar().setValue(scrolled)
            place.restore(self._background)

        QTimer.singleShot(0, self, go_back)  # what is new in a layout is shown by the next event

    def _fill(self, seen: Overview, units: int) -> None:
        for card in start_cards(self.context, seen.steps, self.reload):
            self._column.addWidget(card)
        self._column.addLayout(self._figures(seen))
        self._wide = self.width() >= _TWO_COLUMNS
        if not self._wide:
            for card in (
                self._tasks(seen),
                self._silent(seen, units),
                self._targets(seen.targets),
                self._unfinished(seen),
                self._year(seen),
            ):
                self._column.addWidget(card)
            self._column.addStretch(1)
            return
        columns = WrapRow()
        columns.setSpacing(SPACING["m"])
        left, right = QVBoxLayout(), QVBoxLayout()
        work = [self._tasks(seen), self._silent(seen, units), self._unfinished(seen)]
        awards = [self._targets(seen.targets)]
        # The picture of the year goes where there is less to read above it.
        (work if len(seen.targets) > _FEW_AWARDS else awards).append(self._year(seen))
        for side, cards in ((left, work), (right, awards)):
            side.setSpacing(SPACING["m"])
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            columns.addLayout(side, 1)
        self._column.addLayout(columns, 1)

    def _figures(self, seen: Overview) -> QLayout:
        count = seen.waiting
        notes = [
            text(f"overview.figures.{key}_note", count=plain_words(number))
            for key, number in (
                ("drafts", count.drafts),
                ("returned", count.returned),
                ("unclear", count.unclear),
            )
            if number
        ]
        note = " · ".join(notes) or text("overview.figures.proposed_clear")
        return figure_cards(
            (
                (plain_words(count.proposed), text("overview.figures.proposed"), note),
                (
                    plain_words(count.to_decide),
                    text("overview.figures.passed"),
                    text("overview.figures.passed_note"),
                ),
                (
                    plain_words(count.granted),
                    text("overview.figures.granted"),
                    text("overview.figures.granted_note", year=self.context.year),
                ),
                (
                    plain_words(len(seen.overdue)),
                    text("overview.figures.overdue"),
                    text("overview.figures.overdue_note", due=plain_words(len(seen.due))),
                ),
            )
        )

    def _tasks(self, seen: Overview) -> Card:
        card = Card(text("overview.due.heading"))
        card.body.setSpacing(_CLOSE)
        half = _MOST_TASKS // 2
        spare = {"overdue": half - len(seen.due), "due": half - len(seen.overdue)}
        parts: tuple[tuple[str, tuple[TaskRow, ...], str, Tone], ...] = (
            ("overdue", seen.overdue, "overdue", "danger"),
            ("due", seen.due, "now", "info"),
        )
        for state, rows, word, tone in parts:
            room = half + max(spare[state], 0)
            for task in rows[:room]:
                chip = Chip(text(f"overview.due.{word}"), tone)
                words = " ".join(task.wording.split()).lstrip("-– ")
                due = _until(task)
                card.body.addWidget(
                    self._line(words, ("tasks", task.id), chip=chip, tip=task.wording, aside=due)
                )
            if len(rows) > room:
                more = text(f"overview.due.more_{state}", count=len(rows) - room)
                card.body.addWidget(self._line(more, ("tasks", state)))
        if not seen.overdue and not seen.due:
            card.body.addWidget(self._line(text("overview.due.none"), ("tasks", None)))
        return card

    def _unfinished(self, seen: Overview) -> Card:
        card = Card(text("overview.unfinished.heading"))
        card.body.setSpacing(_CLOSE)
        lines = tuple(self._unfinished_lines(seen))
        for words, target, count in lines:
            card.body.addWidget(self._line(words, target, chip=Chip(plain_words(count), "warn")))
        for step in seen.bloc_steps:
            words = text(f"overview.blocs.{step.code}", day=f"{step.day:%d/%m}", names=_some(step.names))
            chip = Chip(plain_words(len(step.names)), "danger" if step.late else "info")
            card.body.addWidget(self._line(words, ("blocs", None), chip=chip, tip="\n".join(step.names)))
        if not lines and not seen.bloc_steps:
            card.body.addWidget(_quiet(text("overview.unfinished.none")))
        return card

    def _unfinished_lines(self, seen: Overview) -> Iterator[tuple[str, tuple[str, object], int]]:
        lines: tuple[tuple[str, int, object], ...] = (
            ("staged", seen.waiting.files, "intake"),
            ("drafts_open", seen.waiting.drafts, "nominees"),
            ("returned", seen.waiting.returned, ("nominees", "returned")),
            ("unclear", seen.waiting.unclear, ("nominees", "unclear")),
            ("ranks", self._changed, "nominees"),
            ("sessions", seen.open_sessions, "council"),
            ("drafts", seen.draft_decisions, "decisions"),
            ("passed", seen.waiting.to_decide, "decisions"),
            ("unprinted", seen.unprinted, "certificates"),
        )
        for key, count, place in lines:
            if count:
                words = text(f"overview.unfinished.{key}", count=plain_words(count))
                yield words, ("commendation", place), count

    def _silent(self, seen: Overview, units: int) -> Card:
        card = Card(text("overview.silent.heading"))
        card.body.setSpacing(_CLOSE)
        if not units:
            card.body.addWidget(self._line(text("overview.silent.no_units"), ("registers", "units")))
            return card
        silent = seen.silent
        lines: tuple[tuple[str, tuple[str, ...], tuple[str, object]], ...] = (
            ("registrations", silent.registrations, ("registration", None)),
            ("nominations", silent.nominations, ("commendation", "intake")),
            ("scores", silent.scores, ("blocs", None)),
        )
        for key, names, place in lines:
            if names:
                count = plain_words(len(names))
                words = text(f"overview.silent.{key}", count=count, year=self.context.year)
                card.body.addWidget(
                    self._line(words, place, chip=Chip(count, "warn"), extra=self._copier(words, names))
                )
                card.body.addWidget(_quiet(_some(names)))
        if not any(names for _, names, _ in lines):
            card.body.addWidget(_quiet(text("overview.silent.none")))
        return card

    def _copier(self, line: str, names: Sequence[str]) -> QPushButton:
        copy = make_button(text("overview.silent.copy"), kind="quiet")
        put_icon(copy, "copy", "accent_text")
        copy.setAccessibleName(text("overview.silent.copy_line", line=line))
        copy.clicked.connect(lambda: self._copy(names))
        return copy

    def _year(self, seen: Overview) -> Card:
        year = self.context.year
        card = Card(text("overview.year.heading", year=year))
        if not any(month.total for month in seen.months) and not seen.campaigns:
            card.body.addWidget(_quiet(text("overview.year.none", year=year)))
            return card
        now = seen.today.month if seen.today.year == year else 0
        chart = YearChart(seen.months, seen.campaigns, this_month=now)
        chart.opened.connect(lambda month: self.context.go("tasks", ("month", month)))
        chart.setToolTip(text("overview.year.hint"))
        card.body.addWidget(YearLegend())
        card.body.addWidget(chart)
        return card

    def _targets(self, rows: Sequence[TargetRow]) -> Card:
        card = Card(text("overview.targets.heading"))
        if not rows:
            card.body.addWidget(_quiet(text("overview.targets.none", year=self.context.year)))
            card.body.addWidget(self._line(text("overview.targets.add"), ("plan", None)))
            return card
        card.body.addWidget(Legend(), 0, Qt.AlignmentFlag.AlignLeft)
        for row in rows:
            figures = text(
                "overview.targets.figures",
                target=asked_words(row),
                **{stage: plain_words(getattr(row, stage)) for stage in STAGES},
            )
            lines = QVBoxLayout()
            lines.setSpacing(0)
            lines.addWidget(self._line(row.wording, ("plan", row.id), spoken=figures))
            lines.addWidget(StandingBar(standing_of(row), words=f"{row.wording}: {figures}"))
            small = _small(figures)
            small.setWordWrap(True)
            lines.addWidget(small)
            card.body.addLayout(lines)
        return card

    def _line(
        self,
        words: str,
        place: tuple[str, object],
        *,
        chip: Chip | None = None,
        spoken: str = "",
        tip: str = "",
        extra: QPushButton | None = None,
        aside: str = "",
    ) -> QWidget:
        """One line: a chip, the words, what is said aside, a button to the place."""
        line = QWidget()
        row = WrapRow(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["s"])
        if chip is not None:
            row.addWidget(chip)
        message = Elided(words)
        message.setToolTip(tip or words)
        row.addWidget(message, 1)
        if aside:
            row.addWidget(_small(aside))
        if extra is not None:
            row.addWidget(extra)
        button = make_button(text("overview.open"), kind="quiet")
        button.setAccessibleName(text("overview.open_line", line=words))
        button.setAccessibleDescription(spoken)
        button.clicked.connect(lambda: self.context.go(*place))
        row.addWidget(button)
        return line

    def _copy(self, names: Sequence[str]) -> None:
        QApplication.clipboard().setText("\n".join(names))
        self.context.notify(text("overview.silent.copied", count=len(names)))

    def _clear(self) -> None:
        _empty(self._column)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    rest = len(names) - _MOST_NAMES
    return text("overview.silent.more", names=shown, count=rest) if rest > 0 else shown


def _until(task: TaskRow) -> str:
    """Its last day; nothing for what goes on to the end of the year."""
    last = task.last_day
    if last is None or (last.month, last.day) == (12, 31):
        return ""
    return text("overview.due.until", day=f"{last.day:02d}/{last.month:02d}")


def _small(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "small")
    return label


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def _empty(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
            inner.deleteLater()
