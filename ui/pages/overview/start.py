"""Tổng quan › Bắt đầu: the first steps until all are done, what is new after an update, the sample office."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from thidua_desktop import __version__
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.sample_office import sample_buttons
from ui.pages.base import Card, Chip
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.first_steps import FirstStep

_PLACES: Final[dict[str, tuple[str, object]]] = {
    "signers": ("system", "signers"),
    "units": ("system", "units"),
    "plan": ("plan", None),
    "blocs": ("blocs", None),
}
_SKIPPED: Final = "first_steps/skipped"
_NEWS: Final = "news/seen"


def welcome_card(context: Context) -> Card:
    """Before the office is set up: the one thing to do, and the sample office to try."""
    card = Card(text("overview.welcome.heading"))
    card.body.addWidget(_words(text("overview.welcome.lead")))
    button = make_button(text("overview.welcome.button"), kind="primary")
    put_icon(button, "building", "on_accent")
    button.clicked.connect(context.setup_requested)
    card.body.addLayout(_row(button, *sample_buttons(context)))
    card.body.addWidget(_words(text("overview.sample.lead")))
    return card


def start_cards(context: Context, steps: Sequence[FirstStep], again: Callable[[], None]) -> Iterator[Card]:
    """The cards above the work of the year, as long as they have something to say."""
    news = context.settings.words(_NEWS)
    if not news:
        context.settings.put(_NEWS, __version__)
    elif news != __version__:
        yield _news_card(context, again)
    skipped = set(context.settings.words(_SKIPPED).split())
    left = [step for step in steps if not step.done and step.key not in skipped]
    if left:
        yield _steps_card(context, steps, skipped, again)


def _steps_card(
    context: Context, steps: Sequence[FirstStep], skipped: set[str], again: Callable[[], None]
) -> Card:
    left = sum(not step.done and step.key not in skipped for step in steps)
    card = Card(text("overview.steps.heading", count=left))
    card.body.addWidget(_words(text("overview.steps.lead")))
    for step in steps:
        card.body.addWidget(_step_line(context, step, skipped, again))
    card.body.addLayout(_row(*sample_buttons(context)))
    return card


def _step_line(context: Context, step: FirstStep, skipped: set[str], again: Callable[[], None]) -> QWidget:
    words = text(f"overview.steps.{step.key}", year=context.year)
    state = "done" if step.done else "skipped" if step.key in skipped else "open"
    line = QWidget()
    row = WrapRow(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACING["s"])
    row.addWidget(Chip(text(f"overview.steps.state_{state}"), "ok" if state == "done" else "info"))
    row.addWidget(_words(words), 1)

    def skip() -> None:
        marked = skipped ^ {step.key}
        context.settings.put(_SKIPPED, " ".join(sorted(marked)))
        again()

    if state != "done":
        key = "overview.steps.unskip" if state == "skipped" else "overview.steps.skip"
        aside = make_button(text(key), kind="quiet")
        aside.setAccessibleName(text("overview.steps.of", action=text(key), step=words))
        aside.clicked.connect(skip)
        row.addWidget(aside)
    place = _PLACES[step.key]
    opened = make_button(text("overview.open"), kind="quiet")
    opened.setAccessibleName(text("overview.open_line", line=words))
    opened.clicked.connect(lambda: context.go(*place))
    row.addWidget(opened)
    return line


def _news_card(context: Context, again: Callable[[], None]) -> Card:
    card = Card(text("overview.news.heading", version=__version__))
    card.body.addWidget(_words(text("overview.news.lead")))
    read = make_button(text("overview.news.read"), kind="primary")
    close = make_button(text("overview.news.close"))

    def seen() -> None:
        context.settings.put(_NEWS, __version__)
        again()

    def opened() -> None:
        seen()
        context.go("system", ("help", "news"))

    read.clicked.connect(opened)
    close.clicked.connect(seen)
    card.body.addLayout(_row(read, close))
    return card


def _row(*buttons: QPushButton) -> WrapRow:
    row = WrapRow()
    row.setSpacing(SPACING["s"])
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _words(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    return label
