"""Compiles the Vietnamese sentences of Qt's own buttons and dialogs: ``python resources/i18n/compile.py``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Writes ``qtbase_vi.qm`` beside its source; the exit code of Qt's compiler."""
    folder = Path(__file__).resolve().parent
    compiler = Path(sys.executable).with_name("pyside6-lrelease")
    command = [str(compiler), str(folder / "qtbase_vi.ts"), "-qm", str(folder / "qtbase_vi.qm")]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
