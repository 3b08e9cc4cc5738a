"""Of several columns that name awards: which propose, which report of the past, which nobody can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.text import search_key
from thidua_desktop.workbooks.table_finding.headers import HeaderIndex

_PROPOSED: Final = ("de nghi", "de xuat", "trinh", "suy ton", "xin tang", "xet tang", "xet cong nhan")
_REGISTERED: Final = ("dang ky", "giao uoc", "dau nam", "phan dau", "muc tieu")
_FORMER: Final = (
    "nam truoc", "nam ngoai", "da dat", "dat duoc", "da duoc", "da co", "lien ke", "nam hoc truoc",
    "truoc do",    "da nhan", "da khen", "gan nhat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AwardRoles:
    """Columns by what they do, from left to right. ``rivals`` propose like those taken, of the same kind."""

    proposed: tuple[int, ...] = ()
    former: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()


def award_roles(paths: Mapping[int, Sequence[str]], headers: HeaderIndex) -> AwardRoles:
    """Only what is proposed now counts: not what was registered when the year began, nor a former year's.

    Where years are named the latest is meant. A column of titles and one of forms stand beside each other; of
    two of one kind the one that says it proposes is meant.
    """
    keys = {column: search_key(" ".join(path)) for column, path in paths.items()}
    years = {column: headers.years(list(path)) or 0 for column, path in paths.items()}
    latest = max(years.values(), default=0)
    former = {c for c, key in keys.items() if _says(key, _FORMER) and not _says(key, _PROPOSED)}
    former |= {
        c for c in keys if len(keys) > 1 and years[c] < latest and (years[c] or not _says(keys[c], _PROPOSED))
    }
    rest = [column for column in keys if column not in former]
    if any(not _says(keys[column], _REGISTERED) or _says(keys[column], _PROPOSED) for column in rest):
        registered = [c for c in rest if _says(keys[c], _REGISTERED) and not _says(keys[c], _PROPOSED)]
        former.update(registered)
        rest = [column for column in rest if column not in registered]
    taken: dict[bool, int] = {}
    rivals: list[int] = []
    for column in sorted(rest, key=lambda c: (not _says(keys[c], _PROPOSED), c)):
        kind = "danh hieu" in keys[column]
        if kind not in taken:
            taken[kind] = column
        elif _says(keys[taken[kind]], _PROPOSED) and not _says(keys[column], _PROPOSED):
            former.add(column)
        else:
            rivals.append(column)
    return AwardRoles(tuple(sorted(taken.values())), tuple(sorted(former)), tuple(sorted(rivals)))


def _says(key: str, phrases: tuple[str, ...]) -> bool:
    padded = f" {key} "
    return any(f" {phrase} " in padded for phrase in phrases)
