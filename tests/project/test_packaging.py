"""The locks, the package list, the two set-up commands: what a stranger's machine is told."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import thidua_desktop
from tests.project.source import FLOORS, ROOT, nothing, read

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
    wanted = {LOCKS[0]: project["dependencies"]}
    wanted[LOCKS[1]] = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for lock, lines in wanted.items():
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


def test_the_package_list_is_the_folders() -> None:
    listed = set(_project()["tool"]["setuptools"]["packages"])
    folders = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for floor in FLOORS
        for path in (ROOT / floor).rglob("__init__.py")
    }
    assert listed == folders


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


def test_the_changelog_tells_of_this_version() -> None:
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
