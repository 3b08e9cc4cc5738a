"""Prizes of a draft beside what the same receivers have in other decisions of the award year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.decisions.title_prizes import Clash, TitlePrize, by_period, clashes
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.queries.decisions.grants import of_year
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.services.decisions.list_lines import (
    ListLine,
    lines_of_nominations,
    prize_of,
    title_period,
)
from thidua_desktop.services.eligibility.office_rules import OfficeLaw
from thidua_desktop.services.office.context import AppContext

Clashes = Mapping[int | None, Sequence[tuple[Clash, TitlePrize]]]
"""Nomination -> the titles elsewhere that touch its prize."""


def paid_lines(
    app: AppContext, found: DecisionRow, rows: Sequence[NominationRow], *, on: dt.date, law: OfficeLaw
) -> tuple[ListLine, ...]:
    """The list of a draft signed that day: no prize where a higher title of the period is given elsewhere."""
    lines = lines_of_nominations(rows, on=on, law=law)
    touched = prize_clashes(app, found, rows, lines, on=on, law=law)
    return tuple(
        replace(line, prize=None)
        if any(kind == "higher_elsewhere" for kind, _ in touched.get(line.nomination_id, ()))
        else line
        for line in lines
    )


def prize_clashes(
    app: AppContext,
    found: DecisionRow,
    rows: Sequence[NominationRow],
    lines: Sequence[ListLine],
    *,
    on: dt.date,
    law: OfficeLaw,
) -> Clashes:
    """Titles of the same receivers and period in other signed decisions and drafts of the award year."""
    if not law.on(on).highest_title_only:
        return {}
    source = {row.id: row for row in rows}
    ours = {line.nomination_id: _of_line(line, source) for line in lines if _is_title(line.award_code)}
    requested = {(one.subject_type, one.subject_id) for one in ours.values()}
    if not requested:
        return {}
    elsewhere = by_period(
        one
        for one in _elsewhere(app, found, on=on, law=law)
        if (one.subject_type, one.subject_id) in requested
    )
    return {key: met for key, one in ours.items() if (met := clashes(one, elsewhere, on=on))}


def _elsewhere(app: AppContext, found: DecisionRow, *, on: dt.date, law: OfficeLaw) -> list[TitlePrize]:
    given = [
        TitlePrize(
            subject_type=grant.subject_type,
            subject_id=grant.subject_id,
            award_code=grant.award_code,
            period=title_period(grant.award_code, grant.award_year, grant.year_type),
            prize=grant.prize,
            title=grant.title,
            decision=grant.decision_number or "",
            signed_on=grant.signed_on,
        )
        for grant in app.read(of_year, year=found.year)
        if grant.decision_id != found.id and _is_title(grant.award_code)
    ]
    drafted = [
        TitlePrize(
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            award_code=row.award_code,
            period=title_period(row.award_code, row.year, row.year_type),
            prize=prize_of(row.award_code, row.subject_type, on=on, law=law),
            title=award_by_code(row.award_code).name_on(on),
        )
        for row in app.read(nominations, year=found.year, states=["passed"])
        if row.decision_id not in (None, found.id) and _is_title(row.award_code)
    ]
    return [*given, *drafted]


def _of_line(line: ListLine, source: Mapping[int, NominationRow]) -> TitlePrize:
    row = source[line.nomination_id or 0]
    return TitlePrize(
        subject_type=line.subject_type,
        subject_id=line.subject_id,
        award_code=line.award_code,
        period=title_period(line.award_code, row.year, row.year_type),
        prize=line.prize,
        title=line.title,
    )


def _is_title(award_code: str) -> bool:
    return award_by_code(award_code).kind == "title"
