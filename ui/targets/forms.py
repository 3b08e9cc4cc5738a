"""Forms of a target and of a figure reported for it, declared as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.planning.attainment import COMPARATORS, PERIODS, last_month, period_order
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.targets.words import amount_words, period_words
from ui.widgets.fields import with_present
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.reports.targets import ActualRow, TargetRow

GROUPS: Final = ("KT", "XH", "MT", "QPAN", "TDKT")
SUBJECTS: Final = ("person", "collective", "household")
_NUMBERS: Final = ("minimum", "maximum", "baseline")


def ask_target(
    context: Context,
    target: TargetRow | None,
    *,
    plan_id: int,
    owner: QObject,
    again: Callable[[], None] | None = None,
) -> None:
    """Adds a target to a plan (``again``: one after the other), or changes one; units are read first."""

    def read(app: Any) -> tuple[Choice, ...]:
        from thidua_desktop.queries.organisation.units import units_in

        known = [Choice(unit.id, unit.name) for unit in app.read(units_in, context.year)]
        owner_id, owner_name = (target.owner_unit_id, target.owner_unit or "") if target else (None, "")
        return with_present(known, owner_id, owner_name)

    def ask(units: tuple[Choice, ...]) -> None:
        _ask(context, target, units=units, plan_id=plan_id, owner=owner, again=again)

    context.read(read, done=ask, label=text("targets.reading"), owner=owner)


def _ask(
    context: Context,
    target: TargetRow | None,
    *,
    units: tuple[Choice, ...],
    plan_id: int,
    owner: QObject,
    again: Callable[[], None] | None = None,
) -> None:
    values = _values(target) if target is not None else {"section": "TDKT", "comparator": ""}

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.planning.targets import TargetDraft, save_target

        words = ("wording", "section", "comparator", "minimum", "maximum", "measure", "baseline", "owner")
        draft = TargetDraft(
            **{key: str(answers[key] or "") for key in words},
            award_code=answers["award_code"] or None,
            subject_type=answers["subject_type"] or None,
            owner_unit_id=answers["owner_unit_id"] or None,
        )
        return save_target(context.app, draft, plan_id=plan_id, target_id=target.id if target else None)

    title = text("targets.new_title" if target is None else "targets.edit_title")
    context.ask_and_act(title, _fields(units), save, values=values, again=again, owner=owner)


def _fields(units: tuple[Choice, ...]) -> tuple[Field, ...]:
    from thidua_desktop.catalogue import load_awards

    groups = tuple(Choice(group, text(f"targets.groups.{group}")) for group in GROUPS)
    awards = (
        Choice("", text("targets.no_award")),
        *(Choice(award.code, award.name) for award in load_awards() if not award.placeholder),
    )
    subjects = (
        Choice("", text("targets.any_subject")),
        *(Choice(subject, text(f"statistics.kinds.{subject}")) for subject in SUBJECTS),
    )
    compared = (
        Choice("", text("targets.comparators.auto")),
        *(Choice(code, text(f"targets.comparators.{code}")) for code in COMPARATORS),
    )
    owners = (Choice(0, text("targets.no_unit")), *units)
    return (
        _field("section", "choice", required=True, choices=groups),
        _field("wording", required=True),
        _field("award_code", "choice", choices=awards, help=text("targets.help.award_code")),
        _field("subject_type", "choice", choices=subjects),
        _field("comparator", "choice", choices=compared),
        _field("minimum", help=text("targets.help.minimum")),
        _field("maximum"),
        _field("measure"),
        _field("baseline", help=text("targets.help.baseline")),
        _field("owner"),
        _field("owner_unit_id", "choice", choices=owners),
    )


def _field(key: str, kind: Any = "text", **more: Any) -> Field:
    return Field(key, text(f"targets.fields.{key}"), kind, **more)


def _values(target: TargetRow) -> dict[str, object]:
    values: dict[str, object] = {
        "section": target.group,
        "wording": target.wording,
        "award_code": target.award_code or "",
        "subject_type": target.subject_type or "",
        "comparator": target.comparator,
        "measure": target.measure,
        "owner": target.owner,
        "owner_unit_id": target.owner_unit_id or 0,
    }
    for key in _NUMBERS:
        stored = getattr(target, key)
        values[key] = None if stored is None else amount_words(Decimal(str(stored)))
    return values


def ask_actual(
    context: Context, target: TargetRow, actual: ActualRow | None, *, month: int, owner: QObject
) -> None:
    """Keeps a figure for a period; the one just ended before ``month`` is offered."""
    periods = period_choices()
    values: dict[str, object] = {"period": offered_period(month)}
    if actual is not None:
        values = {key: getattr(actual, key) for key in ("period", "as_of", "source")}
        values["value"] = amount_words(Decimal(actual.value))

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.planning.targets import save_actual

        return save_actual(
            context.app,
            target_id=target.id,
            actual_id=actual.id if actual else None,
            period=str(answers["period"]),
            value=str(answers["value"] or ""),
            as_of=answers["as_of"],
            source=str(answers["source"] or ""),
        )

    names = {key: text(f"targets.actuals.fields.{key}") for key in ("period", "value", "as_of", "source")}
    fields = (
        Field("period", names["period"], "choice", required=True, choices=periods),
        Field("value", names["value"], required=True, help=text("targets.actuals.help.value")),
        Field("as_of", names["as_of"], "date"),
        Field("source", names["source"], help=text("targets.actuals.help.source")),
    )
    title = text("targets.actuals.new_title" if actual is None else "targets.actuals.edit_title")
    context.ask_and_act(title, fields, save, values=values, lead=target.wording, owner=owner)


def period_choices() -> tuple[Choice, ...]:
    """The periods a figure may be reported for, in the order of the year."""
    return tuple(Choice(one, period_words(one)) for one in sorted(PERIODS, key=period_order))


def offered_period(month: int) -> str:
    """The longest period that ended by then: in July the half-year, in May the first quarter."""
    ended = [period for period in PERIODS if period[0] in "QHY" and last_month(period) <= month]
    return max(ended, key=period_order) if ended else "M01"
