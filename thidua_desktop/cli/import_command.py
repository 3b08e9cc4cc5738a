"""``import``: what files hold, or their import."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from thidua_desktop.bootstrap import open_desk
from thidua_desktop.cli import DONE, REFUSED
from thidua_desktop.cli.output import data_folder, say, say_json, show_progress
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing import StagedFile
from thidua_desktop.queries.settings import find_office
from thidua_desktop.services import importing
from thidua_desktop.services.desk import Desk
from thidua_desktop.texts import error_sentence, text


def run(arguments: argparse.Namespace) -> int:
    """With ``--dry-run`` only reads; without it every readable file is imported."""
    folder = data_folder(arguments)
    if arguments.dry_run and not folder.database.exists():
        return _report(
            [importing.read_unknown(path, password=arguments.password) for path in arguments.files], arguments
        )
    desk = open_desk(folder)
    try:
        office = desk.read(find_office)
        year = arguments.year or (office.current_year if office else desk.today().year)
        if arguments.dry_run:
            read = [
                importing.read(desk, path, year=year, progress=show_progress, password=arguments.password)
                for path in arguments.files
            ]
            return _report(read, arguments)
        return _import_all(desk, arguments, year=year)
    finally:
        desk.close()


def _import_all(desk: Desk, arguments: argparse.Namespace, *, year: int) -> int:
    results: list[dict[str, Any]] = []
    for path in arguments.files:
        try:
            staged = importing.stage(
                desk, path, year=year, progress=show_progress, password=arguments.password
            )
            done = importing.commit(desk, staged.batch_id, progress=show_progress)
        except OfficeError as error:
            results.append({"file": path.name, "imported": False, "sentence": error_sentence(error)})
            continue
        counts = {name: done.counts.get(name, 0) for name in ("new", "update", "identical", "error")}
        sentence = text("cli.imported", file=path.name, rows=sum(counts.values()), **counts)
        results.append(
            {
                "file": path.name,
                "imported": True,
                "sentence": sentence,
                **counts,
                "nominations": done.nominations,
            }
        )
    if arguments.json:
        say_json(results)
    else:
        for result in results:
            say(result["sentence"])
    return DONE if all(result["imported"] for result in results) else REFUSED


def _report(files: list[StagedFile], arguments: argparse.Namespace) -> int:
    if arguments.json:
        say_json([file.to_json_dict() for file in files])
        return DONE
    for path, file in zip(arguments.files, files, strict=True):
        say(_summary(path, file))
        for finding in file.findings:
            say(f"  {finding.ref}: {importing.finding_words(finding)}")
    return DONE if all(file.open_status == "ok" for file in files) else REFUSED


def _summary(path: Path, file: StagedFile) -> str:
    good = sum(record.importable for record in file.records)
    return text("cli.dry_run", file=path.name, rows=len(file.records), good=good)
