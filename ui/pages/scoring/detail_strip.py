"""Below the grid: the criterion in full, why the cell has its points, and the one line that asks a reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.queries.scoring.score_sheets import EntryRow
from thidua_desktop.services.scoring.sheet_words import (
    brief,
    cell_sentence,
    criterion_sentence,
    entry_words,
    hint_sentence,
    judges_sentence,
    section_sentence,
)
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.pages.scoring.sheet_model import Change, Index, SheetModel
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.wrap_row import WrapRow

_WHY_LINES: Final = 6


class DetailStrip(QFrame):
    """``answered`` gives the reason for the changes asked about; ``taken_back`` leaves what stood."""

    answered = Signal(object, str)
    taken_back = Signal()

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._sheet = model
        self._asked: tuple[Change, ...] = ()
        self._last_reason = ""
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING["m"], SPACING["s"], SPACING["m"], SPACING["s"])
        column.setSpacing(SPACING["xs"])
        column.addWidget(self._make_reason())
        self.refusal = QLabel()
        self.refusal.setProperty("notice", "danger")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self._brief, self._opened = False, False
        self._words = QWidget()
        self._words.setLayout(self._make_words())
        column.addWidget(self._words)

    def _make_words(self) -> QHBoxLayout:
        row = WrapRow()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["l"])
        left, right = QVBoxLayout(), QVBoxLayout()
        self.heading = _label("heading")
        self.how = _label("small")
        self.hint = _label("small")
        for label in (self.heading, self.how, self.hint):
            left.addWidget(label)
        left.setSpacing(SPACING["xs"])
        right.setSpacing(SPACING["xs"])
        left.addStretch(1)
        head = WrapRow()
        self.why_heading = _label("heading")
        self.why_heading.setWordWrap(False)
        self.why_heading.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.evidence = make_button(text("score_sheet.evidence"), kind="quiet")
        put_icon(self.evidence, "document_text", "accent_text")
        self.history = make_button(text("score_sheet.history"), kind="quiet")
        put_icon(self.history, "history", "accent_text")
        head.addWidget(self.why_heading, 1)
        head.addWidget(self.evidence)
        head.addWidget(self.history)
        self.why = _label("")
        right.addLayout(head)
        right.addWidget(self._bounded(self.why))
        right.addStretch(1)
        row.addLayout(left, 5)
        row.addLayout(right, 6)
        return row

    def _bounded(self, words: QLabel) -> QScrollArea:
        """Many judges take many lines: they scroll, the grid keeps its room."""
        self._area = area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        words.setAutoFillBackground(False)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        area.setWidget(words)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_why()

    def _fit_why(self) -> None:
        """As high as its words, at most so many lines."""
        wide = self._area.viewport().width()
        need = self.why.heightForWidth(wide) if wide > 0 else 0
        self._area.setFixedHeight(min(max(need, 1), self.fontMetrics().lineSpacing() * _WHY_LINES) + 2)

    def _make_reason(self) -> QWidget:
        self._reason_row = QWidget()
        row = WrapRow(self._reason_row)
        row.setContentsMargins(0, 0, 0, 0)
        self._question = QLabel()
        self.reason = QLineEdit(placeholderText=text("score_sheet.reason_hint"))
        self.reason.setAccessibleName(text("score_sheet.reason"))
        self.reason.returnPressed.connect(self._answer)
        self.reason.installEventFilter(self)
        row.addWidget(self._question)
        row.addWidget(self.reason, 1)
        self._reason_row.hide()
        return self._reason_row

    def set_brief(self, brief: bool) -> None:
        """Nothing where the window is low, unless it is opened: the grid needs the room."""
        self._brief = brief
        self._settle_room()

    def set_opened(self, opened: bool) -> None:
        """Whether it explains the cell in a low window too."""
        self._opened = opened
        self._settle_room()

    def _settle_room(self) -> None:
        explains = self._opened or not self._brief
        self._words.setVisible(explains)
        self.setVisible(explains or self.asking or bool(self.refusal.text()))

    @property
    def asking(self) -> bool:
        return bool(self._asked)

    def show_cell(self, index: Index) -> None:
        """Reports about one cell of the grid."""
        cell = self._sheet.cell(index)
        if cell is None or self._sheet.loaded is None or self._sheet.live is None:
            self.clear()
            return
        unit, criterion = self._sheet.units[index.row()], cell.criterion
        self.heading.setText(f"{criterion.code}. {criterion.name}")
        section = section_sentence(self._sheet.loaded.scheme, criterion.section)
        self.how.setText(" · ".join(part for part in (section, criterion_sentence(criterion)) if part))
        self.hint.setText(hint_sentence(criterion))
        points = str(self._sheet.data(self._sheet.index(index.row(), self._last_column(index))))
        key = "score_sheet.why_heading" if points else "score_sheet.why_waiting"
        self.why_heading.setText(text(key, points=points))
        given = self._sheet.live.raws_of(unit, criterion.code)
        message = [
            f"{scorer.name}: {entry_words(criterion, given[scorer.code])}"
            for scorer in criterion.scorers
            if given.get(scorer.code)
        ]
        steps = cell_sentence(cell, judges=False)
        reported = [" · ".join(message)] if len(message) > 1 else []
        reported += [
            text("score_sheet.judges", scorer=one.name, words=words)
            for one in criterion.scorers
            if one.judges
            and (words := judges_sentence(self._sheet.live, unit, criterion, given.get(one.code, "")))
        ]
        self.why.setText("\n".join([*reported, *steps]))
        self.why_heading.setToolTip(self.why.text())
        self.heading.setToolTip("\n".join(one for one in (self.how.text(), self.hint.text()) if one))
        self._fit_why()
        entry = self._entry(index)
        file = entry.evidence if entry is not None else ""
        self.evidence.setText(
            text("score_sheet.evidence_open", file=file) if file else text("score_sheet.evidence")
        )

    def clear(self) -> None:
        for label in (self.heading, self.how, self.hint, self.why_heading, self.why):
            label.setText("")

    def ask(self, changes: tuple[Change, ...]) -> None:
        """One quiet line for one change or for a pasted block; what is asked already is asked with it."""
        self._asked = changes = (*self._asked, *changes)
        one = changes[0]
        many = len(changes) > 1
        self._question.setText(
            text(
                "score_sheet.changed_many" if many else "score_sheet.changed",
                unit=brief(one.unit),
                count=len(changes),
                before=one.before.replace(".", ","),
                after=one.raw.replace(".", ",") or text("score_sheet.nothing"),
            )
        )
        self.reason.setText(self._last_reason)
        self.reason.selectAll()
        self._reason_row.show()
        self._settle_room()
        # The editor of the cell is still closing and would hand the keyboard back to the grid.
        QTimer.singleShot(0, self.reason, self._take_focus)

    def _take_focus(self) -> None:
        if self._asked:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Says why an entry was not taken; empty takes the sentence away."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self._settle_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves what stood."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else 0
        if key == Qt.Key.Key_Escape and self._asked:
            self._close()
            self.taken_back.emit()
            return True
        return super().eventFilter(watched, event)

    def _answer(self) -> None:
        reason = self.reason.text().strip()
        if not any(letter.isalpha() for letter in reason):  # a figure is the next score, typed blind
            self.reason.setPlaceholderText(text("score_sheet.reason_needed"))
            self.reason.selectAll()
            self.refuse(text("score_sheet.reason_needed"))
            QApplication.beep()
            return
        changes, self._last_reason = self._asked, reason
        self._close()
        self.answered.emit(changes, reason)

    def _close(self) -> None:
        self._asked = ()
        self._reason_row.hide()
        self._settle_room()

    def _last_column(self, index: Index) -> int:
        columns = self._sheet.columns
        place = index.column()
        while place + 1 < len(columns) and columns[place].scorer is not None:
            place += 1
        return place

    def _entry(self, index: Index) -> EntryRow | None:
        loaded, column = self._sheet.loaded, self._sheet.columns[index.column()]
        if loaded is None or column.scorer is None:
            return None
        unit_id = loaded.id_of(self._sheet.units[index.row()])
        return loaded.entries.get((unit_id, column.criterion.code, column.scorer.code))


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if role:
        label.setProperty("role", role)
    return label
