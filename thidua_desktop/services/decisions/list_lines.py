"""The list annexed to a decision: one line a receiver, the same on paper, certificate and register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.documents.layout.blocks import Group
from thidua_desktop.documents.phrases import counts, grouped, roman
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.awards.money import multiplier_for, prize
from thidua_desktop.domain.decisions.title_prizes import TitlePrize, unpaid_in_list
from thidua_desktop.queries.decisions.grants import GrantRow
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility.office_rules import PRINTED, OfficeLaw
from thidua_desktop.services.importing.import_plan import SUBJECT_COLUMN
from thidua_desktop.services.nominations.award_sentences import SUBJECT_ORDER, award_in_sentence
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One receiver as printed; ``title`` is the award's name on the day of the decision."""

    subject_type: SubjectType
    subject_id: int
    nomination_id: int | None
    unit_id: int | None
    award_code: str
    title: str
    name: str
    unit: str
    position: str
    salutation: str
    achievement: str
    prize: Decimal | None
    register_number: int | None = None


def lines_of_nominations(
    rows: Sequence[NominationRow], *, on: dt.date, law: OfficeLaw = PRINTED
) -> tuple[ListLine, ...]:
    """What a draft would print if it were signed that day, in the order of the list; prizes by ``law``."""
    lines = [
        ListLine(
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            nomination_id=row.id,
            unit_id=row.unit_id,
            award_code=row.award_code,
            title=award_by_code(row.award_code).name_on(on),
            name=row.name,
            unit=row.unit_name,
            position=row.position if row.subject_type == "person" else "",
            salutation=salutation(row.subject_type, row.sex),
            achievement=achievement_phrase(row),
            prize=prize_of(row.award_code, row.subject_type, on=on, law=law),
        )
        for row in rows
    ]
    if law.on(on).highest_title_only:
        lines = _one_title_prize_each(lines, {row.id: row for row in rows})
    rank = {award.code: place for place, award in enumerate(load_awards())}
    return tuple(
        sorted(lines, key=lambda line: (SUBJECT_ORDER.index(line.subject_type), rank[line.award_code]))
    )


def lines_of_grants(grants: Iterable[GrantRow]) -> tuple[ListLine, ...]:
    """What was printed, word for word."""
    return tuple(
        ListLine(
            subject_type=grant.subject_type,
            subject_id=grant.subject_id,
            nomination_id=grant.nomination_id,
            unit_id=grant.unit_id,
            award_code=grant.award_code,
            title=grant.title,
            name=grant.name,
            unit=grant.unit,
            position=grant.position,
            salutation=grant.salutation,
            achievement=grant.achievement,
            prize=grant.prize,
            register_number=grant.register_number,
        )
        for grant in grants
    )


def grant_values(
    decision_id: int, place: int, line: ListLine, *, award_year: int, register_number: int | None, **more: str
) -> dict[str, Any]:
    """The columns of a grant: the line as printed. ``more``: ``year_type``, ``occasion``."""
    subject: dict[str, int | None] = dict.fromkeys(SUBJECT_COLUMN.values())
    subject[SUBJECT_COLUMN[line.subject_type]] = line.subject_id
    return {
        **subject,
        **more,
        "decision_id": decision_id,
        "nomination_id": line.nomination_id,
        "position_in_list": place,
        "subject_type": line.subject_type,
        "unit_id": line.unit_id,
        "award_code": line.award_code,
        "award_year": award_year,
        "name_printed": line.name,
        "unit_printed": line.unit,
        "position_printed": line.position,
        "title_printed": line.title,
        "salutation": line.salutation,
        "achievement": line.achievement,
        "prize": line.prize,
        "register_number": register_number,
    }


def annex_groups(lines: Sequence[ListLine], *, achievement: bool = False) -> tuple[Group, ...]:
    """Groups by award and kind of receiver, with how many are in each; rows follow ``award_list_columns``."""
    groups: dict[tuple[str, str], list[ListLine]] = {}
    for line in lines:
        groups.setdefault((line.subject_type, line.title), []).append(line)
    return tuple(
        Group(
            text(
                "decisions.annex.group",
                roman=roman(place),
                award=award_in_sentence([members[0].award_code], on_title=title, capital=True),
                counts=counts(**number_by_kind(members)),
            ),
            tuple(_cells(line, achievement=achievement) for line in members),
        )
        for place, ((_, title), members) in enumerate(groups.items(), start=1)
    )


def number_by_kind(lines: Iterable[ListLine]) -> dict[str, int]:
    """How many collectives, persons, households."""
    kinds = [line.subject_type for line in lines]
    return {
        "collectives": kinds.count("collective"),
        "persons": kinds.count("person"),
        "households": kinds.count("household"),
    }


def achievement_phrase(row: NominationRow) -> str:
    """What the receiver is rewarded for: the words of the nomination, or the year's standing phrase."""
    return row.achievement.strip() or standing_phrase(row.year, row.year_type)


def standing_phrase(year: int, year_type: str) -> str:
    """``đã có thành tích xuất sắc …``: said of whoever has no words of one's own."""
    if year_type == "school":
        return wording("award").fill("achievement.school", year=f"{year - 1}-{year}")
    return wording("award").fill("achievement.calendar", year=str(year))


def common_achievement(lines: Sequence[ListLine], *, year: int) -> str:
    """What the articles say: the phrase all share, else the year's; own words are in the list."""
    message = {line.achievement for line in lines if line.achievement in _standing(year)}
    return message.pop() if len(message) == 1 else standing_phrase(year, "calendar")


def with_own_words(lines: Iterable[ListLine], *, year: int) -> bool:
    """Whether the list must report achievements one by one."""
    return any(line.achievement and line.achievement not in _standing(year) for line in lines)


def _standing(year: int) -> tuple[str, ...]:
    return tuple(standing_phrase(year, kind) for kind in ("calendar", "school"))


def salutation(subject_type: str, sex: str | None) -> str:
    """Ông, Bà, Tập thể, Hộ gia đình; "Ông (bà)" when the sex is not known."""
    key = (sex or "unknown") if subject_type == "person" else subject_type
    return text(f"decisions.salutation.{key}")


def prize_of(
    award_code: str, subject_type: SubjectType, *, on: dt.date, law: OfficeLaw = PRINTED
) -> Decimal | None:
    """Prize in đồng by the rule-set and base salary of the day; None where no coefficient is known."""
    rules = law.on(on)
    rule = rules.awards.get(award_code)
    if rule is None or rule.prize is None:
        return None
    return prize(
        rule.prize.coefficient,
        multiplier=multiplier_for(award_by_code(award_code).kind, subject_type, rules),
        base_salary=law.base_salary(on),
        rounding=rules.rounding,
    )


def title_period(award_code: str, year: int, year_type: str) -> tuple[int, str, int]:
    """What the achievement of a title is counted over: year, calendar or school, and how many years."""
    return (year, year_type, award_by_code(award_code).period_years)


def _one_title_prize_each(lines: Sequence[ListLine], rows: Mapping[int, NominationRow]) -> list[ListLine]:
    """Of several titles of one period one receiver has in the list only the highest prize is paid."""
    titles = [
        TitlePrize(
            subject_type=line.subject_type,
            subject_id=line.subject_id,
            award_code=line.award_code,
            period=title_period(line.award_code, row.year, row.year_type),
            prize=line.prize if award_by_code(line.award_code).kind == "title" else None,
        )
        for line in lines
        for row in (rows[line.nomination_id or 0],)
    ]
    unpaid = unpaid_in_list(titles)
    return [replace(line, prize=None) if index in unpaid else line for index, line in enumerate(lines)]


def _cells(line: ListLine, *, achievement: bool) -> tuple[str, ...]:
    where = line.unit
    if line.position:
        where = text("decisions.annex.position_unit", position=line.position, unit=line.unit)
    if line.subject_type == "collective" and line.unit == line.name:
        where = ""
    reported = line.achievement[:1].upper() + line.achievement[1:]
    return (
        line.name,
        where,
        *([reported] if achievement else []),
        grouped(line.prize) if line.prize else "",
        "",
    )
