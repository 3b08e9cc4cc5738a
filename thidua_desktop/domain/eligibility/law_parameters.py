"""What a province or the office may rule for itself: each parameter with how its value is written and read.

Source: the law leaves these to the province or to the council's own rules (Luật TĐKT 2022, Đ24.6, 26.3,
27.3, 28.3, 74.6, 75.2, 84.6 – text read). A value typed here is stored as plain text in one spelling.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, Literal

from thidua_desktop.domain.errors import OfficeError

Scope = Literal["award", "set", "office"]
ValueKind = Literal["share", "whole", "amount", "factor", "choice", "levels", "day"]
NO_VALUE: Final = "none"
"""A share that is expressly not limited."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """``scope`` award: one title or form; set: the rule-set as a whole; office: the office's own practice.

    ``choices`` are the values of a choice; ``least`` and ``most`` bound whole numbers.
    """

    code: str
    scope: Scope
    kind: ValueKind
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 999


@dataclass(frozen=True, slots=True)
class OfficeRule:
    """One ruling in force between two days of decision (None: open). ``value`` None: it confirms the text."""

    id: int
    rule_set: str | None
    award: str | None
    parameter: str
    value: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    basis: str
    confirmed_by: str
    note: str

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


PARAMETERS: Final = (
    Parameter("quota_share", "award", "share"),
    Parameter("quota_rounding", "award", "choice", ("down", "nearest")),
    Parameter("member_share", "award", "share"),
    Parameter("months", "award", "whole", least=1, most=12),
    Parameter("leave_days", "award", "whole", least=1, most=366),
    Parameter("registration", "award", "choice", ("warning", "bar")),
    Parameter("vote_threshold", "award", "share"),
    Parameter("vote_strict", "award", "choice", ("at_least", "above")),
    Parameter("vote_base", "award", "choice", ("total", "present", "valid")),
    Parameter("vote_secret", "award", "choice", ("secret", "open")),
    Parameter("quorum", "award", "share"),
    Parameter("coefficient", "award", "factor"),
    Parameter("deciders", "award", "levels"),
    Parameter("copies", "award", "whole", least=1, most=20),
    Parameter("processing_days", "award", "whole", least=1, most=365),
    Parameter("publication_days", "award", "whole", most=365),
    Parameter("certificate", "award", "choice", ("printed", "not_printed")),
    Parameter("standard", "award", "choice", ("confirmed",)),
    Parameter("collective_multiplier", "set", "factor"),
    Parameter("household_multiplier", "set", "factor"),
    Parameter("rounding", "set", "choice", ("none", "up_10000", "nearest_10000")),
    Parameter("highest_title_only", "set", "choice", ("yes", "no")),
    Parameter("rule_set_confirmed", "set", "choice", ("confirmed",)),
    Parameter("base_salary", "office", "amount"),
    Parameter("register_number", "office", "choice", ("running", "in_decision")),
    Parameter("registration_calendar", "office", "day"),
    Parameter("registration_school", "office", "day"),
    Parameter("dossier_calendar", "office", "day"),
    Parameter("dossier_school", "office", "day"),
)
"""``standard`` confirms the unsure conditions of one award, ``rule_set_confirmed`` those of the whole set."""
_BY_CODE: Final = {parameter.code: parameter for parameter in PARAMETERS}


def parameter(code: str) -> Parameter:
    """The parameter of a code. KeyError when there is none."""
    return _BY_CODE[code]


def read_value(code: str, typed: str) -> str:
    """The one spelling of what the officer typed. OfficeError ``law.value_…`` says what was expected."""
    found = _BY_CODE[code]
    words = " ".join(typed.split())
    if not words:
        raise OfficeError("law.value_empty")
    try:
        return _READERS[found.kind](found, words)
    except (ValueError, ZeroDivisionError, InvalidOperation):
        raise OfficeError(f"law.value_{found.kind}", value=words) from None


def share_of(value: str) -> Fraction | None:
    """A stored share; None for "not limited"."""
    return None if value == NO_VALUE else Fraction(value)


def _share(_: Parameter, words: str) -> str:
    """``15 %``, ``0,15``, ``2/3``; the word for none is stored as such."""
    if words.casefold() in (NO_VALUE, "không", "không giới hạn"):
        return NO_VALUE
    plain = words.replace(" ", "").replace(",", ".")
    share = Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)
    if not 0 < share <= 1:
        raise ValueError(words)
    return f"{share.numerator}/{share.denominator}"


def _whole(found: Parameter, words: str) -> str:
    number = int(words)
    if not found.least <= number <= found.most:
        raise ValueError(words)
    return str(number)


def _amount(_: Parameter, words: str) -> str:
    """Đồng, with or without the points between thousands."""
    if not re.fullmatch(r"\d{1,3}([. ]\d{3})+|\d+", words):
        raise ValueError(words)
    number = int(re.sub(r"[. ]", "", words))
    if number <= 0:
        raise ValueError(words)
    return str(number)


def _factor(_: Parameter, words: str) -> str:
    number = Decimal(words.replace(",", "."))
    if not number.is_finite() or number <= 0 or number > 1000:
        raise ValueError(words)
    return f"{number.normalize():f}"


def _choice(found: Parameter, words: str) -> str:
    if words not in found.choices:
        raise ValueError(words)
    return words


def _levels(_: Parameter, words: str) -> str:
    codes = [code.strip() for code in words.split(",") if code.strip()]
    if not codes or not all(re.fullmatch(r"[a-z_]+", code) for code in codes):
        raise ValueError(words)
    return ",".join(dict.fromkeys(codes))


def _day(_: Parameter, words: str) -> str:
    """``31/3``: a day of every year."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})", words)
    if not found:
        raise ValueError(words)
    day = dt.date(2023, int(found[2]), int(found[1]))
    return f"{day.day:02}/{day.month:02}"


_READERS: Final[Mapping[ValueKind, Callable[[Parameter, str], str]]] = {
    "share": _share,
    "whole": _whole,
    "amount": _amount,
    "factor": _factor,
    "choice": _choice,
    "levels": _levels,
    "day": _day,
}
