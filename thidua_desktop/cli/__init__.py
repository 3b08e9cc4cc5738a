"""The headless entry point: the same services as the window, no Qt, no display.

Exit codes: 0 done, 1 refused with a Vietnamese sentence, 2 called wrongly.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.domain.redacting import redacted_trace
from thidua_desktop.texts import error_sentence, text

DONE, REFUSED, WRONG_CALL = 0, 1, 2
COMMANDS = ("demo", "import", "check", "score", "verify", "selftest", "plan", "backup", "restore")
"""Each is a module ``thidua_desktop.cli.<name>_command`` with ``run(arguments) -> int``, loaded on call."""


_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_RESTORABLE = {f"database.{name}" for name in ("lost", "empty", "not_ours", "altered", "damaged")}


class _Parser(argparse.ArgumentParser):
    """Leaves it to ``main`` to say in Vietnamese that the call was not understood."""

    def error(self, message: str) -> NoReturn:
        raise SystemExit(WRONG_CALL)

    def format_help(self) -> str:
        return text("cli.help") + "\n"


def parser() -> argparse.ArgumentParser:
    """The calls understood."""
    top = _Parser(prog="main.py", allow_abbrev=False)
    top.add_argument("--data", type=_data)
    commands = top.add_subparsers(dest="command", required=True, parser_class=_Parser)
    made = {name: commands.add_parser(name, allow_abbrev=False) for name in COMMANDS}
    for name in ("import", "verify", "backup", "restore"):
        # Also understood after the command; the default must not wipe out one given before it.
        made[name].add_argument("--data", type=_data, default=argparse.SUPPRESS)
    made["demo"].add_argument("--out", type=_path, required=True)
    made["import"].add_argument("files", nargs="+", type=_path)
    made["import"].add_argument("--dry-run", action="store_true")
    made["import"].add_argument("--history", action="store_true")
    made["import"].add_argument("--json", action="store_true")
    made["import"].add_argument("--year", type=_year)
    made["import"].add_argument("--password")
    made["import"].add_argument("--mark", type=_path)
    made["check"].add_argument("cases", type=_path)
    made["check"].add_argument("--json", action="store_true")
    made["score"].add_argument("scheme")
    made["score"].add_argument("inputs", type=_path)
    made["score"].add_argument("--json", action="store_true")
    made["verify"].add_argument("--json", action="store_true")
    made["plan"].add_argument("file", type=_path)
    made["plan"].add_argument("--json", action="store_true")
    made["selftest"].add_argument("folder", type=_path)
    made["backup"].add_argument("--to", type=_path)
    made["restore"].add_argument("copy", nargs="?", type=_path)
    made["restore"].add_argument("--password")
    made["restore"].add_argument("--undo", action="store_true")
    made["restore"].add_argument("--json", action="store_true")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; never raises for what the officer can correct."""
    _speak_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--selftest"]:
        given[0] = "selftest"
    try:
        arguments = parser().parse_args(given)
    except OfficeError as error:
        print(error_sentence(error), file=sys.stderr)
        return WRONG_CALL
    except SystemExit as stop:
        if stop.code:
            print(text("cli.wrong_call", call=" ".join(given)), file=sys.stderr)
            print(text("cli.help"), file=sys.stderr)
        return int(stop.code or DONE)
    command = importlib.import_module(f"thidua_desktop.cli.{arguments.command}_command")
    try:
        return int(command.run(arguments))
    except OfficeError as error:
        sentence = error_sentence(error)
        if error.code in _RESTORABLE:
            sentence = f"{sentence}\n{text('cli.restore_hint')}"
    except (Cancelled, KeyboardInterrupt):
        sentence = text("cli.cancelled")
    except OSError as error:
        sentence = _disk_sentence(error)
    except Exception as error:
        sentence = text("cli.unexpected", kind=type(error).__name__, report=_report(error))
    print(sentence, file=sys.stderr)
    return REFUSED


def _year(given: str) -> int:
    """A year of the office. OfficeError ``cli.wrong_year`` for anything else."""
    if not given.isascii() or not given.isdecimal() or not _FIRST_YEAR <= int(given[:5]) <= _LAST_YEAR:
        raise OfficeError("cli.wrong_year", year=given, first=_FIRST_YEAR, last=_LAST_YEAR)
    return int(given)


def _path(given: str) -> Path:
    """OfficeError ``cli.empty_path``: an empty name would mean the folder one happens to stand in."""
    if not given.strip() or "\0" in given:
        raise OfficeError("cli.empty_path")
    return Path(given)


def _data(given: str) -> Path:
    """A data folder. OfficeError ``cli.data_is_file`` when a file has that name."""
    path = _path(given)
    if path.exists() and not path.is_dir():
        raise OfficeError("cli.data_is_file", path=path)
    return path


def _disk_sentence(error: OSError) -> str:
    """What the operating system refused, in a sentence with the file it is about."""
    named = Path(str(error.filename)) if error.filename is not None else Path()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return error_sentence(OfficeError("database.disk_full"))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return error_sentence(OfficeError("files.missing", file=named))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return text("cli.forbidden", path=named)
    return text("cli.disk", path=named)


def _report(error: Exception) -> Path:
    """A file with the trace, naming nobody, for whoever maintains the program."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="thidua-loi-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(redacted_trace(error))
    return Path(file.name)


def _speak_utf8() -> None:
    """A Windows console or pipe may be set to a code page without Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
