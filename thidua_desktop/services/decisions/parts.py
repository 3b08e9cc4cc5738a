"""The words of a decision besides its list: standing sentences, legal bases of the day, who is reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from thidua_desktop.documents.phrases import grouped, number_and_symbol
from thidua_desktop.documents.wording import AwardFacts, award_wording, wording
from thidua_desktop.queries.office.settings import OfficeRow
from thidua_desktop.services.decisions.bases import NO_CHANGE, Bases, basis_lines
from thidua_desktop.services.decisions.list_lines import (
    ListLine,
    common_achievement,
    number_by_kind,
    with_own_words,
)
from thidua_desktop.services.eligibility.office_rules import PRINTED, OfficeLaw
from thidua_desktop.services.nominations.award_sentences import award_in_sentence
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionParts:
    """Everything printed besides number, day, signer and list; stored with the decision when it is signed."""

    issuer: str
    superior: str
    symbol: str
    place: str
    authority: str
    subject: str
    legal_bases: tuple[str, ...]
    proposer: str
    articles: tuple[str, ...]
    recipients: tuple[str, ...]
    annex_title: str
    achievements: bool = False
    """The list reports what each receiver did, because somebody has words of one's own."""
    annex_rows: tuple[tuple[str, ...], ...] = ()
    """The list of a decision that corrects or revokes, as printed."""

    def number_text(self, number: int) -> str:
        """``05/QĐ-UBND``."""
        return number_and_symbol(number, self.symbol)

    def to_json(self, number: int) -> dict[str, Any]:
        """To be stored with the decision; ``number`` is the bare number."""
        return {**asdict(self), "number": number}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> DecisionParts:
        """As it was stored."""
        values = {name: _tuples(stored[name]) for name in cls.__dataclass_fields__ if name in stored}
        return cls(**values)


def parts_of(
    app: AppContext,
    us: OfficeRow,
    lines: Sequence[ListLine],
    *,
    year: int,
    on: dt.date,
    law: OfficeLaw = PRINTED,
    bases: Bases = NO_CHANGE,
) -> DecisionParts:
    """The standing words of an award decision of that day for these receivers."""
    words = wording("award")
    codes = [line.award_code for line in lines]
    award = award_in_sentence(codes, on_title=lines[0].title)
    authority = us.head_title
    total = sum((line.prize for line in lines if line.prize), Decimal(0))
    message = award_wording(
        AwardFacts(
            award=award,
            achievement=common_achievement(lines, year=year),
            authority=authority,
            executors=(
                words.fill("decision.executor_office"),
                words.fill("decision.executor_head", standing_body=lower_first(us.standing_body)),
            ),
            prize_total=total or None,
            prize_basis=words.fill("decision.prize_basis", salary=grouped(law.base_salary(on))),
            prize_source=words.fill("decision.prize_source"),
            recipients=(words.fill("decision.recipient_superior", superior=us.superior_name),)
            if us.superior_name
            else (),
            archive=words.fill("decision.archive"),
            **number_by_kind(lines),
        )
    )
    kinds = [text(f"documents.kinds.{kind}") for kind in dict.fromkeys(line.subject_type for line in lines)]
    return DecisionParts(
        issuer=us.name,
        superior=us.letterhead_superior,
        symbol=words.fill("decision.symbol", office=us.symbol),
        place=us.place,
        authority=authority,
        subject=message.subject,
        legal_bases=basis_lines(on, codes, bases),
        proposer=words.fill("decision.proposer", standing_body=lower_first(us.standing_body)),
        articles=message.articles,
        recipients=message.recipients,
        annex_title=text("decisions.annex.title", kinds=", ".join(kinds), award=award, year=year).upper(),
        achievements=with_own_words(lines, year=year),
    )


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def lower_first(name: str) -> str:
    """``phòng Nội vụ`` for use inside a sentence."""
    return name[:1].lower() + name[1:]
