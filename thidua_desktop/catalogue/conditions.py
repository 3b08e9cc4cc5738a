"""Reads one condition of a rule-set with its source; parts inherit the source of what holds them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import TypeVar, get_args

from thidua_desktop.catalogue.acts import CONFIDENCES, load_acts
from thidua_desktop.catalogue.reading import Table
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.facts import Discipline, Rating, Scope
from thidua_desktop.domain.eligibility.rules import Condition, Confidence, Kind, Severity, WhenUnknown
from thidua_desktop.domain.errors import OfficeError

_KINDS: tuple[Kind, ...] = get_args(Kind)
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_UNKNOWN: tuple[WhenUnknown, ...] = get_args(WhenUnknown)
_SUBJECTS: tuple[SubjectType, ...] = get_args(SubjectType)
_NEEDS: dict[Kind, tuple[str, ...]] = {
    "rating_at_least": ("rating",),
    "confirmed": ("tick",),
    "not_reported": ("tick",),
    "months_at_least": ("count",),
    "leave_below": ("count",),
    "discipline_below": ("discipline",),
    "members_discipline_below": ("discipline",),
    "share_of_members": ("award", "share"),
    "members_with_title": ("award", "count"),
    "initiative": ("scope",),
    "research": ("scope",),
    "meets": ("award",),
    "consecutive_awards": ("award", "count"),
    "consecutive_years": ("sources", "count"),
    "awards_in_run": ("sources", "award", "count"),
    "ratings_in_run": ("sources", "rating", "count"),
    "works_in_run": ("sources", "count"),
    "has_award": ("award",),
    "subject_kind": ("kinds",),
    "any_of": ("part",),
    "all_of": ("part",),
}
E_ = TypeVar("E_", bound=IntEnum)


@dataclass(frozen=True, slots=True)
class Source:
    """Act code, article and confidence as a file states them."""

    act: str
    article: str
    confidence: Confidence

    def of(self, table: Table) -> Source:
        """The table's own source; an article of another act is never carried over."""
        article = "" if "act" in table else self.article
        return Source(
            act=table.text("act", self.act),
            article=table.text("article", article),
            confidence=table.choice("confidence", CONFIDENCES, self.confidence),
        )

    def words(self, table: Table) -> str:
        """``Luật TĐKT 06/2022/QH15, Điều 23``."""
        act = load_acts().get(self.act)
        if act is None:
            raise OfficeError("catalogue.unknown_act", file=table.file, place=table.place, act=self.act)
        return f"{act.short}, {self.article}" if self.article else act.short


def read_condition(table: Table, parent: Source) -> Condition:
    """The condition of a table; keys its kind needs must be there."""
    kind = table.choice("kind", _KINDS)
    for key in _NEEDS.get(kind, ()):
        if key not in table:
            raise OfficeError("catalogue.missing", file=table.file, place=table.place, key=key)
    source = parent.of(table)
    tick = table.text("tick", "")
    condition = Condition(
        kind=kind,
        rule=table.text("rule", tick or kind),
        source=source.words(table),
        confidence=source.confidence,
        severity=table.choice("severity", _SEVERITIES, "bar"),
        unknown=table.choice("unknown", _UNKNOWN, "review"),
        claim=table.flag("claim"),
        subjects=_subjects(table),
        parts=tuple(read_condition(part, source) for part in table.tables("part")),
        tick=tick,
        award=table.text("award", ""),
        rating=_member(table, "rating", Rating),
        discipline=_member(table, "discipline", Discipline),
        scope=_member(table, "scope", Scope),
        count=table.whole("count", 0),
        share=read_fraction(table, "share") if "share" in table else Fraction(0),
        strict=table.flag("strict"),
        sources=table.texts("sources"),
        after=table.text("after", ""),
        fresh_after=table.text("fresh_after", ""),
        max_step=table.whole("max_step", 1),
        late_years=table.whole("late_years", 0),
        unclear_late_years=table.whole("unclear_late_years", 0),
        kinds=table.texts("kinds"),
    )
    table.finish()
    return condition


def read_fraction(table: Table, key: str) -> Fraction:
    """A share written "70/100"."""
    try:
        return Fraction(table.text(key))
    except (ValueError, ZeroDivisionError):
        raise table.refuse(key, 'phân số, ví dụ "70/100"') from None


def _member(table: Table, key: str, kind: type[E_]) -> E_ | None:
    if key not in table:
        return None
    return kind[table.choice(key, tuple(kind.__members__))]


def _subjects(table: Table) -> frozenset[SubjectType] | None:
    if "for" not in table:
        return None
    words = table.texts("for")
    found = frozenset(subject for subject in _SUBJECTS if subject in words)
    if len(found) != len(words):
        raise table.refuse("for", " | ".join(_SUBJECTS))
    return found
