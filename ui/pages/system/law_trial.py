"""What a ruling would change, before it is stored: which nominees get another verdict, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.eligibility.law_parameters import OfficeRule
from thidua_desktop.services.eligibility.law_trial import Changed, Trial
from thidua_desktop.services.eligibility.law_view import parameter_words, value_words
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.style.tokens import Tone
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel

_TONES: dict[str, Tone] = {"eligible": "ok", "not_eligible": "danger", "needs_review": "warn"}


def _badge(verdict: str) -> Badge:
    return Badge(text(f"commendation.verdicts.{verdict}"), _TONES[verdict])


def changed_columns() -> tuple[Column[Changed], ...]:
    key = "system_law.trial"
    return (
        Column("name", text(f"{key}.name"), lambda row: row.name, 170, least=0.8),
        Column("award", text(f"{key}.award"), lambda row: award_by_code(row.award).short_name, 96),
        Column(
            "before", text(f"{key}.before"), lambda row: row.before, 130, badge=lambda r: _badge(r.before)
        ),
        Column("after", text(f"{key}.after"), lambda row: row.after, 130, badge=lambda r: _badge(r.after)),
        Column("why", text(f"{key}.why"), lambda row: row.why, 320, tooltip=lambda row: row.why),
        Column("unit", text(f"{key}.unit"), lambda row: row.unit, 160, hidden=True),
    )


class TrialDialog(Dialog):
    """``again``: the officer went back to the form instead of giving up."""

    def __init__(self, trial: Trial, rule: OfficeRule, context: Context, parent: QWidget | None) -> None:
        lead = text(
            "system_law.trial.lead",
            name=parameter_words(rule.parameter),
            value=value_words(rule.parameter, rule.value),
        )
        super().__init__(text("system_law.trial.title"), parent, lead=lead)
        self.again = False
        reported = QLabel(_reported(trial))
        reported.setProperty("role", "heading")
        reported.setWordWrap(True)
        self.body.addWidget(reported)
        caps = _caps(trial)
        if caps:
            words = QLabel(caps)
            words.setProperty("notice", "warn")
            words.setWordWrap(True)
            self.body.addWidget(words)
        self.table: TablePanel[Changed] = TablePanel(
            changed_columns(),
            key="law_trial",
            name=text("system_law.trial.table"),
            settings=context.settings,
            identity=lambda row: row.nomination_id,
            empty=Empty(text("system_law.trial.none")),
            filterable=len(trial.changed) > 10,
        )
        self.table.set_rows(trial.changed)
        self.body.addWidget(self.table, 1)
        note = QLabel(text("system_law.trial.note"))
        note.setProperty("role", "small")
        note.setWordWrap(True)
        self.body.addWidget(note)
        back = self.add_button(text("system_law.trial.back"), at_left=True)
        back.clicked.connect(self._back)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.add_button(text("system_law.trial.save"), kind="primary").clicked.connect(self.accept)
        self.resize(940, 520)

    def _back(self) -> None:
        self.again = True
        self.reject()


def _reported(trial: Trial) -> str:
    if not trial.in_force:
        return text("system_law.trial.not_in_force")
    if not trial.judged:
        return text("system_law.trial.nobody")
    return text("system_law.trial.told", judged=trial.judged, changed=len(trial.changed))


def _caps(trial: Trial) -> str:
    if trial.over_before == trial.over_after:
        return ""
    if not trial.over_after:
        return text("system_law.trial.caps_hold")
    return text("system_law.trial.caps", words="; ".join(trial.over_after))
