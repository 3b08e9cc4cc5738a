"""``demo``: the whole walk on an invented district."""

from __future__ import annotations

import argparse

from thidua_desktop import demo
from thidua_desktop.cli import DONE
from thidua_desktop.cli.output import notify, show_progress


def run(arguments: argparse.Namespace) -> int:
    """Makes everything from nothing in ``--out`` and reads it back."""
    demo.run(arguments.out, notify=notify, progress=show_progress)
    return DONE
