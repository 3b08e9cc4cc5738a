"""The dialog of one bloc: name, kind, members by a list with ticks, head and deputy among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem

from thidua_desktop.domain.text import fold
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.widgets.forms import Choice, Field, Form, plain_label
from ui.widgets.lists import give_room

if TYPE_CHECKING:
    from thidua_desktop.queries.scoring.blocs import BlocRow, MemberRow

BLOC_KINDS: Final = ("bloc", "cluster")
_OFFICERS: Final = ("head", "deputy", "second_deputy")
_ID: Final = Qt.ItemDataRole.UserRole


class BlocDialog(Dialog):
    """``members`` are all units of the year with the bloc each is in; ``values`` what the officer chose."""

    def __init__(
        self, bloc: BlocRow | None, members: Sequence[MemberRow], schemes: tuple[Choice, ...] = ()
    ) -> None:
        super().__init__(text("blocs.dialog.new" if bloc is None else "blocs.dialog.edit"))
        self._names = {row.unit_id: row.unit_name for row in members}
        self.form = Form(_name_fields())
        self.officers = Form(_officer_fields(schemes), columns=2)
        self.filter = QLineEdit(placeholderText=text("blocs.dialog.filter"), clearButtonEnabled=True)
        self.filter.setAccessibleName(text("blocs.dialog.filter_name"))
        self.list = QListWidget()
        self.list.setMinimumHeight(110)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(plain_label(text("blocs.dialog.units")))
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self._fill(bloc, members)
        self._lay_out()
        self.filter.textChanged.connect(self._search_for)
        self.list.itemChanged.connect(lambda _: self._offer_officers())
        self._offer_officers()
        if bloc is not None:
            self.form.set_values({"name": bloc.name, "kind": bloc.kind})
            self.officers.set_values(
                {
                    "head": bloc.head_id,
                    "deputy": bloc.deputy_id,
                    "second_deputy": bloc.second_deputy_id,
                    "scheme_code": bloc.scheme_code or None,
                    "council_member": bloc.council_member,
                    "pledged_on": bloc.pledged_on,
                    "note": bloc.note,
                }
            )
        else:
            self.form.set_values({"kind": BLOC_KINDS[0]})
        self.form.focus_first()

    def _lay_out(self) -> None:
        label = QLabel(text("blocs.dialog.units"))
        label.setBuddy(self.list)
        for widget in (self.form, label, self.filter, self.list, self.count, self.officers):
            self.body.addWidget(widget)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.add_button(text("blocs.dialog.save"), kind="primary").clicked.connect(self.accept)
        self.setMinimumWidth(680)

    @property
    def values(self) -> Mapping[str, object]:
        """Keyword arguments of ``services.blocs.save_bloc`` but year and id."""
        named, officers = self.form.values(), self.officers.values()
        return {
            "name": named["name"],
            "kind": named["kind"],
            "member_ids": self.chosen(),
            "head_unit_id": officers["head"],
            "deputy_unit_id": officers["deputy"],
            "second_deputy_unit_id": officers["second_deputy"],
            "pledged_on": officers["pledged_on"],
            **{key: officers[key] or "" for key in ("scheme_code", "council_member", "note")},
        }

    def take(self, given: Mapping[str, Any]) -> None:
        """Everything as it was when saving was refused (``values``)."""
        ticked = set(given["member_ids"])
        for place in range(self.list.count()):
            item = self.list.item(place)
            on = item.data(_ID) in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.form.set_values({"name": given["name"], "kind": given["kind"]})
        self.officers.set_values(
            {
                **{key: given[f"{key}_unit_id"] for key in _OFFICERS},
                "scheme_code": given["scheme_code"] or None,
                **{key: given[key] for key in ("council_member", "pledged_on", "note")},
            }
        )

    def chosen(self) -> tuple[int, ...]:
        """Units ticked, in the order of the list."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def accept(self) -> None:
        if self.form.validate() and self.officers.validate():
            super().accept()

    def _fill(self, bloc: BlocRow | None, members: Sequence[MemberRow]) -> None:
        own = {row.unit_id for row in members if bloc is not None and row.bloc_id == bloc.id}
        elsewhere = {row.unit_id: row.bloc_name for row in members if row.bloc_id and row.unit_id not in own}
        order = sorted(self._names, key=lambda unit: (unit not in own, unit in elsewhere))
        for unit in order:
            name = self._names[unit]
            words = (
                text("blocs.dialog.in_other", unit=name, bloc=elsewhere[unit]) if unit in elsewhere else name
            )
            item = QListWidgetItem(words)
            item.setData(_ID, unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if unit in own else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        give_room(self.list)

    def _search_for(self, typed: str) -> None:
        requested = fold(typed)
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(requested not in fold(item.text()))

    def _offer_officers(self) -> None:
        chosen = self.chosen()
        self.count.setText(text("blocs.dialog.chosen", count=len(chosen)))
        choices = [Choice(unit, self._names[unit]) for unit in chosen]
        for key in _OFFICERS:
            self.officers.set_choices(key, choices)


def _name_fields() -> tuple[Field, ...]:
    kinds = tuple(Choice(kind, text(f"blocs.kinds.{kind}")) for kind in BLOC_KINDS)
    return (
        Field("name", text("blocs.fields.name"), required=True),
        Field("kind", text("blocs.fields.kind"), "choice", required=True, choices=kinds),
    )


def _officer_fields(schemes: tuple[Choice, ...]) -> tuple[Field, ...]:
    officers = tuple(Field(key, text(f"blocs.fields.{key}"), "choice") for key in _OFFICERS)
    return (
        *officers,
        Field("council_member", text("blocs.fields.council_member")),
        Field("pledged_on", text("blocs.fields.pledged_on"), "date"),
        Field("scheme_code", text("blocs.fields.scheme_code"), "choice", choices=schemes),
        Field("note", text("blocs.fields.note")),
    )
