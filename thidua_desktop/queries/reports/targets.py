"""Targets of a year with what was reported of them; award targets count themselves, from plan to print."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue.reading import read_file
from thidua_desktop.config import resource
from thidua_desktop.db.tables.decisions import Attachment
from thidua_desktop.db.tables.following import TargetActual
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.plan import Plan, PlanTarget
from thidua_desktop.db.tables.printing import PrintItem
from thidua_desktop.db.tables.registrations import Registration
from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.planning.attainment import (
    Aim,
    Attainment,
    Comparator,
    attain,
    comparator_of,
    counts_as_share,
    latest,
)
from thidua_desktop.queries.nominations.registrations import COUNTED, registered_counts
from thidua_desktop.queries.organisation.units import lives_on
from thidua_desktop.queries.rows import fetch
from thidua_desktop.queries.standing_grants import standing_grants

STAGES = ("registered", "nominated", "passed", "decided", "printed")
PASSED_STATES = ("passed", "decided")
_BETTER = re.compile(r"\b(?:giam|thoat|xoa|ho tro|quy|vi nguoi|phong,? chong)\b")
_UNITS_REGISTER = re.compile(
    r"\b(?:co quan|don vi|truong|xa|khoi)\b.*\bdang ky (?:cac )?(?:thi dua|danh hieu)"
)
PRINTED_STATES = ("sent", "good")


@dataclass(frozen=True, slots=True)
class ActualRow:
    """One figure reported for a target, counted from the first day of the year to the end of the period."""

    id: int
    target_id: int
    period: str
    value: str
    as_of: dt.date | None
    source: str
    attachment_id: int | None
    file_name: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target; for an award target also each stage of the way, counted from the work itself."""

    id: int
    section: str
    wording: str
    award_code: str | None
    subject_type: str | None
    minimum: str | None
    maximum: str | None
    measure: str
    plan_id: int = 0
    group_code: str = ""
    comparator: str = ""
    owner: str = ""
    owner_unit_id: int | None = None
    owner_unit: str | None = None
    baseline: str | None = None
    source: str = ""
    registered: int = 0
    nominated: int = 0
    passed: int = 0
    decided: int = 0
    printed: int = 0
    actuals: tuple[ActualRow, ...] = ()
    units: tuple[int, int] | None = None
    """Of a share of units that register: how many did, of how many."""

    @property
    def group(self) -> str:
        """Field of life; a target of an older plan says it by its section."""
        return self.group_code or self.section

    @property
    def low(self) -> Decimal | None:
        return None if self.minimum is None else Decimal(self.minimum)

    @property
    def high(self) -> Decimal | None:
        return None if self.maximum is None else Decimal(self.maximum)

    @property
    def asks(self) -> Comparator:
        """The comparator, reported by the two figures where the plan names none."""
        return comparator_of(self.comparator, low=self.low, high=self.high)

    @property
    def latest(self) -> ActualRow | None:
        """The figure of the period that ends last."""
        return latest([(actual.period, actual) for actual in self.actuals])

    @property
    def actual(self) -> Decimal | None:
        """What was reached: decisions for an award, else the latest report, else the share of units that
        registered; None before the first."""
        if self.award_code is not None:
            return Decimal(self.decided)
        if self.latest is not None:
            return Decimal(self.latest.value)
        if self.units is None or not self.units[1]:
            return None
        return (Decimal(100 * self.units[0]) / self.units[1]).quantize(Decimal("0.01"), ROUND_DOWN)

    @property
    def standing(self) -> Attainment | None:
        """How far it is reached; None without a report or without a number to reach."""
        return None if self.actual is None else attain(self.aim, self.actual)

    @property
    def aim(self) -> Aim:
        return Aim(
            comparator=self.asks,
            low=self.low,
            high=self.high,
            baseline=None if self.baseline is None else Decimal(self.baseline),
            share=counts_as_share(self.wording, self.measure),
            less=less_is_better(self.wording),
        )


def targets(connection: Connection, *, year: int, plan_id: int | None = None) -> tuple[TargetRow, ...]:
    """Targets of all plans of a year, or of one, in the order of the plan."""
    query = (
        select(
            PlanTarget.id,
            PlanTarget.section,
            PlanTarget.wording,
            PlanTarget.award_code,
            PlanTarget.subject_type,
            PlanTarget.minimum,
            PlanTarget.maximum,
            PlanTarget.measure,
            PlanTarget.plan_id,
            PlanTarget.group_code,
            PlanTarget.comparator,
            PlanTarget.owner,
            PlanTarget.owner_unit_id,
            Unit.name,
            PlanTarget.baseline,
            PlanTarget.source,
        )
        .join(Plan, Plan.id == PlanTarget.plan_id)
        .outerjoin(Unit, Unit.id == PlanTarget.owner_unit_id)
        .where(Plan.year == year, Plan.deleted_at.is_(None), PlanTarget.deleted_at.is_(None))
        .order_by(PlanTarget.plan_id, PlanTarget.position)
    )
    if plan_id is not None:
        query = query.where(PlanTarget.plan_id == plan_id)
    rows = fetch(connection, query, TargetRow)
    stages = stage_counts(connection, year=year)
    reported = actuals(connection, target_ids=[row.id for row in rows])
    registered_units = units_registered(connection, year=year) if any(map(_of_units, rows)) else None

    def filled(row: TargetRow) -> TargetRow:
        units = registered_units if _of_units(row) else None
        row = replace(row, actuals=reported.get(row.id, ()), units=units)
        if row.award_code is None:
            return row
        counted = [_count(stages[name], row.award_code, row.subject_type) for name in STAGES]
        registered, nominated, passed, decided, printed = counted
        return replace(
            row,
            registered=registered,
            nominated=nominated,
            passed=passed,
            decided=decided,
            printed=printed,
        )

    return tuple(filled(row) for row in rows)


def actuals(connection: Connection, *, target_ids: Sequence[int]) -> Mapping[int, tuple[ActualRow, ...]]:
    """Reported figures by target, in the order they were stored."""
    query = (
        select(
            TargetActual.id,
            TargetActual.target_id,
            TargetActual.period,
            TargetActual.value,
            TargetActual.as_of,
            TargetActual.source,
            TargetActual.attachment_id,
            Attachment.name,
            Attachment.sha256,
        )
        .outerjoin(Attachment, Attachment.id == TargetActual.attachment_id)
        .where(TargetActual.target_id.in_(target_ids), TargetActual.deleted_at.is_(None))
        .order_by(TargetActual.id)
    )
    found: dict[int, tuple[ActualRow, ...]] = {}
    for row in fetch(connection, query, ActualRow):
        found[row.target_id] = (*found.get(row.target_id, ()), row)
    return found


def stage_counts(connection: Connection, *, year: int) -> dict[str, Mapping[tuple[str, str], int]]:
    """How many stand in each stage by (award_code, subject_type)."""
    grant = standing_grants().c
    grants = (
        select(grant.award_code, grant.subject_type, func.count())
        .where(grant.award_year == year)
        .group_by(grant.award_code, grant.subject_type)
    )
    printed = select(PrintItem.id).where(PrintItem.grant_id == grant.id, PrintItem.state.in_(PRINTED_STATES))
    named = (
        select(Nomination.award_code, Nomination.subject_type, func.count())
        .where(Nomination.year == year, Nomination.deleted_at.is_(None))
        .group_by(Nomination.award_code, Nomination.subject_type)
    )

    def counted(query: object) -> dict[tuple[str, str], int]:
        rows = fetch(connection, query, lambda code, subject, n: ((code, subject), n))  # type: ignore[arg-type]
        return dict(rows)

    return {
        "registered": registered_counts(connection, year=year),
        "nominated": counted(named),
        "passed": counted(named.where(Nomination.state.in_(PASSED_STATES))),
        "decided": counted(grants),
        "printed": counted(grants.where(printed.exists())),
    }


def units_registered(connection: Connection, *, year: int) -> tuple[int, int]:
    """How many units registered titles for the year, of how many that live to its end."""
    registered = (
        select(Registration.unit_id)
        .where(Registration.year == year, Registration.deleted_at.is_(None), Registration.state.in_(COUNTED))
        .distinct()
    )
    lives = lives_on(dt.date(year, 12, 31))
    alive = select(func.count()).where(Unit.deleted_at.is_(None), Unit.parent_id.is_(None), lives)
    total = connection.execute(alive).scalar_one()
    counted = connection.execute(alive.where(Unit.id.in_(registered))).scalar_one()
    return int(counted), int(total)


def _of_units(row: TargetRow) -> bool:
    """``100 % cơ quan, đơn vị đăng ký thi đua``: a share the office can count by itself."""
    return row.award_code is None and row.measure == "%" and bool(_UNITS_REGISTER.search(flat(row.wording)))


def less_is_better(wording: str) -> bool:
    """Whether a measure should be small (poverty, crime, accidents); its drop or help with it should not."""
    words = flat(wording)
    return not _BETTER.search(words) and any(phrase in words for phrase in _small())


@cache
def _small() -> tuple[str, ...]:
    measures = read_file("measures.toml", folder=resource("plans"))
    return tuple(flat(phrase) for phrase in measures.table("better_low").texts("words"))


def _count(counts: Mapping[tuple[str, str], int], code: str | None, subject: str | None) -> int:
    return sum(
        n for (award, kind), n in counts.items() if award == code and (subject is None or kind == subject)
    )
