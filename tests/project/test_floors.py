"""The layers as the machine sees them: the office's work needs no Qt, and the start needs almost nothing."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.project.source import ROOT, below, nothing, place, programs, tree

HEAVY = (
    "PySide6",
    "sqlalchemy",
    "alembic",
    "reportlab",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "pypdfium2",
)

WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
import thidua_desktop
for module in pkgutil.walk_packages(thidua_desktop.__path__, "thidua_desktop."):
    if ".migrations" not in module.name:
        importlib.import_module(module.name)
"""


def test_the_offices_work_imports_on_a_machine_without_qt() -> None:
    ended = _python("-c", WITHOUT_QT)
    assert ended.returncode == 0, ended.stderr


def test_asking_for_help_loads_no_heavy_library() -> None:
    ended = _python("-X", "importtime", "main.py", "--help")
    assert ended.returncode == 0, ended.stderr[-2000:]
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.splitlines()}
    assert loaded.intersection(HEAVY) == set()


def test_the_domain_imports_the_standard_library_and_itself() -> None:
    faults = []
    for path in below("thidua_desktop/domain"):
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [str(node.module)]
            for name in names:
                own = f"{name}.".startswith("thidua_desktop.domain.")
                if not own and name.partition(".")[0] not in sys.stdlib_module_names:
                    faults.append(f"{place(path, node)} {name}")
    nothing(faults)


def test_every_module_reads_its_annotations_late() -> None:
    lacking = []
    for path in programs():
        body = [node for node in tree(path).body if isinstance(node, ast.ImportFrom)]
        code = [node for node in tree(path).body if not isinstance(node, ast.Expr)]
        if code and not any(node.module == "__future__" for node in body):
            lacking.append(place(path))
    nothing([path for path in lacking if "__init__" not in path])


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
