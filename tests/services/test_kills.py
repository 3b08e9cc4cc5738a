"""A short run of the kills: nothing is lost, and what is left behind opens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="a child is forked and killed")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_killed_at_random_moments_nothing_is_lost(tmp_path: Path) -> None:
    from tests.corpus.kills import run

    tallies = run(6, 3, tmp_path)
    assert sum(tally.tried for tally in tallies.values()) == 6
    assert [fault for tally in tallies.values() for fault in tally.faults] == []
