"""The register of persons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import lookup, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.first_lists import add_many_persons, paste_button
from ui.dialogs.person_facts import fill_facts
from ui.pages.list_section import RegisterSection
from ui.pages.organisation.merging import ask_merge, show_traces
from ui.style.icons import put_icon
from ui.tables.columns import Column
from ui.widgets.fields import with_present
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from thidua_desktop.queries.organisation.people import PersonRow
    from thidua_desktop.queries.organisation.units import UnitRow
    from thidua_desktop.services.office.context import AppContext

_FORM_KEYS: Final = (
    "full_name",
    "born",
    "sex",
    "ethnicity",
    "national_id",
    "unit_id",
    "position",
    "is_leader",
)
_SEXES: Final = ("M", "F")


class PeopleSection(RegisterSection["PersonRow"]):
    """In the order of given names; the filter finds names with or without marks."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.PEOPLE, topic.ORGANISATION, topic.GRANTS})

    def __init__(self, context: Context) -> None:
        self._units: tuple[UnitRow, ...] = ()
        super().__init__(context, words="people", key="people", columns=person_columns(), table="person")
        self.add_tool("awards", "trophy", self._find)
        self.merge_button = self.add_tool("merge", "people", self._merge)
        self.paste_button = self.add_many(paste_button("persons", self._add_many))
        self.facts_button = make_button(text("system.people.facts"))
        put_icon(self.facts_button, "edit")
        self.facts_button.clicked.connect(lambda _: self._fill())
        self.column.addWidget(self.facts_button, 0, Qt.AlignmentFlag.AlignLeft)

    def reload(self) -> None:
        def read(app: AppContext) -> tuple[tuple[PersonRow, ...], tuple[UnitRow, ...]]:
            from thidua_desktop.queries.organisation.people import persons
            from thidua_desktop.queries.organisation.units import units_on

            return app.read(persons), app.read(units_on, app.today())

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def _show(self, people: tuple[PersonRow, ...], units: tuple[UnitRow, ...]) -> None:
        self._units = units
        self.show_rows(people)

    def ask(self, row: PersonRow | None) -> None:
        values = {} if row is None else {key: getattr(row, key) for key in _FORM_KEYS}

        def save(answers: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.organisation.people import save_person

            return save_person(
                self.context.app,
                person_id=row.id if row else None,
                **{**answers, "position": answers["position"] or "", "ethnicity": answers["ethnicity"] or ""},
            )

        title = text("system.people.new" if row is None else "system.people.edit").replace("&", "")
        self.context.ask_and_act(
            title,
            self._fields(row),
            save,
            values=values,
            doubts=_ALIKE,
            again=self.panel.expect_new if row is None else None,
            owner=self,
        )

    def _add_many(self) -> None:
        add_many_persons(self.context, owner=self, before=self.panel.expect_new)

    def remove(self, rows: Sequence[PersonRow]) -> Changes:
        from thidua_desktop.services.organisation.people import remove_persons

        return remove_persons(self.context.app, [row.id for row in rows])

    def _fields(self, row: PersonRow | None) -> tuple[Field, ...]:
        words = {key: text(f"system.people.fields.{key}") for key in _FORM_KEYS}
        sexes = tuple(Choice(sex, text(f"system.people.sexes.{sex}")) for sex in _SEXES)
        leading = tuple(
            Choice(value, text(f"person_facts.leading.{word}"))
            for value, word in ((True, "yes"), (False, "no"))
        )
        units = with_present(
            [Choice(unit.id, unit.name) for unit in self._units],
            row.unit_id if row else None,
            row.unit_name if row else "",
        )
        return (
            Field("full_name", words["full_name"], required=True),
            Field("born", words["born"], "partial_date"),
            Field("sex", words["sex"], "choice", choices=sexes),
            Field("ethnicity", words["ethnicity"]),
            Field("national_id", words["national_id"], check=_wrong_id),
            Field("unit_id", words["unit_id"], "choice", choices=units),
            Field("position", words["position"]),
            Field("is_leader", words["is_leader"], "choice", choices=leading),
        )

    def _merge(self) -> None:
        """Two rows selected are joined; of one is shown what was joined and parted."""
        rows, chosen = self.panel.selected(), self.panel.chosen()
        if chosen is None:
            return
        others = [row for row in rows if row.id != chosen.id]
        if others:
            ask_merge(self.context, chosen, others, owner=self)
        else:
            show_traces(self.context, chosen, owner=self)

    def _fill(self) -> None:
        """Of the rows selected when there are several; else of everybody of whom something is not known."""
        rows = self.panel.selected()
        fill_facts(self.context, [row.id for row in rows] if len(rows) > 1 else None, owner=self)

    def _find(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            self.context.go("lookup", row.full_name)


_ALIKE: Final = frozenset({"people.alike"})


def person_columns() -> tuple[Column[PersonRow], ...]:
    return (
        Column(
            "name",
            text("system.people.columns.name"),
            lambda row: row.full_name,
            210,
            sort=lambda row: row.sort_key,
        ),
        Column(
            "born",
            text("system.people.columns.born"),
            lambda row: row.born,
            104,
            text=lambda born: born.vietnamese() if born else "",
            sort=lambda row: row.born.value if row.born else None,
        ),
        Column(
            "sex",
            text("system.people.columns.sex"),
            lambda row: lookup(f"system.people.sexes.{row.sex}") or "",
            86,
        ),
        Column(
            "ethnicity",
            text("system.people.columns.ethnicity"),
            lambda row: row.ethnicity or "",
            86,
            hidden=True,
        ),
        Column("position", text("system.people.columns.position"), lambda row: row.position, 190),
        Column("unit", text("system.people.columns.unit"), lambda row: row.unit_name, 270),
        Column(
            "national_id",
            text("system.people.columns.national_id"),
            lambda row: row.national_id,
            130,
            hidden=True,
        ),
        Column(
            "grants",
            text("system.people.columns.grants"),
            lambda row: row.grant_count,
            100,
            align="right",
            sums=True,
        ),
    )


def _wrong_id(value: object) -> str | None:
    """An identity number has 12 digits, an older one 9."""
    good = re.fullmatch(r"[0-9]{9}|[0-9]{12}", str(value)) is not None
    return None if good else text("system.people.wrong_id")
