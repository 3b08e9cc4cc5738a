"""``import``: what files hold, or their import."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thidua_desktop.bootstrap import open_app, open_copy
from thidua_desktop.cli import DONE, REFUSED
from thidua_desktop.cli.history_import import import_history
from thidua_desktop.cli.output import data_folder, notify, show_progress, write_json
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.queries.office.settings import find_office
from thidua_desktop.queries.organisation.units import UnitRow
from thidua_desktop.services.backup import backups
from thidua_desktop.services.importing import many_files, staging
from thidua_desktop.services.importing.between_files import between_sentence, reported_between, unheard_after
from thidua_desktop.services.importing.commit import Imported
from thidua_desktop.services.importing.many_files import FileResult
from thidua_desktop.services.importing.returned import returned_workbook
from thidua_desktop.services.importing.senders import not_sent
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """With ``--dry-run`` only reads; else every readable file is imported. A folder stands for its files."""
    paths = many_files.files_in(arguments.files)
    if not paths:
        raise OfficeError("import_many.no_files")
    folder = data_folder(arguments)
    if arguments.dry_run and not folder.database.exists():
        read = [staging.read_unknown(path, password=arguments.password) for path in paths]
        return _report(reported_between(read), paths, arguments)
    if arguments.dry_run:
        with open_copy(folder) as app:
            return _dry_run(app, paths, arguments)
    app = open_app(folder)
    try:
        if arguments.history:
            backups.before_import(app)
            return import_history(app, paths, arguments)
        return _import_all(app, paths, arguments, year=_year(app, arguments))
    finally:
        app.close()


def _dry_run(app: AppContext, paths: Sequence[Path], arguments: argparse.Namespace) -> int:
    """What the files hold and would bring; ``app`` stands on a passing copy."""
    if arguments.history:
        return import_history(app, paths, arguments)
    year = _year(app, arguments)
    read = [
        staging.read(app, path, year=year, progress=show_progress, password=arguments.password)
        for path in paths
    ]
    unheard = app.read(unheard_after, read, year=year, today=app.today())
    return _report(reported_between(read), paths, arguments, unheard)


def _year(app: AppContext, arguments: argparse.Namespace) -> int:
    office = app.read(find_office)
    return arguments.year or (office.current_year if office else app.today().year)


def _import_all(app: AppContext, paths: Sequence[Path], arguments: argparse.Namespace, *, year: int) -> int:
    """As the window does: files that cannot be read are reported, all others are imported in one transaction."""
    backups.before_import(app)
    passwords = dict.fromkeys(paths, arguments.password) if arguments.password else {}
    many = many_files.stage_many(app, paths, year=year, progress=show_progress, passwords=passwords)
    marked = {number: _marked_batch(app, number, arguments) for number in many.batch_ids}
    done = dict(zip(many.batch_ids, _commit(app, many.batch_ids), strict=True))
    results = [_reported(file, done, marked) for file in many.files]
    if arguments.json:
        write_json(results)
    else:
        for result in results:
            notify(result["sentence"])
            if "marked" in result:
                notify(text("cli.marked", file=result["marked"]))
        if len(paths) > 1:
            notify(many_files.summary_sentence(many))
            _say_unheard(app.read(not_sent, year=year, today=app.today()))
    return DONE if all(file.batch_id is not None or file.spare for file in many.files) else REFUSED


def _commit(app: AppContext, batch_ids: tuple[int, ...]) -> Sequence[Imported]:
    if len(batch_ids) == 1:
        return [staging.commit(app, batch_ids[0], progress=show_progress)]
    return many_files.commit_many(app, batch_ids, progress=show_progress) if batch_ids else ()


def _reported(
    file: FileResult, done: Mapping[int, Imported], marked: Mapping[int, dict[str, str]]
) -> dict[str, Any]:
    name = file.path.name
    if file.batch_id is None:
        named = name in file.sentence
        sentence = file.sentence if named else text("cli.not_taken", file=name, sentence=file.sentence)
        return {"file": name, "imported": False, "sentence": sentence}
    imported = done[file.batch_id]
    counts = {kind: imported.counts.get(kind, 0) for kind in ("new", "update", "identical", "error")}
    return {
        "file": name,
        "imported": True,
        "sentence": text("cli.imported", file=name, rows=sum(counts.values()), **counts),
        **counts,
        "nominations": imported.nominations,
        **marked[file.batch_id],
    }


def _marked_batch(app: AppContext, batch_id: int, arguments: argparse.Namespace) -> dict[str, str]:
    """With ``--mark`` the sender's file with its faults marked, when it has any."""
    if arguments.mark is None:
        return {}
    arguments.mark.mkdir(parents=True, exist_ok=True)
    try:
        target = arguments.mark / returned_workbook.marked_name(app, batch_id)
        return {"marked": str(returned_workbook.save_marked(app, batch_id, target))}
    except OfficeError as error:
        if error.code != "feedback.nothing_to_mark":
            raise
        return {}


def _say_unheard(units: Sequence[UnitRow]) -> None:
    if units:
        notify(text("cli.not_sent", count=len(units), units="; ".join(unit.name for unit in units)))


def _report(
    files: list[StagedFile],
    paths: Sequence[Path],
    arguments: argparse.Namespace,
    unheard: Sequence[UnitRow] = (),
) -> int:
    marked = [_marked(path, file, arguments) for path, file in zip(paths, files, strict=True)]
    if arguments.json:
        write_json([file.to_json_dict() | reported for file, reported in zip(files, marked, strict=True)])
        return DONE
    for path, file, reported in zip(paths, files, marked, strict=True):
        notify(_summary(path, file))
        for finding in file.findings:
            level = text(f"importing.severity.{finding.severity}")
            notify(f"  {finding.ref}: {staging.finding_words(finding)} [{level}]")
        if reported:
            notify(text("cli.marked", file=reported["marked"]))
    if len(files) > 1:
        notify(between_sentence(files))
        _say_unheard(unheard)
    return DONE if all(file.open_status == "ok" for file in files) else REFUSED


def _marked(path: Path, file: StagedFile, arguments: argparse.Namespace) -> dict[str, str]:
    """With ``--mark`` the sender's file with its faults marked, when it has any."""
    if arguments.mark is None:
        return {}
    written = returned_workbook.save_marked_file(path, file, arguments.mark, password=arguments.password)
    return {"marked": str(written)} if written else {}


def _summary(path: Path, file: StagedFile) -> str:
    if file.open_status != "ok":
        status = text(f"importing.status.{file.open_status}")
        return text("cli.not_read", file=path.name, status=status, rows=len(file.records))
    good = sum(record.importable for record in file.records)
    return text("cli.dry_run", file=path.name, rows=len(file.records), good=good)
