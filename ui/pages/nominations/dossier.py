"""The dossier of a nomination as a checklist: each paper asked for, whether it came, and its file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.nominations import dossiers as service
from thidua_desktop.services.nominations.dossiers import AskedPaper, Dossier
from thidua_desktop.services.office import attachments
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.opening import show_file
from ui.dialogs.base import Dialog, make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.fields import Choice, ChoiceBox

_STATES = tuple(Choice(state, text(f"dossiers.states.{state}")) for state in service.STATES)


class DossierDialog(Dialog):
    """What is set here is stored at once; closing asks nothing."""

    def __init__(self, context: Context, row: NominationRow, found: Dossier, parent: QWidget | None) -> None:
        super().__init__(text("nominees.dossier.title"), parent, lead=_lead(row, found))
        self._context, self._nomination = context, row
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACING["m"])
        self._grid.setVerticalSpacing(SPACING["l"])
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.boxes: dict[str, ChoiceBox] = {}
        self.files: dict[str, QPushButton] = {}
        for place, paper in enumerate(found.papers):
            self._add(place, paper)
        everything = self.add_button(text("nominees.dossier.all"), at_left=True)
        everything.clicked.connect(lambda _: self.receive_all())
        self.add_button(text("ui.buttons.close"), kind="primary").clicked.connect(self.accept)
        self.setMinimumWidth(720)

    def _add(self, place: int, paper: AskedPaper) -> None:
        name = text(f"dossiers.papers.{paper.item.code}")
        words = QLabel(name)
        words.setWordWrap(True)
        came = paper.stored.received_on if paper.stored else None
        received = text("nominees.dossier.received_on", day=f"{came:%d/%m/%Y}") if came else ""
        source = QLabel(" · ".join(filter(None, (paper.item.source, received))))
        source.setWordWrap(True)
        source.setProperty("role", "small")
        box = ChoiceBox(_STATES)
        box.setAccessibleName(name)
        box.choose(paper.state)
        box.setMinimumWidth(140)
        words.setBuddy(box)
        box.activated.connect(lambda _, code=paper.item.code: self._set(code))
        stored = paper.stored.file_name if paper.stored else None
        button = make_button(stored or text("nominees.dossier.attach"))
        button.setAutoDefault(False)
        button.setAccessibleName(text("nominees.dossier.file_of", paper=name))
        button.setMaximumWidth(220)
        put_icon(button, "document_text" if stored else "add")
        button.clicked.connect(partial(self._file, paper))
        reported = QVBoxLayout()
        reported.setSpacing(1)
        reported.addWidget(words)
        reported.addWidget(source)
        self._grid.addLayout(reported, place, 0)
        self._grid.addWidget(box, place, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(button, place, 2, Qt.AlignmentFlag.AlignTop)
        self.boxes[paper.item.code] = box
        self.files[paper.item.code] = button

    def _set(self, code: str) -> None:
        state = str(self.boxes[code].currentData())
        app, row = self._context.app, self._nomination
        self._act(lambda: service.save_paper(app, row, code, state=state))

    def _file(self, paper: AskedPaper, _checked: bool = False) -> None:
        """Opens the file stored, or asks for one."""
        app = self._context.app
        stored = paper.stored
        if stored is not None and stored.sha256 is not None:
            digest, name = stored.sha256, stored.file_name or ""
            self._context.read(
                lambda _: attachments.shown_copy(app, digest, name=name),
                done=lambda path: show_file(self._context, path),
                owner=self,
            )
            return
        paths = self._context.dialogs.choose_open_files(
            text("nominees.dossier.choose"), patterns=text("nominees.dossier.patterns"), purpose="dossier"
        )
        if paths:
            path, row, code = paths[0], self._nomination, paper.item.code
            self._act(lambda: service.save_paper(app, row, code, state="received", file=path))
            self.boxes[code].choose("received")
            self.files[code].setText(path.name)

    def receive_all(self) -> None:
        """Every paper has come."""
        app, row = self._context.app, self._nomination
        for box in self.boxes.values():
            box.choose("received")
        self._act(lambda: service.receive_all(app, row))

    def _act(self, work: object) -> None:
        assert callable(work)
        self._context.act(lambda _: _changes(work()), label=text("nominees.dossier.keeping"), owner=self)


def _changes(made: object) -> Changes:
    assert isinstance(made, Changes)
    return made


def _lead(row: NominationRow, found: Dossier) -> str:
    reported = [text("nominees.dossier.lead", name=row.name, count=len(found.papers), missing=found.missing)]
    for key, number in (
        ("copies", found.copies),
        ("days", found.processing_days),
        ("publication", found.publication_days),
    ):
        if number:
            reported.append(text(f"nominees.dossier.{key}", count=number))
    return " ".join(reported)
