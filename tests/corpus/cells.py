"""One nominee's cell under one column, as that layout types it; and cells spoiled on purpose."""

from __future__ import annotations

from random import Random

from tests.corpus.layout import Column, Layout
from tests.corpus.people import SPELLINGS, Nominee
from tests.corpus.sheets import Cell, Formula
from tests.corpus.typing_styles import capitals, no, typed_birth, yes


def cell_of(
    column: Column, nominee: Nominee, number: int, layout: Layout, chance: Random, *, before: str | None
) -> Cell | None:
    """The cell; a way of typing that reports less than is true lessens the nominee as well."""
    kind, style = column.kind, column.style
    person = nominee.subject == "person"
    if kind == "number":
        return (
            Formula(f"=ROW()-{number}", number)
            if style == "formula"
            else f"{number}."
            if style == "dot"
            else number
        )
    if kind in {"name", "family", "middle", "given", "whole"}:
        return _name(kind, style, nominee)
    if kind.startswith("dob"):
        return _birth(kind, style, nominee, chance) if person else None
    if kind in {"sex", "sex_male", "sex_female", "salutation"}:
        return _sex(kind, style, nominee, chance) if person else None
    if kind == "unit":
        return _unit(style, nominee, before)
    if kind == "position":
        return nominee.position
    if kind == "position_unit":
        return f"{nominee.position}{style.replace('~', ' ')}{nominee.unit}" if person else nominee.unit
    if kind == "award":
        return _award(style, nominee, chance)
    if kind == "matrix":
        return yes("", chance) if style in nominee.awards else no("", chance)
    if kind == "history":
        return _history(nominee, chance)
    if kind == "national_id":
        return nominee.national_id if person else None
    if kind == "type":
        return {"person": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}[nominee.subject]
    if kind == "code":
        return Formula("=VLOOKUP(A1,$Z$1:$Z$9,1,0)", f"M{number:03d}")
    if kind == "text":
        return style.replace("~", " ") or chance.choice(
            ("", "Hoàn thành tốt nhiệm vụ", "Có sáng kiến cấp cơ sở")
        )
    if kind == "amount":
        return chance.choice((600_000, 1_800_000, 2_340_000))
    raise ValueError(kind)


def _name(kind: str, style: str, nominee: Nominee) -> Cell | None:
    words = nominee.name.split(" ")
    if kind in {"family", "middle", "given"} and nominee.subject != "person":
        return nominee.name if kind == "family" else None
    if kind == "family":
        return words[0] if style == "one" else " ".join(words[:-1])
    if kind == "middle":
        return " ".join(words[1:-1])
    if kind == "given":
        return words[-1]
    name = capitals(nominee.name, style) if nominee.subject == "person" else nominee.name
    if style == "formula":
        return Formula('=TRIM(B1&" "&C1)', name)
    if style == "title" and nominee.subject == "person":
        return f"{'Ông' if nominee.sex == 'M' else 'Bà'} {name}"
    return name


def _birth(kind: str, style: str, nominee: Nominee, chance: Random) -> Cell | None:
    if kind != "dob" and kind != ("dob_male" if nominee.sex == "M" else "dob_female"):
        return None
    if nominee.born is None:
        return None
    cell, nominee.born = typed_birth(nominee.born, style, chance)
    return cell


def _sex(kind: str, style: str, nominee: Nominee, chance: Random) -> Cell | None:
    male = nominee.sex == "M"
    if kind == "salutation":
        return "Ông" if male else "Bà"
    if kind == "sex":
        if style == "x":
            return None if male else "x"
        return ("Nam" if male else "Nữ") if style != "caps" else ("NAM" if male else "NỮ")
    return yes("x", chance) if male == (kind == "sex_male") else None


def _unit(style: str, nominee: Nominee, before: str | None) -> Cell | None:
    if style in {"once", "nt", "merged", "quote"} and nominee.unit == before:
        return {"nt": "-nt-", "quote": '"'}.get(style)
    return nominee.unit


def _award(style: str, nominee: Nominee, chance: Random) -> Cell:
    spelled = [
        SPELLINGS[code][0 if style == "full" else chance.randrange(len(SPELLINGS[code]))]
        for code in nominee.awards
    ]
    if style == "formula":
        return Formula('=IF(A1="","",Z1)', "; ".join(spelled))
    return chance.choice(("; ", ", ", " + ", "\n")).join(spelled)


def _history(nominee: Nominee, chance: Random) -> Cell | None:
    decided = (
        f"QĐ số {chance.randint(10, 3000)}/QĐ-UBND ngày 25/12/{chance.randint(2019, 2023)}" for _ in "abcd"
    )
    return "; ".join(f"{SPELLINGS[code][0]} ({next(decided)})" for code in nominee.previous)


def planted(fault: str, column: Column, nominee: Nominee) -> tuple[Cell | None, str] | None:
    """The spoiled cell and the code it must be reported with, when the fault belongs to this column."""
    found = FAULTS[fault]
    if column.kind != found[0]:
        return None
    kind, value, code = found
    if kind == "dob":
        nominee.born = None
    elif kind == "award":
        nominee.awards = WRONG_SUBJECT if code == "AWARD_WRONG_SUBJECT" else ()
    elif kind == "name":
        nominee.name = str(value)
    return value, code


WRONG_SUBJECT = ("TTLDXS",)
FAULTS: dict[str, tuple[str, Cell | None, str]] = {
    "no_such_day": ("dob", "31/02/1985", "DOB_INVALID"),
    "no_such_month": ("dob", "15/13/1980", "DOB_INVALID"),
    "letter_o": ("dob", "1O/05/1980", "DOB_INVALID"),
    "future": ("dob", "01/01/2091", "DOB_FUTURE"),
    "too_old": ("dob", "05/04/1890", "DOB_IMPLAUSIBLE"),
    "two_dates": ("dob", "05/04/1980 - 06/05/1981", "DOB_INVALID"),
    "unknown_award": ("award", "Danh hiệu Người tốt việc tốt", "AWARD_UNKNOWN"),
    "open_award": ("award", "CSTĐ", "AWARD_LEVEL_AMBIGUOUS"),
    "no_award": ("award", None, "AWARD_MISSING"),
    "wrong_subject": ("award", "Tập thể lao động xuất sắc", "AWARD_WRONG_SUBJECT"),
    "numbers_for_name": ("name", "12345 678", "NAME_NOT_PERSON"),
    "one_word": ("name", "Hương", "NAME_INCOMPLETE"),
}
