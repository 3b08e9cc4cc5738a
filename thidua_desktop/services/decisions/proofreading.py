"""The proof-reader of a decision: everything it needs is read once, then pure checks say what they found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua_desktop.catalogue import award_by_code, load_acts, rule_set_for
from thidua_desktop.documents.certificates.certificate import CertificateSheet, problems_of
from thidua_desktop.documents.certificates.layouts import certificate_layout
from thidua_desktop.documents.layout.fonts import SCRIPT, missing_letters
from thidua_desktop.domain.certificates.layouts import DEFAULT_LAYOUT
from thidua_desktop.domain.decisions.proof import ProofFinding, ProofLine, ProofSheet, ProofWords, Severity
from thidua_desktop.domain.decisions.proofreading import proofread_decision
from thidua_desktop.domain.importing.names import looks_like_person
from thidua_desktop.domain.organisation.units_text import starts_like_unit
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.grants import GrantRow, of_year
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.office.settings import office, signers
from thidua_desktop.queries.organisation.units import UnitRow, units
from thidua_desktop.services.decisions.bases import Bases
from thidua_desktop.services.decisions.decision_day import council_day, day_of_draft, next_number_of
from thidua_desktop.services.decisions.decisions import decides
from thidua_desktop.services.decisions.list_lines import ListLine, lines_of_nominations, prize_of
from thidua_desktop.services.decisions.parts import DecisionParts, parts_of
from thidua_desktop.services.decisions.title_prizes import paid_lines, prize_clashes
from thidua_desktop.services.eligibility.office_rules import OfficeLaw, law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from thidua_desktop.workbooks.table_finding.vocabulary import load_vocabulary

_MANY = 3
"""Doubts of one kind up to which each is reported by itself."""
_NAMED = 12
_CAUSES = frozenset({"award", "unit", "day", "number", "letters", "year"})
"""Parameters of a finding that say what it comes from; the others name the line."""
_NEAR_END = 60
"""Days before and after the end of an act within which it is reported."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One finding in the officer's words, or many of one kind. ``nomination_ids``: whose lines they are on,
    none for the decision itself."""

    severity: Severity
    sentence: str
    nomination_ids: tuple[int, ...] = ()

    @property
    def nomination_id(self) -> int | None:
        """Whose line the first is on."""
        return self.nomination_ids[0] if self.nomination_ids else None


def proofread(
    app: AppContext, decision_id: int, *, number: int | None = None, signed_on: dt.date | None = None
) -> tuple[Proof, ...]:
    """What a careful eye would stop at in a draft, as it would be issued with this number and day."""
    found = app.read(query.decision, decision_id)
    rows = app.read(nominations, year=found.year, decision_id=decision_id)
    on = signed_on or day_of_draft(app, found)
    law = law_of(app)
    lines = paid_lines(app, found, rows, on=on, law=law)
    unpaid = prize_clashes(app, found, rows, lines_of_nominations(rows, on=on, law=law), on=on, law=law)
    sheet = ProofSheet(
        year=found.year,
        lines=[
            replace(line, clashes=tuple(unpaid.get(shown.nomination_id, ())))
            for line, shown in zip(_lines(app, lines, rows, on=on, law=law), lines, strict=True)
        ],
        sentences=_sentences(app, lines, year=found.year, on=on, bases=Bases.from_json(found.bases)),
        signed_on=signed_on,
        today=app.today(),
        law_day=on,
        ended_acts=_ended_acts(on, lines),
        number=number,
        **_frame(app, found, signed_on=signed_on),
    )
    ids = {place: line.nomination_id for place, line in enumerate(lines, start=1)}
    return tuple(
        Proof(
            found[0].severity,
            _message(found),
            tuple(dict.fromkeys(key for one in found if (key := ids.get(one.place or 0)) is not None)),
        )
        for found in _gathered(proofread_decision(sheet, proof_words()))
    )


def _gathered(findings: Iterable[ProofFinding]) -> list[list[ProofFinding]]:
    """Findings of one cause on many lines stand together, what is surely wrong before what is only odd."""
    kinds: dict[object, list[ProofFinding]] = {}
    for one in findings:
        cause = (
            tuple(value for name, value in one.params if name in _CAUSES) if one.severity == "error" else ()
        )
        kinds.setdefault((one.severity, one.code, cause, one.place is None), []).append(one)
    parts = [
        part
        for found in kinds.values()
        for part in ([found] if len(found) > _MANY and found[0].place else [[one] for one in found])
    ]
    return sorted(parts, key=lambda part: part[0].severity != "error")


def _message(found: Sequence[ProofFinding]) -> str:
    """One finding, or the first of many with the lines of the others."""
    if len(found) == 1:
        return sentence_of(found[0])
    others = ", ".join(str(one.place) for one in found[1:_NAMED] if one.place)
    more = "…" if len(found) > _NAMED else ""
    return text("award_proof.many", message=sentence_of(found[0]), count=len(found) - 1, places=others + more)


def sentence_of(finding: ProofFinding) -> str:
    """The finding as the officer reads it: where it stands, then what is wrong."""
    message = text(f"award_proof.found.{finding.code}", **dict(finding.params))
    if finding.place is not None:
        return text("award_proof.on_line", place=finding.place, message=message)
    return text("award_proof.on_whole", part=text(f"award_proof.parts.{finding.part}"), message=message)


def proof_words() -> ProofWords:
    """Words the reading looks for, from the texts and the lists of the importer."""
    vocabulary = load_vocabulary()
    return ProofWords(
        male_middles=_set("male_middles"),
        female_middles=_set("female_middles"),
        titles=vocabulary.names.openings,
        salutations={sex: text(f"decisions.salutation.{sex}") for sex in ("M", "F")},
        counted={
            text("award_proof.words.collective"): "collective",
            text("award_proof.words.person"): "person",
            text("award_proof.words.household"): "household",
        },
        school_year=text("award_proof.words.school_year"),
        starts_like_unit=lambda name: starts_like_unit(name, vocabulary.units),
        looks_like_person=lambda name: looks_like_person(name, vocabulary.names),
    )


def _set(key: str) -> frozenset[str]:
    return frozenset(text(f"award_proof.words.{key}").split())


def _ended_acts(on: dt.date, lines: Sequence[ListLine]) -> tuple[tuple[str, dt.date], ...]:
    """Acts cited or meant that end within the year of the decision, or that the same day's law has lost.

    An act whose end is only probable is named with the others, so that what replaces it is looked up.
    """
    awards = {line.award_code for line in lines}
    near = on + dt.timedelta(days=_NEAR_END)
    return tuple(
        (act.short, act.valid_to)
        for act in load_acts().values()
        if act.valid_to is not None
        and act.code in rule_set_for(on).basis
        and on - dt.timedelta(days=_NEAR_END) <= act.valid_to <= near
        and (not act.awards or act.awards & awards)
    )


def _frame(app: AppContext, found: query.DecisionRow, *, signed_on: dt.date | None) -> dict[str, Any]:
    """Council, signer and the number expected."""
    signer = next((one for one in app.read(signers) if one.full_name == found.signer_name), None)
    return {
        "council_on": council_day(app, found),
        "signer": found.signer_name,
        "signer_from": signer.valid_from if signer else None,
        "signer_to": signer.valid_to if signer else None,
        "expected_number": next_number_of(app, found, signed_on=signed_on).number,
    }


def _sentences(
    app: AppContext, lines: Sequence[ListLine], *, year: int, on: dt.date, bases: Bases
) -> tuple[tuple[str, str], ...]:
    if not lines:
        return ()
    parts: DecisionParts = parts_of(
        app, app.read(office), lines, year=year, on=on, law=law_of(app), bases=bases
    )
    return (
        ("subject", parts.subject),
        ("annex", parts.annex_title),
        *(("basis", message) for message in parts.legal_bases),
        *(("article", message) for message in parts.articles),
    )


def _lines(
    app: AppContext,
    lines: Sequence[ListLine],
    rows: Sequence[NominationRow],
    *,
    on: dt.date,
    law: OfficeLaw,
) -> tuple[ProofLine, ...]:
    by_id = {row.id: row for row in rows}
    known = {unit.id: unit for unit in app.read(units, teams=True)}
    us = app.read(office)
    year = rows[0].year if rows else on.year
    given = _given(app.read(of_year, year=year))
    crowded = _too_long(lines)
    return tuple(
        _line(
            line,
            place,
            by_id[line.nomination_id or 0],
            known=known,
            level=us.level,
            given=given,
            too_long=place in crowded,
            on=on,
            law=law,
        )
        for place, line in enumerate(lines, start=1)
    )


def _given(grants: Sequence[GrantRow]) -> Mapping[tuple[str, int, str], str]:
    """(kind, subject, award) -> the decision that gave it."""
    return {(one.subject_type, one.subject_id, one.award_code): one.decision_number or "" for one in grants}


def _line(
    line: ListLine,
    place: int,
    row: NominationRow,
    *,
    known: Mapping[int, UnitRow],
    level: str,
    given: Mapping[tuple[str, int, str], str],
    too_long: bool,
    on: dt.date,
    law: OfficeLaw,
) -> ProofLine:
    award = award_by_code(line.award_code)
    unit = known.get(line.unit_id or 0)
    return ProofLine(
        place=place,
        subject_type=line.subject_type,
        subject_id=line.subject_id,
        name=line.name,
        unit_id=line.unit_id,
        parent_id=known[line.subject_id].parent_id if line.subject_type == "collective" else None,
        name_on_record=row.name,
        unit=line.unit,
        unit_on_record=unit.name if unit else "",
        unit_from=unit.valid_from if unit else None,
        unit_to=unit.valid_to if unit else None,
        position=line.position,
        salutation=line.salutation,
        sex=row.sex,
        award_code=line.award_code,
        title=line.title,
        achievement=line.achievement,
        own_level=award.placeholder or decides(level, line.award_code, on=on, law=law),
        open_form=award.placeholder,
        verdict=row.concluded,
        overridden=row.overruled and row.concluded == "eligible",
        passed=row.state in ("passed", "decided"),
        earlier=given.get((line.subject_type, line.subject_id, line.award_code), ""),
        prize=line.prize,
        expected_prize=prize_of(line.award_code, line.subject_type, on=on, law=law) if line.prize else None,
        missing_letters=missing_letters(line.name, SCRIPT),
        too_long=too_long,
    )


def _too_long(lines: Sequence[ListLine]) -> frozenset[int]:
    """Places of the list whose words have no room on the usual certificate."""
    sheets = [
        CertificateSheet(
            award_title=line.title,
            authority="",
            name=line.name,
            prefix=line.salutation if line.subject_type != "household" else "",
            details=(", ".join(part for part in (line.position, line.unit) if part and part != line.name),),
            achievement=line.achievement,
        )
        for line in lines
    ]
    found = problems_of(sheets, certificate_layout(DEFAULT_LAYOUT))
    return frozenset(one.page for one in found if one.kind == "too_long")
