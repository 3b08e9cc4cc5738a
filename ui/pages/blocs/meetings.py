"""Meetings of the chosen bloc: signing, review, closing with those elected for the next year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.scoring.blocs import MEETINGS, Officers
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history
from ui.style.icons import put_icon
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from thidua_desktop.queries.scoring.blocs import BlocRow, MeetingRow, MemberRow

_TEXTS = ("place", "chair", "secretary", "notes")
_ELECTED = ("head", "deputy", "second_deputy")


class MeetingsPanel(QWidget):
    """Insert adds a meeting, Enter changes it, Delete takes it away."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._bloc: BlocRow | None = None
        self._members: Sequence[MemberRow] = ()
        columns: tuple[Column[MeetingRow], ...] = (
            Column(
                "kind",
                text("blocs.meetings.columns.kind"),
                lambda row: text(f"blocs.meetings.kinds.{row.kind}"),
                150,
            ),
            Column(
                "held_on",
                text("blocs.meetings.columns.held_on"),
                lambda row: row.held_on,
                96,
                text=lambda day: show_date(day) if day else "",
            ),
            Column("elected", text("blocs.meetings.columns.elected"), self._elected, 220, least=0.7),
            Column("place", text("blocs.meetings.columns.place"), lambda row: row.place, 150, hidden=True),
        )
        self.panel: TablePanel[MeetingRow] = TablePanel(
            columns,
            key="bloc_meetings",
            name=text("blocs.meetings.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text("blocs.meetings.empty"),
                text("blocs.meetings.new").replace("&", ""),
                lambda: self.ask(None),
            ),
            filterable=False,
        )
        offer_history(context, self.panel, "bloc_meeting")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.new = make_button(text("blocs.meetings.new"))
        put_icon(self.new, "add")
        self.new.clicked.connect(lambda: self.ask(None))
        self.remove = make_button(text("blocs.meetings.remove"))
        put_icon(self.remove, "delete")
        self.remove.clicked.connect(self._remove)
        for button in (self.new, self.remove):
            self.panel.tools.addWidget(button)
        self.panel.tools.addStretch(1)
        self.panel.act_on_rows(new=self.new, delete=self.remove)
        self.panel.opened.connect(self.ask)
        self.panel.selection_changed.connect(self._enable)

    def show_rows(
        self, rows: Sequence[MeetingRow], bloc: BlocRow | None, members: Sequence[MemberRow]
    ) -> None:
        self._bloc, self._members = bloc, members
        self.panel.set_rows(rows)
        self._enable()

    def ask(self, row: MeetingRow | None) -> None:
        """Adds (None) or changes a meeting."""
        bloc = self._bloc
        if bloc is None:
            return
        values: dict[str, object] = {"kind": MEETINGS[0]}
        if row is not None:
            values = {key: getattr(row, key) for key in ("kind", "held_on", *_TEXTS)}
            values |= {key: getattr(row.elected, key) for key in _ELECTED}

        def save(message: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.scoring.blocs import save_meeting

            return save_meeting(
                self.context.app,
                bloc_id=bloc.id,
                meeting_id=row.id if row else None,
                kind=message["kind"],
                held_on=message["held_on"],
                elected=Officers(*(message[key] for key in _ELECTED)),
                **{key: message[key] or "" for key in _TEXTS},
            )

        title = text("blocs.meetings.new" if row is None else "blocs.meetings.edit").replace("&", "")
        self.context.ask_and_act(
            title,
            self._fields(),
            save,
            values=values,
            lead=text("blocs.meetings.lead", name=bloc.name),
            again=self.panel.expect_new if row is None else None,
            owner=self,
        )

    def _fields(self) -> tuple[Field, ...]:
        kinds = tuple(Choice(kind, text(f"blocs.meetings.kinds.{kind}")) for kind in MEETINGS)
        units = tuple(Choice(row.unit_id, row.unit_name) for row in self._members)
        words = {key: text(f"blocs.meetings.fields.{key}") for key in ("kind", "held_on", *_TEXTS, *_ELECTED)}
        return (
            Field("kind", words["kind"], "choice", required=True, choices=kinds),
            Field("held_on", words["held_on"], "date"),
            Field("place", words["place"]),
            Field("chair", words["chair"]),
            Field("secretary", words["secretary"]),
            Field("notes", words["notes"], "multiline"),
            *(
                Field(
                    key,
                    words[key],
                    "choice",
                    choices=units,
                    help=text("blocs.meetings.elected_help") if key == "head" else "",
                )
                for key in _ELECTED
            ),
        )

    def _elected(self, row: MeetingRow) -> str:
        names = {one.unit_id: one.unit_name for one in self._members}
        return ", ".join(names[unit] for unit in row.elected.chosen if unit in names)

    def _enable(self) -> None:
        allow(self.new, self._bloc is not None, "no_bloc")
        allow(self.remove, bool(self.panel.selected()), "row")

    def _remove(self) -> None:
        row = self.panel.chosen()
        label = text("blocs.meetings.remove").replace("&", "")
        if row is not None and self.context.dialogs.confirm(
            label, text("blocs.meetings.remove_question"), yes=label, dangerous=True
        ):

            def work() -> Changes:
                from thidua_desktop.services.scoring.blocs import remove_meeting

                return remove_meeting(self.context.app, row.id)

            self.context.act(lambda _: work(), label=label, owner=self)
