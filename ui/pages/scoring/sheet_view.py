"""The score sheet with its tools: what is shown, where Enter goes, what is missing, the strip below."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.scoring import score_sheets as scoring
from thidua_desktop.services.scoring.score_sheets import LoadedSheet, NewEntry
from thidua_desktop.services.scoring.sheet_words import Missing, brief, missing
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.core.opening import show_file
from ui.dialogs.base import make_button
from ui.pages.scoring.detail_strip import DetailStrip
from ui.pages.scoring.history_dialog import show_versions
from ui.pages.scoring.sheet_grid import SheetGrid
from ui.pages.scoring.sheet_model import Change, SheetModel
from ui.pages.scoring.sheet_tools import below, chip, chip_words, place_of
from ui.style.screen import is_low
from ui.style.tokens import SPACING
from ui.widgets.combo import Combo
from ui.widgets.wrap_row import WrapRow

_SAVED_MS = 500


class SheetView(QWidget):
    """Entries are stored as they are typed, a moment after the last one."""

    counted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._unsaved: dict[scoring.JudgedKey, NewEntry] = {}
        self._message = ""
        """Why a key was not taken where nothing can be typed; until something is."""
        self._late = False
        """A reading came while something was typed: the sheet is read again when nothing is."""
        self._missing: tuple[Missing, ...] = ()
        self.model = SheetModel()
        self.grid = SheetGrid(self.model)
        self.strip = DetailStrip(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        column.addLayout(self._make_tools())
        column.addLayout(self._make_ballots())
        column.addWidget(self.grid, 1)
        column.addWidget(self.strip)
        self._timer = QTimer(self, singleShot=True, interval=_SAVED_MS)
        self._timer.timeout.connect(self.save_typed)
        self._connect()

    def _connect(self) -> None:
        self.model.entered.connect(self._entered)
        self.model.doubted.connect(self.strip.ask)
        self.model.refused.connect(self._refused)
        self.model.corrected.connect(self._count)
        self.grid.closed.connect(self._catch_up)
        self.grid.moved.connect(self._moved)
        self.grid.undoing.connect(self.save_typed)
        self.grid.pasted.connect(self._pasted)
        self.strip.answered.connect(self._answered)
        self.strip.taken_back.connect(self._back)
        self.strip.history.clicked.connect(self.show_history)
        self.strip.evidence.clicked.connect(self.choose_evidence)
        following = QShortcut(QKeySequence(Qt.Key.Key_F8), self)
        following.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        following.activated.connect(self.go_to_missing)
        ballots = QShortcut(QKeySequence(Qt.Key.Key_F7), self)
        ballots.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        ballots.activated.connect(self.next_ballot)

    def _make_tools(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self._shown = QButtonGroup(self)
        self._chips = WrapRow()
        self._chips.setSpacing(SPACING["xs"])
        label = QLabel(text("score_sheet.show"))
        label.setProperty("role", "muted")
        row.addWidget(label)
        row.addLayout(self._chips)
        self.sections = Combo()
        self.sections.setAccessibleName(text("score_sheet.sections"))
        self.sections.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sections.setMinimumContentsLength(14)
        self.sections.activated.connect(lambda _: self._show_columns())
        row.addWidget(self.sections, 1)
        self.enter = chip("")
        self.enter.setToolTip(text("score_sheet.enter_tip"))
        self.enter.clicked.connect(lambda _: self._turn())
        row.addWidget(self.enter)
        self.missing_button = make_button("", kind="quiet")
        self.missing_button.setToolTip(text("score_sheet.missing_tip"))
        self.missing_button.clicked.connect(lambda _: self.go_to_missing())
        row.addWidget(self.missing_button)
        self.explain = chip(text("score_sheet.explain"))
        self.explain.setCheckable(True)
        self.explain.setToolTip(text("score_sheet.explain_tip"))
        self.explain.toggled.connect(self.strip.set_opened)
        self.explain.hide()
        row.addWidget(self.explain)
        self._word_enter()
        self._first_row = row
        return row

    def _make_ballots(self) -> QHBoxLayout:
        """Whose ballot is shown; where units judge each other it takes half of the tools with it."""
        self._second_row = row = WrapRow()
        row.setSpacing(SPACING["s"])
        self.ballot = Combo()
        self.ballot.setAccessibleName(text("score_sheet.ballot"))
        self.ballot.setToolTip(text("score_sheet.ballot_tip"))
        self.ballot.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.ballot.setMinimumContentsLength(16)
        self.ballot.activated.connect(lambda _: self._choose_ballot())
        row.addWidget(self.ballot, 1)
        self.ballot.hide()
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = is_low(self)
        self.strip.set_brief(low)
        self.explain.setVisible(low)

    def show_sheet(self, loaded: LoadedSheet) -> None:
        """Shows a sheet; while something is typed and not stored yet it waits."""
        if self.busy and self.model.loaded is not None and loaded.id == self.model.loaded.id:
            self._late = True
            return
        self._late = False
        before = self.model.loaded
        other = before is None or before.id != loaded.id or before.scheme != loaded.scheme
        self.model.show_sheet(loaded)
        if other:
            self.model.judge = ""
            self._message = ""
            self._fill_tools(loaded)
        self._count()
        self.strip.show_cell(self.grid.currentIndex())

    @property
    def busy(self) -> bool:
        """Typed and not stored yet."""
        return bool(self._unsaved) or self.strip.asking or self.grid.state() == SheetGrid.State.EditingState

    def save_typed(self) -> None:
        """Keeps what was typed; called by itself shortly after the last entry."""
        self._timer.stop()
        if not self._unsaved or self.model.loaded is None:
            return
        given, self._unsaved = tuple(self._unsaved.values()), {}
        sheet_id = self.model.loaded.id
        self.context.act(
            lambda _: scoring.record(self.context.app, sheet_id, given),
            label=text("score_sheet.saving"),
            failed=lambda error: self._failed(error, sheet_id, given),
            owner=self,
        )
        self._note_typed()

    def hand_over(self) -> None:
        """Nothing typed waits behind another tab or a closed window."""
        self.save_typed()

    def go_to_missing(self) -> None:
        """To the next entry that is not there, from where the officer stands."""
        if not self._missing and not self.model.refusals():
            return
        now = self.grid.currentIndex()
        places = {
            (column.criterion.code, column.scorer.code): place
            for place, column in enumerate(self.model.columns)
            if column.scorer
        }
        judge = self.model.judge
        requested = [one for one in self._missing if not judge or judge in one.judges] or self._missing
        refused = {(index.row(), index.column()) for index, _ in self.model.refusals()}
        order = sorted({place_of(self.model, places, one) for one in requested} | refused)
        here = (now.row(), now.column()) if now.isValid() else (-1, -1)
        after = [place for place in order if place > here]
        self.grid.stand_at(*(after or order)[0])

    def refuse_lock(self) -> None:
        """A sheet with red cells is not locked: goes to the first of them and says so."""
        refused = self.model.refusals()
        self.grid.stand_at(refused[0][0].row(), refused[0][0].column())
        self.strip.refuse(text("score_sheet.refused_lock", count=len(refused)))

    def show_history(self) -> None:
        """Every version of the entries of this cell."""
        index, loaded = self.grid.currentIndex(), self.model.loaded
        if index.isValid() and loaded is not None:
            self.save_typed()
            criterion = self.model.columns[index.column()].criterion
            show_versions(self.context, loaded, self.model.units[index.row()], criterion, owner=self)

    def choose_evidence(self) -> None:
        """Opens the evidence of this entry, or asks for a file to put there."""
        index, loaded = self.grid.currentIndex(), self.model.loaded
        if not index.isValid() or loaded is None:
            return
        column = self.model.columns[index.column()]
        if column.scorer is None:
            self.strip.refuse(text("score_sheet.evidence_where"))
            return
        key = (loaded.id_of(self.model.units[index.row()]), column.criterion.code, column.scorer.code)
        entry = loaded.entries.get(key)
        if entry is not None and entry.evidence:
            self._open_evidence(entry.evidence, entry.evidence_hash)
            return
        self.save_typed()
        found = self.context.dialogs.choose_open_files(
            text("score_sheet.evidence_title"),
            patterns=text("score_sheet.evidence_files"),
            purpose="evidence",
        )
        if found:
            self.context.act(
                lambda _: scoring.attach(self.context.app, loaded.id, key, found[0]),
                label=text("score_sheet.attaching"),
                owner=self,
            )

    def _open_evidence(self, name: str, digest: str) -> None:
        from thidua_desktop.services.office.attachments import shown_copy

        self.context.read(
            lambda app: shown_copy(app, digest, name=name),
            done=lambda path: show_file(self.context, path),
            owner=self,
        )

    def _entered(self, given: tuple[NewEntry, ...]) -> None:
        self._message = ""
        for one in given:
            self._unsaved[one.key] = one
        self._timer.start()
        self._count()
        self.strip.show_cell(self.grid.currentIndex())

    def _answered(self, changes: tuple[Change, ...], reason: str) -> None:
        self.model.enter(changes, reason=reason)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note_typed()
        self._catch_up()

    def _catch_up(self) -> None:
        """Reads again what changed while something was typed: the grid shows what is stored."""
        if self._late and not self.busy:
            self._late = False
            self.counted.emit()

    def _failed(self, error: Exception, sheet_id: int, given: tuple[NewEntry, ...]) -> None:
        """What could not be stored stays in its cells, in red; all else shows again what stands."""
        sentence = error_sentence(error) if isinstance(error, OfficeError) else text("score_sheet.not_saved")
        for one in given:
            self.model.hold_entry(sheet_id, one, sentence)
        self.context.dialogs.error(error)
        self._count()
        self.counted.emit()

    def _refused(self, sentence: str) -> None:
        """The keys go on to the next unit; a sound says that a cell stayed behind."""
        QApplication.beep()
        self._message = "" if any(one.sentence == sentence for _, one in self.model.refusals()) else sentence
        self._count()

    def _word_refusals(self) -> None:
        """Why the words of this cell, or of the first red one, were not taken, or why no key was."""
        refused = self.model.refusals()
        here = self.model.refusal(self.grid.currentIndex())
        message = self._message or ((here or refused[0][1]).sentence if refused else "")
        if len(refused) > 1:
            message = f"{message}\n{text('score_sheet.refused_count', count=len(refused))}"
        self.strip.refuse(message)

    def _note_typed(self) -> None:
        typed = bool(self._unsaved) or self.strip.asking or self.model.refused_anywhere
        self.context.drafts.note(self, text("score_sheet.unsaved"), typed=typed)

    def _pasted(self, refused: tuple[str, ...]) -> None:
        more = text("score_sheet.refused_more", count=len(refused) - 3) if len(refused) > 3 else ""
        self._count()
        if refused:
            self.strip.refuse("\n".join([*refused[:3], *([more] if more else [])]))

    def _moved(self) -> None:
        if not self.strip.asking:
            self.strip.show_cell(self.grid.currentIndex())
        self._word_refusals()

    def _count(self) -> None:
        self._missing = tuple(missing(self.model.live)) if self.model.live else ()
        own = sum(one.scorer.role == "self" for one in self._missing)
        other = len(self._missing) - own
        key = "score_sheet.missing_judged" if self.model.has_judges else "score_sheet.missing"
        refused = len(self.model.refusals())
        message = [text(key, own=own, other=other)] if self._missing else []
        message += [text("score_sheet.refused_count", count=refused)] if refused else []
        self.missing_button.setText(" · ".join(message))
        self.missing_button.setVisible(bool(message))
        self._fill_ballots()
        self._word_refusals()
        self._note_typed()

    def _fill_ballots(self) -> None:
        """All ballots together, then each unit's with how much of it is missing."""
        self.ballot.setVisible(self.model.has_judges)
        home = self._second_row if self.model.has_judges else self._first_row
        for button in (self.enter, self.missing_button):
            if home.indexOf(button) < 0:
                home.addWidget(button)
        if not self.model.has_judges:
            return
        silent = Counter(judge for one in self._missing for judge in one.judges)
        units = self.model.units
        if self.ballot.count() != len(units) + 1:
            self.ballot.clear()
            self.ballot.addItem("", "")
            for unit in units:
                self.ballot.addItem("", unit)
        late = sum(bool(silent[unit]) for unit in units)
        self.ballot.setItemText(0, text("score_sheet.all_ballots", late=late, count=len(units)))
        for place, unit in enumerate(units, start=1):
            key = "score_sheet.ballot_missing" if silent[unit] else "score_sheet.ballot_whole"
            self.ballot.setItemText(place, text(key, unit=brief(unit), count=silent[unit]))
            self.ballot.setItemData(place, unit)
        self.ballot.setCurrentIndex(max(self.ballot.findData(self.model.judge), 0))

    def _choose_ballot(self) -> None:
        self.model.judge_by(str(self.ballot.currentData() or ""))
        self._message = ""
        self._word_refusals()
        self.strip.show_cell(self.grid.currentIndex())
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_ballot(self) -> None:
        """The ballot of the next unit; after the last one all together."""
        if self.model.has_judges:
            self.ballot.setCurrentIndex((self.ballot.currentIndex() + 1) % self.ballot.count())
            self._choose_ballot()

    def _fill_tools(self, loaded: LoadedSheet) -> None:
        for button in self._shown.buttons():
            self._shown.removeButton(button)
            self._chips.removeWidget(button)
            button.deleteLater()
        for code, name in (
            ("", text("score_sheet.everyone")),
            *(chip_words(loaded)),
        ):
            made = chip(name)
            made.setCheckable(True)
            made.setChecked(not code)
            made.setProperty("scorer", code)
            made.clicked.connect(lambda _: self._show_columns())
            self._shown.addButton(made)
            self._chips.addWidget(made)
        self.grid.fit_columns()
        self.sections.clear()
        self.sections.addItem(text("score_sheet.all_sections"), None)
        for section in loaded.scheme.sections:
            self.sections.addItem(f"{section.code}. {section.name}", section.code)
        self._show_columns()

    def _show_columns(self) -> None:
        checked = self._shown.checkedButton()
        scorer = str(checked.property("scorer")) if checked is not None else ""
        section = self.sections.currentData()
        within = below(self.model, section)
        for place, column in enumerate(self.model.columns):
            other = bool(scorer) and column.scorer is not None and column.scorer.code != scorer
            self.grid.setColumnHidden(place, other or column.criterion.section not in within)

    def _turn(self) -> None:
        self.grid.across = not self.grid.across
        self._word_enter()

    def _word_enter(self) -> None:
        self.enter.setText(text("score_sheet.enter_across" if self.grid.across else "score_sheet.enter_down"))
