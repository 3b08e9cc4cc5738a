"""Minutes of a council meeting with the vote.

Source: Decree 30/2020, Annex III, model 1.9 (confidence: text read); the vote table and the threshold
sentence are added by practice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Rule,
    Run,
    Section,
    Signatures,
    Signer,
    Table,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import PaperDate, grouped, long_date, number_line, two_digits
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

_TEXT = "documents.minutes"


@dataclass(frozen=True, slots=True)
class Attendee:
    name: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """One candidate's count. ``share`` is the fraction of the base that agreed; ``group`` a heading such as
    "I. TẬP THỂ"; rows of one group stand together. ``invalid`` ballots, blank ones among them."""

    candidate: str
    unit: str
    award: str
    agree: int
    disagree: int
    share: Decimal
    passed: bool
    invalid: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCount:
    """Numbers of one ballot: members in all, present, asked in writing, ballots issued, collected, valid."""

    members: int
    present: int
    issued: int
    collected: int
    valid: int
    written: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSheet:
    """What the minutes say. ``meeting`` continues "Về việc …"; ``threshold_sentence`` says the rule and its
    base in words; ``proceedings`` and ``conclusions`` are paragraphs; ``started``, ``ended`` local times."""

    issuer: str
    symbol: str
    meeting: str
    date: PaperDate
    venue: str
    chair: Attendee
    secretary: Attendee
    ballots: BallotCount
    votes: tuple[VoteRow, ...]
    threshold_sentence: str
    superior: str = ""
    number: int | None = None
    started: dt.time | None = None
    ended: dt.time | None = None
    present: tuple[Attendee, ...] = ()
    absent: tuple[str, ...] = ()
    guests: tuple[Attendee, ...] = ()
    proceedings: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    secretary_titles: tuple[str, ...] = ()
    chair_titles: tuple[str, ...] = ()


def render_minutes(sheet: MinutesSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes. OfficeError when a part is empty or a place unfilled."""
    return render_paper(minutes_paper(sheet), progress=progress)


def minutes_paper(sheet: MinutesSheet) -> Paper:
    refuse_empty(
        {
            "issuer": sheet.issuer,
            "subject": sheet.meeting,
            "venue": sheet.venue,
            "chair": sheet.chair.name,
            "secretary": sheet.secretary.name,
            "threshold": sheet.threshold_sentence,
        }
    )
    blocks = tuple(_blocks(sheet))
    refuse_leftovers(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    title = text(f"{_TEXT}.title", meeting=sheet.meeting)
    return Paper(title=title, author=sheet.issuer, sections=(Section(blocks),), subject=sheet.meeting)


def _blocks(sheet: MinutesSheet) -> Iterator[Block]:
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line=number_line(sheet.number, sheet.symbol),
        place_date="",
    )
    yield Paragraph.plain(text(f"{_TEXT}.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(sheet.meeting, d.SUBJECT)
    yield Rule(d.SUBJECT_LINE, after=6)
    yield from _opening(sheet)
    yield _heading("I", "proceedings")
    yield from (_body(line) for line in sheet.proceedings)
    yield _heading("II", "vote")
    yield _body(text(f"{_TEXT}.ballots", **_ballot_words(sheet.ballots)))
    yield _body(sheet.threshold_sentence)
    if sheet.votes:
        yield Paragraph.plain(text(f"{_TEXT}.results"), d.BODY)
        yield vote_table(sheet.votes)
    yield _heading("III", "conclusions")
    yield from (_body(line) for line in (*_counted(sheet.votes), *sheet.conclusions))
    yield _body(_closing_sentence(sheet))
    yield from _signatures(sheet)


def _opening(sheet: MinutesSheet) -> Iterator[Block]:
    yield _labelled("time", _moment(sheet.started, sheet.date))
    yield _labelled("venue", sheet.venue)
    yield _labelled("chair", _person(sheet.chair))
    yield _labelled("secretary", _person(sheet.secretary))
    count = text(
        f"{_TEXT}.attendance",
        present=two_digits(sheet.ballots.present),
        members=two_digits(sheet.ballots.members),
    )
    yield _labelled("present", count)
    yield from (_body(f"- {_person(person)}") for person in sheet.present)
    if sheet.guests:
        yield _labelled("guests", "; ".join(_person(person) for person in sheet.guests))
    if sheet.absent:
        yield _labelled("absent", "; ".join(sheet.absent))


def vote_table(votes: tuple[VoteRow, ...]) -> Table:
    """Candidate, unit, award, agree, disagree, invalid, share of the base, result; grouped as given."""
    word = f"{_TEXT}.columns"
    columns = (
        Column(text("documents.columns.serial"), 13, "center", serial=True),
        Column(text(f"{word}.candidate"), 40),
        Column(text(f"{word}.unit"), 36),
        Column(text(f"{word}.award"), 26, "center"),
        Column(text(f"{word}.agree"), 16, "center", over=text(f"{word}.ballots")),
        Column(text(f"{word}.disagree"), 17, "center", over=text(f"{word}.ballots")),
        Column(text(f"{word}.invalid"), 17, "center", over=text(f"{word}.ballots")),
        Column(text(f"{word}.share"), 20, "center"),
        Column(text(f"{word}.result"), 17, "center"),
    )
    groups: dict[str, list[tuple[str, ...]]] = {}
    for vote in votes:
        groups.setdefault(vote.group, []).append(
            (
                vote.candidate,
                vote.unit,
                vote.award,
                str(vote.agree),
                str(vote.disagree),
                str(vote.invalid),
                share_text(vote.share),
                text(f"{_TEXT}.passed" if vote.passed else f"{_TEXT}.failed"),
            )
        )
    return Table(
        columns=columns,
        groups=tuple(Group(heading, tuple(rows)) for heading, rows in groups.items()),
        size=10.5,
    )


def share_text(share: Decimal) -> str:
    """``86,67%``; whole percentages without decimals. Cut, never rounded up past a threshold."""
    percent = (share * 100).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
    whole = percent.to_integral_value()
    return f"{grouped(whole if whole == percent else percent)}%"


def _counted(votes: tuple[VoteRow, ...]) -> Iterator[str]:
    """How many of each award passed, in words of the minutes."""
    awards: dict[str, list[bool]] = {}
    for vote in votes:
        awards.setdefault(vote.award, []).append(vote.passed)
    for award, results in awards.items():
        passed, total = two_digits(sum(results)), two_digits(len(results))
        yield "- " + text(f"{_TEXT}.counted", award=award, passed=passed, total=total)


def _ballot_words(count: BallotCount) -> dict[str, str]:
    return {
        name: two_digits(getattr(count, name))
        for name in ("members", "present", "issued", "collected", "valid", "written")
    } | {"invalid": two_digits(count.collected - count.valid)}


def _closing_sentence(sheet: MinutesSheet) -> str:
    if sheet.ended is None:
        return text(f"{_TEXT}.ended_open")
    return text(f"{_TEXT}.ended", moment=_moment(sheet.ended, sheet.date))


def _moment(time: dt.time | None, date: PaperDate) -> str:
    if time is None:
        return long_date(date)
    return text(
        f"{_TEXT}.moment", hour=two_digits(time.hour), minute=two_digits(time.minute), date=long_date(date)
    )


def _person(person: Attendee) -> str:
    return (
        text(f"{_TEXT}.person", name=person.name, position=person.position)
        if person.position
        else person.name
    )


def _heading(number: str, key: str) -> Paragraph:
    return Paragraph.plain(f"{number}. {text(f'{_TEXT}.headings.{key}')}", d.HEADING)


def _labelled(key: str, content: str) -> Paragraph:
    return Paragraph((Run(text(f"{_TEXT}.labels.{key}"), bold=True), Run(f" {content}")), d.BODY)


def _body(content: str) -> Paragraph:
    return Paragraph.plain(content, d.BODY)


def _signatures(sheet: MinutesSheet) -> Iterator[Block]:
    yield Signatures(
        Signer(sheet.secretary_titles or (text(f"{_TEXT}.secretary"),), sheet.secretary.name),
        Signer(sheet.chair_titles or (text(f"{_TEXT}.chair"),), sheet.chair.name),
    )
    if sheet.recipients:
        yield Recipients(sheet.recipients)
