"""What else comes out of an issued decision: the ceremony's list, a sheet to merge, the folder to keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.services.certificates import archive, ceremony
from thidua_desktop.services.decisions import paper as decision_paper
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.printing.paper_dialog import Paper, show_paper


def issued_menu(context: Context, shown: Callable[[], DecisionRow | None], *, owner: QWidget) -> QMenu:
    """What can be had of the decision ``shown``."""
    menu = QMenu(owner)
    for key, act in (
        ("ceremony", show_ceremony_list),
        ("merge", save_merge_sheet),
        ("folder", save_archive),
    ):
        action = menu.addAction(text(f"archive.menu.{key}"))
        action.triggered.connect(lambda _=False, act=act: _act(context, shown(), act, owner))
    return menu


def _act(context: Context, found: DecisionRow | None, act: Callable[..., None], owner: QWidget) -> None:
    if found is not None:
        act(context, found, owner=owner)


def show_ceremony_list(context: Context, found: DecisionRow, *, owner: QWidget) -> None:
    """Who is called up, in a window of its own; what is saved is stored with the decision."""
    app = context.app
    paper = Paper(
        title=text("archive.menu.ceremony"),
        label=text("archive.drawing"),
        render=lambda progress: ceremony.render(app, found.id, progress=progress),
        name=lambda: ceremony.file_name(app, found.id),
        save_docx=lambda path, progress: ceremony.save_docx(app, found.id, path, progress=progress),
        keep=lambda name, data: decision_paper.save_paper(
            app, kind="ceremony", name=name, data=data, decision_id=found.id
        ),
    )
    show_paper(context, paper, owner=owner)


def save_merge_sheet(context: Context, found: DecisionRow, *, owner: QWidget) -> None:
    """Asks where and writes the sheet for merging in Word."""
    path = context.dialogs.choose_save_file(
        text("archive.choose_merge"),
        name=text("archive.files.merge", number=(found.number or "").replace("/", "-")) + ".xlsx",
        patterns=text("commendation.tally.patterns"),
        purpose="merge",
    )
    if path is not None:
        context.runner.run(
            lambda _: archive.save_merge_sheet(context.app, found.id, path),
            done=lambda _: context.notify(text("ui.pdf.saved", name=path.name)),
            label=text("archive.choose_merge"),
            owner=owner,
        )


def save_archive(context: Context, found: DecisionRow, *, owner: QWidget) -> None:
    """Asks where and writes the folder with everything of the decision."""
    parent = context.dialogs.choose_folder(text("archive.choose"), purpose="archive")
    if parent is None:
        return

    def work(progress: Progress) -> tuple[Path, int]:
        target, files = archive.save_folder(context.app, found.id, parent, progress=progress)
        return target, len(files)

    context.runner.run(
        work,
        done=lambda made: context.notify(text("archive.done", folder=made[0].name, count=made[1])),
        label=text("archive.working"),
        cancellable=True,
        owner=owner,
    )
