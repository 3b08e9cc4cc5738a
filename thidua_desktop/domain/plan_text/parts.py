"""What a plan's text says, as frozen values; each part knows the line and the sentence it was read from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate

Mark = Literal["", "part", "roman", "number", "dotted", "letter", "bracket", "dash", "plus"]
Kind = Literal["", "KH_PHATDONG", "KH_CONGTAC", "CT_PHATDONG"]
Paper = Literal[
    "", "plan", "directive", "letter", "guideline", "decision", "report", "pledge", "launch", "notice",
    "programme", "regulation", "criteria", "other",
]  # fmt: skip
"""Kind of paper by its word in capitals, its symbol or its subject; empty when nothing says it."""
Comparator = Literal["equal", "at_least", "at_most", "between", "increase", "decrease"]
Direction = Literal["up", "down"]
MovementKind = Literal["movement", "drive"]
ReportKind = Literal["half_year", "year", "quarter", "month", "occasional"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: line of the text (from 1; a table's rows count as lines) and its words."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """A single value with its source; ``value`` is empty when the text does not say it."""

    value: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered place: ``no`` as typed without its dot (``I``, ``1``, ``1.1``, ``a``, ``-``).

    ``heading`` is a title standing for itself; ``text`` its own paragraphs, one a line. ``mark`` is the kind
    of number; ``joint`` stands between heading and text: nothing, ``:``, or ``: `` when the text goes on in
    the same line.
    """

    no: str
    heading: str
    text: str
    line: int
    children: tuple[Section, ...] = ()
    mark: Mark = ""
    joint: str = ""
    numbers: tuple[int, ...] = ()
    """Line of every paragraph of ``text``."""

    def line_of(self, paragraph: int) -> int:
        """Line of a paragraph of ``text``, counted from 0."""
        return self.numbers[paragraph] if paragraph < len(self.numbers) else self.line + paragraph


@dataclass(frozen=True, slots=True)
class TargetPart:
    """How many of one kind of subject."""

    subject: SubjectType
    minimum: Decimal | None
    maximum: Decimal | None


@dataclass(frozen=True, slots=True)
class Target:
    """One figure to reach. Of ``at_least`` only ``minimum`` is set, of ``at_most`` only ``maximum``.

    ``increase`` and ``decrease`` are against the year before; ``direction`` says which way is better.
    Awards for several kinds of subjects have their numbers in ``parts``; ``minimum`` and ``maximum`` are then
    set only when one number counts for all of them.
    """

    group: str
    text: str
    metric: str
    comparator: Comparator
    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    direction: Direction
    source: Source
    parts: tuple[TargetPart, ...] = ()
    award_code: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement (phong trào) or drive (cuộc vận động) by its name, with all places that name it.

    ``period`` are the years of a movement of several years, ``start`` and ``end`` days or months; what the
    text does not say stays empty. ``criteria`` has one a line.
    """

    name: str
    kind: MovementKind
    launched_by: str
    period: tuple[int, int] | None
    sources: tuple[Source, ...]
    scope: str = ""
    regularity: Literal["", "regular", "thematic"] = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    criteria: str = ""


@dataclass(frozen=True, slots=True)
class Anniversary:
    """``count`` years of an event; ``base`` and ``on`` only when the text gives the two days.

    ``written`` keeps the two days as typed, also when one of them does not exist.
    """

    event: str
    count: int
    base: dt.date | None
    on: dt.date | None
    source: Source
    written: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign (đợt thi đua) with its period as far as it is said."""

    name: str
    start: PartialDate | None
    end: PartialDate | None
    text: str
    slogan: str
    anniversaries: tuple[Anniversary, ...]
    review: str
    review_month: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the task table; ``subtasks`` are the pieces of its content, at least one."""

    no: str
    text: str
    subtasks: tuple[str, ...]
    lead: str
    partners: tuple[str, ...]
    when_text: str
    months: tuple[int, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Reference:
    """A document named with its number."""

    doc_type: str
    number: str
    date: dt.date | None
    issuer: str
    subject: str
    source: Source


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of Nơi nhận; ``purpose`` is what stands in brackets (``b/c``)."""

    name: str
    purpose: str
    source: Source


@dataclass(frozen=True, slots=True)
class Signer:
    """The signature block; ``name`` is empty when nobody has signed yet, ``rank`` what stands before it."""

    prefix: str = ""
    position: str = ""
    name: str = ""
    source: Source | None = None
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is reported to do what."""

    unit: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report asked for: ``due`` as written and understood, ``receiver`` when said."""

    kind: ReportKind
    due_text: str
    months: tuple[int, ...]
    last_day: int | None
    receiver: str
    source: Source
    way: str = ""
    """Through whom it is sent, when the text says so: ``Văn phòng UBND xã``."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something other than a report to hand in or to do by a day; ``unit`` is empty when nobody is named."""

    what: Literal["report", "registration", "dossier", "explanation", "other"]
    unit: str
    due_text: str
    months: tuple[int, ...]
    last_day: int | None
    receiver: str
    way: str
    source: Source


MissedKind = Literal["line", "figure", "date", "quotation", "unit"]
DoubtCode = Literal[
    "no_issuer", "issuer_in_text", "no_number", "no_day", "no_title", "no_year", "year_not_in_title",
    "theme_unmarked", "no_signer_name", "campaign_period", "report_day", "report_receiver", "duty_unit",
    "target_metric", "target_unit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missed:
    """Something of the text that ended in no field: its words, its line and the sentence around it."""

    what: MissedKind
    words: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field to be asked: ``words`` are what was read of it, ``line`` is 0 when it stands nowhere."""

    name: str
    code: DoubtCode
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class PlanText:
    """All that was read. ``unread`` are lines nothing was understood of; nothing is dropped."""

    kind: Kind
    doc_type: Message
    issuer: Message
    place: Message
    number: Message
    symbol: Message
    date: PartialDate | None
    year: int | None
    title: Message
    theme: Message
    intro: tuple[str, ...]
    basis: tuple[Reference, ...] = ()
    references: tuple[Reference, ...] = ()
    sections: tuple[Section, ...] = ()
    targets: tuple[Target, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    anniversaries: tuple[Anniversary, ...] = ()
    movements: tuple[Movement, ...] = ()
    tasks: tuple[Task, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    reporting: tuple[ReportDue, ...] = ()
    duties: tuple[Duty, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signer: Signer = field(default_factory=Signer)
    closing: str = ""
    annexes: tuple[str, ...] = ()
    unread: tuple[Source, ...] = ()
    superior: Message = Message()
    """The body above the issuer, where the letterhead names both."""
    paper: Paper = ""
    addressees: tuple[str, ...] = ()
    """Names after ``Kính gửi``."""
    missed: tuple[Missed, ...] = ()
    """Figures, days, quotations and bodies of the text that are in no field."""
    doubts: tuple[Doubt, ...] = ()
    """Fields read with little confidence or not at all."""
