"""Sentences of papers from editable templates (``resources/wording/*.toml``) and facts.

A template names its places in braces. A place the program does not know, or knows but was given nothing for,
is refused, so no half-filled sentence reaches paper.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

from thidua_desktop.config import resource
from thidua_desktop.documents.layout.blocks import Column
from thidua_desktop.documents.phrases import counts, grouped
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class Wording:
    """One file of templates: table -> name -> sentence."""

    file: str
    tables: Mapping[str, Mapping[str, str]]

    def fill(self, template: str, /, **places: str) -> str:
        """``table.name`` with its places filled. Places not used by the template may be empty.

        OfficeError ``documents.unknown_template``, ``unknown_place``, ``unfilled_place``.
        """
        table, _, name = template.partition(".")
        sentence = self.tables.get(table, {}).get(name)
        if sentence is None:
            raise OfficeError("documents.unknown_template", file=self.file, template=template)
        for _, place, _, _ in _parsed(self.file, sentence):
            if place is None:
                continue
            if place not in places:
                known = ", ".join(sorted(places))
                raise OfficeError("documents.unknown_place", template=template, place=place, known=known)
            if not places[place].strip():
                raise OfficeError("documents.unfilled_place", template=template, place=place)
        return sentence.format(**places)


def _parsed(file: str, sentence: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(sentence))
    except ValueError as error:
        raise OfficeError("documents.broken_wording", file=file, detail=sentence) from error


@cache
def wording(name: str, folder: Path | None = None) -> Wording:
    """Templates of ``name``.toml in ``folder`` (None: the program's own). ``documents.broken_wording``."""
    path = (folder or resource("wording")) / f"{name}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OfficeError("documents.broken_wording", file=path.name, detail=str(error)) from error
    for table, entries in tables.items():
        if not isinstance(entries, dict) or not all(isinstance(value, str) for value in entries.values()):
            raise OfficeError("documents.broken_wording", file=path.name, detail=table)
    return Wording(path.name, tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts:
    """Facts of one award decision.

    ``award`` as written inside a sentence (``Giấy khen``, ``danh hiệu “Lao động tiên tiến”``);
    ``achievement`` the whole phrase from "đã có" or "có" on; ``executors`` the bodies that carry it out;
    ``prize_total`` in đồng (None or 0: no prize article); ``prize_basis`` the act that sets the prize;
    ``prize_source`` the fund; ``archive`` the clerk's marks (``VT, NV``).
    """

    award: str
    achievement: str
    authority: str
    executors: tuple[str, ...]
    collectives: int = 0
    persons: int = 0
    households: int = 0
    prize_total: Decimal | None = None
    prize_basis: str = ""
    prize_source: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""


@dataclass(frozen=True, slots=True)
class AwardWording:
    subject: str
    articles: tuple[str, ...]
    recipients: tuple[str, ...]


def award_wording(facts: AwardFacts, words: Wording | None = None) -> AwardWording:
    """Subject, articles and recipients of a standard award decision.

    Source: usual form of award decisions; confidence: recalled, so the office may edit the templates.
    """
    words = words or wording("decision")
    prize = bool(facts.prize_total)
    last = 3 if prize else 2
    amount = counts(collectives=facts.collectives, persons=facts.persons, households=facts.households)
    places = {
        "award": facts.award,
        "counts": amount,
        "kinds": _kinds(facts),
        "achievement": facts.achievement,
        "authority": facts.authority,
        "executors": ", ".join(facts.executors),
        "prize_total": grouped(facts.prize_total) if facts.prize_total else "",
        "prize_basis": facts.prize_basis,
        "prize_source": facts.prize_source,
        "last_article": str(last),
        "archive": facts.archive,
    }
    names = ["award.grant", *(["award.prize"] if prize else []), "award.execution"]
    archive = [words.fill("award.recipients_archive", **places)] if facts.archive else []
    return AwardWording(
        subject=words.fill("award.subject", **places),
        articles=tuple(words.fill(name, **places) for name in names),
        recipients=(words.fill("award.recipients_first", **places), *facts.recipients, *archive),
    )


def _kinds(facts: AwardFacts) -> str:
    present = {
        "collective": facts.collectives,
        "person": facts.persons,
        "household": facts.households,
    }
    kinds = [text(f"documents.kinds.{kind}") for kind, number in present.items() if number]
    return ", ".join(kinds)


def award_list_columns(
    *, prize: bool = False, award: bool = True, achievement: bool = False
) -> tuple[Column, ...]:
    """Columns of the annexed list: STT (made by the table), name, position and unit, award, achievement,
    prize, note.

    ``award`` False where each group is headed by its award.
    """
    word = "documents.columns"
    return (
        Column(text(f"{word}.serial"), 11, "center", serial=True),
        Column(text(f"{word}.name"), 44, names=True),
        Column(text(f"{word}.unit"), 60 if award else 78),
        *([Column(text(f"{word}.award"), 32, "center")] if award else []),
        *([Column(text(f"{word}.achievement"), 72)] if achievement else []),
        *([Column(text(f"{word}.prize"), 24, "right")] if prize else []),
        Column(text(f"{word}.note"), 18),
    )
