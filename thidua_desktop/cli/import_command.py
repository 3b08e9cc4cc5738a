"""``import``: what files hold, or their import."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thidua_desktop.bootstrap import open_desk
from thidua_desktop.cli import DONE, REFUSED
from thidua_desktop.cli.history_import import import_history
from thidua_desktop.cli.output import data_folder, say, say_json, show_progress
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing import StagedFile
from thidua_desktop.queries.settings import find_office
from thidua_desktop.services import feedback, import_many, importing
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.import_between import told_between
from thidua_desktop.services.import_sender import not_sent
from thidua_desktop.texts import error_sentence, text


def run(arguments: argparse.Namespace) -> int:
    """With ``--dry-run`` only reads; else every readable file is imported. A folder stands for its files."""
    paths = import_many.files_in(arguments.files)
    if not paths:
        raise OfficeError("import_many.no_files")
    folder = data_folder(arguments)
    if arguments.dry_run and not folder.database.exists():
        read = [importing.read_unknown(path, password=arguments.password) for path in paths]
        return _report(told_between(read), paths, arguments)
    desk = open_desk(folder)
    try:
        if arguments.history:
            return import_history(desk, paths, arguments)
        office = desk.read(find_office)
        year = arguments.year or (office.current_year if office else desk.today().year)
        if arguments.dry_run:
            read = [
                importing.read(desk, path, year=year, progress=show_progress, password=arguments.password)
                for path in paths
            ]
            return _report(told_between(read), paths, arguments)
        return _import_all(desk, paths, arguments, year=year)
    finally:
        desk.close()


def _import_all(desk: Desk, paths: Sequence[Path], arguments: argparse.Namespace, *, year: int) -> int:
    results = [_import_one(desk, path, arguments, year=year) for path in paths]
    if arguments.json:
        say_json(results)
    else:
        for result in results:
            say(result["sentence"])
            if "marked" in result:
                say(text("cli.marked", file=result["marked"]))
        unheard = desk.read(not_sent, year=year, today=desk.today())
        if len(paths) > 1 and unheard:
            say(text("cli.not_sent", count=len(unheard), units="; ".join(unit.name for unit in unheard)))
    return DONE if all(result["imported"] for result in results) else REFUSED


def _import_one(desk: Desk, path: Path, arguments: argparse.Namespace, *, year: int) -> dict[str, Any]:
    try:
        staged = importing.stage(desk, path, year=year, progress=show_progress, password=arguments.password)
        done = importing.commit(desk, staged.batch_id, progress=show_progress)
    except OfficeError as error:
        return {"file": path.name, "imported": False, "sentence": error_sentence(error)}
    counts = {name: done.counts.get(name, 0) for name in ("new", "update", "identical", "error")}
    return {
        "file": path.name,
        "imported": True,
        "sentence": text("cli.imported", file=path.name, rows=sum(counts.values()), **counts),
        **counts,
        "nominations": done.nominations,
        **_marked(path, staged.file, arguments),
    }


def _report(files: list[StagedFile], paths: Sequence[Path], arguments: argparse.Namespace) -> int:
    marked = [_marked(path, file, arguments) for path, file in zip(paths, files, strict=True)]
    if arguments.json:
        say_json([file.to_json_dict() | told for file, told in zip(files, marked, strict=True)])
        return DONE
    for path, file, told in zip(paths, files, marked, strict=True):
        say(_summary(path, file))
        for finding in file.findings:
            level = text(f"importing.severity.{finding.severity}")
            say(f"  {finding.ref}: {importing.finding_words(finding)} [{level}]")
        if told:
            say(text("cli.marked", file=told["marked"]))
    return DONE if all(file.open_status == "ok" for file in files) else REFUSED


def _marked(path: Path, file: StagedFile, arguments: argparse.Namespace) -> dict[str, str]:
    """With ``--mark`` the sender's file with its faults marked, when it has any."""
    if arguments.mark is None:
        return {}
    written = feedback.save_marked_file(path, file, arguments.mark, password=arguments.password)
    return {"marked": str(written)} if written else {}


def _summary(path: Path, file: StagedFile) -> str:
    if file.open_status != "ok":
        status = text(f"importing.status.{file.open_status}")
        return text("cli.not_read", file=path.name, status=status, rows=len(file.records))
    good = sum(record.importable for record in file.records)
    return text("cli.dry_run", file=path.name, rows=len(file.records), good=good)
