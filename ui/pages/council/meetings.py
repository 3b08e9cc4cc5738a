"""What the council step reads: the year's meetings, the one shown with its votes, who still waits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from thidua_desktop.queries.council import sessions as query
from thidua_desktop.queries.council.members import AttendanceRow, MemberRow, attendance, members
from thidua_desktop.queries.council.sessions import SessionRow, VoteRow
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.services.council.rules import VoteRules, vote_rules
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.pages.council.session_form import share_words


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a year, the one shown with its votes, and how many wait for a meeting."""

    sessions: tuple[SessionRow, ...]
    shown: SessionRow | None
    pairs: tuple[tuple[NominationRow, VoteRow], ...]
    waiting: int
    people: tuple[MemberRow, ...] = ()
    came: tuple[AttendanceRow, ...] = ()
    rules: VoteRules | None = None


def meetings(app: AppContext, *, year: int, requested: int | None) -> Meetings:
    """``requested`` is shown when it is among the meetings of the year, else the first of them."""
    found = app.read(query.sessions, year=year)
    shown = next((one for one in found if one.id == requested), found[0] if found else None)
    votes = app.read(query.votes, shown.id) if shown else ()
    ids = [vote.nomination_id for vote in votes]
    rows = {row.id: row for row in app.read(nominations, year=year, ids=ids)} if ids else {}
    pairs = tuple((rows[vote.nomination_id], vote) for vote in votes if vote.nomination_id in rows)
    taken = {
        vote.nomination_id
        for one in found
        for vote in app.read(query.votes, one.id)
        if one.state == "open" or vote.counted
    }
    waiting = app.read(nominations, year=year, states=["submitted"])
    day = shown.held_on if shown and shown.held_on else app.today()
    return Meetings(
        found,
        shown,
        pairs,
        sum(row.id not in taken for row in waiting),
        app.read(members, on=day),
        app.read(attendance, shown.id) if shown else (),
        vote_rules(app, shown) if shown else None,
    )


def facts_of(meeting: SessionRow) -> str:
    """Who sat and what must be reached, in one line."""
    return text(
        "commendation.council.facts",
        members=meeting.total_members,
        present=meeting.present,
        written=meeting.absent_written,
        share=share_words(Fraction(meeting.threshold)),
        base=text(f"council.bases.{meeting.base}"),
        chair=meeting.chair,
    )
