"""Khối – Cụm thi đua: the year's blocs at the left, the members of the chosen one at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import lookup, text
from ui.context import Context
from ui.dialogs.base import make_button
from ui.icons import put_icon
from ui.pages.blocs_tabs.dialog import BlocDialog
from ui.pages.blocs_tabs.tab import Tab
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.tokens import SPACING

if TYPE_CHECKING:
    from thidua_desktop.queries.blocs import BlocRow, MemberRow
    from thidua_desktop.services.desk import Desk

_MOST_NAMES: Final = 4


def bloc_columns() -> tuple[Column[BlocRow], ...]:
    return (
        Column("name", text("blocs.columns.name"), lambda row: row.name, 236, least=0.85),
        Column("members", text("blocs.columns.members"), lambda row: row.members, 90, align="right"),
        Column("head", text("blocs.columns.head"), lambda row: row.head_name, 166),
        Column("deputy", text("blocs.columns.deputy"), lambda row: row.deputy_name, 150),
        Column(
            "kind",
            text("blocs.columns.kind"),
            lambda row: lookup(f"blocs.kinds.{row.kind}") or row.kind,
            120,
            hidden=True,
        ),
    )


class YearTab(Tab):
    """Units in no bloc or in two are named above the tables."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.SCORING, topic.ORGANISATION})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._blocs: tuple[BlocRow, ...] = ()
        self._members: tuple[MemberRow, ...] = ()
        self._twice: frozenset[int] = frozenset()
        self.column.addLayout(self._make_notice())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_blocs())
        split.addWidget(self._make_members())
        split.setStretchFactor(0, 8)
        split.setStretchFactor(1, 5)
        split.setHandleWidth(SPACING["m"])
        self.column.addWidget(split, 1)

    def _make_notice(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.notice = QLabel()
        self.notice.setWordWrap(True)
        self.outside = make_button(text("blocs.show_outside"), kind="quiet")
        self.outside.clicked.connect(self._show_outside)
        row.addWidget(self.notice, 1)
        row.addWidget(self.outside, 0, Qt.AlignmentFlag.AlignTop)
        self.copy = make_button(text("blocs.copy"))
        put_icon(self.copy, "copy")
        self.copy.clicked.connect(self._copy)
        self.new = make_button(text("blocs.new"), kind="primary")
        put_icon(self.new, "add", "on_accent")
        self.new.clicked.connect(lambda: self._ask(None))
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_blocs(self) -> QWidget:
        self.panel: TablePanel[BlocRow] = TablePanel(
            bloc_columns(),
            key="blocs",
            name=text("blocs.table"),
            settings=self.context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("blocs.empty"), text("blocs.new").replace("&", ""), lambda: self._ask(None)),
        )
        self.edit = make_button(text("blocs.edit"))
        put_icon(self.edit, "edit")
        self.edit.clicked.connect(lambda: self._ask(self.panel.chosen()))
        self.remove = make_button(text("blocs.remove"))
        put_icon(self.remove, "delete")
        self.remove.clicked.connect(self._remove)
        for button in (self.edit, self.remove):
            self.panel.tools.addWidget(button)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.panel.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.panel.opened.connect(self._ask)
        self.panel.selection_changed.connect(self._choose)
        self.panel.setMinimumWidth(330)
        return self.panel

    def _make_members(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.heading.setMinimumHeight(32)
        self.members: TablePanel[MemberRow] = TablePanel(
            self._member_columns(),
            key="bloc_members",
            name=text("blocs.members_table"),
            settings=self.context.settings,
            identity=lambda row: row.unit_id,
            empty=Empty(text("blocs.members_empty")),
            filterable=False,
        )
        column.addWidget(self.heading)
        column.addWidget(self.members, 1)
        side.setMinimumWidth(280)
        return side

    def _member_columns(self) -> tuple[Column[MemberRow], ...]:
        return (
            Column("unit", text("blocs.columns.unit"), lambda row: row.unit_name, 200, least=0.75),
            Column("role", text("blocs.columns.role"), self._role, 114, badge=self._role_badge),
            Column(
                "members", text("blocs.columns.member_count"), lambda row: row.member_count, 80, align="right"
            ),
            Column(
                "kind",
                text("blocs.columns.unit_kind"),
                lambda row: lookup(f"organisation.kinds.{row.kind}") or row.kind,
                180,
                hidden=True,
            ),
        )

    def reload(self) -> None:
        year = self.context.year

        def read(desk: Desk) -> tuple[tuple[BlocRow, ...], tuple[MemberRow, ...]]:
            from thidua_desktop.queries.blocs import blocs, members

            return desk.read(blocs, year=year), desk.read(members, year=year)

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def _show(self, blocs: tuple[BlocRow, ...], members: tuple[MemberRow, ...]) -> None:
        self._blocs, self._members = blocs, members
        counts = Counter(row.unit_id for row in members if row.bloc_id is not None)
        self._twice = frozenset(unit for unit, count in counts.items() if count > 1)
        self.panel.set_rows(blocs)
        if blocs and self.panel.chosen() is None:
            self.panel.select([blocs[0].id])
        self.copy.setEnabled(not blocs)
        self._tell_notice()
        self._choose()

    def _tell_notice(self) -> None:
        outside = [row.unit_name for row in self._members if row.bloc_id is None]
        twice = dict.fromkeys(row.unit_name for row in self._members if row.unit_id in self._twice)
        lines = []
        if outside and self._blocs:
            lines.append(text("blocs.outside", count=len(outside), names=_some(outside)))
        if twice:
            lines.append(text("blocs.twice", count=len(twice), names=_some(list(twice))))
        if not lines and self._blocs:
            lines.append(text("blocs.whole"))
        self.notice.setText("\n".join(lines))
        self.notice.setVisible(bool(lines))
        self.outside.setVisible(bool(outside and self._blocs))

    def _choose(self) -> None:
        bloc = self.panel.chosen()
        some = bool(self.panel.selected())
        self.edit.setEnabled(some)
        self.remove.setEnabled(some)
        if bloc is None:
            self.heading.setText("")
            self.members.set_rows(())
            return
        rows = [row for row in self._members if row.bloc_id == bloc.id]
        rows.sort(key=lambda row: (row.unit_id != bloc.head_id, row.unit_id != bloc.deputy_id))
        self.heading.setText(text("blocs.heading", name=bloc.name, count=len(rows)))
        self.members.set_rows(rows)

    def _show_outside(self) -> None:
        self.panel.view.clearSelection()
        self.heading.setText(text("blocs.outside_heading"))
        self.members.set_rows([row for row in self._members if row.bloc_id is None])
        self.members.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _role(self, row: MemberRow) -> int:
        bloc = next((one for one in self._blocs if one.id == row.bloc_id), None)
        if bloc is None:
            return 4
        return 0 if row.unit_id == bloc.head_id else 1 if row.unit_id == bloc.deputy_id else 2

    def _role_badge(self, row: MemberRow) -> Badge | None:
        role = self._role(row)
        if role == 4:
            return Badge(text("blocs.roles.outside"), "warn")
        if row.unit_id in self._twice:
            return Badge(text("blocs.roles.twice"), "warn")
        return (Badge(text("blocs.roles.head"), "info"), Badge(text("blocs.roles.deputy")), None)[role]

    def _ask(self, bloc: BlocRow | None, given: Mapping[str, Any] | None = None) -> None:
        dialog = BlocDialog(bloc, self._members)
        if given is not None:
            dialog.form.set_values({"name": given["name"], "kind": given["kind"]})
        if not self.context.dialogs.run(dialog):
            return
        values, year = dialog.values, self.context.year

        def refused(error: Exception) -> None:
            self.context.dialogs.error(error)
            if isinstance(error, OfficeError):
                self._ask(bloc, values)

        self.context.act(
            lambda _: self._save(bloc, values, year=year),
            label=dialog.windowTitle(),
            failed=refused,
            owner=self,
        )

    def _save(self, bloc: BlocRow | None, values: Mapping[str, Any], *, year: int) -> Changes:
        from thidua_desktop.services.blocs import save_bloc

        return save_bloc(self.context.desk, year=year, bloc_id=bloc.id if bloc else None, **values)

    def _copy(self) -> None:
        from thidua_desktop.services.blocs import copy_blocs

        year = self.context.year
        question = text("blocs.copy_question", from_year=year - 1, to_year=year)
        label = text("blocs.copy").replace("&", "")
        if self.context.dialogs.confirm(label, question, yes=text("blocs.copy_yes")):
            self.context.act(
                lambda _: copy_blocs(self.context.desk, from_year=year - 1, to_year=year),
                label=label,
                owner=self,
            )

    def _remove(self) -> None:
        from thidua_desktop.services.blocs import remove_bloc

        bloc = self.panel.chosen()
        label = text("blocs.remove").replace("&", "")
        if bloc is not None and self.context.dialogs.confirm(
            label, text("blocs.remove_question", name=bloc.name), yes=text("blocs.remove"), dangerous=True
        ):
            self.context.act(lambda _: remove_bloc(self.context.desk, bloc.id), label=label, owner=self)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    rest = len(names) - _MOST_NAMES
    return text("blocs.more", names=shown, count=rest) if rest > 0 else shown
