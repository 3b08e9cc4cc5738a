"""Opens a plan's text: what it says and what a proof-reader would mark, ready to be confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from thidua_desktop.catalogue.acts import load_acts
from thidua_desktop.catalogue.awards import load_awards
from thidua_desktop.catalogue.reading import Table, read_file
from thidua_desktop.config import resource
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.plan_layout.layout import arranged
from thidua_desktop.domain.plan_proofreading.findings import TextFinding
from thidua_desktop.domain.plan_proofreading.proofreading import proofread
from thidua_desktop.domain.plan_text.lines import Block, TextTable, flat, tidy
from thidua_desktop.domain.plan_text.parts import Doubt, Message, Missed, PlanText, Section, Target
from thidua_desktop.domain.plan_text.reading import read_plan
from thidua_desktop.domain.plan_text.words import Coded, KnownEvent, PlanWords
from thidua_desktop.texts import text
from thidua_desktop.workbooks.planning.documents import blocks_of_text, read_document

_JUDGED: Final = (
    "issuer", "number", "date", "title", "year", "theme", "signer", "targets", "campaigns", "reporting",
    "duties",
)  # fmt: skip
SCALARS: Final = ("superior", "issuer", "place", "number", "symbol", "title", "theme")


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan as read, with what the proof-reader found in it.

    ``lines`` are the paragraphs it was read from, by the number findings and sources name.
    """

    plan: PlanText
    findings: tuple[TextFinding, ...]
    lines: tuple[tuple[int, str], ...] = ()


def read_plan_file(path: Path) -> ReadPlan:
    """The plan in a .docx or .txt file. OfficeError ``plan_reading.…`` for a file that holds no plan."""
    read = _read(read_document(path))
    plan = read.plan
    if not (plan.paper or plan.place.value or plan.title.value or plan.tasks or plan.recipients):
        raise OfficeError("plan_reading.no_plan", file=path.name)
    return read


def read_plan_text(pasted: str) -> ReadPlan:
    """The plan in pasted text; OfficeError ``plan_reading.no_text`` when there is none."""
    if not pasted.strip():
        raise OfficeError("plan_reading.no_text")
    return _read(blocks_of_text(pasted))


def finding_sentence(finding: TextFinding) -> str:
    """What is wrong and how to correct it, in Vietnamese."""
    return text(f"proofreading.findings.{finding.code}", **dict(finding.params))


def doubt_sentence(doubt: Doubt) -> str:
    """What the officer is asked about a field read with little confidence."""
    return text(f"plan_reading.asked.{doubt.code}", words=doubt.words)


def missed_sentence(one: Missed) -> str:
    """What of the text ended in no field."""
    return text(f"plan_reading.missed.{one.what}", words=one.words)


def plan_json(read: ReadPlan) -> dict[str, Any]:
    """The plan as plain values: numbers as numbers, days as ISO text, each thing with line and sentence."""
    plan = read.plan
    answer: dict[str, Any] = {"kind": plan.kind, "paper": plan.paper, "doc_type": plan.doc_type.value}
    answer |= {name: cast(Message, getattr(plan, name)).value for name in SCALARS}
    answer["date"] = plan.date.value if plan.date else None
    answer["year"] = plan.year
    answer["addressees"] = list(plan.addressees)
    for name in (
        "basis", "intro", "sections", "targets", "campaigns", "movements", "tasks", "assignments",
        "reporting", "duties", "recipients", "signer", "closing", "anniversaries", "references", "annexes",
    ):  # fmt: skip
        answer[name] = _plain(getattr(plan, name))
    lines = [{"what": "line", "words": one.text, "line": one.line, "text": one.text} for one in plan.unread]
    answer["unread"] = [*lines, *(_plain(one) for one in plan.missed)]
    answer["asked"] = [
        {"field": one.name, "code": one.code, "words": one.words, "line": one.line,
         "question": doubt_sentence(one)}
        for one in plan.doubts
    ]  # fmt: skip
    low = {one.name for one in plan.doubts}
    answer["confidence"] = {name: "low" if name in low else "high" for name in _JUDGED}
    message = {name: cast(Message, getattr(plan, name)).source for name in SCALARS}
    answer["sources"] = {name: _plain(source) for name, source in message.items() if source}
    answer["findings"] = [
        {"code": one.code, "severity": one.severity, "line": one.line, "text": one.text,
         "sentence": finding_sentence(one)}
        for one in read.findings
    ]  # fmt: skip
    return answer


def _read(blocks: tuple[Block, ...], *, year: int | None = None) -> ReadPlan:
    words = plan_words()
    tidied = arranged(blocks, words)
    plan = read_plan(tidied, words=words, awards=_awards())
    findings = proofread(plan, tidied, words, year=year or plan.year)
    return ReadPlan(plan, findings, tuple(_lines_of(tidied)))


def read_blocks(blocks: tuple[Block, ...], *, year: int | None = None) -> ReadPlan:
    """A plan already in paragraphs and tables. ``year``: that of the plan, when it is known otherwise."""
    return _read(blocks, year=year)


def _lines_of(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """Paragraphs as they were understood; a table's row is one line."""
    for block in blocks:
        if isinstance(block, TextTable):
            for offset, row in enumerate(block.rows):
                cells = [" ".join(tidy(piece) for piece in cell.split("\n")) for cell in row]
                yield block.number + offset, " | ".join(cells)
        else:
            yield block.number, block.text


def _plain(value: object) -> Any:
    if isinstance(value, PartialDate):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Section):
        return asdict(value) | {"children": [_plain(child) for child in value.children]}
    if isinstance(value, Target):
        plain = {_KEYS.get(one.name, one.name): _plain(getattr(value, one.name)) for one in fields(value)}
        return plain | {"comparator": _SIGNS.get(value.comparator, value.comparator)}
    if is_dataclass(value):
        return {_KEYS.get(one.name, one.name): _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


_SIGNS: Final = {"equal": "=", "at_least": "≥", "at_most": "≤"}
_KEYS: Final = {"minimum": "min", "maximum": "max", "start": "from", "end": "to"}


@cache
def _awards() -> AwardIndex:
    return AwardIndex(load_awards())


@cache
def plan_words() -> PlanWords:
    """The vocabulary of ``resources/plans``. OfficeError ``catalogue.…`` when a file is damaged."""
    document, measures, movements, events, proof = (
        read_file(f"{name}.toml", folder=resource("plans"))
        for name in ("document", "measures", "movements", "events", "proofreading")
    )
    subjects = measures.table("subjects")
    papers = _coded(document.table("papers"))
    gone = proof.table("gone")
    return PlanWords(
        doc_types=tuple(phrase for phrase, _ in papers.pairs),
        papers=papers,
        symbols=_symbols(document.table("symbols")),
        doc_names=document.texts("doc_names"),
        kinds=_kinds(document.table("kinds")),
        issuers=_flat(document, "issuers"),
        issuer_verbs=_flat(document, "issuer_verbs"),
        letterhead=_flat(document, "letterhead"),
        letter_bodies=_flat(document, "letter_bodies"),
        ranks=_flat(document, "ranks"),
        receivers=_marked(document.texts("letter_bodies") + document.texts("receivers")),
        unit_words=_marked(document.texts("letter_bodies") + document.texts("unit_words")),
        units=_flat(measures, "units"),
        marked_units=tuple(unit.lower() for unit in measures.texts("units")),
        subjects={flat(word): cast(SubjectType, subjects.text(word)) for word in subjects.keys()},  # noqa: SIM118
        comparators=_coded(measures.table("comparators")),
        marked_leads=_leads(measures),
        place_words=_marked(document.texts("place_words")),
        name_syllables=document.texts("name_syllables"),
        better_low=_flat(measures.table("better_low"), "words"),
        groups=_coded(measures.table("groups")),
        no_targets=_flat(document, "no_targets"),
        lead_ins=_flat(measures.table("lead_ins"), "words"),
        givers=_flat(measures.table("givers"), "words"),
        movement_marks=_flat(movements, "movement_marks"),
        drive_marks=_flat(movements, "drive_marks"),
        known_movements=_flat(movements, "known"),
        theme_marks=_flat(movements, "theme_marks"),
        columns=_coded(document.table("columns")),
        prefixes=_flat(document, "prefixes"),
        positions=_flat(document, "positions"),
        assigning=_flat(document, "assigning"),
        actions=_flat(document, "actions"),
        organising=_flat(document, "organising"),
        event_starts=_flat(events, "starts"),
        events=tuple(_event(one) for one in events.tables("event")),
        past=_flat(proof, "past"),
        future=_flat(proof, "future"),
        doubled=frozenset(_flat(proof, "doubled")),
        foreign=frozenset(_flat(proof, "foreign")),
        gone_words=gone.texts("words"),
        gone_from=gone.date("since"),
        replaced_acts=_replaced_acts(),
    )


def _flat(table: Table, key: str) -> tuple[str, ...]:
    return tuple(flat(phrase.rstrip()) for phrase in table.texts(key))


def _symbols(table: Table) -> dict[str, str]:
    return {letters: table.text(letters) for letters in table.keys()}  # noqa: SIM118


def _replaced_acts() -> dict[str, dt.date]:
    """Numbers of acts with an end, and their last day."""
    ended = ((act.number, act.valid_to) for act in load_acts().values())
    return {flat(number): end for number, end in ended if end is not None and number}


def _leads(measures: Table) -> frozenset[str]:
    """Words that lead in or compare, with their marks."""
    tables = (measures.table("lead_ins"), measures.table("comparators"))
    return frozenset(
        phrase.lower()
        for table in tables
        for key in table.keys()  # noqa: SIM118
        for phrase in table.texts(key)
    )


def _marked(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({phrase.lower() for phrase in phrases}, key=lambda one: (-len(one), one)))


def _coded(table: Table) -> Coded:
    return Coded.of({code: table.texts(code) for code in table.keys()})  # noqa: SIM118


def _kinds(table: Table) -> Coded:
    """In the order of the file: the kind of paper is asked before its title."""
    pairs = [(flat(phrase), code) for code in table.keys() for phrase in table.texts(code)]  # noqa: SIM118
    return Coded(tuple(pairs))


def _event(table: Table) -> KnownEvent:
    base = table.date("base")
    if base is None:
        raise table.refuse("base", "1930-02-03")
    return KnownEvent(_flat(table, "phrases"), base, table.flag("month_only"))
