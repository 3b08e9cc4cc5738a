"""What holds for every test: no network, nobody's own folders, no screen, no unexpected word in the log."""

from __future__ import annotations

import atexit
import logging
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Set while this file is read: before any test module asks for a folder or a platform.
_HOME = Path(tempfile.mkdtemp(prefix="thidua-test-home-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
for _name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
    os.environ[_name] = str(_HOME)
os.environ["XDG_CACHE_HOME"] = str(_HOME / "cache")
os.environ["XDG_STATE_HOME"] = str(_HOME / "state")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.name == "nt":  # the offscreen platform has no system fonts there and warns in every process
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(__file__).parents[1] / "resources" / "style"))

settings.register_profile("app", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("app"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "app")

_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


def _near(self: socket.socket, address: Any) -> None:
    """The program is offline: a test that reaches out is wrong, and so is the code it runs."""
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
        "127.0.0.1",
        "::1",
        "localhost",
    ):
        raise AssertionError(f"a test tried to reach the network: {address}")


def _guarded_connect(self: socket.socket, address: Any) -> None:
    _near(self, address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    _near(self, address)
    return _connect_ex(self, address)


def pytest_configure() -> None:
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign, assignment]
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[method-assign, assignment]


def pytest_unconfigure() -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]


class _Warnings(logging.Handler):
    """Keeps what the program thought worth a warning."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A warning in the log fails the test unless it is marked ``expects_log``; then one must come."""
    heard = _Warnings()
    logging.getLogger().addHandler(heard)
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(heard)
    mark = item.get_closest_marker("expects_log")
    if mark is None:
        if heard.lines:
            pytest.fail("unexpected in the log:\n" + "\n".join(heard.lines), pytrace=False)
        return result
    pattern = str(mark.args[0]) if mark.args else ""
    if not any(re.search(pattern, line) for line in heard.lines):
        pytest.fail(f"nothing in the log matches {pattern!r}: {heard.lines}", pytrace=False)
    return result


@pytest.fixture(scope="session", autouse=True)
def _new_databases_are_copies(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """The revisions make one new database a worker; every other new one is a copy of it, byte for byte."""
    from thidua_desktop import bootstrap
    from thidua_desktop.db.engine.migrate import QUICK_CHECK_SECONDS, SchemaState, inspect, prepare

    made = tmp_path_factory.mktemp("new") / "new.db"

    def copied(path: Path, *, backups: Path, check_seconds: float = QUICK_CHECK_SECONDS) -> SchemaState:
        before = inspect(path)
        if before.state != "missing":
            return prepare(path, backups=backups, check_seconds=check_seconds)
        if not made.exists():
            prepare(made, backups=made.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, path)
        return before

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "prepare", copied)
        yield


@pytest.fixture(autouse=True)
def _usual_award_names() -> Generator[None]:
    """Awards bear the usual names again after a test whose office has words of its own."""
    yield
    from thidua_desktop.catalogue import use_office_words
    from thidua_desktop.catalogue.office_words import PLAIN

    use_office_words(PLAIN)
