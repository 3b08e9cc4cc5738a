"""Members of a bloc in the order of their turns, or the units that are in no bloc or in two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import lookup, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.style.icons import put_icon
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.forms import Choice, Field
from ui.widgets.some_of import some_of

_MOST_NAMES: Final = 4

if TYPE_CHECKING:
    from thidua_desktop.queries.scoring.blocs import BlocRow, MemberRow

Role = Literal["head", "deputy", "member", "outside"]
_ORDER: tuple[Role, ...] = ("head", "deputy", "member", "outside")


class MembersPanel(QWidget):
    """Alt+Up and Alt+Down change turns, Enter the days, Delete ends membership, Insert puts into a bloc."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._blocs: tuple[BlocRow, ...] = ()
        self._twice: frozenset[int] = frozenset()
        self.panel: TablePanel[MemberRow] = TablePanel(
            self._columns(),
            key="bloc_members",
            name=text("blocs.members_table"),
            settings=context.settings,
            identity=lambda row: (row.unit_id, row.bloc_id),
            empty=Empty(text("blocs.members_empty")),
            filterable=False,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.put = self._button("put", "arrow_import", self._put)
        self.take = self._button("take", "dismiss", self._take)
        self.panel.tools.addStretch(1)
        for keys, action in (
            ("Alt+Up", lambda: self._turn(-1)),
            ("Alt+Down", lambda: self._turn(1)),
        ):
            made = QShortcut(QKeySequence(keys), self.panel.view)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(action)
        self.panel.act_on_rows(new=self.put, delete=self.take)
        self.panel.opened.connect(self._open)
        self.panel.selection_changed.connect(self._enable)
        self._enable()

    def show_rows(self, rows: Sequence[MemberRow], blocs: tuple[BlocRow, ...], twice: frozenset[int]) -> None:
        self._blocs, self._twice = blocs, twice
        self.panel.set_rows(rows)
        self._enable()

    def _columns(self) -> tuple[Column[MemberRow], ...]:
        return (
            Column("unit", text("blocs.columns.unit"), lambda row: row.unit_name, 220, least=0.75),
            Column(
                "role",
                text("blocs.columns.role"),
                lambda row: _ORDER.index(self._role(row)),
                126,
                badge=self._badge,
            ),
            Column("bloc", text("blocs.columns.bloc"), lambda row: row.bloc_name, 160, hidden=True),
            Column("days", text("blocs.columns.days"), _days, 130, aside=1),
            Column(
                "members",
                text("blocs.columns.member_count"),
                lambda row: row.member_count,
                80,
                align="right",
                sums=True,
                hidden=True,
            ),
            Column(
                "kind",
                text("blocs.columns.unit_kind"),
                lambda row: lookup(f"organisation.kinds.{row.kind}") or row.kind,
                180,
                hidden=True,
            ),
        )

    def _role(self, row: MemberRow) -> Role:
        bloc = next((one for one in self._blocs if one.id == row.bloc_id), None)
        if bloc is None:
            return "outside"
        if row.unit_id == bloc.head_id:
            return "head"
        return "deputy" if row.unit_id in (bloc.deputy_id, bloc.second_deputy_id) else "member"

    def _badge(self, row: MemberRow) -> Badge | None:
        role = self._role(row)
        if role == "outside":
            return Badge(text("blocs.roles.outside"), "warn")
        if row.unit_id in self._twice:
            return Badge(text("blocs.roles.twice"), "warn")
        if role == "member":
            return None
        return Badge(text(f"blocs.roles.{role}"), "info" if role == "head" else "neutral")

    def _button(self, key: str, icon: str, action: Callable[[], None]) -> Any:
        button = make_button(text(f"blocs.members.{key}"))
        put_icon(button, icon)
        button.clicked.connect(lambda _=False: action())
        self.panel.tools.addWidget(button)
        return button

    def _enable(self) -> None:
        rows = self.panel.selected()
        inside = bool(rows) and all(row.member_id is not None for row in rows)
        allow(self.put, bool(rows) and bool(self._blocs), "put_in_bloc")
        allow(self.take, inside, "in_bloc")

    def _open(self, row: MemberRow) -> None:
        if row.member_id is None:
            self._put()
        else:
            self._ask_days(row)

    def _put(self) -> None:
        """The chosen units into a bloc, from a day on when they come within the year."""
        rows = self.panel.selected()
        choices = tuple(Choice(one.id, one.name) for one in self._blocs)
        if not rows or not choices:
            return
        fields = (
            Field("bloc", text("blocs.members.bloc"), "choice", required=True, choices=choices),
            Field("from_day", text("blocs.members.from_day"), "date", help=text("blocs.members.from_help")),
        )

        def work(message: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.scoring.blocs import put_into

            units = [row.unit_id for row in rows]
            return put_into(self.context.app, units, bloc_id=message["bloc"], from_day=message["from_day"])

        title = text("blocs.members.put").replace("&", "")
        lead = some_of([row.unit_name for row in rows], most=_MOST_NAMES)
        self.context.ask_and_act(title, fields, work, lead=lead, owner=self)

    def _ask_days(self, row: MemberRow) -> None:
        member_id = row.member_id
        if member_id is None:
            return
        fields = (
            Field(
                "valid_from", text("blocs.members.valid_from"), "date", help=text("blocs.members.days_help")
            ),
            Field("valid_to", text("blocs.members.valid_to"), "date"),
        )

        def work(message: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.scoring.blocs import set_days

            return set_days(self.context.app, member_id, **message)

        values = {"valid_from": row.valid_from, "valid_to": row.valid_to}
        title = text("blocs.members.days")
        self.context.ask_and_act(title, fields, work, values=values, lead=row.unit_name, owner=self)

    def _take(self) -> None:
        ids = [row.member_id for row in self.panel.selected() if row.member_id is not None]
        if not ids:
            return
        fields = (
            Field("last_day", text("blocs.members.last_day"), "date", help=text("blocs.members.last_help")),
        )

        def work(message: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.scoring.blocs import take_out

            return take_out(self.context.app, ids, last_day=message["last_day"])

        title = text("blocs.members.take").replace("&", "")
        lead = some_of([row.unit_name for row in self.panel.selected()], most=_MOST_NAMES)
        self.context.ask_and_act(title, fields, work, lead=lead, owner=self)

    def _turn(self, by: int) -> None:
        """The chosen member earlier or later in the turn."""
        row = self.panel.chosen()
        rows = [one for one in self.panel.model.shown_rows() if one.member_id is not None]
        if row is None or row not in rows or len({one.bloc_id for one in rows}) != 1:
            return
        place = rows.index(row)
        if not 0 <= place + by < len(rows):
            return
        rows[place], rows[place + by] = rows[place + by], rows[place]
        ids = [one.member_id for one in rows if one.member_id is not None]

        def work() -> Changes:
            from thidua_desktop.services.scoring.blocs import order_members

            return order_members(self.context.app, ids)

        self.context.act(lambda _: work(), label=text("blocs.members.turning"), owner=self)


def _days(row: MemberRow) -> str:
    if row.valid_from and row.valid_to:
        return text("blocs.days.both", start=show_date(row.valid_from), end=show_date(row.valid_to))
    if row.valid_from:
        return text("blocs.days.start", start=show_date(row.valid_from))
    return text("blocs.days.end", end=show_date(row.valid_to)) if row.valid_to else ""
