"""The folder the demo works in. It touches only what it claimed itself; what was there before stays."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from thidua_desktop.config import DATABASE_NAME, DataFolder
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text


@dataclass(slots=True)
class Workspace:
    """Claims paths before they are written and keeps the list, so that the next demo can start afresh."""

    root: Path
    _claimed: list[str] = field(default_factory=list)

    @property
    def data(self) -> DataFolder:
        return DataFolder(self.root)

    @property
    def mark(self) -> Path:
        return self.root / text("demo.files.mark")

    def start(self) -> None:
        """Makes room: a former demo is cleared away.

        OfficeError ``demo.not_a_folder``, ``holds_a_database``, ``in_the_way``, ``cannot_clear``.
        """
        if self.root.exists() and not self.root.is_dir():
            raise OfficeError("demo.not_a_folder", path=self.root)
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OfficeError("demo.not_a_folder", path=self.root) from error
        if self.mark.is_file():
            self._clear()
        if self.data.database.exists():
            raise OfficeError("demo.holds_a_database", path=self.root)
        for path in (self.data.database, self.data.attachments, self.data.backups):
            self._claim(path)

    def claim(self, name: str, *, folder: str = "") -> Path:
        """The path for a file about to be written. OfficeError ``demo.in_the_way`` when it exists."""
        path = self.root / folder / safe_file_name(name) if folder else self.root / safe_file_name(name)
        path.parent.mkdir(exist_ok=True)
        self._claim(path)
        return path

    def _claim(self, path: Path) -> None:
        if path.exists():
            raise OfficeError("demo.in_the_way", path=path)
        self._claimed.append(path.relative_to(self.root).as_posix())
        lines = (text("demo.files.mark_note"), "", *self._claimed, "")
        write_atomically(self.mark, "\n".join(lines).encode())

    def _clear(self) -> None:
        """Removes what the former demo claimed, and folders that are empty then."""
        lines = self.mark.read_text(encoding="utf-8").splitlines()
        claimed = [self.root / line for line in lines[lines.index("") + 1 :] if line] if "" in lines else []
        root = self.root.resolve()
        try:
            for path in claimed:
                if not path.resolve().is_relative_to(root):
                    continue
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.exists():
                    path.unlink()
            # SQLite leaves emptied journals beside its file.
            for journal in root.glob(f"{DATABASE_NAME}*-journal"):
                journal.unlink()
            for folder in {path.parent for path in claimed} - {self.root}:
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
            self.mark.unlink()
        except OSError as error:
            raise OfficeError("demo.cannot_clear", path=self.root) from error
