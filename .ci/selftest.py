"""Lets the frozen program prove itself: ``--selftest DIR`` in a folder such as an office has.

The frozen program must end with 0 and leave ``selftest.json`` with ``"ok": true``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "ThiDuaDesktop"
# Vietnamese letters and spaces on purpose: both lives of the program must find their files there.
WORK = ROOT / "build" / "Thi đua khen thưởng"
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "COMSPEC")
LIMIT = 300


def main() -> int:
    shutil.rmtree(WORK, ignore_errors=True)
    program = WORK / "Chương trình"
    shutil.copytree(PROGRAM, program, symlinks=True)
    result, home = WORK / "Kết quả", WORK / "Người dùng"
    home.mkdir()
    command = program / ("ThiDuaDesktop.exe" if sys.platform == "win32" else "ThiDuaDesktop")
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {"HOME": str(home), "LOCALAPPDATA": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C"}
    started = time.monotonic()
    ended = subprocess.run(
        [command, "--selftest", result],
        env=environment,
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=LIMIT,
        check=False,
    )
    seconds = time.monotonic() - started
    log = read_log(result / "selftest.json")
    if ended.returncode != 0 or log.get("ok") is not True:
        print(ended.stdout + ended.stderr + json.dumps(log, ensure_ascii=False, indent=1), file=sys.stderr)
        print(f"frozen self-test failed (exit {ended.returncode})", file=sys.stderr)
        return 1
    files = [path for path in PROGRAM.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1_000_000
    print(f"dist/ThiDuaDesktop: {len(files)} files, {size:.0f} MB, self-test ok in {seconds:.1f} s")
    shutil.rmtree(WORK, ignore_errors=True)
    return 0


def read_log(path: Path) -> dict[str, object]:
    """The log of the self-test, empty when the program left none or left half of one."""
    try:
        log = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return log if isinstance(log, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
