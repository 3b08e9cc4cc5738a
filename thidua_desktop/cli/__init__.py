"""The headless door: the same services as the window, no Qt, no display.

Exit codes: 0 done, 1 refused with a Vietnamese sentence, 2 called wrongly.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.texts import error_sentence, text

DONE, REFUSED, WRONG_CALL = 0, 1, 2
COMMANDS = ("demo", "import", "check", "score", "verify", "selftest", "plan")
"""Each is a module ``thidua_desktop.cli.<name>_command`` with ``run(arguments) -> int``, loaded on call."""


class _Parser(argparse.ArgumentParser):
    """Leaves it to ``main`` to say in Vietnamese that the call was not understood."""

    def error(self, message: str) -> NoReturn:
        raise SystemExit(WRONG_CALL)

    def format_help(self) -> str:
        return text("cli.help") + "\n"


def parser() -> argparse.ArgumentParser:
    """The calls understood."""
    top = _Parser(prog="main.py", allow_abbrev=False)
    top.add_argument("--data", type=Path)
    commands = top.add_subparsers(dest="command", required=True, parser_class=_Parser)
    made = {name: commands.add_parser(name, allow_abbrev=False) for name in COMMANDS}
    for name in ("import", "verify"):
        # Also understood after the command; the default must not wipe out one given before it.
        made[name].add_argument("--data", type=Path, default=argparse.SUPPRESS)
    made["demo"].add_argument("--out", type=Path, required=True)
    made["import"].add_argument("files", nargs="+", type=Path)
    made["import"].add_argument("--dry-run", action="store_true")
    made["import"].add_argument("--history", action="store_true")
    made["import"].add_argument("--json", action="store_true")
    made["import"].add_argument("--year", type=int)
    made["import"].add_argument("--password")
    made["import"].add_argument("--mark", type=Path)
    made["check"].add_argument("cases", type=Path)
    made["check"].add_argument("--json", action="store_true")
    made["score"].add_argument("scheme")
    made["score"].add_argument("inputs", type=Path)
    made["score"].add_argument("--json", action="store_true")
    made["verify"].add_argument("--json", action="store_true")
    made["plan"].add_argument("file", type=Path)
    made["plan"].add_argument("--json", action="store_true")
    made["selftest"].add_argument("folder", type=Path)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; never raises for what she can mend."""
    _speak_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--selftest"]:
        given[0] = "selftest"
    try:
        arguments = parser().parse_args(given)
    except SystemExit as stop:
        if stop.code:
            print(text("cli.wrong_call", call=" ".join(given)), file=sys.stderr)
            print(text("cli.help"), file=sys.stderr)
        return int(stop.code or DONE)
    command = importlib.import_module(f"thidua_desktop.cli.{arguments.command}_command")
    try:
        return int(command.run(arguments))
    except OfficeError as error:
        print(error_sentence(error), file=sys.stderr)
        return REFUSED
    except (Cancelled, KeyboardInterrupt):
        print(text("cli.cancelled"), file=sys.stderr)
        return REFUSED


def _speak_utf8() -> None:
    """A Windows console or pipe may be set to a code page without Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
