"""Movements written without quotation marks: items that begin with the word, and lists below a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.plan_text.lines import flat, lettered
from thidua_desktop.domain.plan_text.parts import MovementKind, Section, Source
from thidua_desktop.domain.plan_text.roles import outer_roles, role_of
from thidua_desktop.domain.plan_text.sections import walk

_BEGINS: Final = re.compile(
    lettered(
        r"(?i:(?:đẩy mạnh |tiếp tục |triển khai |thực hiện |hưởng ứng |phát động |tổ chức )*(?:các )?)"
        r"(?i:(phong trào(?: thi đua)?|cuộc vận động))\s*:?\s+(?=[\p{Lu}])"
    )
)
_ENDS: Final = re.compile(
    r"\s*(?:;|\.(?:\s|$)|/\.|\(|\s+do\s+|\s+giai đoạn\s|\s+gắn với\s|\s+trên địa bàn\s|\s+trong toàn\s"
    r"|,\s+(?:phấn đấu|góp phần|trong đó|gắn|với)\s"
    r"|\s+theo (?:Kế hoạch|Quyết định|Chỉ thị)|\s+năm \d{4}|:\s|$)"
)
_LAUNCHED: Final = re.compile(
    r"(?:\(\s*|,?\s*)(?:do\s+)?([^;:()“”]{3,70}?)\s+(?:phát động|đề ra)(?:\s*\)|\s*[;.,:]|\s*$|\s+năm)",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"\b(phong trao|cuoc van dong)\b")
_ANNOUNCES: Final = re.compile(
    r"(?:(?:thuc hien |huong ung |to chuc )?(?:cac )?)(?:phong trao|cuoc van dong)\b.{0,90}$"
)
"""A line above a list of movements: ``Phong trào do UBND tỉnh phát động:``."""
_BODY: Final = re.compile(
    r"(?:ubnd|uy ban|thu tuong|chu tich|tinh|huyen|xa|phuong|bo|so|hoi|doan|cong doan|lien doan|truong"
    r"|mttq|mat tran|trung uong|hoi dong|dang|nganh|chinh phu|cap tren|cong an|quan|ban)\b"
)
_SHORTEST: Final = 8
_LONGEST: Final = 160


def read_listed_movements(
    sections: Sequence[Section],
) -> Iterator[tuple[str, MovementKind, str, Source, str]]:
    """Name, kind, launcher, source and the years' phrase behind it, of every unquoted movement in a list."""
    lead = ""
    for path in walk(sections):
        if path[-1].mark not in {"dash", ""}:
            lead = ""
        if outer_roles(path) & {"situation"}:
            continue
        place = path[-1]
        heading = _heading_above(path)
        listed = bool(heading) and "movement" in role_of(path[:-1])
        text = place.text or place.heading
        if place.heading and place.text and not place.children and place.joint == ": ":
            text = f"{place.heading}: {place.text}"
        for offset, paragraph in enumerate(text.split("\n")):
            if place.children and not place.text:
                continue
            line = place.line_of(offset) if place.text else place.line
            if paragraph.rstrip().endswith(":") and _ANNOUNCES.match(flat(paragraph)):
                lead = paragraph
                continue
            yield from _named(paragraph, line, heading if listed else "", under_lead=lead)


def _heading_above(path: Sequence[Section]) -> str:
    """The nearest words above an item that speak of movements, with who launched them."""
    for section in reversed(path[:-1]):
        words = section.heading or section.text
        if words and _HEADING.search(flat(words)):
            return words
    return ""


def _named(
    paragraph: str, line: int, heading: str, *, under_lead: str
) -> Iterator[tuple[str, MovementKind, str, Source, str]]:
    if "“" in paragraph or '"' in paragraph or "«" in paragraph:
        return
    begun = _BEGINS.match(paragraph)
    above = under_lead or (heading if _launcher(heading) or heading.rstrip().endswith(":") else "")
    if begun is None and not above:
        return
    start = begun.end() if begun else 0
    rest = paragraph[start:]
    end = _ENDS.search(rest, 1)
    name = rest[: end.start() if end else len(rest)].strip(" ,;.-")
    if not _SHORTEST <= len(name) <= _LONGEST or not name[:1].isupper() or _is_other(name, begun is not None):
        return
    drive = "van dong" in flat(begun[1] if begun else above)
    launched = _launcher(rest[end.start() :] if end else "") or _launcher(above or heading)
    yield (
        name,
        "drive" if drive else "movement",
        launched,
        Source(line, paragraph),
        rest[end.start() :] if end else "",
    )


def _is_other(name: str, message: bool) -> bool:
    """A sentence about movements, an assignment or a figure, and no name."""
    plain = flat(name)
    if re.match(r"(?:do|cua|cac|trong|tren|theo|nay|va|da|duoc)\b", plain):
        return True
    return not message and bool(
        re.match(r"(?:phan dau|to chuc|trien khai|tiep tuc|day manh|bao cao|can cu|\d)", plain)
    )


def _launcher(text: str) -> str:
    """``do UBND tỉnh phát động``, ``(UBND tỉnh phát động)``."""
    for match in _LAUNCHED.finditer(text):
        message = re.sub(
            r"(?i)^(?:các\s+)?(?:phong trào(?: thi đua)?|cuộc vận động)\s*(?:thi đua\s*)?(?:do\s+)?",
            "",
            match[1],
        ).strip()
        message = message.rpartition(" do ")[2].strip()
        if _BODY.match(flat(message)):
            return message
    return ""
