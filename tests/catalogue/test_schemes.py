"""A scheme file is read strictly and written back without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua_desktop.catalogue.schemes import load_scheme, parse_scheme, shipped_keys, shipped_scheme
from thidua_desktop.catalogue.schemes_writing import scheme_text
from thidua_desktop.domain.errors import OfficeError
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
    said = page.split("```toml\n")[1].split("```")[0]
    said += '[[award]]\ncode = "third"\nname = "Giấy khen"\nshare = "0.2"\nat_least = 70\n'
    said = said.replace("[ranking]\n", '[ranking]\nshared = "dense"\nmoves_up = false\n')
    said = said.replace("yes = true", 'yes = true\nunranked = true\nawards = ["flag"]')
    said += '[[bar]]\nname = "Dưới 50 điểm"\nof = "I"\nbelow = 50\n'
    said += '[[criterion]]\ncode = "Z \\"1\\""\nname = "Cân"\nmethod = "points"\ncombine = "weighted"\n'
    said += (
        'weights = { self = "0.3", head = "0.7" }\nonly_if = { of = "", at_least = 5 }\nmin = -2\nmax = 5\n'
    )
    scheme = parse_scheme(said, key="khoi", file="khoi.toml")
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
