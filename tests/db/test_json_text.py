"""JSON columns keep Vietnamese letters as UTF-8 and read every value back as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import JSON, Connection, func, literal, select

from thidua_desktop.db.engine.session import open_engine


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(tmp_path / "a.sqlite")
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.mark.parametrize(
    "value", ["Nguyễn Thị Hường", {"lý do": ["đủ", None, 1, "\u2028"]}, "\ud800 lẻ", "😀"]
)
def test_a_json_value_comes_back_as_it_was_written(connection: Connection, value: object) -> None:
    assert connection.scalar(select(literal(value, JSON))) == value


def test_vietnamese_letters_are_stored_without_escapes(connection: Connection) -> None:
    stored = connection.scalar(select(func.hex(literal(["Hường"], JSON))))
    assert bytes.fromhex(str(stored)).decode() == '["Hường"]'
