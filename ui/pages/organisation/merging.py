"""Joining two records of one person, parting them again, and parting awards of somebody else off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.finding import person_finder
from ui.dialogs.base import Dialog, make_button
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.forms import Choice, Field
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.decisions.grants import GrantRow
    from thidua_desktop.queries.organisation.merging import MergeRow
    from thidua_desktop.queries.organisation.people import PersonRow
    from thidua_desktop.services.office.context import AppContext


def ask_merge(context: Context, stored: PersonRow, others: Sequence[PersonRow], *, owner: QWidget) -> None:
    """Asks which record goes into ``stored``: one of those selected, else one of the same name."""

    def read(app: AppContext) -> tuple[PersonRow, ...]:
        from thidua_desktop.queries.organisation.people import find_namesakes

        return app.read(find_namesakes, stored.id)

    if others:
        _ask(context, stored, others, owner=owner)
    else:
        context.read(read, done=lambda found: _ask(context, stored, found, owner=owner), owner=owner)


def _ask(context: Context, stored: PersonRow, others: Sequence[PersonRow], *, owner: QWidget) -> None:
    word = "system.merging"
    alike = sorted(others, key=lambda row: (row.sort_key != stored.sort_key, row.sort_key))
    fields = (
        Field(
            "other",
            text(f"{word}.other"),
            "choice",
            required=True,
            choices=tuple(Choice(row.id, reported(row)) for row in alike),
            find=person_finder(context, without={stored.id}),
        ),
        Field("reason", text(f"{word}.reason")),
    )

    def work(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.organisation.merging import merge

        return merge(
            context.app, kept_id=stored.id, other_id=answers["other"], reason=answers["reason"] or ""
        )

    context.ask_and_act(
        text(f"{word}.title"),
        fields,
        work,
        values={"other": alike[0].id if alike else None},
        lead=text("system.merging.lead", name=reported(stored)),
        accept_label=text(f"{word}.accept"),
        done=lambda _: context.notify(text("system.merging.done", name=stored.full_name)),
        owner=owner,
    )


def reported(row: PersonRow) -> str:
    """A person so that two of one name are distinguished."""
    born = row.born.vietnamese() if row.born else ""
    parts = [part for part in (born, row.position, row.unit_name) if part]
    return text("system.merging.person", name=row.full_name, reported=", ".join(parts), count=row.grant_count)


def show_traces(context: Context, row: PersonRow, *, owner: QWidget) -> None:
    """What was joined and parted of a record, and its awards to part off."""

    def read(app: AppContext) -> tuple[tuple[MergeRow, ...], tuple[GrantRow, ...]]:
        from thidua_desktop.queries.decisions.grants import of_subjects
        from thidua_desktop.queries.organisation.merging import merges

        given = app.read(of_subjects, subject_type="person", ids=[row.id]).get(row.id, [])
        return app.read(merges, subject_id=row.id), tuple(given)

    context.read(read, done=lambda found: _open(context, row, *found, owner=owner), owner=owner)


def _open(
    context: Context,
    row: PersonRow,
    merges: tuple[MergeRow, ...],
    grants: tuple[GrantRow, ...],
    *,
    owner: QWidget,
) -> None:
    dialog = TraceDialog(context, row, merges, grants, parent=owner.window())
    context.dialogs.run(dialog)
    if dialog.requested == "part" and dialog.trace is not None:
        number = dialog.trace.id

        def part() -> Changes:
            from thidua_desktop.services.organisation.merging import part as part_again

            return part_again(context.app, number)

        context.act(lambda _: part(), label=text("system.merging.part").replace("&", ""), owner=owner)
    elif dialog.requested == "merge":
        ask_merge(context, row, (), owner=owner)
    elif dialog.requested == "split" and dialog.chosen:
        _split(context, row, dialog.chosen, owner=owner)


def _split(context: Context, row: PersonRow, grants: Sequence[GrantRow], *, owner: QWidget) -> None:
    word = "system.merging"
    fields = (
        Field("full_name", text(f"{word}.full_name"), required=True),
        Field("born", text(f"{word}.born"), "partial_date"),
        Field("reason", text(f"{word}.reason")),
    )

    def work(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.organisation.merging import split

        return split(
            context.app,
            person_id=row.id,
            grant_ids=[grant.id for grant in grants],
            full_name=answers["full_name"],
            reason=answers["reason"] or "",
            born=answers["born"],
            sex=row.sex,
        ).changes

    context.ask_and_act(
        text(f"{word}.split_title"),
        fields,
        work,
        values={"full_name": grants[0].name},
        lead=text("system.merging.split_lead", count=len(grants), name=row.full_name),
        owner=owner,
    )


class TraceDialog(Dialog):
    """Above what was joined and parted, below the awards. ``requested``: merge, part, split or nothing."""

    def __init__(
        self,
        context: Context,
        row: PersonRow,
        merges: Sequence[MergeRow],
        grants: Sequence[GrantRow],
        *,
        parent: QWidget | None,
    ) -> None:
        super().__init__(text("system.merging.traces_title", name=row.full_name), parent)
        self.requested = ""
        self.trace: MergeRow | None = None
        self.chosen: tuple[GrantRow, ...] = ()
        self.traces: TablePanel[MergeRow] = TablePanel(
            trace_columns(),
            key="merge_traces",
            name=text("system.merging.traces_table"),
            settings=context.settings,
            identity=lambda one: one.id,
            empty=Empty(text("system.merging.no_traces")),
            filterable=False,
        )
        self.grants: TablePanel[GrantRow] = TablePanel(
            award_columns(),
            key="merge_grants",
            name=text("system.merging.grants_table"),
            settings=context.settings,
            identity=lambda one: one.id,
            empty=Empty(text("system.merging.no_grants")),
            filterable=False,
        )
        self.traces.set_rows(merges)
        self.grants.set_rows(grants)
        for panel, keys in ((self.traces, ("merge", "part")), (self.grants, ("split",))):
            line = WrapRow()
            line.setSpacing(SPACING["s"])
            for key in keys:
                button = make_button(text(f"system.merging.{key}"))
                button.clicked.connect(lambda _, key=key: self._want(key))
                line.addWidget(button)
            line.addStretch(1)
            self.body.addWidget(panel, 1)
            self.body.addLayout(line)
        self.add_button(text("ui.buttons.close")).clicked.connect(self.reject)
        self.resize(860, 600)

    def _want(self, key: str) -> None:
        self.trace, self.chosen = self.traces.chosen(), self.grants.selected()
        if key == "merge" or (key == "part" and self.trace is not None) or (key == "split" and self.chosen):
            self.requested = key
            self.accept()


def trace_columns() -> tuple[Column[MergeRow], ...]:
    word = "system.merging.columns"
    return (
        Column("at", text(f"{word}.at"), lambda one: one.created_at[:10], 100),
        Column("kind", text(f"{word}.kind"), lambda one: text(f"system.merging.kinds.{one.kind}"), 100),
        Column("kept", text(f"{word}.kept"), lambda one: one.kept_name, 170),
        Column("other", text(f"{word}.other"), lambda one: one.other_name, 170),
        Column("rows", text(f"{word}.rows"), lambda one: one.rows, 80, "right"),
        Column("reason", text(f"{word}.reason"), lambda one: one.reason, 160),
        Column("parted", text(f"{word}.parted"), lambda one: (one.parted_at or "")[:10], 100),
    )


def award_columns() -> tuple[Column[GrantRow], ...]:
    word = "lookup.columns"
    return (
        Column("year", text(f"{word}.year"), lambda one: one.award_year, 60, "right", text=str),
        Column("title", text(f"{word}.title"), lambda one: one.title, 220),
        Column("number", text(f"{word}.number"), lambda one: one.decision_number, 120),
        Column("printed", text(f"{word}.printed"), lambda one: one.name, 180),
        Column("unit", text(f"{word}.unit_then"), lambda one: one.unit, 200),
    )
