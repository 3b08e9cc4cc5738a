"""Plans as sheets, their pages as pictures; run as a module it draws the stored pictures again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from thidua_desktop.documents.planning.plan import PlanAnnex, PlanSheet, render_plan
from thidua_desktop.documents.planning.plan_rows import TargetLine, TaskLine
from thidua_desktop.domain.plan_text.parts import PlanText
from thidua_desktop.services.planning.reading import read_plan_file

SAMPLES = Path(__file__).parents[1] / "samples" / "plans"
GOLDEN = Path(__file__).parent / "golden"
STORED = ("cong_tac_2023", "chi_thi_2025")
DPI = 36
MM = 72 / 25.4


def sheet_of(name: str, **changes: object) -> PlanSheet:
    """A sample text as a sheet."""
    plan = read_plan_file(SAMPLES / f"{name}.txt").plan
    values: dict[str, object] = {
        "superior": "",
        "issuer": plan.issuer.value.upper(),
        "issuer_in_text": plan.issuer.value,
        "symbol": plan.symbol.value or "KH-UBND",
        "place": plan.place.value or "Hòa Giang",
        "doc_type": plan.doc_type.value,
        "title": plan.title.value,
        "intro": plan.intro,
        "places": plan.sections,
        "closing": (plan.closing,) if plan.closing else (),
        "recipients": tuple(one.name for one in plan.recipients),
        "signer_titles": tuple(
            line for part in (plan.signer.prefix, plan.signer.position) for line in part.split("\n") if line
        ),
        "signer_name": plan.signer.name,
        "annexes": _annexes(plan),
    }
    return PlanSheet(**{**values, **changes})  # type: ignore[arg-type]


def _annexes(plan: PlanText) -> tuple[PlanAnnex, ...]:
    tasks = tuple(
        TaskLine(task.no, task.text, task.lead, "\n".join(task.partners), task.when_text)
        for task in plan.tasks
    )
    return (PlanAnnex(plan.annexes, tasks=tasks),) if tasks else ()


def targets(count: int) -> tuple[TargetLine, ...]:
    return tuple(
        TargetLine(
            "Kinh tế" if n < count // 2 else "Xã hội", f"Chỉ tiêu thứ {n}", f"{n},5", "%", "Phòng Nội vụ"
        )
        for n in range(1, count + 1)
    )


@cache
def pdf(name: str) -> bytes:
    return render_plan(sheet_of(name))


def pictures(data: bytes, *, dpi: int = DPI) -> list[Image.Image]:
    """Every page in grey."""
    document = pypdfium2.PdfDocument(data)
    found = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    return found


def differ(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures of one size, 0 to 255; the whole range when sizes differ."""
    if one.size != other.size:
        return 255.0
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def inked(picture: Image.Image, *, dpi: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is drawn, in millimetres."""
    dark = picture.point(lambda value: 255 if value < 140 else 0)
    box = dark.getbbox()
    assert box is not None
    left, top, right, bottom = (length / dpi * 25.4 for length in box)
    return left, top, right, bottom


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name in STORED:
        for number, picture in enumerate(pictures(pdf(name)), start=1):
            picture.save(GOLDEN / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
