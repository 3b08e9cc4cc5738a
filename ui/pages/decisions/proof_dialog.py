"""What the proof-reader found in a draft: read whole, each line opens its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.services.decisions.proofreading import Proof
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.widgets.allowing import allow
from ui.widgets.finding_list import SentenceList


class ProofDialog(Dialog):
    """``issue`` offers to issue all the same; ``requested``: the nominations whose lines the officer asked
    for, all of them where many have one cause."""

    def __init__(self, found: Sequence[Proof], *, issue: bool, parent: QWidget | None = None) -> None:
        super().__init__(text("award_proof.title"), parent)
        self._found = tuple(found)
        self.requested: tuple[int, ...] = ()
        self.agreed = False
        head = QLabel(proof_summary(found))
        head.setProperty("role", "heading")
        self.body.addWidget(head)
        self.list = SentenceList(text("award_proof.title"))
        self.list.show_sentences([(one.severity, one.sentence) for one in found])
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda _: self._go())
        self.body.addWidget(self.list, 1)
        self.go_button = self.add_button(text("award_proof.go"), at_left=True)
        self.go_button.clicked.connect(lambda _: self._go())
        if issue:
            self.issue_button = self.add_button(text("award_proof.issue_anyway"), kind="danger")
            self.issue_button.clicked.connect(lambda _: self._agree())
        back = self.add_button(text("award_proof.back"), kind="calm")
        back.clicked.connect(self.reject)
        back.setDefault(True)
        self.resize(820, 520)
        if found:
            self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, place: int) -> None:
        known = 0 <= place < len(self._found)
        allow(self.go_button, known and bool(self._found[place].nomination_ids), "no_place")
        count = len(self._found[place].nomination_ids) if known else 0
        key = "go_many" if count > 1 else "go"
        self.go_button.setText(text(f"award_proof.{key}", count=count))

    def _go(self) -> None:
        """Closes and lets the page open the place."""
        place = self.list.currentRow()
        if 0 <= place < len(self._found) and self._found[place].nomination_ids:
            self.requested = self._found[place].nomination_ids
            self.reject()

    def _agree(self) -> None:
        self.agreed = True
        self.accept()


def proof_summary(found: Sequence[Proof]) -> str:
    """How many errors and doubts, or that there are none."""
    errors = sum(one.severity == "error" for one in found)
    if not found:
        return text("award_proof.clean")
    return text("award_proof.summary", errors=errors, warnings=len(found) - errors)


def proof_button_words(found: Sequence[Proof]) -> str:
    """The button with how many places are to be looked at."""
    return text("award_proof.button_count", count=len(found)) if found else text("award_proof.button")
