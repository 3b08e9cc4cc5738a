"""Runs of consecutive years of achievement: a missing year breaks them, signing dates do not matter."""

from __future__ import annotations

from collections.abc import Iterable

from thidua_desktop.domain.eligibility.facts import AwardYear


def consecutive_years(years: Iterable[int], until: int) -> int:
    """How many years without a gap end at ``until``: ``consecutive_years([2022, 2023, 2024], 2024) == 3``."""
    known = set(years)
    length = 0
    while until - length in known:
        length += 1
    return length


def chain_ending(years: Iterable[int], until: int, *, max_step: int = 1) -> tuple[int, ...]:
    """The newest years up to ``until`` with neighbours at most ``max_step`` apart, oldest first."""
    chain: list[int] = []
    for year in sorted({year for year in years if year <= until}, reverse=True):
        if chain and chain[-1] - year > max_step:
            break
        chain.append(year)
    return tuple(reversed(chain))


def mixes_year_kinds(years: Iterable[AwardYear]) -> bool:
    """Calendar and school years together: whether they join is for a person to judge."""
    return len({year.school for year in years}) > 1
