"""Danh hiệu & căn cứ: what a rule-set says of each award, and what the office rules for itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import ClassVar, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.catalogue import load_awards, load_levels, rule_set_for
from thidua_desktop.catalogue.rule_sets import load_base_salaries
from thidua_desktop.catalogue.wording import required_words, rule_words
from thidua_desktop.domain.awards.awards import Award
from thidua_desktop.domain.changes import LAW
from thidua_desktop.domain.eligibility.conditions import judge
from thidua_desktop.domain.eligibility.facts import Facts
from thidua_desktop.domain.eligibility.findings import Question
from thidua_desktop.domain.eligibility.rules import AwardRule, Confidence, RuleSet
from thidua_desktop.services.eligibility.office_rules import all_rule_sets, law_of
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.system.law import LawPanel
from ui.pages.tabs import Tab
from ui.style.theme import theme
from ui.style.tokens import SPACING
from ui.tables.columns import Badge, Column, plain_words
from ui.tables.panel import Empty, TablePanel
from ui.widgets.dates import show_date
from ui.widgets.fields import Choice, ChoiceBox
from ui.widgets.forms import plain_label
from ui.widgets.richtext import settle
from ui.widgets.wrap_row import WrapRow

_UNSURE: Final = frozenset({"R", "U"})


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One award of a rule-set, worded."""

    award: Award
    rule: AwardRule
    deciders: str

    @property
    def coefficient(self) -> Decimal | None:
        """Times the base salary, without idle zeros."""
        return Decimal(f"{self.rule.prize.coefficient.normalize():f}") if self.rule.prize else None


class CatalogueSection(Tab):
    """The rule-set chosen above, its awards at the left, the conditions of one at the right."""

    topics: ClassVar[frozenset[str]] = frozenset({LAW})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rules: RuleSet | None = None
        self._all: dict[str, RuleSet] = {}
        self.rule_sets = ChoiceBox()
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.details = QTextBrowser()
        self.details.setAccessibleName(plain_label(text("system.catalogue.conditions")))
        self.details.setMinimumWidth(240)
        self.inner = QTabWidget()
        self.law = LawPanel(context)
        self.law.acted.connect(lambda _: self._read_law())
        self.salaries = QLabel()
        self.salaries.setProperty("role", "small")
        self.salaries.setWordWrap(True)
        self.panel: TablePanel[CatalogueRow] = TablePanel(
            catalogue_columns(),
            key="catalogue",
            name=text("system.catalogue.table"),
            settings=context.settings,
            identity=lambda row: row.award.code,
            empty=Empty(text("system.catalogue.empty")),
        )
        self._lay_out()
        self.panel.selection_changed.connect(self._report_details)
        self.rule_sets.currentIndexChanged.connect(lambda _: self._show_rules())
        theme().changed.connect(self._report_details)

    def _lay_out(self) -> None:
        label = QLabel(text("system.catalogue.rule_set"))
        label.setBuddy(self.rule_sets)
        self.rule_sets.setAccessibleName(plain_label(text("system.catalogue.rule_set")))
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        row.addWidget(label)
        row.addWidget(self.rule_sets, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.note)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACING["m"])
        split.addWidget(self.panel)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.details, 1)
        column.addWidget(self.salaries)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.inner.setDocumentMode(True)
        self.inner.tabBar().setDrawBase(False)
        for face in (self.inner, self.inner.tabBar()):
            face.setAccessibleName(text("system_law.which"))
        background = QWidget()
        room = QVBoxLayout(background)
        room.setContentsMargins(0, SPACING["s"], 0, 0)
        room.addWidget(split)
        self.inner.addTab(background, text("system_law.rules"))
        self.inner.addTab(self.law, text("system_law.office"))
        self.column.addWidget(self.inner, 1)

    def reload(self) -> None:
        """The catalogue and the office's rulings are read in the task runner: the files take a moment."""
        self._read_law()

    def _read_law(self) -> None:
        self.context.runner.run(
            lambda _: (
                all_rule_sets(law_of(self.context.app)),
                rule_set_for(self.context.app.today()).code,
            ),
            done=lambda found: self._offer(*found),
            label=text("system.catalogue.table"),
            owner=self,
        )

    def _offer(self, rule_sets: tuple[RuleSet, ...], now: str) -> None:
        self._all = {rules.code: rules for rules in rule_sets}
        chosen = self.rule_sets.currentData() or now
        with QSignalBlocker(self.rule_sets):
            self.rule_sets.set_choices([Choice(rules.code, rules.name) for rules in rule_sets])
            self.rule_sets.choose(chosen)
        self._show_rules()

    def _show_rules(self) -> None:
        code = self.rule_sets.currentData()
        if code is None or code not in self._all:
            return
        rules = self._rules = self._all[code]
        self.law.show_set(code)
        self.note.setText(
            text("system.catalogue.confirmed_set", source=rules.source)
            if rules.confirmed
            else text("system.catalogue.unconfirmed_set")
        )
        self.note.setProperty("role", "muted" if rules.confirmed else "problem")
        self.note.style().polish(self.note)
        awards = {award.code: award for award in load_awards()}
        self.panel.set_rows(
            CatalogueRow(awards[code], rule, _deciders(rule)) for code, rule in rules.awards.items()
        )
        if self.panel.chosen() is None:
            self.panel.select([next(iter(rules.awards))])
        self._report_salaries()
        self._report_details()

    def _report_details(self) -> None:
        row = self.panel.chosen()
        if row is None or self._rules is None:
            self.details.setPlainText(text("system.catalogue.choose"))
        else:
            self.details.setHtml(details_html(row, self._rules))
            settle(self.details.document())

    def _report_salaries(self) -> None:
        lines = [
            text("system.catalogue.salary", day=show_date(day), amount=plain_words(amount), act=act)
            for day, amount, act, _ in load_base_salaries()[-3:]
        ]
        self.salaries.setText(text("system.catalogue.salaries") + "\n" + "\n".join(lines))


def details_html(row: CatalogueRow, rules: RuleSet) -> str:
    """All a rule-set says of an award, each line with its source."""
    question = Question(Facts(), rules, until=9999)
    conditions = []
    for condition in (*row.rule.conditions, *rules.general):
        heading = rule_words(condition.rule)
        asked = required_words(judge(condition, question))
        words = heading if not asked else f"{heading}: {asked}"
        conditions.append(_sourced(words, condition.source, condition.confidence))
    parts = [
        f"<h3>{escape(row.award.name)}</h3>",
        _part(
            "deciders", [_sourced(_level(one.level), one.source, one.confidence) for one in row.rule.deciders]
        ),
        _part("conditions", conditions or [escape(text("system.catalogue.no_conditions"))]),
    ]
    quota = row.rule.quota
    if quota is not None and quota.share is not None:
        share = f"{float(quota.share * 100):g} %".replace(".", ",")
        base = next((award.name for award in load_awards() if award.code == quota.base), quota.base)
        words = text("system.catalogue.quota_words", share=share, award=base)
        parts.append(_part("quota", [_sourced(words, quota.source, quota.confidence)]))
    prize = row.rule.prize
    if prize is not None:
        words = text("system.catalogue.prize_words", coefficient=plain_words(row.coefficient))
        parts.append(_part("prize", [_sourced(words, prize.source, prize.confidence)]))
    vote = row.rule.vote
    base = text(f"system.catalogue.bases.{vote.base}")
    words = text("system.catalogue.vote_words", threshold=vote.threshold, base=base)
    parts.append(_part("vote", [_sourced(words, vote.source, vote.confidence)]))
    return "".join(parts)


def _part(key: str, lines: list[str]) -> str:
    if not lines:
        return ""
    items = "".join(f'<p style="margin: 2px 0 4px 0">• {line}</p>' for line in lines)
    return f'<p style="margin: 10px 0 2px 0"><b>{escape(text(f"system.catalogue.{key}"))}</b></p>{items}'


def _sourced(words: str, source: str, confidence: Confidence) -> str:
    muted = theme().colour("text_muted").name()
    line = f'{escape(words)} <span style="color: {muted}">– {escape(source)}</span>'
    if confidence in _UNSURE:
        warn = theme().colour("warn_text").name()
        line += f' <span style="color: {warn}">[{escape(text("system.catalogue.unconfirmed"))}]</span>'
    return line


def _level(code: str) -> str:
    return next((level.name for level in load_levels() if level.code == code), code)


def _deciders(rule: AwardRule) -> str:
    return "; ".join(_level(decider.level) for decider in rule.deciders)


def _confidence(row: CatalogueRow) -> Badge:
    if row.rule.confidence in _UNSURE:
        return Badge(text("system.catalogue.unconfirmed"), "warn")
    if row.rule.confidence == "C2":
        return Badge(text("system.catalogue.secondary"), "neutral")
    return Badge(text("system.catalogue.confirmed"), "ok")


def catalogue_columns() -> tuple[Column[CatalogueRow], ...]:
    return (
        Column("name", text("system.catalogue.columns.name"), lambda row: row.award.name, 270),
        Column(
            "confidence",
            text("system.catalogue.columns.confidence"),
            lambda row: row.rule.confidence,
            136,
            badge=_confidence,
        ),
        Column(
            "coefficient",
            text("system.catalogue.columns.coefficient"),
            lambda row: row.coefficient,
            104,
            align="right",
            aside=2,
        ),
        Column("deciders", text("system.catalogue.columns.deciders"), lambda row: row.deciders, 260, aside=1),
        Column(
            "kind",
            text("system.catalogue.columns.kind"),
            lambda row: text(f"system.catalogue.kinds.{row.award.kind}"),
            150,
            aside=3,
        ),
        Column(
            "subjects",
            text("system.catalogue.columns.subjects"),
            lambda row: ", ".join(
                text(f"statistics.kinds.{subject}") for subject in sorted(row.award.subjects, reverse=True)
            ),
            150,
            aside=4,
        ),
        Column("source", text("system.catalogue.columns.source"), lambda row: row.rule.source, 240, aside=5),
    )
