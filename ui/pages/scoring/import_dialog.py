"""Before a unit's self-scores are taken in: whose they are, what each row means, what is wrong and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.services.scoring.score_import import ImportLine, SelfScoreAnalysis, State, choice_sentence
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.services.scoring.sheet_words import show_raw
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.style.tokens import Tone
from ui.tables.columns import Badge, Column
from ui.tables.model import RowsModel
from ui.tables.view import TableView
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo
from ui.widgets.fields import ChoiceBox
from ui.widgets.forms import Choice

_TONES: Final[dict[State, Tone]] = {
    "new": "ok",
    "changed": "info",
    "same": "neutral",
    "blank": "neutral",
    "wrong": "danger",
    "ask": "warn",
    "other": "neutral",
    "total": "neutral",
}
Again = Callable[[int | None, dict[str, str], Callable[[SelfScoreAnalysis], None]], None]


class ImportScoresDialog(Dialog):
    """``again`` looks at the file once more with the unit and the answers given here, and reports the look."""

    def __init__(
        self, loaded: LoadedSheet, analysis: SelfScoreAnalysis, again: Again, parent: QWidget | None = None
    ) -> None:
        lead = text("score_import.lead", file=analysis.file, sheet=analysis.sheet)
        super().__init__(text("score_import.title"), parent, lead=lead)
        self._loaded, self.analysis, self._again = loaded, analysis, again
        self.answers: dict[str, str] = {}
        self.unit = ChoiceBox([Choice(number, name) for number, name in loaded.units.items()])
        self.unit.setAccessibleName(text("score_import.choose_unit"))
        self.unit.choose(analysis.unit_id)
        self.unit.activated.connect(lambda _: self._analyse_again())
        self.model: RowsModel[ImportLine] = RowsModel(_columns(loaded.scheme))
        self.view: TableView[ImportLine] = TableView(self.model, name=text("score_import.table"))
        self.view.picked.connect(self._offer)
        self.criterion = Combo()
        self.criterion.setAccessibleName(text("score_import.criterion").replace("&", ""))
        self.criterion.setPlaceholderText(text("score_import.choose"))
        self.criterion.setMinimumContentsLength(40)
        self.criterion.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.criterion.activated.connect(lambda _: self._answer())
        self.counts = QLabel()
        self.counts.setProperty("role", "muted")
        self.counts.setWordWrap(True)
        self._lay_out()
        self._show()
        self.resize(1000, 620)

    def _lay_out(self) -> None:
        for words, field in ((text("score_import.unit"), self.unit), ("", self.view)):
            if words:
                label = QLabel(words)
                label.setBuddy(field)
                self.body.addWidget(label)
            self.body.addWidget(field, 1 if field is self.view else 0)
        label = QLabel(text("score_import.criterion"))
        label.setBuddy(self.criterion)
        for widget in (label, self.criterion, self.counts):
            self.body.addWidget(widget)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.take = self.add_button("", kind="primary")
        self.take.clicked.connect(self.accept)

    def _show(self) -> None:
        self.model.set_rows(self.analysis.lines)
        count = self.analysis.count
        self.counts.setText(
            text(
                "score_import.counts",
                new=count("new"),
                changed=count("changed"),
                same=count("same"),
                blank=count("blank"),
                ask=count("ask"),
                wrong=count("wrong"),
                other=count("other", "total"),
            )
        )
        self.take.setText(text("score_import.accept", count=count("new", "changed")))
        allow(self.take, self.analysis.unit_id is not None and count("new", "changed") > 0, "scores_take")
        asked = next((n for n, line in enumerate(self.model.shown_rows()) if line.state == "ask"), None)
        if asked is not None:
            self.view.selectRow(asked)
        self._offer()

    def _offer(self) -> None:
        line = self._chosen()
        self.criterion.clear()
        allow(self.criterion, line is not None, "row")
        if line is None:
            return
        known = list(dict.fromkeys([*([line.code] if line.code else []), *line.candidates]))
        rest = [one.code for one in self._loaded.scheme.criteria if one.code not in known]
        self.criterion.addItem(text("score_import.none"), "")
        for code in (*known, *rest):
            self.criterion.addItem(choice_sentence(self._loaded.scheme, code), code)
        asked = line.state == "ask"
        self.criterion.setCurrentIndex(-1 if asked else self.criterion.findData(line.code or ""))

    def _answer(self) -> None:
        line = self._chosen()
        if line is not None:
            self.answers[line.cell] = str(self.criterion.currentData())
            self._analyse_again()

    def _analyse_again(self) -> None:
        unit = self.unit.currentData()
        self._again(unit if isinstance(unit, int) else None, dict(self.answers), self._looked)

    def _looked(self, analysis: SelfScoreAnalysis) -> None:
        self.analysis = analysis
        self._show()

    def _chosen(self) -> ImportLine | None:
        index = self.view.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None


def _columns(scheme: Scheme) -> tuple[Column[ImportLine], ...]:
    def shown(line: ImportLine, raw: str) -> str:
        criterion = scheme.criterion(line.code) if line.code else None
        return show_raw(criterion, raw) if criterion is not None else raw

    def head(key: str) -> str:
        return text(f"score_import.columns.{key}")

    return (
        Column("cell", head("cell"), lambda line: line.cell, 58),
        Column(
            "wording", head("wording"), lambda line: f"{line.number} {line.wording}".strip(), 300, least=0.9
        ),
        Column("words", head("words"), lambda line: line.words, 110, align="right"),
        Column("code", head("code"), lambda line: line.code or "", 80),
        Column("before", head("before"), lambda line: shown(line, line.before), 90, align="right"),
        Column("state", head("state"), lambda line: line.state, 130, badge=_badge),
        Column("note", head("note"), lambda line: line.note, 320, tooltip=lambda line: line.note),
    )


def _badge(line: ImportLine) -> Badge:
    return Badge(text(f"score_import.states.{line.state}"), _TONES[line.state])
