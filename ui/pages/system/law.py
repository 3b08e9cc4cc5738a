"""Quy định của tỉnh, đơn vị: what an office may rule for itself, tried on this year's nominees first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.catalogue import award_by_code, load_levels
from thidua_desktop.domain.eligibility.law_parameters import OfficeRule
from thidua_desktop.services.eligibility import office_rules as service
from thidua_desktop.services.eligibility.law_trial import Trial, try_ruling
from thidua_desktop.services.eligibility.law_view import (
    LawRow,
    law_rows,
    parameter_words,
    typed_value,
    value_words,
)
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history
from ui.pages.system.law_trial import TrialDialog
from ui.style.icons import put_icon
from ui.style.tokens import SPACING, Tone
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.fields import Choice
from ui.widgets.forms import Field
from ui.widgets.wrap_row import WrapRow

_TONES: Final[Mapping[str, tuple[str, Tone]]] = {
    "C": ("confirmed", "ok"),
    "C2": ("secondary", "neutral"),
    "R": ("unconfirmed", "warn"),
    "U": ("unconfirmed", "warn"),
}


def law_columns() -> tuple[Column[LawRow], ...]:
    columns = "system_law.columns"
    return (
        Column("award", text(f"{columns}.award"), _award, 130, sort=lambda row: row.award or ""),
        Column(
            "parameter",
            text(f"{columns}.parameter"),
            lambda row: parameter_words(row.parameter.code),
            230,
            least=0.8,
        ),
        Column("printed", text(f"{columns}.printed"), lambda row: row.printed, 150, least=0.7),
        Column("sure", text(f"{columns}.sure"), lambda row: row.confidence, 148, badge=_sure),
        Column("ours", text(f"{columns}.ours"), _ours, 150, least=0.7),
        Column(
            "from",
            text(f"{columns}.from"),
            _from,
            96,
            text=lambda day: show_date(day) if day else "",
            aside=1,
        ),
        Column("basis", text(f"{columns}.basis"), _basis, 180, least=0.5, aside=2),
        Column("source", text(f"{columns}.source"), lambda row: row.source, 200, hidden=True),
    )


def _award(row: LawRow) -> str:
    return award_by_code(row.award).short_name if row.award else text("system_law.whole")


def _ours(row: LawRow) -> str:
    return value_words(row.parameter.code, row.ours.value) if row.ours else ""


def _from(row: LawRow) -> dt.date | None:
    return row.ours.valid_from if row.ours else None


def _basis(row: LawRow) -> str:
    return row.ours.basis if row.ours else ""


def _sure(row: LawRow) -> Badge | None:
    if row.ours is not None:
        return Badge(text("system_law.ruled"), "ok")
    if not row.printed:
        return None
    word, tone = _TONES[row.confidence]
    return Badge(text(f"system.catalogue.{word}"), tone)


class LawPanel(QWidget):
    """A table of parameters; Enter rules the chosen one. Every former ruling is reported below."""

    acted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._code = ""
        self.table: TablePanel[LawRow] = TablePanel(
            law_columns(),
            key="office_law",
            name=text("system_law.table"),
            settings=context.settings,
            identity=lambda row: row.key,
            empty=Empty(text("system_law.empty")),
        )
        offer_history(context, self.table, "office_rule")
        self.rule_button = self._button("rule", "edit", self.rule, primary=True)
        self.end_button = self._button("end", "calendar_clock", self.end)
        self.remove_button = self._button("remove", "delete", self.remove)
        for button in (self.end_button, self.remove_button, self.rule_button):
            self.table.tools.addWidget(button)
        self.history = QLabel()
        self.history.setWordWrap(True)
        self.history.setProperty("role", "small")
        self.history.setMinimumHeight(self.history.fontMetrics().lineSpacing() * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACING["s"], 0, 0)
        column.setSpacing(SPACING["s"])
        lead = QLabel(text("system_law.lead"))
        lead.setProperty("role", "muted")
        lead.setWordWrap(True)
        column.addWidget(lead)
        column.addWidget(self.table, 1)
        below = WrapRow()
        below.addWidget(self.history, 1)
        column.addLayout(below)
        self.table.selection_changed.connect(self._report)
        self.table.opened.connect(lambda _: self.rule())
        self.table.act_on_rows(delete=self.remove_button)

    def _button(
        self, key: str, icon: str, pressed: Callable[[], None], *, primary: bool = False
    ) -> QPushButton:
        button = make_button(text(f"system_law.{key}"), kind="primary" if primary else "normal")
        button.setAutoDefault(False)
        put_icon(button, icon, "on_accent" if primary else "text")
        button.clicked.connect(lambda _: pressed())
        return button

    def show_set(self, code: str) -> None:
        """Reads the parameters of a rule-set in the task runner."""
        self._code = code
        today = self._context.app.today()
        self._context.read(
            lambda app: law_rows(service.law_of(app), code, day=today), done=self._show, owner=self
        )

    def _show(self, rows: tuple[LawRow, ...]) -> None:
        self.table.set_rows(rows)
        if self.table.chosen() is None and rows:
            self.table.select([rows[0].key])
        self._report()

    def _report(self) -> None:
        row = self.table.chosen()
        allow(self.rule_button, row is not None, "row")
        allow(self.end_button, row is not None and row.ours is not None, "our_ruling")
        allow(self.remove_button, row is not None and row.ours is not None, "our_ruling")
        self.history.setText(_history(row) if row else "")

    def rule(self) -> None:
        """Asks for a ruling on the chosen parameter, tries it, and keeps it when the officer says so."""
        row = self.table.chosen()
        if row is not None:
            self._ask(row, _values(row, self._context.app.today()))

    def _ask(self, row: LawRow, values: Mapping[str, object]) -> None:
        answers = self._context.dialogs.ask(
            parameter_words(row.parameter.code),
            ruling_fields(row),
            values=values,
            accept_label=text("system_law.try"),
            lead=_lead(row),
        )
        if answers is None:
            return
        typed = {**answers, "parameter": row.parameter.code, "award": row.award}
        if row.parameter.code in ("rule_set_confirmed", "standard"):
            typed["rule_set"] = self._code

        def refused(error: Exception) -> None:
            self._context.dialogs.error(error)
            self._ask(row, answers)

        app, year = self._context.app, self._context.year

        def work(progress: Any) -> tuple[OfficeRule, Trial]:
            rule = service.drafted(typed)
            return rule, try_ruling(app, rule, year=year, progress=progress)

        self._context.runner.run(
            work,
            done=lambda found: self._tried(row, answers, *found),
            failed=refused,
            label=text("system_law.trying"),
            owner=self,
        )

    def _tried(self, row: LawRow, answers: Mapping[str, object], rule: OfficeRule, trial: Trial) -> None:
        dialog = TrialDialog(trial, rule, self._context, self)
        if not self._context.dialogs.run(dialog):
            if dialog.again:
                self._ask(row, answers)
            return
        app = self._context.app
        self._context.act(
            lambda _: service.save_ruling(app, rule),
            done=self.acted.emit,
            label=text("system_law.saving"),
            owner=self,
        )

    def end(self) -> None:
        """The last day of the ruling in force: from the next one the printed value stands again."""
        row = self.table.chosen()
        if row is None or row.ours is None:
            return
        rule, app = row.ours, self._context.app
        self._context.ask_and_act(
            text("system_law.end_title"),
            [Field("day", text("system_law.fields.last_day"), "date", required=True)],
            lambda values: service.end_ruling(app, rule, last_day=values["day"]),
            lead=text("system_law.end_lead", name=parameter_words(row.parameter.code)),
            done=self.acted.emit,
            owner=self,
        )

    def remove(self) -> None:
        """A ruling typed by mistake goes to the bin."""
        row = self.table.chosen()
        if row is None or row.ours is None:
            return
        rule, app = row.ours, self._context.app
        if self._context.dialogs.confirm(
            text("system_law.remove_title"),
            text("system_law.remove_question", name=parameter_words(row.parameter.code)),
            yes=text("system_law.remove_yes"),
            dangerous=True,
        ):
            self._context.act(
                lambda _: service.remove_rulings(app, [rule.id]),
                done=self.acted.emit,
                label=text("system_law.saving"),
                owner=self,
            )


def ruling_fields(row: LawRow) -> list[Field]:
    """The form of one ruling: its value in the way of its parameter, the days, and on what it rests."""
    kind = row.parameter.kind
    fields = "system_law.fields"
    choices: tuple[Choice, ...] = ()
    if kind == "choice":
        choices = tuple(Choice(one, text(f"law.values.{one}")) for one in row.parameter.choices)
    elif kind == "levels":
        choices = tuple(Choice(level.code, level.name) for level in load_levels())
    value = Field(
        "value",
        text(f"{fields}.value"),
        "choice" if choices else "text",
        required=True,
        help=text(f"law.help.{kind}"),
        choices=choices,
    )
    return [
        value,
        Field("valid_from", text(f"{fields}.from"), "date", required=True),
        Field("valid_to", text(f"{fields}.to"), "date", help=text(f"{fields}.to_help")),
        Field("basis", text(f"{fields}.basis"), required=True, help=text(f"{fields}.basis_help")),
        Field("confirmed_by", text(f"{fields}.confirmed_by")),
        Field("note", text(f"{fields}.note")),
    ]


def _values(row: LawRow, today: dt.date) -> dict[str, object]:
    ours = row.ours
    value = typed_value(row.parameter.code, ours.value) if ours else ""
    if row.parameter.kind == "levels" and "," in value:
        value = ""
    return {
        "value": value or None,
        "valid_from": today,
        "basis": ours.basis if ours else None,
        "confirmed_by": ours.confirmed_by if ours else None,
    }


def _lead(row: LawRow) -> str:
    printed = row.printed or text("system_law.nothing_printed")
    return text("system_law.ask_lead", award=_award(row), printed=printed, source=row.source or "–")


def _history(row: LawRow) -> str:
    if not row.versions:
        return text("system_law.no_history")
    lines = [_version(rule) for rule in row.versions]
    return "<br>".join(escape(line) for line in lines)


def _version(rule: OfficeRule) -> str:
    end = show_date(rule.valid_to) if rule.valid_to else text("system_law.open_end")
    start = show_date(rule.valid_from) if rule.valid_from else ""
    message = text(
        "system_law.version",
        value=value_words(rule.parameter, rule.value),
        start=start,
        end=end,
        basis=rule.basis,
    )
    who = text("system_law.by", name=rule.confirmed_by) if rule.confirmed_by else ""
    return f"{message}{who}"
