"""Templates out: the workbook each unit fills in, one or all of them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final

from thidua_desktop.catalogue import load_awards, rule_set_for
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.deciding import Way, way_of
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.office.settings import find_office
from thidua_desktop.queries.organisation.units import UnitRow, units, units_on
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from thidua_desktop.workbooks.importing.template import SUBJECTS, TemplateSheet, template_workbook

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_DEVICES: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$")
_LONGEST: Final = 120


def template_name(unit: str, year: int) -> str:
    """A file name Windows takes: ``Biểu đề nghị khen thưởng 2024 - Trường ….xlsx``."""
    whole = _FORBIDDEN.sub(" ", text("templates.file_name", unit=unit, year=year))
    stem = " ".join(whole.split())[:_LONGEST].strip(" .")
    return f"{'_' if _DEVICES.match(stem) else ''}{stem}.xlsx"


def save_template(app: AppContext, *, unit_id: int, path: Path, year: int) -> Path:
    """Writes the template of one unit. OfficeError ``templates.no_unit`` or ``documents.…``."""
    unit = next((one for one in app.read(units, teams=True) if one.id == unit_id), None)
    if unit is None:
        raise OfficeError("templates.no_unit")
    write_atomically(path, _template(app, unit, year=year))
    return path


def save_all_templates(
    app: AppContext, folder: Path, *, year: int, progress: Progress = silent
) -> tuple[Path, ...]:
    """Writes a template for every unit alive into a folder, each under its own name.

    OfficeError ``templates.no_units`` or ``documents.…``; Cancelled when ``progress`` asks: files written so
    far stay.
    """
    alive = app.read(units_on, app.today())
    if not alive:
        raise OfficeError("templates.no_units")
    written: list[Path] = []
    taken: set[str] = set()
    for done, unit in enumerate(alive):
        progress(done, len(alive), text("templates.progress.unit", unit=unit.name))
        path = folder / _free(template_name(unit.name, year), taken)
        write_atomically(path, _template(app, unit, year=year))
        written.append(path)
    progress(len(alive), len(alive), "")
    return tuple(written)


def _free(name: str, taken: set[str]) -> str:
    """``name``, with a number when a file of this folder bears it (small and capital letters alike)."""
    stem, number, free = name.removesuffix(".xlsx"), 2, name
    while free.casefold() in taken:
        free, number = f"{stem} ({number}).xlsx", number + 1
    taken.add(free.casefold())
    return free


def _template(app: AppContext, unit: UnitRow, *, year: int) -> bytes:
    office = app.read(find_office)
    level = office.level if office else ""
    return template_workbook(
        TemplateSheet(
            unit=unit.name,
            year=year,
            office=(office.standing_body or office.name) if office else "",
            choices={subject: award_names(subject, year=year, level=level) for subject in SUBJECTS},
        )
    )


def award_names(subject: SubjectType, *, year: int, level: str = "") -> tuple[str, ...]:
    """Titles and forms a subject of this kind may be nominated for, as they are called at the year's end.

    Only what this office decides that day or may ask of a level above, its own first; ``level`` empty: an
    office not set up yet, every award that any level decides.
    """
    day = dt.date(year, 12, 31)
    rules = rule_set_for(day).awards
    ways: dict[Way, list[str]] = {"own": [], "above": [], "nobody": []}
    for award in load_awards():
        if subject in award.subjects and not award.placeholder:
            way = way_of(award, rules.get(award.code), level=level)
            ways[way].append(award.name_on(day))
    return tuple(dict.fromkeys((*ways["own"], *ways["above"])))
