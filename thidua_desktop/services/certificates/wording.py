"""What a certificate says by its award: the shipped words, or the office's own for an award."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.printing import CertificateWords
from thidua_desktop.documents.wording import Wording, wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.certificates.printing import certificate_words
from thidua_desktop.queries.decisions.grants import GrantRow
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

FIELDS = ("give_word", "award_title", "achievement")
_PLACES = ("award", "form", "achievement", "period")


@dataclass(frozen=True, slots=True)
class Words:
    """Templates of one award, with places in braces as ``place_names`` has them."""

    give_word: str
    award_title: str
    achievement: str


def shipped(award_code: str) -> Words:
    """The words an award has before the office changes them."""
    tables = wording("certificate").tables
    award = award_by_code(award_code)
    found = tables.get(award_code) or tables[award.kind if award.certificate else "local"]
    return Words(*(found[field] for field in FIELDS))


def words_by_award(app: AppContext) -> Mapping[str, Words]:
    """The office's own words by award code."""
    return {code: Words(*own) for code, *own in app.read(certificate_words)}


def words_of(app: AppContext, award_code: str) -> Words:
    """What is said on certificates of this award now."""
    return words_by_award(app).get(award_code) or shipped(award_code)


def save_words(app: AppContext, award_code: str, words: Words) -> Changes:
    """Keeps the office's own words of an award; a field left blank has its shipped words again.

    OfficeError ``documents.unknown_place``, ``documents.broken_wording``.
    """
    usual = shipped(award_code)
    stored = Words(*(clean(getattr(words, field)) or getattr(usual, field) for field in FIELDS))
    filled(stored, dict.fromkeys(place_names().values(), "…"))
    name = award_by_code(award_code).short_name
    with app.database.writing("save_certificate_words", name=name) as uow:
        table = CertificateWords
        known = uow.connection.execute(
            select(table.id).where(table.award_code == award_code)
        ).scalar_one_or_none()
        if stored == usual:
            if known is not None:
                uow.remove(table, [known])
        elif known is None:
            uow.add(table, award_code=award_code, **asdict(stored))
        else:
            uow.update(table, known, **asdict(stored))
    return uow.changes


def place_names() -> Mapping[str, str]:
    """What each place is called in the words the officer edits."""
    return {key: text(f"printing.words.places.{key}") for key in _PLACES}


def filled(words: Words, places: Mapping[str, str]) -> Words:
    """The words with their places filled. OfficeError for a place unknown or left empty."""
    own = Wording(text("printing.words.title"), {"certificate": asdict(words)})
    return Words(*(own.fill(f"certificate.{field}", **places) for field in FIELDS))


def message_of(grant: GrantRow, own: Mapping[str, Words]) -> Words:
    """The words on the certificate of one grant."""
    achievement = grant.achievement.strip()
    named = place_names()
    places = {
        named["award"]: grant.title,
        named["form"]: form_alone(grant.title),
        named["achievement"]: achievement[:1].upper() + achievement[1:],
        named["period"]: period_words(grant.award_year, grant.year_type),
    }
    words = own.get(grant.award_code) or shipped(grant.award_code)
    if not achievement:  # nothing to say: the line stays empty, the proof-reader has reported it
        words = replace(words, achievement=words.achievement.replace("{" + named["achievement"] + "}", ""))
    message = filled(words, places)
    return Words(message.give_word.upper(), message.award_title.upper(), message.achievement)


def form_alone(title: str) -> str:
    """A form without the authority, which has a line of its own above."""
    return title.split(text("decisions.of_authority"))[0].strip()


def period_words(year: int, year_type: str) -> str:
    """``năm 2024`` or ``năm học 2023-2024``."""
    if year_type == "school":
        return text("printing.words.school_year", first=year - 1, last=year)
    return text("printing.words.year", year=year)
