"""Where the program finds its own files and the officer's data, from source and frozen alike."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from thidua_desktop.long_paths import long_path

APP_NAME = "ThiDuaDesktop"
DATABASE_NAME = "thidua.db"
SAMPLE_NAME = "co-quan-mau"
VIEW_ENDING = ".tdxem"
"""The ending of a copy that is only looked at."""
VIEW_MARK = "chi-xem.txt"
BOOK_ENDING = ".tdkt"
"""The ending of a hand-over book."""

_LONGEST_NAME = 110
"""Characters of the longest name below the data folder: a scratch file beside an attachment."""

if getattr(sys, "frozen", False):
    _BASE = Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
else:
    _BASE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Path of a file shipped with the program below ``resources/``."""
    return _BASE.joinpath("resources", *parts)


def program_command() -> list[str]:
    """What starts this program once more, from source and frozen alike; its arguments come behind."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(_BASE / "main.py")]


def migrations_folder() -> Path:
    """Folder of the Alembic environment; shipped as data files in the frozen program."""
    return _BASE.joinpath("thidua_desktop", "db", "migrations")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The officer's data: one database file, attachments, backups, logs."""

    root: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", long_path(self.root, room=_LONGEST_NAME))

    @property
    def database(self) -> Path:
        return self.root / DATABASE_NAME

    @property
    def sample(self) -> DataFolder:
        """The data of the sample office: a folder of its own inside this one, thrown away with it."""
        return DataFolder(self.root / SAMPLE_NAME)

    @property
    def is_sample(self) -> bool:
        return self.root.name == SAMPLE_NAME

    @property
    def view_only(self) -> bool:
        """Whether the data were unpacked to look at: nothing is written to them."""
        return (self.root / VIEW_MARK).is_file()

    @property
    def attachments(self) -> Path:
        return self.root / "attachments"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def machine_settings(self) -> Path:
        """Settings of this machine (window, printer, last folder): never in the database."""
        return self.root / "machine.ini"


def default_data_folder() -> DataFolder:
    """The user's local (not roaming) data folder of this operating system."""
    from platformdirs import user_data_path

    return DataFolder(user_data_path(APP_NAME, appauthor=False, roaming=False))
