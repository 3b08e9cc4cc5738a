"""What travels with the program: found through one entry point, licensed, and complete."""

from __future__ import annotations

import ast
import fnmatch
from pathlib import Path

from tests.project.source import ROOT, below, called, nothing, place, programs, read, tree
from thidua_desktop.config import resource

RESOURCES = ROOT / "resources"
LICENCES = RESOURCES / "licences"
LIST = LICENCES / "README.md"
NOT_OURS = {".ttf", ".otf", ".svg", ".png", ".ico", ".woff2"}


def test_every_resource_is_found_through_the_one_door() -> None:
    files = [path for path in RESOURCES.rglob("*") if path.is_file()]
    assert files
    nothing([path for path in files if not resource(*path.relative_to(RESOURCES).parts).samefile(path)])


def test_nobody_makes_an_own_way_to_the_resources() -> None:
    faults = []
    for path in below("thidua_desktop", "ui"):
        if path.name == "config.py" or "migrations" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            own = isinstance(node, ast.Name) and node.id == "__file__"
            if own or (isinstance(node, ast.Constant) and str(node.value).strip("/") == "resources"):
                faults.append(place(path, node))
    nothing(faults)


def test_every_folder_of_resources_is_read_by_the_program() -> None:
    asked = set()
    for path in programs():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called(node).rpartition(".")[2] == "resource" and node.args:
                asked.add(ast.unparse(node.args[0]).strip("'").partition("/")[0])
    folders = {path.name for path in RESOURCES.iterdir() if path.is_dir() and any(path.iterdir())}
    nothing(folders - asked - {"licences"})


def test_every_font_and_picture_has_its_licence() -> None:
    files = [path for path in RESOURCES.rglob("*") if path.suffix in NOT_OURS]
    names = [path.relative_to(RESOURCES).as_posix() for path in files]
    rows = _files_table()
    nothing([name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in rows)])
    nothing([pattern for pattern in rows if not fnmatch.filter(names, pattern)])
    short = [text for text in rows.values() if len(read(text)) < 500]
    assert short == []


def test_every_library_that_travels_is_named_with_its_licence() -> None:
    lock = read(ROOT / "requirements.lock").splitlines()
    shipped = {line.partition("==")[0] for line in lock if "==" in line and not line.startswith(" ")}
    named = {row[0].strip("`").lower() for row in _rows() if len(row) == 3}
    nothing(shipped - named)
    nothing(named - shipped)


def _files_table() -> dict[str, Path]:
    """Pattern below resources/ -> the licence text that covers it."""
    return {row[0].strip("`"): LICENCES / row[3].strip("`") for row in _rows() if len(row) == 4}


def _rows() -> list[list[str]]:
    """Rows of the two Markdown tables, without their heads."""
    lines = [line.strip().strip("|") for line in read(LIST).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]
