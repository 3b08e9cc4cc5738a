"""Caps and shares of a year as this office applies the law: over a cap warns, it never blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.eligibility.caps import Cap, Share, caps, needed
from thidua_desktop.domain.eligibility.rules import RuleSet
from thidua_desktop.queries.eligibility.caps import Proposed, proposed
from thidua_desktop.services.eligibility.judging import implied
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import OfficeLaw, law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class CapsOfYear:
    """Caps by unit and in all, and the shares collectives need. ``names``: units by id."""

    caps: tuple[Cap, ...]
    shares: tuple[Share, ...]
    names: dict[int, str]
    rule_set: str

    @property
    def over(self) -> tuple[Cap, ...]:
        """Caps that are exceeded."""
        return tuple(cap for cap in self.caps if cap.left is not None and cap.left < 0)


def caps_of_year(app: AppContext, *, year: int, law: OfficeLaw | None = None) -> CapsOfYear:
    """Base, cap, rounding, used and left, by the law of the day the year's decisions are expected."""
    rules = (law or law_of(app)).on(expected_day(app, year))
    found = app.read(proposed, year=year, implied=implied(rules))
    return CapsOfYear(
        caps(rules, found.titles, found.members),
        tuple(_shares(rules, found)),
        dict(found.names),
        rules.code,
    )


def over_summary(found: CapsOfYear) -> str:
    """One line for all that is over: the whole office by award, and how many units; empty when nothing is."""
    if not found.over:
        return ""
    units = {cap.unit for cap in found.over if cap.unit is not None}
    whole = [cap for cap in found.caps if cap.unit is None and cap.award in {one.award for one in found.over}]
    awards = ", ".join(
        text("caps.of_award", award=award_by_code(cap.award).name, used=cap.used, most=cap.most)
        for cap in whole
    )
    return text("caps.summary", units=len(units), awards=awards)


def over_words(found: CapsOfYear) -> tuple[str, ...]:
    """One sentence for each exceeded cap."""
    return tuple(
        text(
            "caps.over",
            unit=found.names.get(cap.unit, "") if cap.unit is not None else text("caps.all_units"),
            award=award_by_code(cap.award).name,
            used=cap.used,
            most=cap.most,
        )
        for cap in found.over
    )


def _shares(rules: RuleSet, found: Proposed) -> Iterable[Share]:
    for unit, award in found.collectives:
        rule = rules.awards.get(award)
        if rule is None or unit not in found.names:
            continue
        for condition in rule.conditions:
            if condition.kind != "share_of_members":
                continue
            members = found.members.get(unit)
            yield Share(
                unit=unit,
                award=award,
                of_award=condition.award,
                members=members,
                holders=found.titles.get(unit, {}).get(condition.award, 0),
                share=condition.share,
                strict=condition.strict,
                needed=None if not members else needed(members, condition.share, strict=condition.strict),
                source=condition.source,
            )
