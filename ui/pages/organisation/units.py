"""The register of units: names, lifetime, successor, and the spellings that mean them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import lookup, text
from ui.core.context import Context
from ui.dialogs.first_lists import add_many_units, paste_button
from ui.pages.list_section import RegisterSection
from ui.pages.organisation.spellings import SpellingsDialog
from ui.pages.organisation.unit_changes import ask_change, change_words
from ui.tables.columns import Badge, Column
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from thidua_desktop.queries.organisation.unit_changes import UnitChangeRow
    from thidua_desktop.queries.organisation.units import SpellingRow, UnitRow
    from thidua_desktop.services.office.context import AppContext

KINDS: Final = ("commune", "department", "school", "party", "vertical", "enterprise", "other")
_INDENT: Final = "\u2003\u2003"
"""Before the name of a team, once a level."""
_FORM_KEYS: Final = (
    "name",
    "short_name",
    "kind",
    "member_count",
    "valid_from",
    "valid_to",
    "successor_id",
)


class UnitsSection(RegisterSection["UnitRow"]):
    """Enter edits, Delete removes; the learned spellings have a dialog of their own."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.ORGANISATION, topic.SCORING})

    def __init__(self, context: Context) -> None:
        self._spellings: dict[int, list[SpellingRow]] = {}
        self._history: tuple[UnitChangeRow, ...] = ()
        self._by_id: dict[int, UnitRow] = {}
        self._today = dt.date.min
        super().__init__(context, words="units", key="units", columns=self._columns(), table="unit")
        self.add_tool("spellings", "edit", self._teach)
        self.change_button = self.add_tool("changes", "arrow_sync", self._change)
        self.paste_button = self.add_many(paste_button("units", self._add_many))

    def _columns(self) -> tuple[Column[UnitRow], ...]:
        return (
            Column(
                "name",
                text("system.units.columns.name"),
                lambda row: _INDENT * (len(self._path(row)) - 1) + row.name,
                260,
                least=0.9,
                sort=self._path,
            ),
            Column(
                "short_name",
                text("system.units.columns.short_name"),
                lambda row: row.short_name,
                110,
                aside=2,
            ),
            Column("kind", text("system.units.columns.kind"), _kind, 180),
            Column("bloc", text("system.units.columns.bloc"), lambda row: row.bloc, 200, aside=1),
            Column(
                "members",
                text("system.units.columns.member_count"),
                lambda row: row.member_count,
                88,
                align="right",
                sums=True,
            ),
            Column("state", text("system.units.columns.state"), self._state, 140, badge=self._badge),
            _day_column("valid_from"),
            _day_column("valid_to"),
            Column(
                "successor",
                text("system.units.columns.successor"),
                lambda row: row.successor_name,
                200,
                hidden=True,
            ),
            Column(
                "changes",
                text("unit_changes.column"),
                lambda row: " ".join(change_words(one) for one in self._history if row.id in one.unit_ids),
                260,
                hidden=True,
            ),
            Column(
                "spellings",
                text("system.units.columns.spellings"),
                lambda row: ", ".join(one.spelling for one in self._spellings.get(row.id, ())),
                220,
                hidden=True,
            ),
        )

    def reload(self) -> None:
        year = self.context.year

        def read(
            app: AppContext,
        ) -> tuple[tuple[UnitRow, ...], tuple[SpellingRow, ...], tuple[UnitChangeRow, ...], dt.date]:
            from thidua_desktop.queries.organisation.unit_changes import unit_changes
            from thidua_desktop.queries.organisation.units import spellings, units

            return (
                app.read(units, year=year, teams=True),
                app.read(spellings),
                app.read(unit_changes),
                app.today(),
            )

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def _show(
        self,
        units: tuple[UnitRow, ...],
        spellings: tuple[SpellingRow, ...],
        history: tuple[UnitChangeRow, ...],
        today: dt.date,
    ) -> None:
        self._today, self._history = today, history
        self._spellings = {}
        for one in spellings:
            self._spellings.setdefault(one.unit_id, []).append(one)
        self._by_id = {one.id: one for one in units}
        self.show_rows(sorted(units, key=self._path))

    def _path(self, row: UnitRow) -> tuple[tuple[str, int], ...]:
        """From the outermost unit to this one: teams stand below their unit."""
        path, seen = [(row.sort_key, row.id)], {row.id}
        above = row.parent_id
        while above is not None and above in self._by_id and above not in seen:
            seen.add(above)
            path.insert(0, (self._by_id[above].sort_key, above))
            above = self._by_id[above].parent_id
        return tuple(path)

    def _enable(self) -> None:
        """Merging, splitting and dissolving are about units; a team goes with its unit."""
        super()._enable()
        if hasattr(self, "change_button") and any(row.parent_id for row in self.panel.selected()):
            allow(self.change_button, False, "team")

    def _units(self) -> list[UnitRow]:
        return [one for one in self.panel.model.every_row() if one.parent_id is None]

    def _state(self, row: UnitRow) -> int:
        if row.exists_on(self._today):
            return 0
        return 1 if row.valid_to is not None and row.valid_to < self._today else 2

    def _badge(self, row: UnitRow) -> Badge:
        return (
            Badge(text("system.units.alive"), "ok"),
            Badge(text("system.units.ended"), "neutral"),
            Badge(text("system.units.coming"), "info"),
        )[self._state(row)]

    def ask(self, row: UnitRow | None) -> None:
        others = [one for one in self._units() if row is None or one.id != row.id]
        values: dict[str, object] = {"kind": "commune"}
        if row is not None:
            values = {key: getattr(row, key) for key in _FORM_KEYS}

        def save(answers: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.organisation.units import save_unit

            return save_unit(
                self.context.app,
                unit_id=row.id if row else None,
                **{**answers, "short_name": answers["short_name"] or ""},
            )

        title = text("system.units.new" if row is None else "system.units.edit").replace("&", "")
        self.context.ask_and_act(
            title,
            _fields(others),
            save,
            values=values,
            doubts=_ALIKE,
            again=self.panel.expect_new if row is None else None,
            owner=self,
        )

    def _add_many(self) -> None:
        add_many_units(self.context, owner=self, before=self.panel.expect_new)

    def remove(self, rows: Sequence[UnitRow]) -> Changes:
        from thidua_desktop.services.organisation.units import remove_units

        return remove_units(self.context.app, [row.id for row in rows])

    def _change(self) -> None:
        """Merges, splits, renames or dissolves the chosen units; their history is reported first."""
        chosen = self.panel.selected()
        if not chosen:
            return
        ids = {row.id for row in chosen}
        others = [row for row in self._units() if row.exists_on(self._today)]
        history = [one for one in self._history if one.unit_ids & ids]
        ask_change(self.context, chosen, others, history=history, owner=self)

    def _teach(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            dialog = SpellingsDialog(self.context, row.id, name=row.name)
            self.context.dialogs.run(dialog)


_ALIKE: Final = frozenset({"organisation.alike"})


def _kind(row: UnitRow) -> str:
    return lookup(f"organisation.kinds.{row.kind}") or row.kind


def _day_column(key: str) -> Column[UnitRow]:
    return Column(
        key,
        text(f"system.units.columns.{key}"),
        lambda row: getattr(row, key),
        110,
        text=lambda day: show_date(day) if day else "",
        hidden=key == "valid_from",
        aside=3,
    )


def _fields(others: Sequence[UnitRow]) -> tuple[Field, ...]:
    words = {key: text(f"system.units.fields.{key}") for key in _FORM_KEYS}
    kinds = tuple(Choice(kind, text(f"organisation.kinds.{kind}")) for kind in KINDS)
    successors = tuple(Choice(unit.id, unit.name) for unit in others)
    return (
        Field("name", words["name"], required=True),
        Field("short_name", words["short_name"]),
        Field("kind", words["kind"], "choice", required=True, choices=kinds),
        Field("member_count", words["member_count"], "int", between=(0, 100_000)),
        Field("valid_from", words["valid_from"], "date"),
        Field("valid_to", words["valid_to"], "date", help=text("system.units.help.valid_to")),
        Field("successor_id", words["successor_id"], "choice", choices=successors),
    )
