"""Lets the frozen program prove itself in a folder such as an office has: ``python .ci/selftest.py [BUILD]``.

``BUILD`` is a folder of the program, or an archive that ``.ci/deliver.py`` made of it; without it ``dist``.
``--selftest DIR`` must end with 0 and leave ``selftest.json`` with ``"ok": true``; the window must stay open.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "dist" / "ThiDuaDesktop"
# Vietnamese letters and spaces on purpose: both lives of the program must find their files there.
WORK = ROOT / "build" / "Thi đua khen thưởng & 100%"
SAMPLES = ROOT / "tests" / "samples" / "import"
STORED = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "COMSPEC")
SELFTEST_SECONDS = 300
WINDOW_SECONDS = 8
KNOWN_LINES = ("This plugin does not support", "QFontDatabase: Cannot find font directory")
"""What the offscreen platform says of itself."""


def main(arguments: list[str]) -> int:
    build = Path(arguments[0]).absolute() if arguments else BUILT
    shutil.rmtree(WORK, ignore_errors=True)
    home = WORK / "Người dùng"
    home.mkdir(parents=True)
    folder = WORK / "Chương trình"
    if build.is_dir():
        shutil.copytree(build, folder, symlinks=True)
    else:
        shutil.unpack_archive(build, WORK)
        (WORK / BUILT.name).replace(folder)
    program = folder / ("ThiDuaDesktop.exe" if sys.platform == "win32" else "ThiDuaDesktop")
    environment = {name: os.environ[name] for name in STORED if name in os.environ}
    environment |= {"HOME": str(home), "LOCALAPPDATA": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C"}

    started = time.monotonic()
    trouble = selftest_trouble(program, environment)
    seconds = time.monotonic() - started
    trouble = trouble or trial_trouble(program, environment)
    trouble = trouble or window_trouble(program, environment)
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1_000_000
    reported = f"self-test {seconds:.1f} s, trial and window: ok"
    print(f"{build.name}: {len(files)} files, {size:.0f} MB; {reported}")
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
    reported = ended.stdout + ended.stderr + json.dumps(log, ensure_ascii=False, indent=1)
    return f"{reported}\nfrozen self-test failed (exit {ended.returncode})"


def trial_trouble(program: Path, environment: dict[str, str]) -> str:
    """Empty when doubtful files are tried by a process of their own: the reader dies of the last one."""
    doubtful, fatal = WORK / "Sổ cũ.xls", WORK / "Sổ hỏng.xlsx"
    old = bytearray((SAMPLES / "o09_tcvn3_vntime.xls").read_bytes())
    struct.pack_into("<I", old, 40, 0x7FFFFFFF)  # claims more sectors than it has
    doubtful.write_bytes(old)
    with zipfile.ZipFile(SAMPLES / "o01_mau_chuan.xlsx") as sound, zipfile.ZipFile(fatal, "w") as changed:
        for part in sound.namelist():
            changed.writestr(part, sound.read(part).replace(b'r="B3"', b'r="BVieVieVieVieVie3"'))
    files = {SAMPLES / "o23_nhom_theo_don_vi.ods": 9, doubtful: 12, fatal: 0}
    for file, rows in files.items():
        ended = subprocess.run(
            [program, "import", file, "--dry-run", "--json", "--data", WORK / "Chưa có"],
            env=environment,
            cwd=WORK,
            capture_output=True,
            timeout=SELFTEST_SECONDS,
            check=False,
        )
        reported = ended.stdout.decode("utf-8", errors="replace")
        try:
            (read,) = json.loads(reported)
        except ValueError:
            return f"{reported}\n{file.name} ended the frozen program (exit {ended.returncode})"
        status = "ok" if rows else "corrupt"
        if (read["open_status"], len(read["records"])) != (status, rows):
            return (
                f"{file.name}: {read['open_status']}, {len(read['records'])} rows instead of {status}, {rows}"
            )
    return ""


def window_trouble(program: Path, environment: dict[str, str]) -> str:
    """Empty when the window is still open after a while: all of Qt and of our pages was found."""
    reported = WORK / "window.txt"
    environment = {
        **environment,
        "LANG": "C.UTF-8",
    }  # Qt complains of any other, and a complaint is a fault here
    with reported.open("w", encoding="utf-8") as output:
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
    words = reported.read_text(encoding="utf-8", errors="replace")
    # Qt says a lost style sheet or picture in one line and goes on.
    faults = [line for line in words.splitlines() if not any(known in line for known in KNOWN_LINES)]
    if code is None and not faults:
        return ""
    return f"{words}\nthe frozen window did not stay open or complained (exit {code})"


def read_log(path: Path) -> dict[str, object]:
    """The log of the self-test, empty when the program left none or left half of one."""
    try:
        log = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return log if isinstance(log, dict) else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
