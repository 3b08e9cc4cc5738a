"""Who may decide an award on a day, by the law as this office applies it."""

from __future__ import annotations

import datetime as dt

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.eligibility.deciding import Way, decided_by, way_of
from thidua_desktop.services.eligibility.office_rules import PRINTED, OfficeLaw


def decides(level: str, award_code: str, *, on: dt.date, law: OfficeLaw = PRINTED) -> bool:
    """Whether this level decides this award under the rule-set of the day, as ``law`` applies it."""
    return decided_by(level, law.on(on).awards.get(award_code))


def way_to_decide(level: str, award_code: str, *, on: dt.date, law: OfficeLaw = PRINTED) -> Way:
    """``own``, ``above`` or ``nobody`` under the rule-set of the day, as ``law`` applies it."""
    return way_of(award_by_code(award_code), law.on(on).awards.get(award_code), level=level)
