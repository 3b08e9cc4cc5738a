"""The sample office of 2026: a commune with people, a plan and two lists, to try the program on."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.folder_lock import FolderLock
from thidua_desktop.held_files import replace_file
from thidua_desktop.queries.office.settings import OfficeRow
from thidua_desktop.queries.organisation.people import PersonRow, persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.organisation.units import save_unit
from thidua_desktop.services.planning.plans import save_plan
from thidua_desktop.services.planning.targets import TargetDraft, save_target
from thidua_desktop.services.planning.tasks import TaskDraft, add_tasks
from thidua_desktop.services.scoring.blocs import save_bloc
from thidua_desktop.texts import text

YEAR: Final = 2026
_SEED: Final = 2026
_LOCK: Final = "window.lock"
_HEADINGS: Final = ("no", "name", "born", "position", "unit", "award")


def make_sample(folder: DataFolder, *, progress: Progress = silent) -> DataFolder:
    """Makes the sample office in a folder beside its place, which then takes its name: whole or absent.

    OfficeError when the disk refuses.
    """
    table = demo_file("sample")
    fresh = DataFolder(folder.root.with_name(f".{folder.root.name}.tmp"))
    shutil.rmtree(fresh.root, ignore_errors=True)
    fresh.root.mkdir(parents=True)
    try:
        app = open_app(fresh)
        try:
            for done, step in enumerate((_office, _people, _plan, _files)):
                progress(done, 4, text("overview.sample.making"))
                step(app, table)
        finally:
            app.close()
        shutil.rmtree(folder.root, ignore_errors=True)
        replace_file(fresh.root, folder.root)
    except OSError as error:
        raise OfficeError("demo.cannot_clear", path=folder.root) from error
    finally:
        shutil.rmtree(fresh.root, ignore_errors=True)
    return folder


def throw_away(folder: DataFolder) -> None:
    """Removes the sample office with all its files. OfficeError ``demo.sample_open`` while a window has it."""
    if not folder.is_sample or not folder.root.is_dir():
        return
    lock = FolderLock(folder.root / _LOCK)
    try:
        if not lock.acquire():
            raise OfficeError("demo.sample_open")
        lock.release()
        shutil.rmtree(folder.root)
    except OSError as error:
        raise OfficeError("demo.cannot_clear", path=folder.root) from error


def _office(app: AppContext, table: Mapping[str, Any]) -> None:
    settings.save_office(app, OfficeRow(**table["office"], current_year=YEAR))
    for one in table["signer"]:
        settings.save_signer(app, full_name=one["full_name"], lines=one["lines"])
    for one in table["unit"]:
        save_unit(app, name=one["name"], kind=one["kind"], member_count=len(one["positions"]))
    numbers = {unit.name: unit.id for unit in app.read(units)}
    for one in table["bloc"]:
        members = [numbers[name] for name in one["members"]]
        save_bloc(
            app,
            year=YEAR,
            name=one["name"],
            kind=one.get("kind", "bloc"),
            member_ids=members,
            head_unit_id=members[0],
            deputy_unit_id=members[1],
        )


def _people(app: AppContext, table: Mapping[str, Any]) -> None:
    chance = random.Random(_SEED)
    numbers = {unit.name: unit.id for unit in app.read(units)}
    names = _names(chance)
    for one in table["unit"]:
        for position in one["positions"]:
            name, sex, ethnicity = next(names)
            born = f"{chance.randint(1968, 1999)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            save_person(
                app,
                full_name=name,
                born=PartialDate.parse_iso(born),
                sex=sex,
                ethnicity=ethnicity,
                unit_id=numbers[one["name"]],
                position=position,
                is_leader=position.startswith(("Trưởng", "Hiệu trưởng", "Chánh", "Trạm trưởng")),
            )


def _names(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Full names, no two alike, with sex and ethnic group."""
    groups = demo_file("names")["group"]
    used: set[str] = set()
    while True:
        group = chance.choices(groups, weights=[one["weight"] for one in groups])[0]
        sex = chance.choice("MF")
        parts = (group["families"], group[f"middles_{sex.lower()}"], group[f"given_{sex.lower()}"])
        name = " ".join(chance.choice(part) for part in parts)
        if name not in used:
            used.add(name)
            yield name, sex, group["ethnicity"]


def _plan(app: AppContext, table: Mapping[str, Any]) -> None:
    save_plan(app, year=YEAR, **table["plan"])
    plan_id = app.read(plans, year=YEAR)[0].id
    for one in table["target"]:
        save_target(app, TargetDraft(**one), plan_id=plan_id)
    add_tasks(app, [TaskDraft(**one) for one in table["task"]], plan_id=plan_id)


def _files(app: AppContext, table: Mapping[str, Any]) -> None:
    everybody = app.read(persons)
    for one in table["file"]:
        members = [person for person in everybody if person.unit_name == one["unit"]]
        path = app.folder.root / f"{one['unit']}.xlsx"
        _write_list(path, one["unit"], one["award"], members)
        staged = staging.stage(app, path, year=YEAR)
        if one["imported"]:
            staging.commit(app, staged.batch_id)
        with contextlib.suppress(OSError):
            path.unlink()
    nominating.submit(app, year=YEAR)


def _write_list(path: Path, unit: str, award: str, members: Sequence[PersonRow]) -> None:
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(
            0, 0, [text(f"demo.sample.{key}") for key in ("no", "name", "born", "position", "unit", "award")]
        )
        for number, person in enumerate(members, start=1):
            born = "" if person.born is None else person.born.vietnamese()
            sheet.write_row(number, 0, (number, person.full_name, born, person.position, unit, award))
