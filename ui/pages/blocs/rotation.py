"""The next year's blocs: who leads each, as elected or by turn, asked before anything is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from thidua_desktop.domain.scoring.blocs import Officers
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.pages.base import scrolling
from ui.style.tokens import SPACING
from ui.widgets.fields import Choice, ChoiceBox, Problem

if TYPE_CHECKING:
    from thidua_desktop.queries.scoring.blocs import Rotation

_OFFICES = ("head", "deputy", "second_deputy")


class RotationDialog(Dialog):
    """``officers`` by bloc of the former year, as the officer left them."""

    def __init__(self, rotations: Sequence[Rotation], *, from_year: int, to_year: int) -> None:
        super().__init__(
            text("blocs.rotation.title", year=to_year),
            lead=text("blocs.rotation.lead", from_year=from_year, to_year=to_year),
        )
        self._rotations = [one for one in rotations if one.bloc.level == "own"]
        self.boxes: dict[tuple[int, str], ChoiceBox] = {}
        background = QWidget()
        grid = QGridLayout(background)
        grid.setContentsMargins(0, 0, SPACING["s"], 0)
        grid.setHorizontalSpacing(SPACING["m"])
        grid.setVerticalSpacing(SPACING["s"])
        for column, key in enumerate(("bloc", *_OFFICES)):
            head = QLabel(text(f"blocs.rotation.{key}"))
            head.setProperty("role", "small")
            grid.addWidget(head, 0, column)
        for row, one in enumerate(self._rotations, start=1):
            self._add(grid, row, one)
        grid.setColumnStretch(0, 4)
        for column in (1, 2, 3):
            grid.setColumnStretch(column, 3)
        grid.setRowStretch(len(self._rotations) + 1, 1)
        self.body.addWidget(scrolling(background), 1)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.add_button(text("blocs.copy_yes"), kind="primary").clicked.connect(self.accept)
        self.resize(1000, min(200 + 74 * max(len(self._rotations), 2), 640))

    def officers(self) -> dict[int, Officers]:
        """Who leads each bloc. ``Problem`` when words of no entry stand in a box."""
        return {
            one.bloc.id: Officers(*(self._unit(one.bloc.id, key) for key in _OFFICES))
            for one in self._rotations
        }

    def accept(self) -> None:
        try:
            chosen = self.officers()
        except Problem as problem:
            self._refuse(str(problem))
            return
        for one in self._rotations:
            units = chosen[one.bloc.id].chosen
            if len(set(units)) < len(units):
                self._refuse(text("blocs.rotation.one_office_each", name=one.bloc.name))
                return
        super().accept()

    def _refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _unit(self, bloc_id: int, key: str) -> int | None:
        chosen = self.boxes[bloc_id, key].chosen()
        return chosen if isinstance(chosen, int) and chosen else None

    def _add(self, grid: QGridLayout, row: int, one: Rotation) -> None:
        how = "blocs.rotation.elected" if one.elected else "blocs.rotation.turn"
        name = QLabel(text("blocs.rotation.line", name=one.bloc.name, how=text(how)))
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        grid.addWidget(name, row, 0)
        for column, key in enumerate(_OFFICES, start=1):
            box = ChoiceBox((Choice(0, text("blocs.rotation.nobody")), *self._choices(one)))
            box.choose(getattr(one.officers, key) or 0)
            box.setAccessibleName(
                text("blocs.rotation.office_of", office=text(f"blocs.rotation.{key}"), name=one.bloc.name)
            )
            self.boxes[one.bloc.id, key] = box
            grid.addWidget(box, row, column)

    def _choices(self, one: Rotation) -> tuple[Choice, ...]:
        return tuple(Choice(member.unit_id, member.unit_name) for member in one.members)
