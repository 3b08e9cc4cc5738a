"""Every layout of the corpus, filled with a few draws of nominees, is read back exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.build import build
from tests.corpus.judging import differences
from tests.corpus.layout import Layout, load_layouts
from tests.corpus.sheets import write_book
from tests.workbooks.sender import stage

LAYOUTS = load_layouts()
SEEDS = range(3)


def test_the_corpus_holds_many_layouts() -> None:
    assert len({layout.key for layout in LAYOUTS}) == len(LAYOUTS) >= 30


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_a_layout_is_read_as_it_is_meant(layout: Layout, tmp_path: Path) -> None:
    for seed in SEEDS:
        book = build(layout, seed)
        path = tmp_path / f"ds-{seed}{layout.file}"
        staged = stage(write_book(book.sheets, path, date1904=layout.date1904))
        assert differences(layout, book, staged) == [], f"seed {seed}"
