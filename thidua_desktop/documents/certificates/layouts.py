"""Certificate layouts as data: paper size and blocks in millimetres (``resources/blanks/*.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from thidua_desktop.config import resource
from thidua_desktop.documents.layout.fonts import FILES
from thidua_desktop.documents.layout.surface import Colour
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text

BlockKey = Literal[
    "nation",
    "motto",
    "authority",
    "give_word",
    "award_title",
    "recipient",
    "detail",
    "achievement",
    "decision_line",
    "register_line",
    "place_date",
    "signer_titles",
    "signer_name",
]
Align = Literal["left", "center", "right"]
Printed = Literal["background", "overprint"]
Fit = Literal["shrink", "wrap"]
_CHOICES = {
    "key": get_args(BlockKey),
    "align": get_args(Align),
    "printed": get_args(Printed),
    "fit": get_args(Fit),
    "font": tuple(FILES),
    "prefix_font": ("", *FILES),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutBlock:
    """One field. ``x``, ``y``: left and top edge of its box, ``width``, all in mm; the box holds ``lines``
    lines of ``size`` points and shorter text stands in its middle. ``floor`` is the smallest size allowed.
    ``printed``: "background" is already on pre-printed stock, "overprint" never is. ``fit``: what is tried
    first when the text is too long, a smaller size or another line. ``rule`` draws a line below."""

    key: BlockKey
    x: float
    y: float
    width: float
    align: Align = "center"
    font: str = "Tinos"
    prefix_font: str = ""
    size: float = 14.0
    floor: float = 0.0
    colour: str = "#000000"
    lines: int = 1
    printed: Printed = "overprint"
    fit: Fit = "shrink"
    leading: float = 1.2
    rule: bool = False

    @property
    def smallest(self) -> float:
        return self.floor or self.size

    @property
    def rgb(self) -> Colour:
        return rgb(self.colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """Our own background in mm: a border band ``inset`` from the edge, and the round space left empty for the
    emblem (centre ``emblem_x``, ``emblem_y``)."""

    inset: float
    band: float
    emblem_x: float
    emblem_y: float
    emblem_diameter: float
    paper_colour: str = "#fffaf0"
    frame_colour: str = "#b5121b"
    gold_colour: str = "#c9962c"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPlace:
    """Where the picture of the stock lies on the paper, in mm; ``width`` 0 covers the whole paper."""

    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLayout:
    key: str
    name: str
    width: float
    height: float
    source: str
    backdrop: Backdrop
    blocks: tuple[LayoutBlock, ...]
    scan: ScanPlace = ScanPlace()


def rgb(colour: str) -> Colour:
    """``#b5121b`` as parts of 0-1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def layout_names() -> dict[str, str]:
    """Key -> Vietnamese name of every shipped layout."""
    keys = sorted(path.stem for path in resource("blanks").glob("*.toml"))
    return {key: certificate_layout(key).name for key in keys}


@cache
def certificate_layout(key: str, folder: Path | None = None) -> CertificateLayout:
    """The layout ``key``. OfficeError ``documents.unknown_layout`` or ``documents.broken_layout``."""
    path = (folder or resource("blanks")) / f"{key}.toml"
    if not path.is_file():
        raise OfficeError("documents.unknown_layout", layout=key)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OfficeError("documents.broken_layout", file=path.name, detail=str(error)) from error
    return parse_layout(key, raw, file=path.name)


def parse_layout(key: str, raw: dict[str, Any], *, file: str) -> CertificateLayout:
    """A checked layout from plain data. OfficeError ``documents.broken_layout``."""

    def refuse(detail: str) -> OfficeError:
        return OfficeError("documents.broken_layout", file=file, detail=detail)

    try:
        layout = CertificateLayout(
            key=key,
            name=raw["name"],
            width=float(raw["width"]),
            height=float(raw["height"]),
            source=raw["source"],
            backdrop=Backdrop(**raw["backdrop"]),
            blocks=tuple(LayoutBlock(**block) for block in raw["blocks"]),
            scan=ScanPlace(**raw.get("scan", {})),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise refuse(str(error)) from error
    seen: set[str] = set()
    for block in layout.blocks:
        problem = _problem(block, layout)
        if problem or block.key in seen:
            raise refuse(problem or text("documents.layout.twice", block=block.key))
        seen.add(block.key)
    return layout


def _problem(block: LayoutBlock, layout: CertificateLayout) -> str:
    """What is wrong with ``block``; empty when nothing is."""
    wrong = [name for name, allowed in _CHOICES.items() if getattr(block, name) not in allowed]
    if not 0 < block.smallest <= block.size or block.lines < 1:
        wrong.append("size, floor, lines")
    inside = (
        block.x >= 0
        and block.width > 0
        and block.x + block.width <= layout.width
        and 0 <= block.y < layout.height
    )
    if not inside:
        wrong.append("x, y, width")
    if wrong:
        return text("documents.layout.wrong", block=block.key, fields=", ".join(wrong))
    return ""
