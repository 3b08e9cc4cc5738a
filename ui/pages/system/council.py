"""The council's list: who sits, from when to when, with which vote, close to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.finding import person_choice, person_finder
from ui.dialogs.base import Dialog, make_button
from ui.dialogs.first_lists import add_many_members, paste_button
from ui.pages.list_section import RegisterSection
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.dates import show_date
from ui.widgets.fields import with_present
from ui.widgets.forms import Choice, Field
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.council.members import InterestRow, MemberRow
    from thidua_desktop.queries.organisation.people import PersonRow
    from thidua_desktop.queries.organisation.units import UnitRow
    from thidua_desktop.services.office.context import AppContext

_KEYS: Final = (
    "full_name",
    "position",
    "role",
    "votes",
    "unit_id",
    "person_id",
    "valid_from",
    "valid_to",
)
_ROLES: Final = ("chair", "deputy", "standing", "member", "secretary")


class CouncilSection(RegisterSection["MemberRow"]):
    """Meetings take their attendance from this list."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.COUNCIL, topic.ORGANISATION, topic.PEOPLE})

    def __init__(self, context: Context) -> None:
        self._units: tuple[UnitRow, ...] = ()
        self._people: Mapping[int, PersonRow] = {}
        super().__init__(
            context, words="council", key="council_members", columns=member_columns(), table="council_member"
        )
        self.interests_button = self.add_tool("interests", "people", self._ask_interests)
        self.paste_button = self.add_many(paste_button("members", self._add_many))

    def reload(self) -> None:
        def read(
            app: AppContext,
        ) -> tuple[tuple[MemberRow, ...], tuple[UnitRow, ...], tuple[PersonRow, ...]]:
            from thidua_desktop.queries.council.members import members
            from thidua_desktop.queries.organisation.people import persons_by_id
            from thidua_desktop.queries.organisation.units import units_on

            rows = app.read(members)
            named = [row.person_id for row in rows if row.person_id is not None]
            return rows, app.read(units_on, app.today()), app.read(persons_by_id, named)

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def _show(
        self,
        rows: tuple[MemberRow, ...],
        units: tuple[UnitRow, ...],
        people: tuple[PersonRow, ...],
    ) -> None:
        self._units, self._people = units, {person.id: person for person in people}
        self.show_rows(rows)

    def ask(self, row: MemberRow | None) -> None:
        values: dict[str, object] = {"role": "member", "votes": True}
        if row is not None:
            values = {key: getattr(row, key) for key in _KEYS}

        def save(answers: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.council.members import save_member

            return save_member(
                self.context.app,
                member_id=row.id if row else None,
                **{**answers, "position": answers["position"] or ""},
            )

        title = text("system.council.new" if row is None else "system.council.edit").replace("&", "")
        self.context.ask_and_act(
            title,
            self._fields(row),
            save,
            values=values,
            again=self.panel.expect_new if row is None else None,
            owner=self,
        )

    def _add_many(self) -> None:
        add_many_members(self.context, owner=self, before=self.panel.expect_new)

    def remove(self, rows: Sequence[MemberRow]) -> Changes:
        from thidua_desktop.services.council.members import remove_members

        return remove_members(self.context.app, [row.id for row in rows])

    def _fields(self, row: MemberRow | None) -> tuple[Field, ...]:
        words = {key: text(f"system.council.fields.{key}") for key in _KEYS}
        roles = tuple(Choice(role, text(f"council_members.roles.{role}")) for role in _ROLES)
        votes = (Choice(True, text("system.council.yes")), Choice(False, text("system.council.no")))
        return (
            Field("full_name", words["full_name"], required=True),
            Field("position", words["position"]),
            Field("role", words["role"], "choice", required=True, choices=roles),
            Field("votes", words["votes"], "choice", required=True, choices=votes),
            Field("unit_id", words["unit_id"], "choice", choices=self._unit_choices(row)),
            Field(
                "person_id",
                words["person_id"],
                "choice",
                choices=self._known(row),
                find=person_finder(self.context),
            ),
            Field("valid_from", words["valid_from"], "date"),
            Field("valid_to", words["valid_to"], "date"),
        )

    def _unit_choices(self, row: MemberRow | None = None) -> tuple[Choice, ...]:
        return with_present(
            [Choice(unit.id, unit.name) for unit in self._units],
            row.unit_id if row else None,
            row.unit_name if row else "",
        )

    def _known(self, row: MemberRow | None) -> tuple[Choice, ...]:
        person = self._people.get(row.person_id or 0) if row else None
        return (person_choice(person),) if person else ()

    def _ask_interests(self) -> None:
        row = self.panel.chosen()
        if row is None:
            return

        def read(app: AppContext) -> tuple[InterestRow, ...]:
            from thidua_desktop.queries.council.members import interests

            return app.read(interests, member_id=row.id)

        self.context.read(read, done=lambda found: self._show_interests(row, found), owner=self)

    def _show_interests(self, row: MemberRow, found: tuple[InterestRow, ...]) -> None:
        dialog = InterestsDialog(self.context, row, found, parent=self.window())
        self.context.dialogs.run(dialog)
        if dialog.requested == "add":
            self._add_interest(row)
        elif dialog.requested == "remove":
            self._drop_interests([one.id for one in dialog.chosen])

    def _drop_interests(self, ids: Sequence[int]) -> None:
        def drop() -> Changes:
            from thidua_desktop.services.council.members import remove_interests

            return remove_interests(self.context.app, ids)

        self.context.act(
            lambda _: drop(),
            label=text("system.council.party.title"),
            done=lambda _: self._ask_interests(),
            owner=self,
        )

    def _add_interest(self, row: MemberRow) -> None:
        word = "system.council.party"
        fields = (
            Field("unit_id", text(f"{word}.unit_id"), "choice", choices=self._unit_choices()),
            Field("person_id", text(f"{word}.person_id"), "choice", find=person_finder(self.context)),
            Field("reason", text(f"{word}.reason")),
        )

        def save(answers: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.council.members import add_interest

            return add_interest(
                self.context.app, member_id=row.id, **{**answers, "reason": answers["reason"] or ""}
            )

        self.context.ask_and_act(
            text(f"{word}.title"),
            fields,
            save,
            lead=text("system.council.party.lead", name=row.full_name),
            done=lambda _: self._ask_interests(),
            owner=self,
        )


class InterestsDialog(Dialog):
    """Whom a member is close to besides the own unit. ``requested``: what the officer pressed, empty for nothing."""

    def __init__(
        self,
        context: Context,
        row: MemberRow,
        found: Sequence[InterestRow],
        *,
        parent: QWidget | None,
    ) -> None:
        super().__init__(text("system.council.party.title_list", name=row.full_name), parent)
        self.requested = ""
        self.chosen: tuple[InterestRow, ...] = ()
        self.panel: TablePanel[InterestRow] = TablePanel(
            (
                Column("party", text("system.council.party.party"), lambda one: one.party, 260),
                Column("reason", text("system.council.party.why"), lambda one: one.reason, 220),
            ),
            key="council_interests",
            name=text("system.council.party.table"),
            settings=context.settings,
            identity=lambda one: one.id,
            empty=Empty(text("system.council.party.none")),
            filterable=False,
        )
        self.panel.set_rows(found)
        tools = WrapRow()
        tools.setSpacing(SPACING["s"])
        for key in ("add", "remove"):
            button = make_button(text(f"system.council.party.{key}"))
            button.clicked.connect(lambda _, key=key: self._want(key))
            tools.addWidget(button)
            self.panel.act_on_rows(button, delete=button if key == "remove" else None)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.panel, 1)
        self.add_button(text("ui.buttons.close")).clicked.connect(self.reject)
        self.resize(620, 420)

    def _want(self, key: str) -> None:
        self.chosen = self.panel.selected()
        if key == "add" or self.chosen:
            self.requested = key
            self.accept()


def member_columns() -> tuple[Column[MemberRow], ...]:
    word = "system.council.columns"
    return (
        Column("name", text(f"{word}.name"), lambda row: row.full_name, 190),
        Column("position", text(f"{word}.position"), lambda row: row.position, 230),
        Column("role", text(f"{word}.role"), lambda row: text(f"council_members.roles.{row.role}"), 170),
        Column(
            "votes",
            text(f"{word}.votes"),
            lambda row: text(f"council_desk.seats.{'yes' if row.votes else 'no'}"),
            90,
        ),
        Column("unit", text(f"{word}.unit"), lambda row: row.unit_name, 200, least=0.8),
        Column(
            "interests", text(f"{word}.interests"), lambda row: row.interests or None, 124, "right", aside=1
        ),
        _day_column("valid_from"),
        _day_column("valid_to"),
    )


def _day_column(key: str) -> Column[MemberRow]:
    return Column(
        key,
        text(f"system.council.columns.{key}"),
        lambda row: getattr(row, key),
        100,
        text=lambda day: show_date(day) if day else "",
        aside=2,
    )
