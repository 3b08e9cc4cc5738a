"""Paper beside a bare canvas drawing the same strings, in one run: ``python benchmarks/paper.py``.

One thousand certificates come from a signed decision in the database, each text measured and fitted; one
decision carries an annex of a thousand names. Beside each a bare reportlab canvas draws exactly the strings
our PDF holds, at the places it holds them, with the same fonts. Certificates stand also beside the way of
the office today: a merged .docx of as many pages, each string in a frame at its place, made and converted by
LibreOffice where it is installed (that alone takes two minutes). Runs alternate and medians of processor
time are compared. Peak memory is that of a fresh process with the program loaded, and what the job alone
asks for.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.import_files import GIVENS, MIDDLES, SURNAMES  # noqa: E402
from thidua_desktop.bootstrap import open_app  # noqa: E402
from thidua_desktop.config import DataFolder  # noqa: E402
from thidua_desktop.documents.layout.fonts import register  # noqa: E402
from thidua_desktop.queries.decisions.grants import of_decision  # noqa: E402
from thidua_desktop.services.certificates import certificates  # noqa: E402
from thidua_desktop.services.decisions import decisions, paper  # noqa: E402
from thidua_desktop.services.office.context import AppContext  # noqa: E402

COUNT, YEAR, ROUNDS = 1_000, 2024, 7
Strings = list[tuple[str, float, float, float, str]]
"""(font, size, x, y, words) of a page."""


class Recorder:
    """Notes what a renderer draws, page by page: strings with their places, and lines."""

    def __init__(self) -> None:
        self.pages: list[Strings] = []
        self.lines: list[list[tuple[float, float, float, float]]] = []
        self.sizes: list[tuple[float, float]] = []

    def record(self, draw: Callable[[], object]) -> None:
        from thidua_desktop.documents.layout import surface
        from thidua_desktop.documents.layout.fonts import unit_width

        recorder, kind = self, surface.Surface
        begin, write, end = kind.begin_page, kind.text, kind.end_page

        def begin_page(own, *, width, height):  # type: ignore[no-untyped-def]
            begin(own, width=width, height=height)
            recorder.pages.append([])
            recorder.sizes.append((width * 72 / 25.4, height * 72 / 25.4))

        def text(own, line, *, x, baseline, size):  # type: ignore[no-untyped-def]
            write(own, line, x=x, baseline=baseline, size=size)
            left = x + line.x
            for name, content in line.pieces:
                recorder.pages[-1].append((name, size, left, own.height - baseline, content))
                left += unit_width(content, name) * size

        def end_page(own):  # type: ignore[no-untyped-def]
            drawn = [line for lines in own._lines.values() for line in lines]
            recorder.lines.append(drawn)
            end(own)

        kind.begin_page, kind.text, kind.end_page = begin_page, text, end_page  # type: ignore[method-assign]
        try:
            draw()
        finally:
            kind.begin_page, kind.text, kind.end_page = begin, write, end  # type: ignore[method-assign]


def bare(found: Recorder) -> bytes:
    """The same strings and lines on a bare canvas."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    for size, strings, lines in zip(found.sizes, found.pages, found.lines, strict=True):
        canvas.setPageSize(size)
        for name, points, x, y, content in strings:
            canvas.setFont(name, points)
            canvas.drawString(x, y, content)
        if lines:
            canvas.lines(lines)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def merged_docx(found: Recorder, path: Path) -> Path:
    """As many pages as a mail merge makes: every string in a frame at its place, as on a certificate."""
    body = []
    for page, strings in enumerate(found.pages):
        height = found.sizes[page][1]
        for name, points, x, y, content in strings:
            bold = "<w:b/>" if "Bold" in name else ""
            size = round(points * 2)
            left, top = round(x * 20), round((height - y - points) * 20)
            body.append(
                f'<w:p><w:pPr><w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
                f'w:x="{left}" w:y="{top}"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>'
                f'<w:t xml:space="preserve">{escape(content)}</w:t></w:r></w:p>'
            )
        if page + 1 < len(found.pages):
            body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    document = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + "".join(body)
        + '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:body></w:document>'
    )
    types = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", relations)
        package.writestr("word/document.xml", document)
    return path


def converted(found: Recorder, folder: Path) -> float:
    """Processor seconds to build the merged file and to let LibreOffice make a PDF of it; 0 without it."""
    office = shutil.which("soffice")
    if office is None:
        return 0.0
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    path = merged_docx(found, folder / "merged.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return time.process_time() - start + children


def office_of(folder: Path) -> tuple[AppContext, int]:
    """An application context with one signed decision of a thousand names."""
    from tests.services.small_office import TODAY, listed, pass_all, take_in, workbook
    from thidua_desktop.demo.selftest import OFFICE
    from thidua_desktop.services.office import settings

    app = open_app(DataFolder(folder), clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))
    settings.save_office(app, OFFICE)
    settings.save_signer(app, full_name="Lường Văn Quyết", lines=("CHỦ TỊCH",))
    take_in(app, workbook(folder, [_row(number) for number in range(COUNT)]))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    made = decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id
    decisions.sign(app, made, number=41, signed_on=TODAY)
    return app, made


def _row(number: int) -> tuple[str, str, str, str, str]:
    """Names of three or four words, all different; every ninth unit is a long one."""
    name = " ".join(
        words[number // step % len(words)] for words, step in ((SURNAMES, 1), (MIDDLES, 3), (GIVENS, 7))
    )
    school = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở" if number % 9 == 0 else "Trường"
    return (
        f"{name} {GIVENS[number % 37]}",
        str(1960 + number % 40),
        "Giáo viên",
        f"{school} số {number % 60}",
        "LĐTT",
    )


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    stored = work()
    took = time.process_time() - start
    del stored
    return took


def traced(work: Callable[[], object]) -> float:
    """Megabytes asked for at most, above what was there."""
    gc.collect()
    tracemalloc.start()
    stored = work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del stored
    return most / 2**20


def peak_of(job: str, folder: Path, recorded: Path) -> float:
    """Megabytes of a fresh process with the program loaded that does one job."""
    command = [sys.executable, str(Path(__file__)), "--job", job, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--recorded", str(recorded)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return float(done.stdout)


def run_job(job: str, folder: Path, recorded: Path) -> None:
    """One job of one process; prints its peak."""
    found: dict[str, Recorder] = pickle.loads(recorded.read_bytes())
    app = open_app(DataFolder(folder))
    kind, _, whose = job.partition("-")
    if whose == "bare":
        register()
        bare(found[kind])
    else:
        work_of(app, kind)()
    app.close()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    print(int(line.split()[1]) / 1024)


def work_of(app: AppContext, kind: str) -> Callable[[], object]:
    """What the program does for one of the two papers, from the database to the bytes."""
    if kind == "certificates":
        listed = [grant.id for grant in app.read(of_decision, 1)]
        return lambda: certificates.render(app, 1, full_print=False, grant_ids=listed)
    return lambda: paper.render(app, 1)


def main() -> int:
    bounds = {"certificates": 1.5, "decision": 2.5}
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir()
        app, _ = office_of(folder)
        register()
        recorded: dict[str, Recorder] = {}
        print(f"{'':<46}{'ours':>9}{'theirs':>9}{'ratio':>8}{'bound':>7}")
        for kind, bound in bounds.items():
            recorder = recorded[kind] = Recorder()
            recorder.record(work_of(app, kind))
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(timed(work_of(app, kind)))
                theirs.append(timed(lambda recorder=recorder: bare(recorder)))  # type: ignore[misc]
            failed |= report(f"{kind}: bare canvas, ms", *medians(ours, theirs, 1000), bound)
        stored = Path(name) / "recorded"
        stored.write_bytes(pickle.dumps(recorded))
        for kind in bounds:
            own, other = (peak_of(f"{kind}-{whose}", folder, stored) for whose in ("ours", "bare"))
            failed |= report(f"{kind}: peak of the process, MB", own, other, 2.0)
            own, other = traced(work_of(app, kind)), traced(lambda kind=kind: bare(recorded[kind]))  # type: ignore[misc]
            failed |= report(f"{kind}: peak asked for by the job, MB", own, other, 2.0)
        merged = converted(recorded["certificates"], Path(name))
        if merged:
            own = statistics.median(timed(work_of(app, "certificates")) for _ in range(3))
            failed |= report("certificates: merged .docx by LibreOffice, ms", own * 1000, merged * 1000, 0.15)
        else:
            print("certificates beside LibreOffice: it is not installed here")
        app.close()
    return int(failed)


def medians(ours: list[float], theirs: list[float], scale: float) -> tuple[float, float]:
    return statistics.median(ours) * scale, statistics.median(theirs) * scale


def report(what: str, ours: float, theirs: float, bound: float) -> bool:
    """Prints one line; True when the bound does not hold."""
    ratio = ours / theirs
    verdict = "PASS" if ratio <= bound else "FAIL"
    print(f"{what:<46}{ours:>9.1f}{theirs:>9.1f}{ratio:>8.2f}{bound:>7.2f}  {verdict}")
    return ratio > bound


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--job", default="")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--recorded", type=Path)
    asked = parser.parse_args()
    if asked.job:
        run_job(asked.job, asked.folder, asked.recorded)
    else:
        sys.exit(main())
