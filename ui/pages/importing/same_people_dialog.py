"""Is this one person? A row of the file beside those of the same name, one case after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from thidua_desktop.queries.decisions.grants import GrantRow
from thidua_desktop.services.importing.same_people import Question, Side
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.pages.award_words import award_word
from ui.pages.base import scrolling
from ui.style.tokens import SPACING
from ui.widgets.combo import Combo
from ui.widgets.dates import show_date
from ui.widgets.some_of import some_of
from ui.widgets.wrap_row import WrapRow

ROWS: Final = ("name", "born", "unit", "position", "asked", "past")
_MOST_PAST: Final = 12


class SameDialog(Dialog):
    """Accepted when every case was answered; ``reported`` holds what was answered until then too."""

    def __init__(self, questions: Sequence[Question], parent: QWidget | None = None) -> None:
        super().__init__(text("intake.same.title"), parent)
        self.reported: list[tuple[Question, Side | None]] = []
        self._questions = tuple(questions)
        self.lead = QLabel()
        self.lead.setWordWrap(True)
        self.body.addWidget(self.lead)
        self.body.addLayout(self._choice())
        background = QWidget()
        self._grid = QGridLayout(background)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACING["l"])
        self._grid.setVerticalSpacing(SPACING["s"])
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(scrolling(background), 1)
        self.cells = self._make_cells()
        self.add_button(text("intake.same.later"), at_left=True).clicked.connect(self.reject)
        self.two_button = self.add_button(text("intake.same.two"))
        self.one_button = self.add_button(text("intake.same.one"))
        self.two_button.clicked.connect(lambda: self._answer(None))
        self.one_button.clicked.connect(lambda: self._answer(self.other()))
        self.resize(820, 440)
        self._show()

    @property
    def question(self) -> Question:
        return self._questions[len(self.reported)]

    def other(self) -> Side:
        """The one shown at the right."""
        return self.question.others[max(self.choice.currentIndex(), 0)]

    def _choice(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self._label = QLabel(text("intake.same.choose"))
        self.choice = Combo()
        self.choice.setAccessibleName(text("intake.same.candidates"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.currentIndexChanged.connect(lambda _: self._compare())
        self._label.setBuddy(self.choice)
        row.addWidget(self._label)
        row.addWidget(self.choice, 1)
        return row

    def _make_cells(self) -> dict[str, tuple[QLabel, QLabel]]:
        self._heads = (QLabel(), QLabel())
        for column, head in enumerate(self._heads, start=1):
            head.setProperty("role", "heading")
            head.setWordWrap(True)
            self._grid.addWidget(head, 0, column)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        self._grid.addWidget(line, 1, 0, 1, 3)
        made: dict[str, tuple[QLabel, QLabel]] = {}
        for place, key in enumerate(ROWS, start=2):
            label = QLabel(text(f"intake.same.rows.{key}"))
            label.setProperty("role", "muted")
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            made[key] = (QLabel(), QLabel())
            for column, cell in enumerate(made[key], start=1):
                cell.setWordWrap(True)
                cell.setAlignment(Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(cell, place, column)
        self._grid.setRowStretch(len(ROWS) + 2, 1)
        return made

    def _show(self) -> None:
        question = self.question
        number = len(self.reported) + 1
        self.lead.setText(text("intake.same.lead", number=number, count=len(self._questions)))
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([_line(side) for side in question.others])
        self.choice.blockSignals(False)
        for widget in (self._label, self.choice):
            widget.setVisible(len(question.others) > 1)
        self._compare()
        self.two_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compare(self) -> None:
        row, other = self.question.row, self.other()
        self._heads[0].setText(text("intake.same.in_file", place=_place(row)))
        self._heads[1].setText(
            text("intake.same.earlier_row", place=_place(other))
            if other.person_id is None
            else text("intake.same.in_register")
        )
        for key, words in _values(row).items():
            against = _values(other)[key]
            left, right = self.cells[key]
            left.setText(words)
            right.setText(against)
            differs = key in ("born", "unit", "position") and words != against
            for cell in (left, right):
                font = cell.font()
                font.setBold(differs)
                cell.setFont(font)

    def _answer(self, same: Side | None) -> None:
        self.reported.append((self.question, same))
        if len(self.reported) == len(self._questions):
            self.accept()
        else:
            self._show()


def _values(side: Side) -> dict[str, str]:
    unknown = text("intake.same.words.unknown")
    not_of_it = text("intake.same.words.not_of_it")
    no_past = text("intake.same.words.no_past") if side.person_id is not None else not_of_it
    return {
        "name": side.name,
        "born": side.born.vietnamese() if side.born else unknown,
        "unit": side.unit or unknown,
        "position": side.position or unknown,
        "asked": ", ".join(award_word(code) for code in side.awards) or not_of_it,
        "past": some_of([_grant(one) for one in side.past], most=_MOST_PAST, between="\n") or no_past,
    }


def _grant(grant: GrantRow) -> str:
    return text(
        "intake.same.words.grant",
        year=grant.award_year,
        award=grant.title,
        number=grant.decision_number or "",
        day=show_date(grant.signed_on) if grant.signed_on else "",
    )


def _place(side: Side) -> str:
    return text("intake.same.words.place", row=side.row, sheet=side.sheet)


def _line(side: Side) -> str:
    """One candidate in the list: name, birth, unit."""
    born = side.born.vietnamese() if side.born else ""
    return " – ".join(word for word in (side.name, born, side.unit) if word)
