"""How offices write numbers, dates and lists; left open when a paper is not issued yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.texts import text

PaperDate = dt.date | PartialDate | None
"""Known day; or only month or year (the day is left blank for the clerk); or nothing."""


def two_digits(number: int) -> str:
    """Numbers below ten with a leading zero: ``05``."""
    return f"{number:02d}"


def number_and_symbol(number: int | None, symbol: str) -> str:
    """``05/QĐ-UBND``; blank before the symbol when the number is not given yet."""
    return f"{text('documents.number.blank') if number is None else two_digits(number)}/{symbol}"


def number_line(number: int | None, symbol: str) -> str:
    shown = text("documents.number.blank") if number is None else two_digits(number)
    return text("documents.number.line", number=shown, symbol=symbol)


def long_date(date: PaperDate) -> str:
    """``ngày 05 tháng 02 năm 2026``: a zero before days below 10 and before months 1 and 2 only.

    Source: Decree 30/2020, Annex I.II.4; confidence: text read.
    """
    day = month = year = text("documents.date.blank")
    if isinstance(date, dt.date):
        day, month, year = two_digits(date.day), _month(date.month), str(date.year)
    elif date is not None:
        parts = [int(part) for part in date.value.split("-")]
        year = str(parts[0])
        month = _month(parts[1]) if len(parts) > 1 else month
        day = two_digits(parts[2]) if len(parts) > 2 else day
    return text("documents.date.day", day=day, month=month, year=year)


def _month(month: int) -> str:
    return two_digits(month) if month <= 2 else str(month)


def place_and_date(place: str, date: PaperDate) -> str:
    return text("documents.date.place_day", place=place, date=long_date(date))


def listing(parts: Sequence[str]) -> str:
    """``a``, ``a và b``, ``a, b và c``."""
    if len(parts) < 2:
        return "".join(parts)
    return text("documents.listing.last", before=", ".join(parts[:-1]), last=parts[-1])


def counts(*, collectives: int, persons: int, households: int) -> str:
    """``05 tập thể, 14 cá nhân và 02 hộ gia đình``; kinds with none are left out."""
    numbers = {"collective": collectives, "person": persons, "household": households}
    return listing(
        [
            text(f"documents.counts.{kind}", number=two_digits(number))
            for kind, number in numbers.items()
            if number
        ]
    )


def grouped(number: int | Decimal) -> str:
    """Thousands parted by full stops, decimals by a comma: ``1.234.567,5``."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def roman(number: int) -> str:
    """Roman numeral of 1-39, as annexes are numbered."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
