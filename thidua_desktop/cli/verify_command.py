"""``verify``: is the data whole?"""

from __future__ import annotations

import argparse

from thidua_desktop.cli import DONE, REFUSED
from thidua_desktop.cli.output import data_folder, notify, show_progress, write_json
from thidua_desktop.services.backup import maintenance
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """Looks without changing a byte of the data folder: a copy is opened, an older schema is not upgraded."""
    folder = data_folder(arguments)
    checks = [maintenance.inspect_folder(folder)]
    if checks[0].ok:
        from thidua_desktop.bootstrap import open_copy

        with open_copy(folder) as app:
            checks = list(maintenance.verify(app, progress=show_progress))
    whole = all(check.ok for check in checks)
    if arguments.json:
        write_json({"ok": whole, "checks": [{"ok": c.ok, "sentence": c.sentence} for c in checks]})
        return DONE if whole else REFUSED
    for check in checks:
        notify(f"{'✓' if check.ok else '✗'} {check.sentence}")
    notify(text("maintenance.verdict_ok" if whole else "maintenance.verdict_bad"))
    return DONE if whole else REFUSED
