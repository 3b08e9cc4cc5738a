"""The locks, the package list, the two set-up commands: what a stranger's machine is reported."""

from __future__ import annotations

import argparse
import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import thidua_desktop
from tests.project.source import FLOORS, ROOT, nothing, place, programs, read, tree
from thidua_desktop.cli import parser

LOCKS = ("requirements.lock", "requirements-dev.lock")
MARKDOWN = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_address_and_checks_every_file(lock: str) -> None:
    text = read(ROOT / lock)
    assert re.findall(r"^.*(?:://|--index-url|--find-links).*$", text, re.MULTILINE) == []
    blocks = re.split(r"\n(?=\S)", text.replace("\n#", "\n #"))
    nothing([block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block])


def test_the_locks_cover_what_the_project_asks_for() -> None:
    project = _project()["project"]
    requested = {LOCKS[0]: project["dependencies"]}
    requested[LOCKS[1]] = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for lock, lines in requested.items():
        versions = _versions(lock)
        requirements = [Requirement(line) for line in lines]
        faults = [
            str(requirement)
            for requirement in requirements
            if versions.get(canonicalize_name(requirement.name)) not in _Matching(requirement)
        ]
        assert faults == [], lock


def test_development_runs_on_the_versions_that_are_delivered() -> None:
    assert _versions(LOCKS[0]).items() <= _versions(LOCKS[1]).items()


@pytest.mark.parametrize("environment", [{"sys_platform": "linux"}, {"sys_platform": "win32"}])
@pytest.mark.parametrize("version", ["3.11", "3.13", "3.14"])
def test_the_locks_need_no_resolver(environment: dict[str, str], version: str) -> None:
    """Every requirement of every locked package is locked too, in a version it accepts."""
    system = {"linux": "Linux", "win32": "Windows"}[environment["sys_platform"]]
    where = {**environment, "platform_system": system, "python_version": version, "extra": ""}
    where |= {"python_full_version": f"{version}.0", "implementation_name": "cpython"}
    where |= {"platform_python_implementation": "CPython", "platform_machine": "x86_64"}
    versions = _versions(LOCKS[1])
    lacking = []
    for name in versions:
        try:
            requirements = distribution(name).requires or ()
        except PackageNotFoundError:
            continue  # locked for another system than the one the tests run on
        for requirement in map(Requirement, requirements):
            needed = requirement.marker is None or requirement.marker.evaluate(where)
            if needed and versions.get(canonicalize_name(requirement.name)) not in _Matching(requirement):
                lacking.append(f"{name}: {requirement}")
    nothing(lacking)


def test_setting_up_never_resolves_a_version() -> None:
    setup = read(ROOT / ".ci" / "setup.py")
    assert '"--no-deps", "--require-hashes"' in setup
    installs = re.findall(r'"pip", "install"', setup)
    assert len(installs) == 2, "one for the locks, one that lends pip itself to a bare environment"
    assert '"pip", "check"' in setup


def test_every_library_the_program_imports_is_declared() -> None:
    project = _project()["project"]
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    owners = packages_distributions()
    lacking = set()
    for path in programs():
        if path.relative_to(ROOT).parts[0] not in FLOORS:
            continue
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [str(node.module)]
            for top in {name.partition(".")[0] for name in names}:
                if top in sys.stdlib_module_names or top in FLOORS or top == "shiboken6":
                    continue
                if not declared.intersection(canonicalize_name(owner) for owner in owners.get(top, ())):
                    lacking.add(f"{place(path, node)} {top}")
    nothing(lacking)


def test_the_readme_has_exactly_two_commands_to_set_up() -> None:
    first = re.search(r"```(?:sh|bash)?\n(.*?)```", read(ROOT / "README.md"), re.DOTALL)
    assert first
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == ["make demo", "make test"]


def test_every_make_target_in_the_documentation_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {
        name for path in MARKDOWN for name in re.findall(r"(?:`|^)make ([a-z]+)", read(path), re.MULTILINE)
    }
    assert named - targets == set()


def test_every_path_in_the_documentation_exists() -> None:
    missing = []
    for path in MARKDOWN:
        for name in re.findall(
            r"`((?:thidua_desktop|ui|resources|tests|docs|\.ci|\.github)/[\w./-]*)`", read(path)
        ):
            if not (ROOT / name).exists():
                missing.append(f"{path.name}: {name}")
        for name in re.findall(r"\]\(([^)#:]+)\)", read(path)):
            if not (path.parent / name).exists():
                missing.append(f"{path.name}: {name}")
    nothing(missing)


def test_the_page_of_the_command_line_names_every_command_and_option() -> None:
    page = read(ROOT / "docs" / "cli.md")
    commands = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)).choices
    for name, command in commands.items():
        line = [
            row for row in page.splitlines() if row.startswith((f"| `main.py {name} ", f"| `main.py {name}`"))
        ]
        assert line, name
        options = {o for action in command._actions for o in action.option_strings if o.startswith("--")}
        nothing(
            f"{name} {option}" for option in options - {"--help", "--data"} if option not in "".join(line)
        )


def test_the_changelog_reports_of_this_version() -> None:
    assert f"## {thidua_desktop.__version__}" in read(ROOT / "CHANGELOG.md")


def test_the_windows_starter_can_be_read_by_windows() -> None:
    raw = (ROOT / "run.bat").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n"), "cmd.exe wants CR LF"
    assert not raw.startswith(b"\xef\xbb\xbf"), "cmd.exe takes a byte order mark for a command"
    assert b"chcp 65001" in raw.splitlines()[1]


class _Matching:
    """``version in _Matching(requirement)``; nothing matches when the lock does not have it."""

    def __init__(self, requirement: Requirement) -> None:
        self._specifier = requirement.specifier

    def __contains__(self, version: object) -> bool:
        return version is not None and self._specifier.contains(str(version), prereleases=True)


def _versions(lock: str) -> dict[str, str]:
    pairs = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", read(ROOT / lock), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pairs}


def _project() -> dict[str, Any]:
    return tomllib.loads(read(ROOT / "pyproject.toml"))
