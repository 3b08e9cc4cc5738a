"""Khối của cấp trên: the bloc this office is a scored member of, and what it registered there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import SCORING, SETTINGS, Changes
from thidua_desktop.texts import lookup, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history
from ui.pages.base import Card
from ui.pages.blocs.dialog import BLOC_KINDS
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo
from ui.widgets.dates import show_date
from ui.widgets.forms import Choice, Field
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.scoring.blocs import BlocRow, TargetRow
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.scoring.schemes import SchemeOffer


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The blocs of the year, the one chosen with its targets, and what may be chosen there."""

    blocs: tuple[BlocRow, ...]
    bloc: BlocRow | None
    targets: tuple[TargetRow, ...]
    offers: tuple[SchemeOffer, ...]
    plan: tuple[Choice, ...]
    score: str


_PARTICULARS = ("head_name", "size", "pledged_on", "scheme", "awarded_points", "awarded_rank", "note")


class HigherTab(Tab):
    """The blocs of the year; Insert adds a target, Enter changes it, Delete takes it away."""

    topics: ClassVar[frozenset[str]] = frozenset({SCORING, SETTINGS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bloc: BlocRow | None = None
        self._plan: tuple[Choice, ...] = ()
        self._offers: tuple[SchemeOffer, ...] = ()
        self.column.addWidget(self._make_card())
        self.column.addWidget(self._make_targets(), 1)
        self._rest = QWidget()  # below the card while there is no bloc that could have targets
        self.column.addWidget(self._rest, 1)

    def reload(self) -> None:
        year = self.context.year

        requested = self.choice.currentData()

        def read(app: AppContext) -> Seen:
            from thidua_desktop.queries.reports.targets import targets as plan_targets
            from thidua_desktop.queries.scoring.blocs import blocs, targets
            from thidua_desktop.services.scoring.schemes import offers

            found = app.read(blocs, year=year, level="higher")
            own = next((one for one in found if one.id == requested), found[0] if found else None)
            plan = tuple(Choice(one.id, one.wording) for one in app.read(plan_targets, year=year))
            return Seen(
                blocs=found,
                bloc=own,
                targets=app.read(targets, bloc_id=own.id) if own else (),
                offers=offers(app),
                plan=plan,
                score=_own_score(app, own) if own else "",
            )

        self.context.read(read, done=self._show, owner=self)

    def _make_card(self) -> Card:
        card = Card(text("blocs.higher.none"))
        self.card = card
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        left = QVBoxLayout()
        left.addWidget(self.words)
        row.addLayout(left, 1)
        self.choice = Combo()
        self.choice.setAccessibleName(text("blocs.higher.choice"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(18)
        self.choice.activated.connect(lambda _: self.reload())
        left.insertWidget(0, self.choice)
        self.more = make_button(text("blocs.higher.more"))
        put_icon(self.more, "add")
        self.more.clicked.connect(lambda: self._ask_bloc(None))
        self.edit = make_button(text("blocs.higher.edit"))
        put_icon(self.edit, "edit")
        self.edit.clicked.connect(lambda: self._ask_bloc(self.bloc))
        self.score = make_button(text("blocs.higher.score"), kind="primary")
        put_icon(self.score, "task_list_square_ltr", "on_accent")
        self.score.clicked.connect(self._go_scoring)
        for button in (self.more, self.edit, self.score):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return card

    def _make_targets(self) -> TablePanel[TargetRow]:
        columns: tuple[Column[TargetRow], ...] = (
            Column(
                "position", text("blocs.higher.columns.position"), lambda row: row.position, 56, align="right"
            ),
            Column("wording", text("blocs.higher.columns.wording"), lambda row: row.wording, 420, least=0.7),
            Column("registered", text("blocs.higher.columns.registered"), lambda row: row.registered, 150),
            Column("result", text("blocs.higher.columns.result"), lambda row: row.result, 150),
            Column("plan", text("blocs.higher.columns.plan"), lambda row: row.plan_wording, 220, aside=1),
        )
        self.panel: TablePanel[TargetRow] = TablePanel(
            columns,
            key="bloc_targets",
            name=text("blocs.higher.table"),
            settings=self.context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text("blocs.higher.empty"),
                text("blocs.higher.new").replace("&", ""),
                lambda: self._ask_target(None),
            ),
        )
        offer_history(self.context, self.panel, "bloc_target")
        self.new = make_button(text("blocs.higher.new"))
        put_icon(self.new, "add")
        self.new.clicked.connect(lambda: self._ask_target(None))
        self.remove = make_button(text("blocs.higher.remove"))
        put_icon(self.remove, "delete")
        self.remove.clicked.connect(self._remove)
        for button in (self.new, self.remove):
            self.panel.tools.addWidget(button)
        self.panel.act_on_rows(new=self.new, delete=self.remove)
        self.panel.opened.connect(self._ask_target)
        self.panel.selection_changed.connect(lambda: allow(self.remove, bool(self.panel.selected()), "row"))
        return self.panel

    def _show(self, seen: Seen) -> None:
        bloc, score = seen.bloc, seen.score
        self.bloc, self._offers, self._plan = bloc, seen.offers, seen.plan
        self.choice.clear()
        for one in seen.blocs:
            self.choice.addItem(one.name, one.id)
        self.choice.setCurrentIndex(self.choice.findData(bloc.id) if bloc else -1)
        self.choice.setVisible(len(seen.blocs) > 1)
        self.more.setVisible(bloc is not None)
        self.card.heading.setText(bloc.name if bloc else text("blocs.higher.none", year=self.context.year))
        self.words.setText(f"{self._reported(bloc)}\n{score}" if bloc else text("blocs.higher.lead"))
        self.edit.setText(text("blocs.higher.edit" if bloc else "blocs.higher.make"))
        self.score.setVisible(bloc is not None)
        self.panel.setVisible(bloc is not None)
        self._rest.setVisible(bloc is None)
        self.panel.set_rows(seen.targets)
        allow(self.remove, bool(self.panel.selected()), "row")

    def _reported(self, bloc: BlocRow) -> str:
        scheme = next((one.name for one in self._offers if one.code == bloc.scheme_code), "")
        unknown = text("blocs.higher.unknown")
        reported = text(
            "blocs.higher.told",
            kind=lookup(f"blocs.kinds.{bloc.kind}") or bloc.kind,
            head=bloc.head_name or unknown,
            size=unknown if bloc.size is None else bloc.size,
            pledged=show_date(bloc.pledged_on) if bloc.pledged_on else unknown,
            scheme=scheme or unknown,
        )
        if bloc.awarded_points or bloc.awarded_rank is not None:
            rank = unknown if bloc.awarded_rank is None else bloc.awarded_rank
            awarded = text("blocs.higher.awarded", points=bloc.awarded_points or unknown, rank=rank)
            reported = f"{reported}\n{awarded}"
        return f"{reported}\n{bloc.note}" if bloc.note else reported

    def _ask_bloc(self, bloc: BlocRow | None) -> None:
        year = self.context.year
        values: dict[str, object] = {"kind": BLOC_KINDS[0]}
        if bloc is not None:
            values = {
                "name": bloc.name,
                "kind": bloc.kind,
                "head_name": bloc.head_name,
                "size": bloc.size,
                "pledged_on": bloc.pledged_on,
                "scheme_code": bloc.scheme_code or None,
                "note": bloc.note,
                "awarded_points": bloc.awarded_points,
                "awarded_rank": bloc.awarded_rank,
            }

        def save(message: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.scoring.blocs import save_higher

            keys = ("name", "head_name", "scheme_code", "note", "awarded_points")
            texts = {key: message[key] or "" for key in keys}
            return save_higher(
                self.context.app,
                year=year,
                bloc_id=bloc.id if bloc else None,
                kind=message["kind"],
                size=message["size"],
                pledged_on=message["pledged_on"],
                awarded_rank=message["awarded_rank"],
                **texts,
            )

        title = text("blocs.higher.edit" if bloc else "blocs.higher.make").replace("&", "")
        self.context.ask_and_act(title, self._bloc_fields(), save, values=values, owner=self)

    def _bloc_fields(self) -> tuple[Field, ...]:
        words = {key: text(f"blocs.higher.fields.{key}") for key in (*_PARTICULARS, "name", "kind")}
        kinds = tuple(Choice(kind, text(f"blocs.kinds.{kind}")) for kind in BLOC_KINDS)
        return (
            Field("name", words["name"], required=True),
            Field("kind", words["kind"], "choice", required=True, choices=kinds),
            Field("head_name", words["head_name"]),
            Field("size", words["size"], "int", between=(1, 999)),
            Field("pledged_on", words["pledged_on"], "date"),
            Field("scheme_code", words["scheme"], "choice", choices=scheme_choices(self._offers)),
            Field("awarded_points", words["awarded_points"], help=text("blocs.higher.awarded_help")),
            Field("awarded_rank", words["awarded_rank"], "int", between=(1, 999)),
            Field("note", words["note"], "multiline"),
        )

    def _ask_target(self, row: TargetRow | None) -> None:
        bloc = self.bloc
        if bloc is None:
            self._ask_bloc(None)
            return
        keys = ("wording", "registered", "result")
        values: dict[str, object] = {}
        if row is not None:
            values = {key: getattr(row, key) for key in (*keys, "plan_target_id")}

        def save(message: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.scoring.blocs import save_target

            texts = {key: message[key] or "" for key in keys}
            return save_target(
                self.context.app,
                bloc_id=bloc.id,
                target_id=row.id if row else None,
                plan_target_id=message["plan_target_id"],
                **texts,
            )

        fields = (
            Field("wording", text("blocs.higher.fields.wording"), "multiline", required=True),
            Field("registered", text("blocs.higher.fields.registered")),
            Field("result", text("blocs.higher.fields.result")),
            Field("plan_target_id", text("blocs.higher.fields.plan"), "choice", choices=self._plan),
        )
        title = text("blocs.higher.new" if row is None else "blocs.higher.edit_target").replace("&", "")
        self.context.ask_and_act(
            title,
            fields,
            save,
            values=values,
            again=self.panel.expect_new if row is None else None,
            owner=self,
        )

    def _remove(self) -> None:
        rows = self.panel.selected()
        label = text("blocs.higher.remove").replace("&", "")
        question = text("blocs.higher.remove_question", count=len(rows))
        if rows and self.context.dialogs.confirm(label, question, yes=label, dangerous=True):

            def work() -> Changes:
                from thidua_desktop.services.scoring.blocs import remove_targets

                return remove_targets(self.context.app, [row.id for row in rows])

            self.context.act(lambda _: work(), label=label, owner=self)

    def _go_scoring(self) -> None:
        if self.bloc is not None:
            self.context.go("blocs", ("scoring", self.bloc.id))


def _own_score(app: AppContext, bloc: BlocRow) -> str:
    """How far our own scoring in this bloc has come."""
    from thidua_desktop.queries.scoring.score_sheets import sheets
    from thidua_desktop.services.scoring.score_sheets import load
    from thidua_desktop.services.scoring.step_words import number_words

    row = next((one for one in app.read(sheets, year=bloc.year) if one.bloc_id == bloc.id), None)
    if row is None or row.id is None:
        return text("blocs.higher.score_none")
    (unit,) = load(app, row.id).live().result.units.values()
    state = text(f"blocs.higher.score_{row.state}")
    if unit.open:
        return text(
            "blocs.higher.score_open_criteria",
            state=state,
            points=number_words(unit.total),
            count=len(unit.open),
        )
    return text("blocs.higher.score_told", state=state, points=number_words(unit.total))


def scheme_choices(offers: tuple[SchemeOffer, ...]) -> tuple[Choice, ...]:
    """Schemes to score by, the office's first."""
    return tuple(
        Choice(one.code, one.name if one.own else text("schemes.shipped_offer", name=one.name))
        for one in offers
    )
