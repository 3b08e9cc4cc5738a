"""What is asked to open a meeting of the council, filled in from the law and from the last meeting."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from thidua_desktop.domain.eligibility.rules import VoteRule
from thidua_desktop.queries.council.members import MemberRow, members
from thidua_desktop.queries.council.sessions import SessionRow, sessions
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.office.settings import find_office
from thidua_desktop.services.council.readiness import NotReady, not_ready
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.widgets.forms import Choice, Field

BASES: Final = ("total", "present", "valid")
_SHARES: Final = tuple(Fraction(share) for share in ("1/2", "2/3", "7/10", "3/4", "4/5", "9/10", "1"))


@dataclass(frozen=True, slots=True)
class Before:
    """What a new meeting starts from: its candidates, the last meeting and the law of its day."""

    candidates: tuple[NominationRow, ...]
    last: SessionRow | None
    rule: VoteRule | None
    place: str
    today: dt.date
    people: tuple[MemberRow, ...] = ()
    stuck: tuple[NotReady, ...] = ()

    @property
    def seats(self) -> int:
        """How many of the council have a vote; 0: there is no list yet."""
        return sum(one.votes for one in self.people)

    def named(self, role: str) -> str:
        """The member in this role, empty for none."""
        return next((one.full_name for one in self.people if one.role == role), "")


def before_meeting(app: AppContext, *, year: int) -> Before:
    """Reads all of it. Candidates are the nominations taken in for appraisal."""
    rows = app.read(nominations, year=year, states=["submitted"])
    last = next((one for y in (year, year - 1) for one in app.read(sessions, year=y)), None)
    today = app.today()
    rules = law_of(app).on(today).awards
    codes = Counter(row.award_code for row in rows if row.award_code in rules)
    rule = rules[codes.most_common(1)[0][0]].vote if codes else None
    office = app.read(find_office)
    people = app.read(members, on=today)
    place = office.place if office else ""
    return Before(rows, last, rule, place, today, people, not_ready(app, rows, on=today))


def session_fields(before: Before) -> tuple[Field, ...]:
    """The form, in the order the meeting is announced."""
    return (
        _field("title", required=True),
        _field("held_on", "date", required=True),
        _field("place"),
        _field("chair", required=True),
        _field("secretary", required=True),
        _field("total_members", "int", required=True),
        _field("present", "int", required=True),
        _field("absent_written", "int"),
        _field("threshold", "choice", required=True, choices=_shares(before)),
        _field(
            "base",
            "choice",
            required=True,
            choices=tuple(Choice(base, text(f"council.bases.{base}")) for base in BASES),
        ),
    )


def session_values(before: Before, *, year: int) -> dict[str, object]:
    """What stands in the form before the officer types."""
    last, rule = before.last, before.rule
    values: dict[str, object] = {
        "title": text("commendation.council.default_title", year=year),
        "held_on": before.today,
        "place": last.place if last else before.place,
        "absent_written": 0,
        "threshold": Fraction(last.threshold) if last else (rule.threshold if rule else Fraction(2, 3)),
        "base": last.base if last else (rule.base if rule else "total"),
    }
    if last:
        values |= {
            "chair": last.chair,
            "secretary": last.secretary,
            "total_members": last.total_members,
            "present": last.total_members,
        }
    if before.seats:
        values |= {"total_members": before.seats, "present": before.seats}
        values |= {role: before.named(role) for role in ("chair", "secretary") if before.named(role)}
    return values


def session_problem(values: Mapping[str, Any]) -> str | None:
    """What of the figures cannot be, in a sentence."""
    members, present = int(values["total_members"]), int(values["present"])
    written = int(values["absent_written"] or 0)
    if min(members, present, written) < 0 or members == 0:
        return text("commendation.council.wrong_numbers")
    if present + written > members:
        return text("council.errors.too_many_present", voters=present + written, members=members)
    return None


def share_words(share: Fraction) -> str:
    """``2/3 (66,7 %)``; a whole percentage by itself."""
    percent = f"{float(share) * 100:.3g}".replace(".", ",")
    if (share * 100).denominator == 1:
        return text("commendation.council.percent", share=percent)
    return text("commendation.council.share", share=str(share), percent=percent)


def _shares(before: Before) -> tuple[Choice, ...]:
    used: Sequence[Fraction] = [Fraction(before.last.threshold)] if before.last else []
    asked = [before.rule.threshold] if before.rule else []
    return tuple(Choice(share, share_words(share)) for share in sorted({*_SHARES, *used, *asked}))


def _field(
    key: str, kind: Any = "text", *, required: bool = False, choices: tuple[Choice, ...] = ()
) -> Field:
    return Field(key, text(f"commendation.council.fields.{key}"), kind, required=required, choices=choices)
