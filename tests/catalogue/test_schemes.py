"""A scheme file is read strictly and written back without loss."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from thidua_desktop.catalogue.schemes import load_scheme, parse_scheme, shipped_keys, shipped_scheme
from thidua_desktop.catalogue.schemes_writing import scheme_text
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.checking import unbalanced
from thidua_desktop.texts import error_sentence

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "scoring").glob("*.toml"))
HEAD = 'name = "Bảng thử"\nsource = "tự đặt"\nconfidence = "U"\n'
SCORER = '[[scorer]]\ncode = "head"\nname = "Trưởng khối"\nrole = "head"\n'
POINTS = '[[criterion]]\ncode = "C"\nname = "Tiêu chí"\nmethod = "points"\nstandard = 10\n'


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_scheme_written_and_read_again_is_the_same(path: Path) -> None:
    scheme = load_scheme(path)
    assert parse_scheme(scheme_text(scheme), key="", file="") == scheme


@pytest.mark.parametrize("key", shipped_keys())
def test_a_shipped_scheme_written_and_read_again_is_the_same(key: str) -> None:
    scheme = shipped_scheme(key)
    assert parse_scheme(scheme_text(scheme), key="", file="") == scheme


def test_everything_a_scheme_can_say_is_written() -> None:
    page = (Path(__file__).parents[2] / "docs" / "schemes.md").read_text(encoding="utf-8")
    message = page.split("```toml\n")[1].split("```")[0]
    message += '[[award]]\ncode = "third"\nname = "Giấy khen"\nshare = "0.2"\nat_least = 70\n'
    message = message.replace("[ranking]\n", '[ranking]\nshared = "dense"\nmoves_up = false\n')
    message = message.replace("yes = true", 'yes = true\nunranked = true\nawards = ["flag"]')
    message += '[[bar]]\nname = "Dưới 50 điểm"\nof = "I"\nbelow = 50\n'
    message += '[[criterion]]\ncode = "Z \\"1\\""\nname = "Cân"\nmethod = "points"\ncombine = "weighted"\n'
    message += (
        'weights = { self = "0.3", head = "0.7" }\nonly_if = { of = "", at_least = 5 }\nmin = -2\nmax = 5\n'
    )
    scheme = parse_scheme(message, key="khoi", file="khoi.toml")
    assert parse_scheme(scheme_text(scheme), key="", file="") == scheme


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("name = ", "Không đọc được tệp bảng điểm thu.toml"),
        (HEAD + SCORER, "chưa có tiêu chí nào"),
        ('name = "Bảng"\n', "thiếu “source”"),
        (HEAD + SCORER + POINTS + "diem = 3\n", "không hiểu “diem”"),
        (HEAD + SCORER + POINTS.replace("10", "nan"), "cần số"),
        (HEAD + SCORER + POINTS.replace("points", "diem"), "giá trị của “method” là diem"),
        (HEAD + SCORER + POINTS + POINTS, "Mã “C” được dùng hai lần"),
        (HEAD + SCORER + POINTS + 'in = "I"\n', "mã “I” không có"),
        (HEAD + POINTS, "chưa có người chấm"),
        (
            HEAD + SCORER + POINTS.replace("standard = 10\n", "").replace("points", "more"),
            "chưa có điểm chuẩn",
        ),
        (HEAD + SCORER + POINTS.replace("points", "grade"), "chưa có thang mức"),
        (HEAD + SCORER + POINTS.replace("points", "bands"), "chưa có khoảng nào"),
        (
            HEAD
            + SCORER
            + POINTS.replace("points", "bands")
            + "bands = [{ points = 1 }, { from = 2, points = 1 }]\n",
            "chồng lên nhau",
        ),
        (HEAD + SCORER + POINTS + 'role = "bonus"\nover = "bonus"\n', "chỉ điểm đạt"),
        (HEAD + SCORER + 'weight = "-1"\n' + POINTS, "hệ số của người chấm"),
        (HEAD + SCORER + POINTS + '[[bar]]\nname = "K"\ncriterion = "C"\n', "chưa nói khi nào áp dụng"),
        (HEAD + SCORER + POINTS + '[[bar]]\nname = "K"\ncriterion = "X"\npoints = 1\n', "mã “X” không có"),
        (HEAD + SCORER + POINTS + '[ranking]\ntie_breaks = ["boc_tham"]\n', "fewer_deductions"),
        (HEAD + SCORER + POINTS + 'scorers = ["ai"]\n', "giá trị của “scorers”"),
    ],
)
def test_a_scheme_that_does_not_fit_is_refused_in_a_sentence(written: str, sentence: str) -> None:
    with pytest.raises(OfficeError) as refused:
        parse_scheme(written, key="thu", file="thu.toml")
    assert sentence in error_sentence(refused.value)


POLICE = """
I 700, I.1 200, I.2 200, I.2.a 70, I.2.b 50, I.2.c 30, I.2.d 50, I.3 120, I.3.a 40, I.3.b 30, I.3.c 30,
I.4 100, I.4.a 50, I.4.b 50, I.5 40, I.6 40, II 200, II.1 50, II.1.b 10, II.1.c 15, II.1.d 5, II.2 50,
II.3 30, II.4 40, II.5 30, III 100, III.2 20, III.3 15, III.4 25
"""
"""Points as they stand in the working data of the cluster (2025); what was not legible is the difference."""


def test_the_shipped_table_of_the_police_cluster_has_the_points_of_its_source() -> None:
    scheme = shipped_scheme("cong_an_cum_xa_2025")
    ours = {one.code: one.standard for one in (*scheme.sections, *scheme.criteria)}
    stated = {code: Decimal(points) for code, points in (pair.split() for pair in POLICE.split(","))}
    assert {code: ours[code] for code in stated} == stated
    assert unbalanced(scheme) == ()
    assert set(ours) - set(stated) == {"I.3.khac", "II.1.a", "III.1"}
    assert (ours["I.3.khac"], ours["II.1.a"], ours["III.1"], scheme.limits.cap) == (20, 20, 40, 1000)


def test_the_shipped_table_of_the_province_has_the_points_of_its_source() -> None:
    scheme = shipped_scheme("hung_yen_2021")
    ours = {one.code: one for one in scheme.criteria}
    fixed = {code: ours[code].standard for code in ("T2", "T3", "P5a", "P5b", "P10a", "P10b")}
    assert fixed == {"T2": 5, "T3": 5, "P5a": 5, "P5b": 5, "P10a": 10, "P10b": 10}
    assert [ours[code].method for code in ("T2", "T3", "P5b")] == ["yes_no", "yes_no", "each"]
    late = [(band.start, band.stop, band.points) for band in ours["P5c"].bands]
    assert late == [(None, 5, 0), (5, 10, 5), (10, 15, 10), (15, None, 20)]
    assert ours["P10c"].grades == {"khiển trách": 10, "cảnh cáo": 20, "cách chức": 20, "buộc thôi việc": 20}
    assert set(scheme.bars[0].values) == {"cảnh cáo", "cách chức", "buộc thôi việc"}
    assert scheme.limits.excess_cap == 20
    assert [(award.code, award.count) for award in scheme.awards] == [("flag", 2), ("commendation", 1)]
