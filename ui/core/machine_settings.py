"""Settings of this machine (window, columns, printer, folders) in ``machine.ini``; nothing of the office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from thidua_desktop.config import DataFolder
from ui.style.theme import DEFAULT_FONT, SchemeChoice

_SCHEMES: Final = ("system", "light", "dark")


class MachineSettings:
    """Typed reading and writing; a damaged or missing value is its default, never an error."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self._ini = QSettings(str(folder.machine_settings), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> SchemeChoice:
        value = str(self._ini.value("look/scheme", "system"))
        return cast(SchemeChoice, value) if value in _SCHEMES else "system"

    @scheme.setter
    def scheme(self, value: SchemeChoice) -> None:
        self._ini.setValue("look/scheme", value)

    @property
    def font_points(self) -> int:
        return self.number("look/font_points", DEFAULT_FONT)

    @font_points.setter
    def font_points(self, value: int) -> None:
        self._ini.setValue("look/font_points", value)

    def number(self, key: str, default: int = 0) -> int:
        try:
            return int(cast(str, self._ini.value(key, default)))
        except (TypeError, ValueError):
            return default

    def words(self, key: str, default: str = "") -> str:
        value = self._ini.value(key, default)
        return value if isinstance(value, str) else default

    def put(self, key: str, value: str | int) -> None:
        self._ini.setValue(key, value)

    def flush(self) -> None:
        """Writes to the file now: another program reads it next."""
        self._ini.sync()

    def geometry(self, key: str) -> QByteArray:
        """Bytes of ``QWidget.saveGeometry``; empty when never stored."""
        value = self._ini.value(f"geometry/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def put_geometry(self, key: str, value: QByteArray) -> None:
        self._ini.setValue(f"geometry/{key}", value)

    def table(self, key: str) -> dict[str, Any]:
        """How a table was left: widths, order, hidden columns, sort and filter; empty when never stored."""
        try:
            stored = json.loads(self.words(f"tables/{key}", "{}"))
        except ValueError:
            return {}
        return stored if isinstance(stored, dict) else {}

    def put_table(self, key: str, state: dict[str, Any]) -> None:
        self._ini.setValue(f"tables/{key}", json.dumps(state, ensure_ascii=True))

    def last_folder(self, purpose: str) -> Path:
        """Where files of this purpose were last opened or saved; the officer's Documents folder at first."""
        stored = self.words(f"folders/{purpose}")
        if stored and Path(stored).is_dir():
            return Path(stored)
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents.is_dir() else Path.home()

    def put_last_folder(self, purpose: str, folder: Path) -> None:
        self._ini.setValue(f"folders/{purpose}", str(folder))

    def save(self) -> None:
        """Writes the file now; Qt writes it beside and renames."""
        self._ini.sync()
