"""Prize money as the table of the fact book gives it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from thidua_desktop.catalogue import award_by_code, base_salary, load_rule_set, rule_set_for
from thidua_desktop.domain.awards.money import multiplier_for, prize
from thidua_desktop.domain.errors import OfficeError


@pytest.mark.parametrize(
    ("award", "subject", "day", "exact", "rounded"),
    [
        ("LDTT", "person", dt.date(2022, 12, 1), 447_000, 450_000),
        ("LDTT", "person", dt.date(2024, 1, 5), 540_000, 540_000),
        ("LDTT", "person", dt.date(2025, 12, 1), 702_000, 710_000),
        ("LDTT", "person", dt.date(2026, 7, 1), 759_000, 760_000),
        ("GK_XA", "person", dt.date(2025, 12, 1), 702_000, 710_000),
        ("GK_XA", "household", dt.date(2025, 12, 1), 1_053_000, 1_060_000),
        ("GK_XA", "collective", dt.date(2025, 12, 1), 1_404_000, 1_410_000),
        ("TTLDTT", "collective", dt.date(2026, 7, 1), 2_024_000, 2_030_000),
        ("CSTDCS", "person", dt.date(2026, 6, 30), 2_340_000, 2_340_000),
        ("TTLDXS", "collective", dt.date(2022, 12, 1), 2_235_000, 2_240_000),
        ("BK_TINH", "collective", dt.date(2025, 6, 30), 4_680_000, 4_680_000),
        ("BK_TINH", "collective", dt.date(2026, 7, 1), 7_590_000, 7_590_000),
        ("BK_TINH", "person", dt.date(2026, 11, 30), 3_795_000, 3_800_000),
        ("GK_XA", "household", dt.date(2026, 11, 30), 1_138_500, 1_140_000),
        ("CSTDT", "person", dt.date(2025, 12, 1), 7_020_000, 7_020_000),
        ("BK_TTG", "person", dt.date(2022, 12, 1), 5_215_000, 5_220_000),
        ("CSTDTQ", "person", dt.date(2026, 7, 1), 11_385_000, 11_390_000),
        ("CO_TINH", "collective", dt.date(2025, 12, 1), 18_720_000, 18_720_000),
        ("CO_CP", "collective", dt.date(2024, 1, 5), 21_600_000, 21_600_000),
    ],
)
def test_prizes_follow_the_salary_of_the_decisions_day(
    award: str, subject: str, day: dt.date, exact: int, rounded: int
) -> None:
    rules = rule_set_for(day)
    found = rules.awards[award].prize
    assert found is not None
    multiplier = multiplier_for(award_by_code(award).kind, subject, rules)  # type: ignore[arg-type]
    amounts = [
        prize(found.coefficient, multiplier=multiplier, base_salary=base_salary(day), rounding=rounding)
        for rounding in ("none", "up_10000")
    ]
    assert amounts == [Decimal(exact), Decimal(rounded)]


@pytest.mark.parametrize(
    ("coefficient", "nearest"), [("0.3", 760_000), ("0.8", 2_020_000), ("1.5", 3_800_000), ("1", 2_530_000)]
)
def test_an_office_may_round_to_the_nearest_ten_thousand(coefficient: str, nearest: int) -> None:
    amount = prize(
        Decimal(coefficient), multiplier=Decimal(1), base_salary=Decimal(2_530_000), rounding="nearest_10000"
    )
    assert amount == nearest


@pytest.mark.parametrize("code", ["R2003", "R2022A", "R2022B", "R2026"])
def test_no_law_at_hand_gives_a_prize_for_a_cultural_family(code: str) -> None:
    assert load_rule_set(code).awards["GDVH"].prize is None


def test_a_day_before_the_first_known_salary_is_refused() -> None:
    with pytest.raises(OfficeError, match=r"catalogue\.no_base_salary"):
        base_salary(dt.date(2010, 1, 1))


def test_a_collective_title_is_not_doubled() -> None:
    assert multiplier_for("title", "collective", load_rule_set("R2022B")) == 1
