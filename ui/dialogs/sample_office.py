"""The sample office: made in a folder of its own, opened in a window of its own, thrown away."""

from __future__ import annotations

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QPushButton

from thidua_desktop.config import DataFolder, program_command
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import make_button
from ui.style.icons import put_icon


def sample_buttons(context: Context) -> tuple[QPushButton, ...]:
    """To try it, and to throw it away where it was made; none in the sample office itself."""
    if context.app.folder.is_sample:
        return ()
    trial = make_button(text("overview.sample.open"))
    put_icon(trial, "open")
    trial.clicked.connect(lambda: open_sample(context))
    if not context.app.folder.sample.database.exists():
        return (trial,)
    gone = make_button(text("overview.sample.remove"))
    put_icon(gone, "delete")
    gone.clicked.connect(lambda: remove_sample(context))
    return trial, gone


def open_sample(context: Context) -> None:
    """Makes it when needed and opens it beside this window."""
    folder = context.app.folder.sample

    def work(progress: Progress) -> DataFolder:
        from thidua_desktop.demo.sample import make_sample

        return folder if folder.database.exists() else make_sample(folder, progress=progress)

    def done(made: DataFolder) -> None:
        from thidua_desktop.demo.sample import YEAR

        settings = MachineSettings(made)
        settings.put("window/year", YEAR)
        settings.flush()
        start_program("--data", str(made.root))

    context.runner.run(work, done=done, label=text("overview.sample.making"))


def remove_sample(context: Context) -> None:
    """Throws it away after a question; refused while its window is open."""
    title = text("overview.sample.remove").replace("&", "")
    if not context.dialogs.confirm(
        title, text("overview.sample.remove_question"), yes=text("overview.sample.remove_yes"), dangerous=True
    ):
        return

    def work(_: Progress) -> None:
        from thidua_desktop.demo.sample import throw_away

        throw_away(context.app.folder.sample)

    context.runner.run(
        work,
        done=lambda _: context.notify(text("overview.sample.removed")),
        label=title,
    )


def start_program(*given: str) -> None:
    """One more window of this program, with these arguments."""
    program, *arguments = program_command()
    QProcess.startDetached(program, [*arguments, *given])
