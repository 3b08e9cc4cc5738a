"""Lets the frozen program prove itself in a folder such as an office has, with nothing borrowed.

``--selftest DIR`` must end with 0 and leave ``selftest.json`` with ``"ok": true``; the window must stay open.
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
BUILT = ROOT / "dist" / "ThiDuaDesktop"
# Vietnamese letters and spaces on purpose: both lives of the program must find their files there.
WORK = ROOT / "build" / "Thi đua khen thưởng"
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "COMSPEC")
SELFTEST_SECONDS = 300
WINDOW_SECONDS = 8


def main() -> int:
    shutil.rmtree(WORK, ignore_errors=True)
    home = WORK / "Người dùng"
    home.mkdir(parents=True)
    folder = WORK / "Chương trình"
    shutil.copytree(BUILT, folder, symlinks=True)
    program = folder / ("ThiDuaDesktop.exe" if sys.platform == "win32" else "ThiDuaDesktop")
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {"HOME": str(home), "LOCALAPPDATA": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C"}

    started = time.monotonic()
    trouble = selftest_trouble(program, environment)
    seconds = time.monotonic() - started
    trouble = trouble or window_trouble(program, environment)
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    files = [path for path in BUILT.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1_000_000
    print(f"dist/ThiDuaDesktop: {len(files)} files, {size:.0f} MB; self-test {seconds:.1f} s, window: ok")
    shutil.rmtree(WORK, ignore_errors=True)
    return 0


def selftest_trouble(program: Path, environment: dict[str, str]) -> str:
    """Empty when the program went through its whole walk and said so."""
    result = WORK / "Kết quả"
    ended = subprocess.run(
        [program, "--selftest", result],
        env=environment,
        cwd=WORK,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=SELFTEST_SECONDS,
        check=False,
    )
    log = read_log(result / "selftest.json")
    if ended.returncode == 0 and log.get("ok") is True:
        return ""
    told = ended.stdout + ended.stderr + json.dumps(log, ensure_ascii=False, indent=1)
    return f"{told}\nfrozen self-test failed (exit {ended.returncode})"


def window_trouble(program: Path, environment: dict[str, str]) -> str:
    """Empty when the window is still open after a while: all of Qt and of our pages was found."""
    told = WORK / "window.txt"
    with told.open("w", encoding="utf-8") as output:
        window = subprocess.Popen(
            [program, "--data", WORK / "Dữ liệu"], env=environment, cwd=WORK, stdout=output, stderr=output
        )
        try:
            code = window.wait(WINDOW_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            window.kill()
            window.wait()
    words = told.read_text(encoding="utf-8", errors="replace")
    if code is None and "Traceback" not in words:
        return ""
    return f"{words}\nthe frozen window did not stay open (exit {code})"


def read_log(path: Path) -> dict[str, object]:
    """The log of the self-test, empty when the program left none or left half of one."""
    try:
        log = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return log if isinstance(log, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
