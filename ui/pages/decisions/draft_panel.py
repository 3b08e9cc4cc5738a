"""A decision with only number and day to type: the paper stands beside and follows what is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.corrections import ChangeKind
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.decisions.changes import traces
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.queries.office.settings import SignerRow
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.decisions import paper as decision_paper
from thidua_desktop.services.decisions.decision_day import NextNumber, next_number_of
from thidua_desktop.services.decisions.proofreading import Proof, proofread
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import Card
from ui.pages.decisions.bases import ask_bases
from ui.pages.decisions.changes import KINDS, ask_change, trace_words
from ui.pages.decisions.draft_words import DraftWords, Paper
from ui.pages.decisions.issued_papers import issued_menu
from ui.pages.decisions.own_words import ask_own_words
from ui.pages.decisions.proof_dialog import ProofDialog, proof_button_words
from ui.pages.papers import payment_list_of
from ui.pages.step import Notice
from ui.printing.paper_dialog import show_paper
from ui.printing.pdf_view import PdfView, SaveDocx
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.forms import Choice, Field, Form
from ui.widgets.wrap_row import WrapRow

_PAUSE_MS: Final = 350


class DraftPanel(QWidget):
    """``acted``: changes and what was done; ``signed``: issued; ``drafted``: a change of it was drafted."""

    acted = Signal(object, str)
    signed = Signal(int)
    drafted = Signal(object)  # decisions.Drafted: a decision that changes this one
    nominee_requested = Signal(object)  # nominations whose lines the officer asked for

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.decision: DecisionRow | None = None
        self._paper: Paper | None = None
        self._drawing = self._again = False
        self.form = Form(
            [
                Field("number", text("commendation.decisions.number"), "int", required=True),
                Field("signed_on", text("commendation.decisions.signed_on"), "date", required=True),
                Field("signer", text("commendation.decisions.signer"), "choice", required=True),
            ],
            columns=3,
        )
        self.form.edited.connect(self._edited)
        self.sign_button = make_button(text("commendation.decisions.sign"), kind="primary")
        put_icon(self.sign_button, "checkmark", "on_accent")
        self.sign_button.clicked.connect(lambda _: self.sign())
        self.discard_button = _button("commendation.decisions.discard", self.discard, "delete")
        self.payment_button = _button("commendation.decisions.payment", self.show_payment, "money")
        self.achievement_button = _button("deciding.achievement", self.ask_achievement)
        self.achievement_button.setToolTip(text("deciding.achievement_tip"))
        self.bases_button = _button("deciding.bases", self.ask_bases)
        self.bases_button.setToolTip(text("deciding.bases_tip"))
        self.proof_button = _button("award_proof.button", self.show_proofs, "eye")
        self.change_button = make_button(text("deciding.change"))
        put_icon(self.change_button, "edit")
        self._fill_changes()
        self.more_button = make_button(text("archive.more"))
        self.more_button.setMenu(issued_menu(context, lambda: self.decision, owner=self))
        self.traces = QLabel()
        self.traces.setProperty("role", "muted")
        self.traces.setWordWrap(True)
        self.refusal = Notice()
        self.view = PdfView(context)
        self.view.saved.connect(self._save)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.draw)
        self._lay_out()
        self.typed_words = DraftWords(context, self.form)
        for line in self.typed_words.lines.values():
            line.returnPressed.connect(self._entered)
        self.show_decision(None, ())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self._sheet = Card()
        self._sheet.body.setContentsMargins(SPACING["m"], SPACING["s"], SPACING["m"], SPACING["s"])
        self._sheet.body.addWidget(self.form)
        row = WrapRow()
        row.addWidget(self.discard_button)
        row.addWidget(self.achievement_button)
        row.addWidget(self.bases_button)
        row.addWidget(self.proof_button)
        row.addStretch(1)
        row.addWidget(self.sign_button)
        self._sheet.body.addLayout(row)
        column.addWidget(self._sheet)
        self._issued = QLabel()
        self._issued.setProperty("role", "heading")
        self._issued.setWordWrap(True)
        self._issued_row = QWidget()
        issued, buttons = QVBoxLayout(self._issued_row), WrapRow()
        issued.setContentsMargins(0, 0, 0, 0)
        issued.addWidget(self._issued)
        for button in (self.change_button, self.payment_button, self.more_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        issued.addLayout(buttons)
        column.addWidget(self._issued_row)
        column.addWidget(self.traces)
        column.addWidget(self.refusal)
        column.addWidget(self.view, 1)

    def show_decision(self, found: DecisionRow | None, signers: tuple[SignerRow, ...]) -> None:
        """Shows a draft to complete or an issued decision to save and print; None: nothing."""
        same = found is not None and self.decision is not None and found.id == self.decision.id
        moved = not same or found is None or self.decision is None or found.state != self.decision.state
        self.decision = found
        is_draft = found is not None and found.state == "draft"
        self.typed_words.show(found.id if found is not None and is_draft else None)
        self._sheet.setVisible(is_draft)
        self._issued_row.setVisible(found is not None and not is_draft)
        award = found is not None and found.kind == "award"
        self.achievement_button.setVisible(award)
        self.proof_button.setVisible(award)
        self.payment_button.setVisible(award or (found is not None and found.kind == "replace"))
        self.change_button.setVisible(found is not None and found.kind != "revoke" and found.ended_on is None)
        self.view.offer_docx(self._docx if found is not None else None)
        if found is None or moved:
            self.traces.hide()
            self.refusal.notify("")
        if found is None:
            self.view.clear()
            return
        if moved:
            self.refusal.notify("")
        if is_draft:
            self._fill_signers(found, signers)
        else:
            day = f"{found.signed_on:%d/%m/%Y}" if found.signed_on else ""
            self._issued.setText(text("commendation.decisions.issued", number=found.number or "", day=day))
        self.draw()

    def _propose(self, following: NextNumber | None) -> None:
        """The number the register goes on with in the year of the day, shown where the number is typed."""
        line = self.form.editor("number")
        if isinstance(line, QLineEdit) and following is not None:
            line.setPlaceholderText(text("deciding.next_number", **asdict(following)))

    def _fill_changes(self) -> None:
        menu = QMenu(self.change_button)
        for kind in KINDS:
            action = menu.addAction(text(f"deciding.changes.{kind}"))
            action.triggered.connect(lambda _=False, kind=kind: self.ask_change(kind))
        self.change_button.setMenu(menu)

    def ask_change(self, kind: ChangeKind) -> None:
        """A decision that amends, replaces or revokes the one shown."""
        if self.decision is not None:
            ask_change(self._context, self.decision, kind, drafted=self.drafted.emit, owner=self)

    def ask_achievement(self) -> None:
        """Words of one's own for somebody of the draft."""
        if self.decision is not None:
            ask_own_words(self._context, self.decision, saved=self._saved("achievement_done"), owner=self)

    def ask_bases(self) -> None:
        """The legal bases: which acts are printed, and lines of the office."""
        if self.decision is not None:
            _, day = self._typed()
            done = self._saved("bases_done")
            ask_bases(self._context, self.decision, signed_on=day, saved=done, owner=self)

    def _saved(self, words: str) -> Callable[[Changes], None]:
        return lambda changes: self.acted.emit(changes, text(f"deciding.{words}"))

    def begin(self) -> None:
        """Ready to type the number."""
        self.form.focus_first()

    def draw(self) -> None:
        """Draws the paper as it stands; while one is being drawn the next waits."""
        self._timer.stop()
        if self.decision is None:
            return
        if self._drawing:
            self._again = True
            return
        self._drawing = True
        decision, app = self.decision, self._context.app
        number, day = self._typed() if decision.state == "draft" else (None, None)

        def work(progress: Progress) -> Paper:
            data = decision_paper.render(app, decision.id, number=number, signed_on=day, progress=progress)
            name = decision_paper.file_name(app, decision.id)
            proofs: tuple[Proof, ...] = ()
            if decision.state == "draft" and decision.kind == "award":
                proofs = proofread(app, decision.id, number=number, signed_on=day)
            following = next_number_of(app, decision, signed_on=day) if decision.state == "draft" else None
            return Paper(decision.id, data, name, app.read(traces, decision.id), proofs, following)

        self._context.runner.run(
            work,
            done=self._drawn,
            failed=lambda error: self._refuse(error),
            always=self._free,
            label=text("commendation.decisions.drawing"),
            owner=self,
        )

    def sign(self) -> None:
        """Issues the draft with what was typed."""
        if self.decision is None or not self.form.validate():
            return
        self._timer.stop()  # the issued paper is drawn instead
        decision, app = self.decision, self._context.app
        number, day = self._typed()

        def work(_: Progress) -> tuple[Proof, ...]:
            if decision.kind != "award":
                return ()
            return proofread(app, decision.id, number=number, signed_on=day)

        self._context.runner.run(
            work,
            done=lambda found: self._sign_read(decision, found),
            failed=lambda error: self._refuse(error),
            label=text("award_proof.working"),
            owner=self,
        )

    def _sign_read(self, decision: DecisionRow, found: tuple[Proof, ...]) -> None:
        """Errors are shown before anything is issued; what is only odd was reported on the button."""
        if any(one.severity == "error" for one in found) and not self._ask_proofs(found, issue=True):
            return
        app = self._context.app
        number, day = self._typed()
        self._context.act(
            lambda _: decisions.sign(app, decision.id, number=number, signed_on=day),
            done=lambda changes: self._done(changes, decision.id),
            failed=lambda error: self._refuse(error),
            label=text("commendation.decisions.signing"),
            owner=self,
        )

    def show_proofs(self) -> None:
        """What the proof-reader found in the draft as it stands."""
        if self._paper is not None:
            self._ask_proofs(self._paper.proofs, issue=False)

    def _ask_proofs(self, found: tuple[Proof, ...], *, issue: bool) -> bool:
        dialog = ProofDialog(found, issue=issue, parent=self.window())
        self._context.dialogs.run(dialog)
        if dialog.requested:
            self.nominee_requested.emit(dialog.requested)
        return dialog.agreed

    def show_payment(self) -> None:
        """The list for paying out the prizes, in a window of its own."""
        if self.decision is not None:
            show_paper(self._context, payment_list_of(self._context.app, self.decision.id), owner=self)

    def _docx(self) -> SaveDocx:
        """Writes the paper as shown, with number and day typed so far."""
        found, app = self.decision, self._context.app
        if found is None:
            return lambda _path, _progress: Changes()
        number, day = self._typed() if found.state == "draft" else (None, None)
        return lambda path, progress: decision_paper.save_docx(
            app, found.id, path, number=number, signed_on=day, progress=progress
        )

    def discard(self) -> None:
        """Takes the draft apart: its people wait again."""
        if self.decision is None:
            return
        decision_id = self.decision.id
        self._context.act(
            lambda _: decisions.discard(self._context.app, decision_id),
            done=self._discarded,
            label=text("commendation.decisions.discarding"),
            owner=self,
        )

    def _discarded(self, changes: Changes) -> None:
        self.typed_words.forget()
        self.acted.emit(changes, text("commendation.decisions.discarded"))

    def _typed(self) -> tuple[int | None, dt.date | None]:
        values = self.form.values()
        number, day = values["number"], values["signed_on"]
        return (
            number if isinstance(number, int) and number > 0 else None,
            day if isinstance(day, dt.date) else None,
        )

    def _edited(self, key: str) -> None:
        self.refusal.notify("")
        self.typed_words.note()
        if key != "signer":
            self._timer.start()
            return
        signer = self.form.values()["signer"]
        if self.decision is not None and isinstance(signer, int):
            decision_id = self.decision.id
            self._context.act(
                lambda _: decisions.choose_signer(self._context.app, decision_id, signer_id=signer),
                done=lambda _: self.draw(),
                label=text("commendation.decisions.choosing_signer"),
                owner=self,
            )

    def _entered(self) -> None:
        number = self.form.editor("number")
        if number.hasFocus():
            self.form.editor("signed_on").setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.sign_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_signers(self, found: DecisionRow, signers: tuple[SignerRow, ...]) -> None:
        self.form.set_choices(
            "signer",
            [Choice(one.id, one.full_name) for one in signers],
        )
        chosen = next(
            (
                one.id
                for one in signers
                if (one.full_name, one.lines) == (found.signer_name, found.signer_lines)
            ),
            None,
        )
        self.form.set_values({"signer": chosen})

    def _done(self, changes: Changes, decision_id: int) -> None:
        self.typed_words.forget()
        self.acted.emit(changes, text("commendation.decisions.signed"))
        self.signed.emit(decision_id)

    def _drawn(self, paper: Paper) -> None:
        if self.decision is not None and paper.decision_id == self.decision.id:
            self._paper = paper
            self._propose(paper.following)
            self.proof_button.setText(proof_button_words(paper.proofs))
            self.traces.setText(trace_words(paper.traces))
            self.traces.setVisible(bool(paper.traces))
            self.view.show_pdf(paper.data, name=paper.name)

    def _free(self) -> None:
        self._drawing = False
        if self._again:
            self._again = False
            self.draw()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, OfficeError):
            self.refusal.notify(error_sentence(error))
        else:
            self._context.dialogs.error(error)

    def _save(self, path: Path) -> None:
        """Of an issued decision the paper that left the program is stored with its hash."""
        found, paper = self.decision, self._paper
        if found is None or paper is None or found.state != "signed":
            return
        self._context.act(
            lambda _: decision_paper.save_paper(
                self._context.app, kind="decision", name=path.name, data=paper.data, decision_id=found.id
            ),
            label=text("commendation.decisions.keeping"),
            owner=self,
        )


def _button(key: str, pressed: Callable[[], None], icon: str = "") -> QPushButton:
    button = make_button(text(key))
    if icon:
        put_icon(button, icon)
    button.clicked.connect(lambda _: pressed())
    return button
