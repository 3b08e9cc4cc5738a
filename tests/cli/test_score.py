"""``score``: published cases match their truth to the last digit; what does not fit is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from thidua_desktop.cli import main

SAMPLES = Path(__file__).parents[1] / "samples" / "scoring"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["score", *(str(one) for one in arguments)])
        message = capsys.readouterr()
        return code, message.out, message.err

    return run


def scored(call: Any, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the program says of a sample case, and what is true of it."""
    [case] = SAMPLES.glob(f"so{number}_*.json")
    code, out, _ = call(SAMPLES / f"so{number}.toml", case, "--json")
    assert code == 0
    return json.loads(out), json.loads(case.read_text(encoding="utf-8"))["truth"]


def without(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != key} for row in rows]


def test_quantities_excess_deductions_and_the_discipline_bar_match_the_published_rules(call: Any) -> None:
    message, truth = scored(call, 1)
    for name, unit in truth["per_unit"].items():
        own = message["per_unit"][name]
        for code, points in unit["detail"].items():
            assert own["detail"][code]["points"] == points["base"]
            assert own["detail"][code]["excess"] == points["bonus"]
        assert own["base"] == unit["base"]
        assert own["excess_raw"] == unit["quant_bonus_raw"]
        assert own["excess"] == unit["quant_bonus"]
        assert Decimal(own["detail"]["creative"]["points"]) == unit["creative"]
        assert Decimal(own["detail"]["council"]["points"]) == unit["council"]
        assert Decimal(own["deductions"]) == unit["deductions"]
        assert own["total"] == unit["total"]
    assert without(message["ranking"], "split_by") == truth["ranking"]
    assert message["proposals"] == truth["proposals"]
    assert message["claims"] == []
    assert message["not_ranked"] == []


def test_deductions_capped_by_heading_and_the_bonus_of_a_heading_that_lost_nothing_match(call: Any) -> None:
    message, truth = scored(call, 2)
    for name, unit in truth["per_unit"].items():
        assert message["per_unit"][name]["total"] == unit["total"]
        for code, section in unit["sections"].items():
            own = message["per_unit"][name]["sections"][code]
            assert {key: Decimal(own[key]) for key in section} == {
                key: Decimal(value) for key, value in section.items()
            }
    assert without(message["ranking"], "split_by") == truth["ranking"]


def test_self_score_and_appraisal_keep_both_totals_and_show_where_they_differ(call: Any) -> None:
    message, truth = scored(call, 3)
    assert list(message["by_scorer"]["self"].values()) == [truth["self_total"]]
    assert list(message["by_scorer"]["appraised"].values()) == [truth["appraised_total"]]
    assert [place["total"] for place in message["ranking"]] == [truth["appraised_total"]]
    own = [
        {"section": one["criterion"], "self": one["before"], "appraised": one["after"], "diff": one["diff"]}
        for one in message["differences"]
    ]
    assert own == without(truth["differences"], "why")


def test_flag_bonuses_and_the_shared_third_rank_match(call: Any) -> None:
    message, truth = scored(call, 4)
    assert {name: unit["total"] for name, unit in message["per_unit"].items()} == truth["totals"]
    assert without(message["ranking"], "split_by") == truth["ranking"]
    assert message["ties"] == truth["ties"]


def test_every_number_comes_with_its_steps_in_words(call: Any) -> None:
    message, _ = scored(call, 1)
    unit = message["per_unit"]["Xã Bình Lâm"]
    words = [step["words"] for step in unit["detail"]["TC1"]["steps"]]
    assert words == [
        "Trưởng khối thẩm định: thực hiện 1000 / kế hoạch 800 × điểm chuẩn 40 = 50.",
        "Tính được 50, hơn mức tối đa 40; phần vượt chuyển thành 4 điểm thưởng.",
    ]
    for one in message["per_unit"].values():
        assert all(cell["steps"] for cell in one["detail"].values())
    barred = [
        step["words"] for step in message["per_unit"]["Xã Đại Hóa"]["steps"] if step["code"] == "barred"
    ]
    assert barred == [
        "Giữ thứ hạng nhưng không được đề nghị Cờ thi đua; Bằng khen: "
        "Lãnh đạo bị kỷ luật từ cảnh cáo trở lên."
    ]


def test_without_json_the_order_and_the_proposals_are_reported_in_words(call: Any) -> None:
    [case] = SAMPLES.glob("so4_*.json")
    code, out, _ = call(SAMPLES / "so4.toml", case)
    assert code == 0
    assert "Hạng 3: Quận Gò Vấp – 106,5 điểm" in out
    assert "Bằng điểm, cùng hạng: Quận 1; Quận Gò Vấp" in out
    assert "Chưa phải quy định chính thức" in out


def test_a_shipped_table_is_called_by_its_key_and_an_unknown_one_is_refused(
    call: Any, tmp_path: Path
) -> None:
    inputs = tmp_path / "inputs.json"
    inputs.write_text('{"units": {"Đơn vị A": {"I": 80, "II": 50, "III": 40, "T2": "Có"}}}', encoding="utf-8")
    code, out, _ = call("hung_yen_2021", inputs, "--json")
    assert code == 0
    assert json.loads(out)["ranking"][0]["total"] == "175.00"
    code, _, err = call("khong_co", inputs)
    assert code == 1
    assert "hung_yen_2021" in err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "không phải là JSON đúng, xem dòng 1"),
        ("[]", "không có số liệu chấm điểm"),
        ('{"units": {}}', "không có số liệu chấm điểm"),
        ('{"A": {"score": "ba"}}', "Tiêu chí score: “ba” không phải là số."),
        ('{"A": {"score": 1e999}}', "Tiêu chí score"),
        ('{"A": {"scor": 5}}', "không có tiêu chí nhập số liệu mang mã “scor”"),
        ('{"A": {"flag": "co_xa"}}', "không có trong thang mức co_tp, co_bo, co_cp"),
        ('{"A": {"score": {"self": 5}}}', "Tiêu chí score"),
        ('{"A": 5}', "Số liệu của “A” không đúng dạng."),
        ('{"A": [{"section": "x", "kind": "bonus", "points": 1}]}', "không có đúng một tiêu chí"),
        ('{"units": {"A": {"score": 1}}, "meeting": {"B": 1}}', "cho “B” không đúng"),
        ('{"max": {"score": 90}, "office": {"score": 5}}', "ghi trong số liệu là 90, bảng điểm là 100"),
    ],
)
def test_entries_that_do_not_fit_are_refused_in_a_sentence(
    call: Any, tmp_path: Path, content: str, sentence: str
) -> None:
    inputs = tmp_path / "inputs.json"
    inputs.write_text(content, encoding="utf-8")
    code, out, err = call(SAMPLES / "so4.toml", inputs, "--json")
    assert (code, out) == (1, "")
    assert sentence in err


def test_points_a_file_states_for_an_event_are_compared_with_the_scheme(call: Any, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs.json"
    rows = {"A": {"deduct": [["report_late_days", 12, 5], ["dossier_returned", 2, 10]]}}
    inputs.write_text(json.dumps(rows), encoding="utf-8")
    _, out, _ = call(SAMPLES / "so1.toml", inputs, "--json")
    message = json.loads(out)
    assert message["claims"] == [
        {"unit": "A", "criterion": "report_late_days", "claimed": "5", "earned": "10"},
    ]
    assert message["per_unit"]["A"]["deductions"] == "20.00"
    assert message["not_ranked"][0]["open"] == ["TC1", "TC2", "TC3", "TC4", "TC5"]


def test_the_scheme_and_the_entries_printed_in_the_documentation_work(call: Any, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "schemes.md").read_text(encoding="utf-8")
    scheme, inputs = tmp_path / "khoi.toml", tmp_path / "inputs.json"
    scheme.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    inputs.write_text(page.split("```json\n")[1].split("```")[0], encoding="utf-8")
    code, out, _ = call(scheme, inputs, "--json")
    message = json.loads(out)
    assert code == 0
    # 40 + 50 × 0.8 + 4 for the excess; the bonus is not earned, a grade was lost.
    assert message["per_unit"]["Đơn vị A"]["total"] == "84.00"
    assert message["per_unit"]["Đơn vị A"]["ignored_bonus"] == "5.00"
    changed = {one["criterion"]: one["diff"] for one in message["differences"]}
    assert changed["I.2"] == "-10.00"


def scored_words(call: Any, tmp_path: Path, rows: object) -> dict[str, Any]:
    scheme, inputs = tmp_path / "khoi.toml", tmp_path / "inputs.json"
    page = (Path(__file__).parents[2] / "docs" / "schemes.md").read_text(encoding="utf-8")
    scheme.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    inputs.write_text(json.dumps(rows), encoding="utf-8")
    code, out, err = call(scheme, inputs, "--json")
    assert code == 0, err
    message: dict[str, Any] = json.loads(out)
    return message


def test_kc_in_the_entries_is_not_applicable_and_waits_for_nothing(call: Any, tmp_path: Path) -> None:
    message = scored_words(call, tmp_path, {"A": {"I.1": "KC", "I.2": {"self": "A", "head": "kc"}}})
    unit = message["per_unit"]["A"]
    assert unit["open"] == []
    assert unit["total"] == "0.00"
    assert [step["code"] for step in unit["detail"]["I.2"]["steps"]] == ["not_scored"]
    overruled = scored_words(call, tmp_path, {"A": {"I.1": "KC", "I.2": {"self": "KC", "head": "A"}}})
    assert overruled["per_unit"]["A"]["total"] == "50.00"


def test_ballots_of_other_units_are_joined_and_the_missing_one_is_named(call: Any, tmp_path: Path) -> None:
    scheme, inputs = tmp_path / "cheo.toml", tmp_path / "inputs.json"
    scheme.write_text(
        'name = "x"\nsource = "x"\nconfidence = "U"\n'
        '[[scorer]]\ncode = "cross"\nname = "Chấm chéo"\nrole = "cross"\njudges = "mean"\n'
        '[[criterion]]\ncode = "1"\nname = "x"\nmethod = "points"\nstandard = 30\n',
        encoding="utf-8",
    )
    rows = {"A": {"1": {"cross": {"judges": {"B": 28, "C": "28,5", "D": None, "E": "KC"}}}}}
    inputs.write_text(json.dumps(rows), encoding="utf-8")
    _, out, _ = call(scheme, inputs, "--json")
    steps = json.loads(out)["per_unit"]["A"]["detail"]["1"]["steps"]
    assert [step["words"] for step in steps] == [
        "Chấm chéo: bình quân điểm các đơn vị (B 28; C 28,5) = 28,25 điểm.",
        "Chấm chéo: chưa có điểm của D.",
    ]
    rows["A"]["1"]["cross"]["judges"] = 5  # type: ignore[assignment]
    inputs.write_text(json.dumps(rows), encoding="utf-8")
    code, _, err = call(scheme, inputs)
    assert code == 1
    assert "phải ghi từng người chấm" in err
