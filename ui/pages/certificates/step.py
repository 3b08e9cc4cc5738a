"""Step 5: certificates of an issued decision, looked at before they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from thidua_desktop.domain.certificates.layouts import DEFAULT_LAYOUT
from thidua_desktop.domain.changes import DECISIONS, GRANTS, PRINTING
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.queries.decisions.decisions import decisions as list_decisions
from thidua_desktop.services.certificates import certificates, layouts
from thidua_desktop.services.decisions import paper
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.layout_designer.blank_background import background_picture
from ui.layout_designer.designer import DesignerDialog
from ui.pages.certificates.blanks_dialog import BlankFormsDialog
from ui.pages.certificates.print_run import CertificatePrinting, Chosen
from ui.pages.certificates.register_dialog import PrintLogDialog, RegisterDialog
from ui.pages.certificates.words_dialog import ask_words
from ui.pages.step import Notice, Step
from ui.pages.tally import save_tally
from ui.printing.pdf_view import PdfView
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.finding_list import SentenceList
from ui.widgets.forms import Choice, Field, Form

_LAYOUT_OF: Final = "certificates/layout_of_"


@dataclass(frozen=True, slots=True)
class Sheets:
    """Certificates drawn: the PDF, its file name and what did not fit, in sentences by page."""

    decision_id: int
    data: bytes
    name: str
    problems: tuple[tuple[int, str], ...]
    background: certificates.Background | None
    """The stock, where only the text is printed."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """Decisions with what each gives: decision -> award code -> name; layouts by key."""

    rows: tuple[DecisionRow, ...]
    awards: dict[int, dict[str, str]]
    layouts: dict[str, str]


class PrintingStep(Step):
    """What is chosen above is drawn at once; what does not fit is listed before anything is printed."""

    topics: ClassVar = frozenset({DECISIONS, GRANTS, PRINTING})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._sheets: Sheets | None = None
        self._awards: dict[int, dict[str, str]] = {}
        self._layouts: dict[str, str] = {}
        self.form = _make_form()
        self.form.set_values({"full": "full", "award": ""})
        self.form.edited.connect(self._edited)
        self.printing = CertificatePrinting(context)
        self.view = PdfView(context, print_kind="primary", printing=self._print)
        self.view.saved.connect(self._save)
        self.refusal = Notice()
        self.background_line = QLabel(text("printing.ground.line"))
        self.background_line.setProperty("role", "muted")
        self.background_line.setWordWrap(True)
        self.background_line.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_paper())
        self.column.addWidget(self._pages, 1)

    def _make_empty(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.addStretch(1)
        words = QLabel(text("commendation.certificates.empty"), alignment=Qt.AlignmentFlag.AlignCenter)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        column.addWidget(words)
        column.addSpacing(SPACING["m"])
        button = make_button(text("commendation.certificates.empty_button"), kind="primary")
        button.clicked.connect(lambda _: self.step_requested.emit("decisions", None))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return face

    def _make_paper(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.tally_button = make_button(text("commendation.certificates.tally"))
        put_icon(self.tally_button, "arrow_export")
        self.tally_button.clicked.connect(
            lambda _: save_tally(self.context, year=self.context.year, source="grants")
        )
        self.books_button = make_button(text("printing.books.button"))
        put_icon(self.books_button, "book_search")
        self.books_button.setMenu(self._books_menu())
        for button in (self.tally_button, self.books_button):
            self.view.add_tool(button)
        column.addWidget(self.form)
        column.addWidget(self.refusal)
        column.addWidget(self.printing.bar)
        column.addWidget(self.background_line)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self._make_problems())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([720, 280])
        column.addWidget(split, 1)
        return face

    def _make_problems(self) -> QWidget:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(SPACING["s"], 0, 0, 0)
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        column.addWidget(self._heading)
        self.problems = SentenceList(text("commendation.certificates.problems"))
        self.problems.currentRowChanged.connect(self._go_to_problem)
        column.addWidget(self.problems, 1)
        self._side.hide()
        return self._side

    def _books_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, kind in (("register", RegisterDialog), ("stock", BlankFormsDialog), ("log", PrintLogDialog)):
            menu.addAction(text(f"printing.books.{key}")).triggered.connect(
                lambda _=False, kind=kind: self.context.dialogs.run(kind(self.context))
            )
        menu.addSeparator()
        menu.addAction(text("printing.designer.edit")).triggered.connect(lambda _=False: self._design())
        self._words_menu = menu.addMenu(text("printing.words.menu"))
        self._words_menu.aboutToShow.connect(self._fill_words_menu)
        return menu

    def _fill_words_menu(self) -> None:
        """One line for each award of the decision shown."""
        self._words_menu.clear()
        for code, name in self._awards.get(self._decision_id() or 0, {}).items():
            self._words_menu.addAction(name).triggered.connect(
                lambda _=False, code=code, name=name: ask_words(self.context, code, award=name, owner=self)
            )

    def _design(self) -> None:
        """The layout now chosen, in the designer."""
        key = str(self.form.values()["layout"])

        def read(app: AppContext) -> tuple[layouts.CertificateLayout, bytes | None]:
            return layouts.layout(app, key), layouts.scan_of(app, key)

        def show(found: tuple[layouts.CertificateLayout, bytes | None]) -> None:
            dialog = DesignerDialog(self.context, found[0], scan=found[1])
            if self.context.dialogs.run(dialog):
                self._remember_layout(dialog.key)
                self.load()

        self.context.read(read, done=show, owner=self)

    def _print(self) -> None:
        values = self.form.values()
        if isinstance(values["decision"], int):
            self.printing.print(
                Chosen(
                    values["decision"],
                    str(values["layout"]),
                    on_blank_form=values["full"] == "stock",
                    award_code=self._award(),
                    doubts=len(self._sheets.problems) if self._sheets else 0,
                )
            )

    def load(self) -> None:
        self.printing.load_open()
        year = self.context.year

        def work(_: Progress) -> _Listed:
            app = self.context.app
            found = app.read(list_decisions, year=year, origin="own")
            rows = tuple(row for row in found if row.state == "signed")
            awards = {row.id: certificates.awards_of(app, row.id) for row in rows}
            return _Listed(rows, awards, certificates.layouts(app))

        self.fetch(work, self._show)

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self.fetch(lambda _: None, lambda _: self._choose(target))

    def _show(self, found: _Listed) -> None:
        rows, self._awards, self._layouts = found.rows, found.awards, found.layouts
        self._pages.setCurrentIndex(int(bool(rows)))
        self.form.set_choices("layout", [Choice(key, name) for key, name in self._layouts.items()])
        chosen, award = self._decision_id(), self._award()
        self.form.set_choices("decision", [Choice(row.id, _decision_words(row)) for row in rows])
        if rows:
            known = chosen in [row.id for row in rows]
            self._choose(chosen if known else rows[0].id, award if known else "")

    def _choose(self, decision_id: object, award: str = "") -> None:
        self.form.set_values({"decision": decision_id})
        self._offer_awards(award)
        self.draw()

    def _edited(self, key: str) -> None:
        if key == "decision":
            self._offer_awards("")
        elif key == "award":
            self._recall_layout()
        elif key == "layout":
            self._remember_layout(str(self.form.values()["layout"]))
        self.draw()

    def _offer_awards(self, award: str) -> None:
        """All certificates of the decision or those of one award, each with the layout used last for it."""
        found = self._awards.get(self._decision_id() or 0, {})
        every = Choice("", text("printing.every_award"))
        self.form.set_choices("award", [every, *(Choice(code, name) for code, name in found.items())])
        self.form.set_values({"award": award if award in found else ""})
        allow(self.form.editor("award"), bool(found), "no_certificates")
        self._recall_layout()

    def _codes(self) -> list[str]:
        """Awards whose certificates are shown."""
        award = self._award()
        return [award] if award else list(self._awards.get(self._decision_id() or 0, {}))

    def _recall_layout(self) -> None:
        stored = [self.context.settings.words(_LAYOUT_OF + code) for code in self._codes()]
        layout = next((one for one in stored if one in self._layouts), DEFAULT_LAYOUT)
        self.form.set_values({"layout": layout})

    def _remember_layout(self, layout: str) -> None:
        for code in self._codes():
            self.context.settings.put(_LAYOUT_OF + code, layout)

    def _decision_id(self) -> int | None:
        chosen = self.form.values()["decision"]
        return chosen if isinstance(chosen, int) else None

    def _award(self) -> str:
        return str(self.form.values()["award"] or "")

    def draw(self) -> None:
        """Draws the certificates as chosen, in the task runner."""
        values, award = self.form.values(), self._award()
        decision_id = values["decision"]
        if not isinstance(decision_id, int):
            return

        def work(progress: Progress) -> Sheets:
            full = values["full"] == "full"
            return _render(self.context.app, decision_id, award, str(values["layout"]), full, progress)

        self.context.runner.run(
            work,
            done=self._drawn,
            failed=self._refuse,
            label=text("commendation.certificates.drawing"),
            cancellable=True,
            owner=self,
        )

    def _drawn(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self.refusal.notify("")
        self.view.show_pdf(sheets.data, name=sheets.name)
        self.view.canvas.show_background(background_picture(sheets.background) if sheets.background else None)
        self.background_line.setVisible(sheets.background is not None)
        self.view.canvas.set_fit("page")
        self._side.setVisible(bool(sheets.problems))
        self._heading.setText(text("commendation.certificates.problem_count", count=len(sheets.problems)))
        self.problems.show_sentences(
            [
                ("warning", text("commendation.certificates.problem", page=page, sentence=sentence))
                for page, sentence in sheets.problems
            ]
        )

    def _go_to_problem(self, place: int) -> None:
        if self._sheets is not None and 0 <= place < len(self._sheets.problems):
            self.view.canvas.go_to(self._sheets.problems[place][0] - 1)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, OfficeError):
            self.refusal.notify(error_sentence(error))
        else:
            self.context.dialogs.error(error)

    def _save(self, path: Path) -> None:
        sheets = self._sheets
        if sheets is not None:
            self.context.act(
                lambda _: paper.save_paper(
                    self.context.app,
                    kind="certificates",
                    name=path.name,
                    data=sheets.data,
                    decision_id=sheets.decision_id,
                ),
                label=text("commendation.certificates.keeping"),
                owner=self,
            )


def _make_form() -> Form:
    """Which decision, which of its awards, which layout, with or without the background."""
    label = {key: text(f"commendation.certificates.{key}") for key in ("decision", "layout", "kind")}
    kinds = tuple(Choice(key, text(f"commendation.certificates.{key}")) for key in ("full", "stock"))
    return Form(
        [
            Field("decision", label["decision"], "choice", required=True),
            Field(
                "award",
                text("printing.award"),
                "choice",
                choices=(Choice("", text("printing.every_award")),),
            ),
            Field("layout", label["layout"], "choice", required=True),
            Field("full", label["kind"], "choice", required=True, choices=kinds),
        ],
        columns=4,
        shares=(5, 4, 4, 3),
    )


def _render(
    app: AppContext, decision_id: int, award: str, layout: str, full_print: bool, progress: Progress
) -> Sheets:
    ids = [grant.id for grant in certificates.grants_of(app, decision_id, award)]
    run = certificates.render(
        app, decision_id, layout=layout, full_print=full_print, grant_ids=ids, progress=progress
    )
    background = None
    if not full_print:
        background = certificates.background(app, decision_id, layout=layout, grant_ids=ids)
    problems = tuple((one.page, one.sentence()) for one in run.problems)
    return Sheets(decision_id, run.pdf, certificates.file_name(app, decision_id), problems, background)


def _decision_words(row: DecisionRow) -> str:
    day = f"{row.signed_on:%d/%m/%Y}" if row.signed_on else ""
    return text("commendation.certificates.line", number=row.number or "", day=day, count=row.grants)
