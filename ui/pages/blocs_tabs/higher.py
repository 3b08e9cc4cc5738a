"""Khối của cấp trên: the bloc this office is a scored member of, and what it registered there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from thidua_desktop.domain.changes import SCORING, SETTINGS, Changes
from thidua_desktop.texts import lookup, text
from ui.context import Context
from ui.dates import show_date
from ui.dialogs.base import make_button
from ui.forms import Choice, Field
from ui.icons import put_icon
from ui.pages.base import Card
from ui.pages.blocs_tabs.dialog import BLOC_KINDS
from ui.pages.blocs_tabs.tab import Tab
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.tokens import SPACING

if TYPE_CHECKING:
    from thidua_desktop.queries.blocs import BlocRow, TargetRow
    from thidua_desktop.services.desk import Desk
    from thidua_desktop.services.schemes import SchemeOffer

_PARTICULARS = ("head_name", "size", "pledged_on", "scheme", "note")


class HigherTab(Tab):
    """One bloc a year; Insert adds a target, Enter changes it, Delete takes it away."""

    topics: ClassVar[frozenset[str]] = frozenset({SCORING, SETTINGS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bloc: BlocRow | None = None
        self._offers: tuple[SchemeOffer, ...] = ()
        self.column.addWidget(self._make_card())
        self.column.addWidget(self._make_targets(), 1)

    def reload(self) -> None:
        year = self.context.year

        def read(
            desk: Desk,
        ) -> tuple[BlocRow | None, tuple[TargetRow, ...], tuple[SchemeOffer, ...], str]:
            from thidua_desktop.queries.blocs import blocs, targets
            from thidua_desktop.services.schemes import offers

            found = desk.read(blocs, year=year, level="higher")
            own = found[0] if found else None
            score = _own_score(desk, own) if own else ""
            return own, desk.read(targets, bloc_id=own.id) if own else (), offers(desk), score

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def _make_card(self) -> Card:
        card = Card(text("blocs.higher.none"))
        self.card = card
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(SPACING["s"])
        left = QVBoxLayout()
        left.addWidget(self.words)
        row.addLayout(left, 1)
        self.edit = make_button(text("blocs.higher.edit"))
        put_icon(self.edit, "edit")
        self.edit.clicked.connect(self._ask_bloc)
        self.score = make_button(text("blocs.higher.score"), kind="primary")
        put_icon(self.score, "task_list_square_ltr", "on_accent")
        self.score.clicked.connect(self._go_scoring)
        for button in (self.edit, self.score):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return card

    def _make_targets(self) -> TablePanel[TargetRow]:
        columns: tuple[Column[TargetRow], ...] = (
            Column(
                "position", text("blocs.higher.columns.position"), lambda row: row.position, 56, align="right"
            ),
            Column("wording", text("blocs.higher.columns.wording"), lambda row: row.wording, 420, least=0.7),
            Column("registered", text("blocs.higher.columns.registered"), lambda row: row.registered, 170),
            Column("result", text("blocs.higher.columns.result"), lambda row: row.result, 170),
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
        self.new = make_button(text("blocs.higher.new"))
        put_icon(self.new, "add")
        self.new.clicked.connect(lambda: self._ask_target(None))
        self.remove = make_button(text("blocs.higher.remove"))
        put_icon(self.remove, "delete")
        self.remove.clicked.connect(self._remove)
        for button in (self.new, self.remove):
            self.panel.tools.addWidget(button)
        for key, action in (
            (Qt.Key.Key_Delete, self._remove),
            (Qt.Key.Key_Insert, lambda: self._ask_target(None)),
        ):
            made = QShortcut(QKeySequence(key), self.panel.view)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(action)
        self.panel.opened.connect(self._ask_target)
        self.panel.selection_changed.connect(lambda: self.remove.setEnabled(bool(self.panel.selected())))
        return self.panel

    def _show(
        self,
        bloc: BlocRow | None,
        targets: tuple[TargetRow, ...],
        offers: tuple[SchemeOffer, ...],
        score: str,
    ) -> None:
        self.bloc, self._offers = bloc, offers
        self.card.heading.setText(bloc.name if bloc else text("blocs.higher.none", year=self.context.year))
        self.words.setText(f"{self._told(bloc)}\n{score}" if bloc else text("blocs.higher.lead"))
        self.edit.setText(text("blocs.higher.edit" if bloc else "blocs.higher.make"))
        self.score.setVisible(bloc is not None)
        self.new.setEnabled(bloc is not None)
        self.panel.set_rows(targets)
        self.remove.setEnabled(bool(self.panel.selected()))

    def _told(self, bloc: BlocRow) -> str:
        scheme = next((one.name for one in self._offers if one.code == bloc.scheme_code), "")
        unknown = text("blocs.higher.unknown")
        told = text(
            "blocs.higher.told",
            kind=lookup(f"blocs.kinds.{bloc.kind}") or bloc.kind,
            head=bloc.head_name or unknown,
            size=unknown if bloc.size is None else bloc.size,
            pledged=show_date(bloc.pledged_on) if bloc.pledged_on else unknown,
            scheme=scheme or unknown,
        )
        return f"{told}\n{bloc.note}" if bloc.note else told

    def _ask_bloc(self) -> None:
        bloc, year = self.bloc, self.context.year
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
            }

        def save(said: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.blocs import save_higher

            texts = {key: said[key] or "" for key in ("name", "head_name", "scheme_code", "note")}
            return save_higher(
                self.context.desk,
                year=year,
                bloc_id=bloc.id if bloc else None,
                kind=said["kind"],
                size=said["size"],
                pledged_on=said["pledged_on"],
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
            Field("size", words["size"], "int"),
            Field("pledged_on", words["pledged_on"], "date"),
            Field("scheme_code", words["scheme"], "choice", choices=scheme_choices(self._offers)),
            Field("note", words["note"], "multiline"),
        )

    def _ask_target(self, row: TargetRow | None) -> None:
        bloc = self.bloc
        if bloc is None:
            self._ask_bloc()
            return
        keys = ("wording", "registered", "result")
        values = {key: getattr(row, key) for key in keys} if row is not None else {}

        def save(said: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.blocs import save_target

            texts = {key: said[key] or "" for key in keys}
            return save_target(self.context.desk, bloc_id=bloc.id, target_id=row.id if row else None, **texts)

        fields = (
            Field("wording", text("blocs.higher.fields.wording"), "multiline", required=True),
            Field("registered", text("blocs.higher.fields.registered")),
            Field("result", text("blocs.higher.fields.result")),
        )
        title = text("blocs.higher.new" if row is None else "blocs.higher.edit_target").replace("&", "")
        self.context.ask_and_act(title, fields, save, values=values, owner=self)

    def _remove(self) -> None:
        rows = self.panel.selected()
        label = text("blocs.higher.remove").replace("&", "")
        question = text("blocs.higher.remove_question", count=len(rows))
        if rows and self.context.dialogs.confirm(label, question, yes=label, dangerous=True):

            def work() -> Changes:
                from thidua_desktop.services.blocs import remove_targets

                return remove_targets(self.context.desk, [row.id for row in rows])

            self.context.act(lambda _: work(), label=label, owner=self)

    def _go_scoring(self) -> None:
        if self.bloc is not None:
            self.context.go("blocs", ("scoring", self.bloc.id))


def _own_score(desk: Desk, bloc: BlocRow) -> str:
    """How far our own scoring in this bloc has come."""
    from thidua_desktop.queries.scoring_sheets import sheets
    from thidua_desktop.services.scoring_sheets import load
    from thidua_desktop.services.scoring_words import say_number

    row = next((one for one in desk.read(sheets, year=bloc.year) if one.bloc_id == bloc.id), None)
    if row is None or row.id is None:
        return text("blocs.higher.score_none")
    (unit,) = load(desk, row.id).live().result.units.values()
    state = text(f"blocs.higher.score_{row.state}")
    if unit.open:
        return text(
            "blocs.higher.score_open_criteria",
            state=state,
            points=say_number(unit.total),
            count=len(unit.open),
        )
    return text("blocs.higher.score_told", state=state, points=say_number(unit.total))


def scheme_choices(offers: tuple[SchemeOffer, ...]) -> tuple[Choice, ...]:
    """Schemes to score by, the office's first."""
    return tuple(
        Choice(one.code, one.name if one.own else text("schemes.shipped_offer", name=one.name))
        for one in offers
    )
