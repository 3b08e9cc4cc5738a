"""The twelve jobs of the year by keyboard alone, at small size: as many presses as at full size."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from benchmarks.twelve_jobs import Size, do_all, sample_plan, table


def test_twelve_jobs_take_no_more_presses_than_promised(qtbot: QtBot, tmp_path: Path) -> None:
    counts = do_all(tmp_path, Size(workbooks=3, persons=12, certificates=4), sample_plan())
    assert len(counts) == 13, "twelve jobs and the way from the lists to the certificates"
    over = [one for one in counts if one.most is not None and one.presses > one.most]
    assert not over, table(over)
    assert all(one.presses > 0 for one in counts)
