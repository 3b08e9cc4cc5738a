"""The law as this office applies it: rulings stored with their "căn cứ", and what one of them would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua_desktop.catalogue import base_salary, load_levels, load_rule_set, rule_set_for
from thidua_desktop.catalogue.rule_sets import RULE_SET_CODES
from thidua_desktop.db.tables.law import OfficeRule as Stored
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility.law_parameters import OfficeRule, parameter, read_value
from thidua_desktop.domain.eligibility.office_law import applied, office_value
from thidua_desktop.domain.eligibility.rules import RuleSet
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.eligibility.office_rules import office_rules
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class OfficeLaw:
    """Rule-sets with the rulings of the office laid over them."""

    rulings: tuple[OfficeRule, ...]

    def on(self, day: dt.date, *, received_on: dt.date | None = None) -> RuleSet:
        """The law of a day of decision. OfficeError ``catalogue.no_rule_set``."""
        return applied(rule_set_for(day, received_on=received_on), self.rulings, day=day)

    def of(self, code: str) -> RuleSet:
        """A rule-set as it stood on its last day, or stands today when it is open."""
        rules = load_rule_set(code)
        return applied(rules, self.rulings, day=rules.valid_to or dt.date.max)

    def value(self, code: str, *, day: dt.date, award: str | None = None) -> str | None:
        """The office's own value of a parameter on a day; None: it has none."""
        found = office_value(self.rulings, code, day=day, award=award)
        return None if found is None else found.value

    def base_salary(self, day: dt.date) -> Decimal:
        """Lương cơ sở in đồng per month: the officer's when the officer has entered one later than the
        catalogue's last."""
        found = office_value(self.rulings, "base_salary", day=day)
        return Decimal(found.value) if found is not None and found.value else base_salary(day)


PRINTED = OfficeLaw(())
"""The rule-sets as they are printed, with no ruling of an office."""


def law_of(app: AppContext) -> OfficeLaw:
    """The law of this office as it is recorded now."""
    return OfficeLaw(app.read(office_rules))


def drafted(values: Mapping[str, object]) -> OfficeRule:
    """What the officer typed as a ruling, before it is stored.

    OfficeError ``law.value_…``, ``law.basis_needed``, ``law.from_needed``, ``law.days_turned``,
    ``law.unknown_level``.
    """
    code = str(values["parameter"])
    value = read_value(code, str(values.get("value") or ""))
    if parameter(code).kind == "levels":
        known = {level.code for level in load_levels()}
        for level in value.split(","):
            if level not in known:
                raise OfficeError("law.unknown_level", value=level)
    basis = clean(str(values.get("basis") or ""))
    start, end = values.get("valid_from"), values.get("valid_to")
    if not basis:
        raise OfficeError("law.basis_needed")
    if not isinstance(start, dt.date):
        raise OfficeError("law.from_needed")
    last = end if isinstance(end, dt.date) else None
    if last is not None and last < start:
        raise OfficeError("law.days_turned")
    award, rule_set = values.get("award"), values.get("rule_set")
    return OfficeRule(
        id=0,
        rule_set=str(rule_set) if rule_set else None,
        award=str(award) if award and parameter(code).scope == "award" else None,
        parameter=code,
        value=value,
        valid_from=start,
        valid_to=last,
        basis=basis,
        confirmed_by=clean(str(values.get("confirmed_by") or "")),
        note=clean(str(values.get("note") or "")),
    )


def save_ruling(app: AppContext, rule: OfficeRule) -> Changes:
    """Keeps a ruling; one of the same parameter still open ends the day before. Nothing is overwritten.

    OfficeError ``law.same_day`` when one begins on the same day already.
    """
    with app.database.writing("save_office_rule", name=text(f"law.parameters.{rule.parameter}")) as uow:
        inside = app.within(uow)
        earlier = [one for one in inside.read(office_rules) if _same_thing(one, rule)]
        if any(one.valid_from == rule.valid_from for one in earlier):
            raise OfficeError("law.same_day", day=f"{rule.valid_from:%d/%m/%Y}")
        assert rule.valid_from is not None
        for one in earlier:
            begins_before = one.valid_from is None or one.valid_from < rule.valid_from
            if begins_before and (one.valid_to is None or one.valid_to >= rule.valid_from):
                uow.update(Stored, one.id, valid_to=rule.valid_from - dt.timedelta(days=1))
        uow.add(
            Stored,
            rule_set=rule.rule_set,
            award_code=rule.award,
            parameter=rule.parameter,
            value=rule.value,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to or _day_before_next(earlier, rule),
            basis=rule.basis,
            confirmed_by=rule.confirmed_by,
            note=rule.note,
            created_at=uow.at,
        )
    return uow.changes


def remove_rulings(app: AppContext, ids: Sequence[int]) -> Changes:
    """Takes rulings back (to the bin): a mistake in typing. One that merely ended is given its last day."""
    with app.database.writing("remove_office_rules", count=len(ids)) as uow:
        uow.remove(Stored, ids)
    return uow.changes


def end_ruling(app: AppContext, rule: OfficeRule, *, last_day: dt.date) -> Changes:
    """From the day after the printed value stands again. OfficeError ``law.days_turned``."""
    if rule.valid_from is not None and last_day < rule.valid_from:
        raise OfficeError("law.days_turned")
    with app.database.writing("end_office_rule", name=text(f"law.parameters.{rule.parameter}")) as uow:
        uow.update(Stored, rule.id, valid_to=last_day)
    return uow.changes


def with_ruling(law: OfficeLaw, rule: OfficeRule) -> OfficeLaw:
    """The law as it would be with one more ruling, for trying it out."""
    rest = tuple(
        replace(one, valid_to=rule.valid_from - dt.timedelta(days=1))
        if _same_thing(one, rule) and rule.valid_from is not None and one.covers(rule.valid_from)
        else one
        for one in law.rulings
    )
    return OfficeLaw((*rest, replace(rule, id=max((one.id for one in rest), default=0) + 1)))


def all_rule_sets(law: OfficeLaw) -> tuple[RuleSet, ...]:
    """Every rule-set with the rulings of the office, oldest first."""
    return tuple(law.of(code) for code in RULE_SET_CODES)


def _same_thing(one: OfficeRule, other: OfficeRule) -> bool:
    return (one.parameter, one.award, one.rule_set) == (other.parameter, other.award, other.rule_set)


def _day_before_next(earlier: Sequence[OfficeRule], rule: OfficeRule) -> dt.date | None:
    """A ruling entered late ends where a later one already begins."""
    assert rule.valid_from is not None
    later = [one.valid_from for one in earlier if one.valid_from and one.valid_from > rule.valid_from]
    return min(later) - dt.timedelta(days=1) if later else None
