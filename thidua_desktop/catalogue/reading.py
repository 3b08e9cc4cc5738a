"""Reads catalogue files strictly: a wrong key or type is refused with file, place and what was expected."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from thidua_desktop.config import resource
from thidua_desktop.domain.errors import OfficeError

T = TypeVar("T")
_REQUIRED: Final = object()


class Table:
    """One table of a catalogue file that remembers where it stands and which keys were read.

    Every refusal is ``OfficeError("catalogue.bad_value" | "catalogue.missing" | "catalogue.unknown_key")``.
    """

    def __init__(self, data: Mapping[str, object], *, file: str, place: str) -> None:
        self._data = data
        self.file = file
        self.place = place
        self._read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._data

    @property
    def names(self) -> tuple[str, ...]:
        """The keys as written, for tables whose keys are data."""
        return tuple(self._data)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._data)

    def text(self, key: str, default: str | None = None) -> str:
        return self._typed(key, str, _REQUIRED if default is None else default)

    def flag(self, key: str, default: bool = False) -> bool:
        return self._typed(key, bool, default)

    def raw(self, key: str) -> object:
        """The value as the file has it, for readers with a form of their own."""
        return self._get(key, _REQUIRED)

    def whole(self, key: str, default: int | None = None) -> int:
        value = self._typed(key, int, _REQUIRED if default is None else default)
        if isinstance(value, bool):
            raise self.refuse(key, "số nguyên")
        return value

    def decimal(self, key: str) -> Decimal:
        """A number written as text ("0.3") or as an integer: never a binary fraction."""
        value = self._get(key, _REQUIRED)
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.refuse(key, 'số viết trong ngoặc kép, ví dụ "0.3"')
        try:
            return Decimal(value)
        except ArithmeticError:
            raise self.refuse(key, 'số viết trong ngoặc kép, ví dụ "0.3"') from None

    def date(self, key: str) -> dt.date | None:
        """The day, or None when the key is not there."""
        return self._typed(key, dt.date, None) if key in self._data else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; an absent key is an empty list."""
        items = self._typed(key, list, [])
        if not all(isinstance(item, str) for item in items):
            raise self.refuse(key, "danh sách chữ")
        return tuple(items)

    def choice(self, key: str, allowed: tuple[T, ...], default: T | None = None) -> T:
        value = self._get(key, _REQUIRED if default is None else default)
        for option in allowed:
            if value == option:
                return option
        raise self.refuse(key, " | ".join(map(str, allowed)))

    def table(self, key: str) -> Table:
        """The sub-table; an absent key is an empty table."""
        return Table(self._typed(key, dict, {}), file=self.file, place=f"{self.place}.{key}")

    def tables(self, key: str) -> Iterator[Table]:
        """Each table of an array of tables; none when the key is not there."""
        for number, item in enumerate(self._typed(key, list, []), start=1):
            if not isinstance(item, dict):
                raise self.refuse(key, "danh sách bảng")
            yield Table(item, file=self.file, place=f"{self.place}.{key}[{number}]")

    def finish(self) -> None:
        """Refuses keys nobody read: a misspelt condition must never be passed over in silence."""
        for key in self._data:
            if key not in self._read:
                raise OfficeError("catalogue.unknown_key", file=self.file, place=self.place, key=key)

    def refuse(self, key: str, expected: str) -> OfficeError:
        return OfficeError(
            "catalogue.bad_value",
            file=self.file,
            place=self.place,
            key=key,
            value=self._data.get(key),
            expected=expected,
        )

    def _get(self, key: str, default: object) -> object:
        self._read.add(key)
        if key in self._data:
            return self._data[key]
        if default is _REQUIRED:
            raise OfficeError("catalogue.missing", file=self.file, place=self.place, key=key)
        return default

    def _typed(self, key: str, kind: type[T], default: object) -> T:
        value = self._get(key, default)
        if value is default and default is None:
            return value  # type: ignore[return-value]
        if not isinstance(value, kind):
            raise self.refuse(key, kind.__name__)
        return value


def read_data(name: str, *, folder: Path) -> dict[str, Any]:
    """The raw content of a catalogue file. OfficeError when it is missing or no TOML."""
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OfficeError("catalogue.file_missing", file=name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OfficeError("catalogue.file_unreadable", file=name, detail=str(error)) from error


def read_file(name: str, *, folder: Path | None = None) -> Table:
    """The catalogue file ``name`` as a table."""
    return Table(read_data(name, folder=folder or resource("catalogue")), file=name, place=name)
