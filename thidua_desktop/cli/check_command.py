"""``check``: eligibility of the cases in a JSON file."""

from __future__ import annotations

import argparse

from thidua_desktop.cli import DONE
from thidua_desktop.cli.output import notify, write_json
from thidua_desktop.services.eligibility.cases import check_cases
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """Judges every case with the rule-set of its decision date."""
    results = check_cases(arguments.cases)
    if arguments.json:
        write_json(results)
        return DONE
    for result in results:
        notify(text("cli.case", id=result["id"], verdict=text(f"eligibility.verdict.{result['verdict']}")))
    return DONE
