"""``--selftest DIR``: the program, frozen or not, proves that it finds its files and does its main job."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from thidua_desktop import __version__
from thidua_desktop.cli import DONE, REFUSED
from thidua_desktop.demo import selftest
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """New database, import, decision, certificate, tally; ``selftest.json`` says how each step went."""
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    log: dict[str, Any] = {
        "version": __version__,
        "python": sys.version.split()[0],
        "platform": sys.platform,
        "frozen": bool(getattr(sys, "frozen", False)),
        "steps": [],
    }
    try:
        for name, seconds, fact in selftest.steps(folder):
            log["steps"].append({"name": name, "seconds": round(seconds, 3), "fact": fact})
        log["ok"] = True
    except Exception:
        # Whatever went wrong belongs into the log: a frozen program without console has nothing else to say.
        log["ok"] = False
        log["error"] = traceback.format_exc()
    (folder / "selftest.json").write_text(json.dumps(log, ensure_ascii=False, indent=1), encoding="utf-8")
    print(text("cli.selftest_ok" if log["ok"] else "cli.selftest_failed", folder=folder))
    return DONE if log["ok"] else REFUSED
