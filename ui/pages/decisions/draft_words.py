"""Number and date of a draft stand nowhere but in the form until it is issued: each draft keeps its own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from thidua_desktop.queries.decisions.changes import Trace
from thidua_desktop.services.decisions.decision_day import NextNumber
from thidua_desktop.services.decisions.proofreading import Proof
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Form


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown: the PDF of a decision with a number and a day."""

    decision_id: int
    data: bytes
    name: str
    traces: tuple[Trace, ...] = ()
    proofs: tuple[Proof, ...] = ()
    following: NextNumber | None = None


class DraftWords(QObject):
    """``lines``: the two editors by field. What was typed for another draft waits for its next showing."""

    def __init__(self, context: Context, form: Form) -> None:
        super().__init__(form)
        self._context, self._form = context, form
        found = {key: form.editor(key) for key in ("number", "signed_on")}
        self.lines = {key: line for key, line in found.items() if isinstance(line, QLineEdit)}
        self._draft: int | None = None
        self._aside: dict[int, dict[str, str]] = {}

    def show(self, draft: int | None) -> None:
        """Another draft is on show; None: no draft."""
        if draft == self._draft:
            return
        if self._draft is not None:
            self._aside[self._draft] = {key: line.text() for key, line in self.lines.items()}
        self._draft = draft
        self._form.set_values(dict.fromkeys(self.lines))
        aside = self._aside.pop(draft, {}) if draft is not None else {}
        for key, words in aside.items():
            self.lines[key].setText(words)
        self.note()

    def forget(self) -> None:
        """The draft on show was issued or taken apart: what stood in the form has done its work."""
        self._form.set_values(dict.fromkeys(self.lines))
        self.note()

    def note(self) -> None:
        """Says whether something typed is stored nowhere."""
        words = [line.text() for line in self.lines.values()] if self._draft is not None else []
        words += [one for aside in self._aside.values() for one in aside.values()]
        unsaved = text("commendation.decisions.unsaved")
        self._context.drafts.note(self, unsaved, typed=any(one.strip() for one in words))
