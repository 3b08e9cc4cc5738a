"""Lists of every kind of habit, drawn again: read whole, nothing wrong in silence, no row lost without a word.

``python -m tests.corpus.test_kinds [FIRST LAST]`` prints kind, files whole and silent errors.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from tests.corpus.kind_judging import judge, silent_rows, write_case
from tests.corpus.kinds import draw_case, load_kinds
from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.importing.values import Known
from thidua_desktop.workbooks.staging.staging import read_file

SEEDS = range(8)
"""With over 40 kinds more than 300 lists."""


def judged(name: str, seed: int, folder: Path) -> tuple[list[str], list[str]]:
    """Faults of one list, and those of them nothing was said about."""
    case = draw_case(name, seed)
    path = write_case(case, folder / f"{name}-{seed}.xlsx")
    staged = read_file(path, known=Known(awards=load_awards(), review_year=case.year))
    faults, silent = judge(case, staged)
    filled = {
        sheet: {
            number for number, row in enumerate(rows, start=1) if any(cell not in ("", None) for cell in row)
        }
        for sheet, rows in case.sheets.items()
    }
    lost = sorted(silent_rows(staged, filled))
    if lost:
        faults.append(f"rows nobody speaks of: {lost[:5]}")
    return faults, silent


def test_there_are_lists_enough() -> None:
    assert len(load_kinds()) * len(SEEDS) >= 300


@pytest.mark.parametrize("name", sorted(load_kinds()))
def test_a_kind_of_list_is_read_whole_and_nothing_is_wrong_in_silence(name: str, tmp_path: Path) -> None:
    for seed in SEEDS:
        faults, silent = judged(name, seed, tmp_path)
        assert silent == [], f"seed {seed}"
        assert faults == [], f"seed {seed}"


def main(first: int, last: int) -> None:
    """Prints the table of kinds for freshly drawn lists."""
    whole = errors = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(load_kinds()):
            results = [judged(name, seed, Path(folder)) for seed in range(first, last)]
            good, quiet = sum(not faults for faults, _ in results), sum(len(silent) for _, silent in results)
            whole, errors = whole + good, errors + quiet
            sys.stdout.write(f"{name:<40}{good:>5} of {len(results):<5} whole   {quiet:>3} silent errors\n")
    sys.stdout.write(
        f"{'all':<40}{whole:>5} of {len(load_kinds()) * (last - first):<5} whole   {errors:>3} silent errors"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 2 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1008)
