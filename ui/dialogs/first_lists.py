"""The lists an office begins with, entered as a table: units, persons, members of the council, facts, figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.paste_grid import PasteGridDialog
from ui.style.icons import put_icon
from ui.widgets.dates import parse_partial_date
from ui.widgets.fields import Choice, ChoiceBox
from ui.widgets.paste_grid import GridColumn, GridRow

if TYPE_CHECKING:
    from thidua_desktop.domain.dates import PartialDate
    from thidua_desktop.queries.nominations.nominations import NominationRow
    from thidua_desktop.queries.nominations.year_facts import YearFacts
    from thidua_desktop.queries.reports.targets import TargetRow
    from thidua_desktop.services.office.context import AppContext

_LARGEST: Final = 100_000
_FACTS: Final = ("rating", "discipline", "sex", "ethnicity", "position", "is_leader")
Rows = list[tuple[int, dict[str, Any]]]


def paste_button(key: str, pressed: Callable[[], None]) -> QPushButton:
    """The button of a list that opens its table; ``key``: its table in the texts."""
    button = make_button(text(f"first_lists.{key}.button"))
    put_icon(button, "document_table")
    button.clicked.connect(lambda _: pressed())
    return button


def add_many_units(context: Context, *, owner: QWidget, before: Callable[[], None] = lambda: None) -> None:
    """Units by name, kind, short name and number of persons; ``before`` runs before they are stored."""
    from thidua_desktop.services.organisation import first_lists as service

    columns = (
        _column("name", 300, needed=True),
        _column("kind", 200, service.read_kind),
        _column("short_name", 150),
        _column("member_count", 100, _read_count),
    )
    _run(context, "units", columns, service.add_units, service.unit_doubts, owner=owner, before=before)


def add_many_persons(context: Context, *, owner: QWidget, before: Callable[[], None] = lambda: None) -> None:
    """Persons with what is known of them; units are named as in the register."""
    from thidua_desktop.services.organisation import first_lists as service

    columns = (
        GridColumn("name", text("first_lists.columns.full_name"), 190, clean, needed=True),
        _column("born", 100, _read_born),
        *(_column(key, 90, partial(_read_fact, key)) for key in ("sex", "ethnicity")),
        _column("unit", 220),
        _column("position", 150),
        _column("national_id", 130, _read_id),
        _column("is_leader", 130, partial(_read_fact, "is_leader")),
    )
    _run(context, "persons", columns, service.add_persons, service.person_doubts, owner=owner, before=before)


def add_many_members(context: Context, *, owner: QWidget, before: Callable[[], None] = lambda: None) -> None:
    """Members of the council by name, position and role."""
    from thidua_desktop.services.council import members as service

    columns = (
        GridColumn("name", text("first_lists.columns.full_name"), 220, clean, needed=True),
        _column("position", 320),
        _column("role", 200, service.read_role),
    )
    _run(context, "members", columns, service.add_members, service.member_doubts, owner=owner, before=before)


def fill_actuals(
    context: Context,
    targets: Sequence[TargetRow],
    *,
    periods: Sequence[Choice],
    period: str,
    asked: Callable[[TargetRow], str],
    owner: QWidget,
) -> None:
    """One figure a target for the period chosen above the table."""
    from thidua_desktop.services.planning.targets import read_amount, save_actuals

    box = ChoiceBox()
    box.set_choices(list(periods))
    box.choose(period)
    above = QWidget()
    row = QHBoxLayout(above)
    row.setContentsMargins(0, 0, 0, 0)
    label = QLabel(text("first_lists.actuals.period"))
    label.setBuddy(box)
    box.setAccessibleName(text("first_lists.actuals.period").replace("&", ""))
    row.addWidget(label)
    row.addWidget(box)
    row.addStretch(1)

    def save(app: AppContext, rows: Rows) -> Changes:
        values = {targets[place].id: one["value"] for place, one in rows}
        return save_actuals(app, values, period=str(box.currentData()))

    columns = (
        _column("wording", 460, None),
        _column("asked", 160, None),
        _column("value", 160, read_amount),
    )
    shown = [GridRow({"wording": one.wording, "asked": asked(one)}, {}) for one in targets]
    word = "first_lists.actuals"
    dialog = PasteGridDialog(
        context,
        title=text(f"{word}.title"),
        lead=text(f"{word}.lead"),
        columns=columns,
        save=save,
        rows=shown,
        above=above,
        parent=owner.window(),
    )
    context.dialogs.run(dialog)


def fill_year_facts(
    context: Context,
    nominees: Sequence[NominationRow],
    *,
    owner: QWidget,
    done: Callable[[Changes, str], None],
) -> None:
    """Rating, discipline, sex, ethnic group, position and leading of all these nominees, as one action."""
    year, rows = context.year, tuple(nominees)

    def read(app: AppContext) -> tuple[YearFacts, ...]:
        from thidua_desktop.queries.nominations.year_facts import year_facts

        return app.read(year_facts, year=year, rows=rows)

    context.read(read, done=lambda found: _ask_facts(context, found, year, owner, done), owner=owner)


def _ask_facts(
    context: Context,
    found: Sequence[YearFacts],
    year: int,
    owner: QWidget,
    done: Callable[[Changes, str], None],
) -> None:
    from thidua_desktop.services.nominations.year_facts import read_year_fact, save_year_facts

    if not found:
        context.notify(text("nominees.record.household"))
        return

    def save(app: AppContext, rows: Rows) -> Changes:
        answers = {(found[place].subject_type, found[place].subject_id): one for place, one in rows}
        return save_year_facts(app, year=year, answers=answers)

    columns = (
        GridColumn("name", text("first_lists.columns.full_name"), 180, None),
        _column("unit", 180, None),
        *(_column(key, 130, partial(read_year_fact, key)) for key in _FACTS),
    )
    dialog = PasteGridDialog(
        context,
        title=text("first_lists.facts.title"),
        lead=text("first_lists.facts.lead"),
        columns=columns,
        save=save,
        rows=[_facts_row(one) for one in found],
        done=lambda changes: done(changes, text("first_lists.facts.done", count=len(dialog.rows()))),
        parent=owner.window(),
    )
    context.dialogs.run(dialog)


def _facts_row(row: YearFacts) -> GridRow:
    from thidua_desktop.services.organisation.person_facts import KEYS, shown

    words = {"name": row.name, "unit": row.unit_name}
    if row.rating:
        words["rating"] = text(f"nominees.ratings.{row.rating}")
    if row.discipline:
        words["discipline"] = text(f"nominees.disciplines.{row.discipline}")
    if row.person is None:
        return GridRow(words, dict.fromkeys(KEYS, text("first_lists.facts.unit_only")))
    words |= {key: shown(key, row.person) for key in KEYS}
    placeless = row.person.membership_id is None
    closed = dict.fromkeys(("position", "is_leader"), text("person_facts.no_place")) if placeless else {}
    return GridRow(words, closed)


def _run(
    context: Context,
    key: str,
    columns: Sequence[GridColumn],
    save: Callable[[AppContext, list[dict[str, Any]]], Changes],
    doubts: Callable[[AppContext, list[dict[str, Any]]], Any],
    *,
    owner: QWidget,
    before: Callable[[], None],
) -> None:
    def store(app: AppContext, rows: Rows) -> Changes:
        return save(app, [one for _, one in rows])

    before()
    context.dialogs.run(
        PasteGridDialog(
            context,
            title=text(f"first_lists.{key}.title"),
            lead=text(f"first_lists.{key}.lead"),
            columns=columns,
            save=store,
            doubts=doubts,
            parent=owner.window(),
        )
    )


def _column(
    key: str, width: int, read: Callable[[str], Any] | None = clean, *, needed: bool = False
) -> GridColumn:
    return GridColumn(key, text(f"first_lists.columns.{key}"), width, read, needed)


def _read_fact(key: str, words: str) -> Any:
    from thidua_desktop.services.organisation.person_facts import read_fact

    return read_fact(key, words)


def _read_count(words: str) -> int:
    digits = re.sub(r"[.\s]", "", words)
    if not re.fullmatch(r"[0-9]{1,6}", digits) or Decimal(digits) > _LARGEST:
        raise OfficeError("first_lists.not_number", words=words)
    return int(digits)


def _read_born(words: str) -> PartialDate:
    try:
        return parse_partial_date(words)
    except ValueError:
        raise OfficeError("first_lists.not_born", words=words) from None


def _read_id(words: str) -> str:
    digits = re.sub(r"\s", "", words)
    if re.fullmatch(r"[0-9]{9}|[0-9]{12}", digits) is None:
        raise OfficeError("first_lists.not_id")
    return digits
