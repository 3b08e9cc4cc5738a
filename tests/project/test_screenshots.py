"""The pictures of the documentation show the pages as they are."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.project.source import ROOT, read


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    path = ROOT / "docs" / "screenshots.py"
    spec = importlib.util.spec_from_file_location("docs_screenshots", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec.loader.exec_module(module)
    return module


def test_no_picture_is_older_than_its_page(script: ModuleType) -> None:
    taken, now = json.loads(read(script.SOURCES)), script.sources()
    older = sorted(name for name in now if taken.get(name) != now[name])
    assert older == [], "make screenshots takes these pictures again"


def test_every_picture_has_its_page(script: ModuleType) -> None:
    pictures = {path.stem for path in script.OUT.glob("*.png")}
    assert pictures == {f"{name}-{scheme}" for name in script.SHOWN for scheme in script.SCHEMES}


def test_every_page_is_a_folder_of_programs(script: ModuleType) -> None:
    for folders in script.SHOWN.values():
        assert all(list((ROOT / "ui" / folder).glob("*.py")) for folder in folders)


def test_words_about_the_code_make_no_picture_old(script: ModuleType, tmp_path: Path) -> None:
    plain, worded = tmp_path / "plain.py", tmp_path / "worded.py"
    plain.write_text("def width():\n    return 3\n", encoding="utf-8")
    worded.write_text(
        'def width():\n    """Of a\n    rail."""\n    # in mm\n    return 3\n', encoding="utf-8"
    )
    assert script._code(plain) == script._code(worded)
    worded.write_text("def width():\n    return 4\n", encoding="utf-8")
    assert script._code(plain) != script._code(worded)
