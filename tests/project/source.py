"""The project's own files as the tests about the project read them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("thidua_desktop", "ui")
SKIPPED_FOLDERS = {"__pycache__", "build", "dist", "demo-out"}


@cache
def programs() -> tuple[Path, ...]:
    """Every Python file the program is made of, without the tests and without database revisions."""
    files = [
        path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if "versions" not in path.parts
    ]
    return tuple(sorted([*files, *ROOT.glob("*.py"), *ROOT.glob("docs/*.py"), *ROOT.glob(".ci/*.py")]))


def below(*folders: str) -> Iterator[Path]:
    """The program's Python files below these folders, given as ``thidua_desktop/domain``."""
    for path in programs():
        if any(path.is_relative_to(ROOT / folder) for folder in folders):
            yield path


def written() -> Iterator[Path]:
    """Every text file somebody of the project wrote: code, tests, texts, documentation, build files."""
    endings = {".py", ".md", ".toml", ".spec", ".bat", ".yml", ".qss", ".txt", ""}
    for path in sorted(ROOT.rglob("*")):
        inner = path.relative_to(ROOT).parts
        hidden = inner[0].startswith(".") and inner[0] not in (".ci", ".github")
        if hidden or SKIPPED_FOLDERS.intersection(inner) or not path.is_file() or "licences" in inner:
            continue
        if path.suffix in endings and path.suffix != ".lock":
            yield path


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(read(path), filename=str(path))


def place(path: Path, node: ast.AST | int = 0) -> str:
    """``file:line`` as an editor opens it."""
    line = node if isinstance(node, int) else getattr(node, "lineno", 0)
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def spoken(path: Path) -> Iterator[tuple[str, str]]:
    """Place and words of the strings that do something; docstrings do not."""
    documentation = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield place(path, node), node.value


def called(node: ast.Call) -> str:
    """Dotted name of what a call calls: ``open``, ``os.rename``; ``?.open`` on something computed."""
    parts: list[str] = []
    target: ast.expr = node.func
    while isinstance(target, ast.Attribute):
        parts.append(target.attr)
        target = target.value
    parts.append(target.id if isinstance(target, ast.Name) else "?")
    return ".".join(reversed(parts))


def nothing(found: Iterable[str | Path]) -> None:
    """Fails with everything that was found, one a line."""
    lines = sorted(str(line) for line in found)
    assert not lines, f"{len(lines)} found:\n" + "\n".join(lines)
