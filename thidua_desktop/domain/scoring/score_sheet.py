"""A score sheet as it is written down: one word an entry, blank, 0 and KC apart, and what is scored of it.

The plain writing of an entry: ``28.5``, ``A``, ``1`` and ``0`` for yes and no, ``1120/1000`` for actual and
plan, ``5; 6`` for several, ``KC`` (không có nội dung này) where a criterion does not apply, nothing for none.
``28|29||KC``: the judges of a cell in the order of the other units; blank: has not scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Criterion, Scheme, Scorer
from thidua_desktop.domain.scoring.engine import EXACT
from thidua_desktop.domain.scoring.entries import Entry, Inputs, Judged, One, Quantity, Simple, read_entry
from thidua_desktop.domain.scoring.methods import Best, CannotScore, each_of, reader
from thidua_desktop.domain.text import fold

KC: Final = "KC"
JUDGES: Final = "|"
"""Between the words of the judges of one cell."""
_KC_WORDS: Final = frozenset(["kc", "k/c", "khong cham", "khong co", "khong co noi dung", "khong thuc hien"])

Raws = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Unit -> criterion -> scorer -> plain writing."""


def needs_quantity(criterion: Criterion) -> bool:
    """Whether an entry is an actual figure against a plan."""
    return criterion.method in ("more", "less", "cluster") or criterion.basis != "value"


def entry_of(criterion: Criterion, raw: str) -> Entry | None:
    """The entry of a plain writing; None for nothing and for KC. OfficeError("scoring.entry_…")."""
    if not raw or raw == KC:
        return None
    if JUDGES in raw:
        who = next((one for one in criterion.scorers if one.judges), None)
        return judged(criterion, raw, scorer=who)
    return read_entry(criterion, raw.split(";") if ";" in raw else raw)


def judged(
    criterion: Criterion, raw: str, *, scorer: Scorer | None, names: Sequence[str] = ()
) -> Judged | None:
    """What the judges of a cell gave; None when nobody gave a score. OfficeError("scoring.entry_…")."""
    words = raw.split(JUDGES)[: len(names) or None]
    who = [*names, *(str(place) for place in range(len(names) + 1, len(words) + 1))]
    given: list[One] = []
    gave: list[str] = []
    for name, word in zip(who, words, strict=False):
        entry = None if word in ("", KC) else read_entry(criterion, word.split(";") if ";" in word else word)
        if entry is not None:
            given.append(entry)
            gave.append(name)
    if not given:
        return None
    missing = tuple(name for name, word in zip(who, words, strict=False) if not word)
    rule = scorer.judges if scorer is not None and scorer.judges else "mean"
    return Judged(tuple(given), tuple(gave), missing, rule, scorer.missing if scorer else "others")


def judge_word(raw: str, place: int) -> str:
    """What the judge at ``place`` (from 0) gave."""
    words = raw.split(JUDGES)
    return words[place] if JUDGES in raw and place < len(words) else ""


def with_judge(raw: str, place: int, word: str, *, count: int) -> str:
    """The writing of ``count`` judges with one word changed; empty when nobody gave anything.

    An entry of before the judges scored one by one gives way to the first of them.
    """
    words = raw.split(JUDGES) if JUDGES in raw else []
    words = [*words[:count], *[""] * (count - len(words))]
    words[place] = word
    return JUDGES.join([*words, ""] if count == 1 else words) if any(words) else ""


def plain(entry: One) -> str:
    """The plain writing of an entry."""
    return "; ".join(_plain(one) for one in each_of(entry))


def typed(criterion: Criterion, words: str, *, plan: Decimal | None = None) -> str:
    """The plain writing of what a person typed or a unit wrote into a cell.

    ``plan``: known from another scorer, so the actual figure alone will do.
    OfficeError("scoring.entry_…") for what is no entry of this criterion or outside what it accepts.
    """
    message = fold(words).strip()
    if not message:
        return ""
    # "không có" answers a yes-or-no criterion; KC itself is never an answer.
    if message in _KC_WORDS and (message in ("kc", "k/c") or criterion.method != "yes_no"):
        return KC
    parts = [part for part in words.split(";") if part.strip()]
    if needs_quantity(criterion) and plan is not None:
        parts = [part if "/" in part else f"{part}/{plain_number(plan)}" for part in parts]
    entries: list[Simple] = []
    for part in parts:
        entry = read_entry(criterion, part, typed=True)
        entries += each_of(entry)
    made: One = entries[0] if len(entries) == 1 else tuple(entries)
    refuse_beyond(criterion, made)
    return plain(made)


def refuse_beyond(criterion: Criterion, entry: One) -> None:
    """OfficeError when the criterion does not accept the entry: above the maximum, below the least, …"""
    try:
        with localcontext(EXACT):
            reader(criterion, Best())(entry)
    except CannotScore as refused:
        raise OfficeError(
            f"scoring.entry_{refused.problem}",
            criterion=criterion.code,
            value=plain(entry).replace(".", ","),
            limit="" if criterion.limit is None else plain_number(criterion.limit).replace(".", ","),
            least=plain_number(criterion.least).replace(".", ","),
        ) from None


def plan_of(criterion: Criterion, by_scorer: Mapping[str, str]) -> Decimal | None:
    """The plan that another scorer's entry names."""
    if needs_quantity(criterion):
        for raw in by_scorer.values():
            entry = entry_of(criterion, raw)
            if isinstance(entry, Quantity) and entry.plan is not None:
                return entry.plan
    return None


def inputs_of(
    scheme: Scheme, units: Iterable[str], raws: Raws, places: Mapping[str, int] | None = None
) -> Inputs:
    """What the engine scores. Writings that the scheme no longer understands do not count."""
    rows: dict[str, Mapping[str, Mapping[str, Entry]]] = {}
    absent: dict[str, frozenset[str]] = {}
    units = tuple(units)
    for unit in units:
        given = raws.get(unit, {})
        judges = judges_of(unit, units)
        pairs = {one.code: read_cell(one, given.get(one.code, {}), judges) for one in scheme.criteria}
        rows[unit] = {code: entries for code, (entries, _) in pairs.items() if entries}
        gone = frozenset(code for code, (_, not_scored) in pairs.items() if not_scored)
        if gone:
            absent[unit] = gone
    return Inputs(rows, dict(places or {}), absent)


def judges_of(unit: str, units: Sequence[str]) -> list[str]:
    """Who judges a unit when every other one of the bloc does."""
    return [one for one in units if one != unit]


def read_cell(
    criterion: Criterion, by_scorer: Mapping[str, str], judges: Sequence[str] = ()
) -> tuple[dict[str, Entry], bool]:
    """Entries of one criterion of one unit, and whether KC stands.

    Where the last scorer's word stands, so does his KC, and an earlier KC is overruled by a later score; in a
    weighted mean a KC leaves the others to stand.
    """
    entries: dict[str, Entry] = {}
    message = False
    for scorer in criterion.scorers:
        raw = by_scorer.get(scorer.code, "")
        if raw == KC or (JUDGES in raw and {KC} == set(filter(None, raw.split(JUDGES)))):
            message = True
            if criterion.combine == "last":
                entries.clear()
            continue
        try:
            entry: Entry | None
            if JUDGES in raw:
                entry = judged(criterion, raw, scorer=scorer, names=judges)
            else:
                entry = entry_of(criterion, raw)
        except OfficeError:
            continue
        if entry is not None:
            entries[scorer.code] = entry
    return entries, message and not entries


def plain_number(number: Decimal) -> str:
    """All digits, no exponent, no trailing zeros."""
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _plain(entry: Simple) -> str:
    if isinstance(entry, Quantity):
        plan = "" if entry.plan is None else f"/{plain_number(entry.plan)}"
        return f"{plain_number(entry.actual)}{plan}"
    if isinstance(entry, bool):
        return "1" if entry else "0"
    return plain_number(entry) if isinstance(entry, Decimal) else entry
