"""The demo's own checks: a wrong name, a missing page, a changed figure is named, never passed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from thidua_desktop import demo
from thidua_desktop.bootstrap import DataFolder, open_app
from thidua_desktop.catalogue import award_by_code
from thidua_desktop.demo import checking
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import silent
from thidua_desktop.queries.decisions import grants as query
from thidua_desktop.queries.decisions.grants import GrantRow

Check = Callable[[demo.DemoResult, Sequence[GrantRow]], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[demo.DemoResult, tuple[GrantRow, ...]]:
    result = demo.run(tmp_path_factory.mktemp("demo"), notify=lambda _: None, progress=silent)
    app = open_app(DataFolder(result.out))
    try:
        return result, app.read(query.of_year, year=2024)
    finally:
        app.close()


def _certified(grants: Sequence[GrantRow]) -> list[int]:
    """Indexes of the grants that have a page among the certificates."""
    return [index for index, one in enumerate(grants) if award_by_code(one.award_code).certificate]


def _paper(result: demo.DemoResult, place: int) -> Path:
    return result.papers[place]


CHECKS: dict[str, Check] = {
    "decision": lambda made, grants: checking.check_decision(_paper(made, 0), grants),
    "certificates": lambda made, grants: checking.check_certificates(
        _paper(made, 1), [one for one in grants if award_by_code(one.award_code).certificate]
    ),
    "tally": lambda made, grants: checking.check_tally(_paper(made, 3), grants),
    "summary": lambda made, grants: checking.check_summary(
        _paper(made, 4), _paper(made, 5), grants, year=2024
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_papers_that_agree_pass(name: str, made: tuple[demo.DemoResult, tuple[GrantRow, ...]]) -> None:
    CHECKS[name](*made)


@pytest.mark.parametrize("name", CHECKS)
def test_one_grant_less_is_noticed(name: str, made: tuple[demo.DemoResult, tuple[GrantRow, ...]]) -> None:
    with pytest.raises(OfficeError) as reported:
        CHECKS[name](made[0], made[1][:-1])
    assert reported.value.code.startswith("demo.")


@pytest.mark.parametrize("name", ["decision", "certificates"])
def test_one_name_spelled_otherwise_is_noticed(
    name: str, made: tuple[demo.DemoResult, tuple[GrantRow, ...]]
) -> None:
    grants = list(made[1])
    index = _certified(grants)[4]
    grants[index] = replace(grants[index], name="Nguyễn Văn Khác")
    with pytest.raises(OfficeError) as reported:
        CHECKS[name](made[0], grants)
    assert "Nguyễn Văn Khác" in reported.value.params.values()


def test_two_grants_in_another_order_are_noticed(
    made: tuple[demo.DemoResult, tuple[GrantRow, ...]],
) -> None:
    grants = list(made[1])
    one, other = (_certified(grants)[place] for place in (4, 9))
    grants[one], grants[other] = grants[other], grants[one]
    for name in ("decision", "certificates"):
        with pytest.raises(OfficeError):
            CHECKS[name](made[0], grants)


def test_another_prize_is_noticed(made: tuple[demo.DemoResult, tuple[GrantRow, ...]]) -> None:
    grants = [replace(made[1][0], prize=None), *made[1][1:]]
    for name in ("decision", "tally"):
        with pytest.raises(OfficeError):
            CHECKS[name](made[0], grants)
