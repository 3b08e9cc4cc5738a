"""Dates that keep their precision: a year stays a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from thidua_desktop.domain.text import clean

Precision = Literal["day", "month", "year"]
_LENGTH: dict[Precision, int] = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """``value`` is ISO text of exactly the precision known: ``1976``, ``1976-05`` or ``1976-05-01``."""

    value: str
    precision: Precision

    def __post_init__(self) -> None:
        if len(self.value) != _LENGTH[self.precision]:
            raise ValueError(self.value)
        dt.date.fromisoformat((self.value + "-01-01")[:10])

    @classmethod
    def parse_iso(cls, value: str) -> PartialDate:
        """From stored ISO text of 4, 7 or 10 letters. ValueError when it is none of these."""
        for precision, length in _LENGTH.items():
            if len(value) == length:
                return cls(value, precision)
        raise ValueError(value)

    @property
    def year(self) -> int:
        return int(self.value[:4])

    def vietnamese(self) -> str:
        """As the office writes it: ``01/5/1976`` is written ``01/05/1976``; month ``05/1976``; year
        ``1976``.
        """
        return "/".join(reversed(self.value.split("-")))


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What a typed birth date says. ``code`` names the finding (``DOB_…``) when it is not a plain full date.

    ``value`` is None whenever the text cannot be read with certainty: nothing is guessed.
    """

    value: PartialDate | None
    code: str | None = None


YOUNGEST: Final = 14
"""Years between the birth year and today's below which a date is not believed, unless the award says else."""
_LEAST: Final = 4
"""Nobody younger is proposed for anything."""
_OLDEST: Final = 105
_YEARS_AS_DAYS: Final = 1911
"""No year of our time, taken for a number of days, gives a day after this year."""
_MIDNIGHT: Final = re.compile(
    r"[t\s]+(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)?\s*(?:sa|am))\s*z?$", re.IGNORECASE
)
_TIME: Final = re.compile(r"[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:sa|ch|am|pm)?\s*z?$", re.IGNORECASE)
_LEAD: Final = re.compile(r"^(?:sinh\s*(?:ngày|năm)?|ngày sinh|năm sinh|sn|ns|ngày|năm)\s*[:.]?\s*(?=\d)")
_BRACKET: Final = re.compile(r"\s*\((?!\s*\d+\s*[/.-])([^()\d]*)\)$")
_LUNAR: Final = re.compile(r"^[^\W\d]+\s+[^\W\d]+\s*\((\d{4})\)$")
_DMY: Final = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_MY: Final = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*(?:[/.\-]|\s*năm\s*)\s*(\d{4})")
_WORDS: Final = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*,?\s*năm\s*(\d{4})")
_YEAR: Final = re.compile(r"(?:sinh\s*)?(?:năm\s*|sn\s*)?(\d{4})")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH: Final = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_ENGLISH: Final = re.compile(rf"(\d{{1,2}})[\s\-./]+{_NAMED_MONTH}[\s\-./,]+(\d{{4}})")
_ENGLISH_FIRST: Final = re.compile(rf"{_NAMED_MONTH}\s+(\d{{1,2}})\s*,?\s+(\d{{4}})")
_DAY_UNKNOWN: Final = re.compile(r"(?:0{1,2}|[.…_?\-]*|)\s*/\s*(\d{1,2}|[.…_?\-]*)\s*/\s*(\d{4})")


def excel_serial(date: dt.date, *, date1904: bool = False) -> int:
    """The number a workbook stores for this day (1900 system: with its false 29 February 1900)."""
    days = (date - (dt.date(1904, 1, 1) if date1904 else dt.date(1899, 12, 30))).days
    return days if date1904 or days > 60 else days - 1


def from_excel_serial(serial: float, *, date1904: bool = False) -> dt.date:
    """The day of a workbook's number. OverflowError when there is no such day."""
    base = dt.date(1904, 1, 1) if date1904 else dt.date(1899, 12, 30)
    return base + dt.timedelta(days=int(serial) + (0 if date1904 or serial > 60 else 1))


def typed_birth_date(
    value: object,
    *,
    today: dt.date,
    date1904: bool = False,
    youngest: int = YOUNGEST,
    month_first: bool = False,
) -> TypedDate:
    """Reads a birth date as offices type it: any precision, a workbook's number or date.

    ``today`` bounds the future and says which century two digits mean; ``youngest`` is the least age in
    years; ``month_first``: the column this cell stands in is proved to be typed month before day.
    """
    read = _read(value, today, date1904, month_first, youngest)
    if read.value is not None and today.year - read.value.year < youngest:
        return TypedDate(None, "DOB_IMPLAUSIBLE")
    return read


def _read(value: object, today: dt.date, date1904: bool, month_first: bool, youngest: int) -> TypedDate:
    if isinstance(value, dt.datetime):
        read = _from_cell_date(value.date(), today, date1904)
        if value.hour >= 17 and read.value is not None and read.code is None:
            return TypedDate(read.value, "DOB_WITH_TIME")
        return read
    if isinstance(value, dt.date):
        return _from_cell_date(value, today, date1904)
    if isinstance(value, bool) or value is None:
        return TypedDate(None, "DOB_INVALID" if value is not None else "DOB_MISSING")
    if isinstance(value, int | float):
        return _from_number(float(value), today, date1904, "DOB_SERIAL_AS_NUMBER")
    return _from_text(str(value), today, date1904, month_first=month_first, youngest=youngest)


def _from_cell_date(date: dt.date, today: dt.date, date1904: bool) -> TypedDate:
    if date.year > _YEARS_AS_DAYS:
        return _day(date.year, date.month, date.day, today)
    serial = excel_serial(date, date1904=date1904)
    if today.year - _OLDEST <= serial <= today.year:
        return _year(serial, today, "DOB_YEAR_AS_SERIAL")
    return _day(date.year, date.month, date.day, today)


def _from_number(number: float, today: dt.date, date1904: bool, code: str) -> TypedDate:
    if not number.is_integer():
        return TypedDate(None, "DOB_INVALID")
    whole = int(number)
    if 1000 <= whole <= 9999:
        return _year(whole, today, "DOB_YEAR_ONLY")
    if 10_000 <= whole <= 99_999:
        date = from_excel_serial(whole, date1904=date1904)
        return _day(date.year, date.month, date.day, today, code)
    if 1_000_000 <= whole <= 99_999_999:
        return _eight_digits(f"{whole:08d}", today)
    return TypedDate(None, "DOB_INVALID")


def bare_birth_text(raw: str) -> str:
    """The typed text in small letters without what adds nothing: midnight, ``sinh ngày``, a remark behind."""
    text = clean(raw).replace("\\", "/").strip(" '’`;,").lower()
    if ":" in text:
        text = _MIDNIGHT.sub("", text)
    text = _LEAD.sub("", text)
    if found := _LUNAR.match(text):
        return found[1]
    return _BRACKET.sub("", text).rstrip(" .,;")


def _from_text(raw: str, today: dt.date, date1904: bool, *, month_first: bool, youngest: int) -> TypedDate:
    text = bare_birth_text(raw)
    if "âm lịch" in raw.lower() or "(âl)" in raw.lower():
        return TypedDate(None, "DOB_AMBIGUOUS")
    if text in {"", "-", "–", "...", "…"}:
        return TypedDate(None, "DOB_MISSING")
    if ":" in text and (found := _TIME.search(text)):
        plain = _from_text(text[: found.start()], today, date1904, month_first=month_first, youngest=youngest)
        return TypedDate(plain.value, "DOB_WITH_TIME") if plain.value else plain
    if found := _WORDS.fullmatch(text) or _DMY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        if month_first and "tháng" not in text:
            day, month = month, day
        if len(found[3]) == 2:
            return _two_digits(day, month, year, today, youngest)
        if day and month:
            return _day(year, month, day, today)
    if found := _ENGLISH.fullmatch(text):
        return _day(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]), today)
    if found := _ENGLISH_FIRST.fullmatch(text):
        return _day(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]), today)
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), today)
    if found := _DAY_UNKNOWN.fullmatch(text):
        month_text = found[1]
        if month_text.isdigit() and int(month_text):
            return _month(int(found[2]), int(month_text), today)
        return _year(int(found[2]), today, "DOB_YEAR_ONLY")
    if found := _MY.fullmatch(text):
        return _month(int(found[2]), int(found[1]), today)
    if found := _YEAR.fullmatch(text):
        return _year(int(found[1]), today, "DOB_YEAR_ONLY")
    if text.isascii() and text.isdigit():
        if len(text) == 8:
            return _eight_digits(text, today)
        return _from_number(float(text), today, date1904, "DOB_SERIAL_AS_TEXT")
    return TypedDate(None, "DOB_INVALID")


ReadingOrder = Literal["day_first", "month_first", "unclear"]


def reading_order(texts: Iterable[str]) -> ReadingOrder:
    """How one column writes its dates, by its own cells: ``25/12`` proves day first, ``10/20`` month first.

    One cell against others is a slip of that cell. Where month first is shown by a single cell and nothing
    shows day first, or both are shown about as often, the order is ``unclear``: cells that read both ways
    must be asked about.
    """
    day_first = month_first = 0
    for text in texts:
        bare = bare_birth_text(text)
        found = _DMY.fullmatch(bare)
        if not found or "." in bare:
            day_first += bool(found) or bool(_WORDS.fullmatch(bare))  # nobody writes months first so
            continue
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            day_first += 1
        elif second > 12 >= first:
            month_first += 1
    if not month_first or day_first >= 3 * month_first or (month_first == 1 and day_first):
        return "day_first"
    return "month_first" if month_first > 1 and not day_first else "unclear"


def reads_both_ways(text: str) -> bool:
    """``05/03/1980``: a day either way, and not the same one."""
    found = _DMY.fullmatch(bare_birth_text(text))
    return bool(found) and found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12  # type: ignore[index]


def half_mangled(texts: Iterable[str], dates: Iterable[dt.date]) -> bool:
    """Did a program swap day and month of every typed date that could be swapped?

    Then whatever stayed text has a day above 12 and no real date has one: too many for chance.
    """
    typed = [found for text in texts if (found := _DMY.fullmatch(bare_birth_text(text)))]
    real = list(dates)
    if len(typed) < 2 or len(real) < 2:
        return False
    return all(int(found[1]) > 12 for found in typed) and all(day.day <= 12 for day in real)


def _eight_digits(digits: str, today: dt.date) -> TypedDate:
    """05031980: read only when day-first is the one reading that makes a date."""
    day_first = _day(int(digits[4:]), int(digits[2:4]), int(digits[:2]), today)
    year_first = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), today)
    if day_first.value and year_first.value:
        return TypedDate(None, "DOB_AMBIGUOUS")
    return day_first if day_first.value else year_first


def _two_digits(day: int, month: int, year: int, today: dt.date, youngest: int) -> TypedDate:
    """The century in which the person is of an age to be nominated; both or none possible: asked."""
    possible = [full for full in (1900 + year, 2000 + year) if youngest <= today.year - full <= 90]
    if len(possible) != 1:
        return TypedDate(None, "DOB_AMBIGUOUS")
    return _day(possible[0], month, day, today, "DOB_TWO_DIGIT_YEAR")


@lru_cache(maxsize=32768)
def _day(year: int, month: int, day: int, today: dt.date, code: str | None = None) -> TypedDate:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return TypedDate(None, "DOB_INVALID")
    if date > today:
        return TypedDate(None, "DOB_FUTURE")
    if not _LEAST <= today.year - year <= _OLDEST:
        return TypedDate(None, "DOB_IMPLAUSIBLE")
    return TypedDate(PartialDate(date.isoformat(), "day"), code)


def _month(year: int, month: int, today: dt.date) -> TypedDate:
    checked = _day(year, month, 1, today)
    if checked.value is None:
        return checked
    return TypedDate(PartialDate(f"{year:04d}-{month:02d}", "month"), "DOB_MONTH_ONLY")


def _year(year: int, today: dt.date, code: str) -> TypedDate:
    checked = _day(year, 1, 1, today)
    if checked.value is None:
        return checked
    return TypedDate(PartialDate(f"{year:04d}", "year"), code)
