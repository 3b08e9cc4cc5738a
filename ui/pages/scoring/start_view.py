"""Before a bloc is scored: which scheme, and the button that begins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.scoring.score_sheets import SheetRow
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring import score_sheets as scoring
from thidua_desktop.services.scoring.schemes import SchemeOffer, offers
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo


class StartView(QWidget):
    """``opened`` reports the bloc whose sheet was made."""

    opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row: SheetRow | None = None
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.schemes = Combo()
        self.schemes.setAccessibleName(text("score_panel.schemes"))
        self.schemes.setMinimumContentsLength(36)
        self.schemes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.source.setProperty("role", "small")
        self.source.setWordWrap(True)
        self.begin = make_button(text("score_panel.begin"), kind="primary")
        self.begin.clicked.connect(lambda _: self._begin())
        self.schemes.currentIndexChanged.connect(lambda _: self._word_source())
        for widget in (self.words, self.schemes, self.source, self.begin):
            column.addWidget(widget)
            column.addSpacing(SPACING["s"])
        for widget in (self.schemes, self.begin):
            column.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_bloc(self, row: SheetRow | None, *, any_bloc: bool) -> None:
        """The bloc to begin with; None: there is none this year."""
        self._row = row
        words = text("score_panel.start", bloc=row.bloc_name) if row else text("score_panel.no_blocs")
        self.words.setText(words)
        for widget in (self.schemes, self.source, self.begin):
            widget.setVisible(any_bloc and row is not None)
        if row is not None:
            self._context.read(lambda app: offers(app), done=self._fill, owner=self)

    def take_focus(self) -> None:
        (self.begin if self.begin.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, found: tuple[SchemeOffer, ...]) -> None:
        self.schemes.clear()
        for one in found:
            self.schemes.addItem(one.name, one)
        requested = self._row.scheme_code if self._row else ""
        place = next((n for n, one in enumerate(found) if one.code == requested), 0)
        self.schemes.setCurrentIndex(place if found else -1)
        allow(self.begin, bool(found), "no_scheme")

    def _word_source(self) -> None:
        offer = self.schemes.currentData()
        message = text("score_panel.source", source=offer.source) if isinstance(offer, SchemeOffer) else ""
        self.source.setText(message)

    def _begin(self) -> None:
        offer, row = self.schemes.currentData(), self._row
        if not isinstance(offer, SchemeOffer) or row is None:
            return

        def work(app: AppContext) -> Changes:
            changes, _ = scoring.open_sheet(app, bloc_id=row.bloc_id, year=row.year, scheme_code=offer.code)
            return changes

        self._context.act(
            lambda _: work(self._context.app),
            label=text("score_panel.begin").replace("&", ""),
            done=lambda _: self.opened.emit(row.bloc_id),
            owner=self,
        )
