"""Names, signing lines and deciders follow the kind of office, for offices of before and after 01/7/2025."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.services.eligibility.deciding import way_to_decide
from thidua_desktop.services.importing.templates import award_names
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.naming import signing_lines

KINDS = {
    "xã": ("commune", "Ủy ban nhân dân xã Hòa Phong", "Ủy ban nhân dân tỉnh Đắk Lắk", 2026),
    "phường": ("commune", "Ủy ban nhân dân phường Tuy Hòa", "Ủy ban nhân dân tỉnh Đắk Lắk", 2026),
    "đặc khu": ("commune", "Ủy ban nhân dân đặc khu Phú Quý", "Ủy ban nhân dân tỉnh Lâm Đồng", 2026),
    "phường của thành phố": (
        "commune",
        "Ủy ban nhân dân phường Thuận Hóa",
        "Ủy ban nhân dân thành phố Huế",
        2026,
    ),
    "thị trấn": ("commune", "Ủy ban nhân dân thị trấn Phong Thổ", "Ủy ban nhân dân huyện Phong Thổ", 2023),
    "thị xã": ("district", "Ủy ban nhân dân thị xã Sông Cầu", "Ủy ban nhân dân tỉnh Phú Yên", 2023),
    "thành phố": ("province", "Ủy ban nhân dân thành phố Huế", "", 2026),
    "sở": ("department", "Sở Nội vụ tỉnh Đắk Lắk", "Ủy ban nhân dân tỉnh Đắk Lắk", 2026),
}
NAMES = {
    "xã": ("GK_XA", "Giấy khen của Chủ tịch UBND xã", "Bằng khen của Chủ tịch UBND tỉnh"),
    "phường": ("GK_XA", "Giấy khen của Chủ tịch UBND phường", "Bằng khen của Chủ tịch UBND tỉnh"),
    "đặc khu": ("GK_XA", "Giấy khen của Chủ tịch UBND đặc khu", "Bằng khen của Chủ tịch UBND tỉnh"),
    "phường của thành phố": (
        "GK_XA",
        "Giấy khen của Chủ tịch UBND phường",
        "Bằng khen của Chủ tịch UBND thành phố",
    ),
    "thị trấn": ("GK_XA", "Giấy khen của Chủ tịch UBND thị trấn", "Bằng khen của Chủ tịch UBND tỉnh"),
    "thị xã": ("GK_HUYEN", "Giấy khen của Chủ tịch UBND thị xã", "Bằng khen của Chủ tịch UBND tỉnh"),
    "thành phố": (
        "BK_TINH",
        "Bằng khen của Chủ tịch UBND thành phố",
        "Bằng khen của Chủ tịch UBND thành phố",
    ),
    "sở": ("GK_SO", "Giấy khen của Giám đốc Sở Nội vụ tỉnh Đắk Lắk", "Bằng khen của Chủ tịch UBND tỉnh"),
}


def _open(app: AppContext, kind: str) -> None:
    level, name, superior, year = KINDS[kind]
    head = f"Giám đốc {name}" if kind == "sở" else f"Chủ tịch {name}"
    office = replace(
        OFFICE, level=level, name=name, superior_name=superior, head_title=head, current_year=year
    )
    settings.save_office(app, office)


@pytest.mark.parametrize("kind", KINDS)
def test_awards_bear_the_words_of_the_office(app: AppContext, kind: str) -> None:
    _open(app, kind)
    code, own, above = NAMES[kind]
    assert award_by_code(code).name == own
    assert award_by_code("BK_TINH").name == above


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_committee_signs_on_behalf_of_all(app: AppContext, kind: str) -> None:
    _open(app, kind)
    us = replace(OFFICE, name=KINDS[kind][1])
    first = ("GIÁM ĐỐC",) if kind == "sở" else ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert signing_lines(us, first[-1:]) == first


def test_undoing_the_change_of_the_office_brings_its_words_back(app: AppContext) -> None:
    before = award_by_code("GK_XA").name
    _open(app, "phường")
    entry, _ = journal.lines(app, limit=1)
    journal.undo(app, entry[0].id)
    assert award_by_code("GK_XA").name == before


@pytest.mark.parametrize(
    ("level", "code", "day", "way"),
    [
        ("commune", "GK_XA", dt.date(2026, 12, 10), "own"),
        ("commune", "GK_HUYEN", dt.date(2026, 12, 10), "nobody"),
        ("commune", "BK_TINH", dt.date(2026, 12, 10), "above"),
        ("commune", "HCLD3", dt.date(2026, 12, 10), "above"),
        ("district", "GK_XA", dt.date(2021, 12, 10), "nobody"),
        ("district", "GDVH", dt.date(2024, 12, 10), "nobody"),
        ("district", "BK_TINH", dt.date(2024, 12, 10), "above"),
        ("department", "LDTT", dt.date(2026, 12, 10), "own"),
        ("department", "GK_SO", dt.date(2026, 12, 10), "own"),
    ],
)
def test_an_award_is_ours_above_or_nobodys(level: str, code: str, day: dt.date, way: str) -> None:
    assert way_to_decide(level, code, on=day) == way


def test_the_template_offers_what_has_a_decider_the_own_first() -> None:
    names = award_names("person", year=2026, level="commune")
    assert "Giấy khen của Chủ tịch UBND huyện" not in names
    assert names.index("Giấy khen của Chủ tịch UBND xã") < names.index("Bằng khen của Chủ tịch UBND tỉnh")
