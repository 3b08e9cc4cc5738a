"""``import --history``: awards of former years, or what a list holds of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thidua_desktop.cli import DONE, REFUSED
from thidua_desktop.cli.output import notify, show_progress, write_json
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.decisions.external import past_award_list
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence, text


def import_history(app: AppContext, paths: Sequence[Path], arguments: argparse.Namespace) -> int:
    """Records every list; with ``--dry-run`` only says what each would bring."""
    results = [_one(app, path, arguments) for path in paths]
    if arguments.json:
        write_json(results)
    else:
        for result in results:
            notify(result["sentence"])
            for remark in result.get("remarks", ()):
                notify(f"  {remark}")
    return DONE if all(result["read"] for result in results) else REFUSED


def _one(app: AppContext, path: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    try:
        found = past_award_list.analyse(app, path, password=arguments.password, progress=show_progress)
        if not arguments.dry_run and found.counts["new"]:
            past_award_list.commit(app, found, progress=show_progress)
    except OfficeError as error:
        return {"file": path.name, "read": False, "sentence": error_sentence(error)}
    counts = {name: found.counts[name] for name in ("new", "identical", "error")}
    key = "cli.history_read" if arguments.dry_run else "cli.history_imported"
    return {
        "file": path.name,
        "read": True,
        "sentence": text(key, file=path.name, rows=len(found.rows), **counts),
        **counts,
        "remarks": [
            text("cli.history_remark", sheet=row.sheet, row=row.row, name=row.record.name, remark=row.remark)
            for row in found.rows
            if row.remark and row.outcome != "identical"
        ],
    }
