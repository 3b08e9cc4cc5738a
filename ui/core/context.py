"""What every page is given: the application context, the task runner, the dialogs, the machine's settings
and the working year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import error_sentence, text
from ui.core.handing_over import Drafts
from ui.core.machine_settings import MachineSettings
from ui.core.task_runner import Job, TaskRunner
from ui.dialogs.service import Dialogs
from ui.widgets.forms import Field

if (
    TYPE_CHECKING
):  # the application context brings the database with it: the window must not wait for that import
    from thidua_desktop.services.office.context import AppContext

T = TypeVar("T")


class Context(QObject):
    """Pages are strangers to each other: they meet only through these signals."""

    changed = Signal(object)  # Changes of a committed action
    year_leaving = Signal()  # the year is about to change: editors hand over what was typed
    year_changed = Signal(int)
    years_changed = Signal(object)  # tuple of years to choose from
    files_dropped = Signal(object)  # tuple of Path: lists and folders dropped on the window
    page_requested = Signal(str, object)  # key of a page, and what it should show (None: as it stands)
    message = Signal(str)  # a short sentence for the status bar
    office_named = Signal(str)  # its name, empty before it is set up
    setup_requested = Signal()
    restore_wanted = Signal(object, str)  # Path of the copy the data shall go back to, and its password
    closing = Signal()  # the window closes: what is queued now is still done

    def __init__(
        self,
        *,
        app: AppContext,
        runner: TaskRunner,
        dialogs: Dialogs,
        settings: MachineSettings,
        year: int,
        years: tuple[int, ...] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.app = app
        self.runner = runner
        self.dialogs = dialogs
        self.settings = settings
        self._year = year
        self._years = years or (year,)
        self.drafts = Drafts(self)
        self.office_known = True  # False: the database was not set up yet

    @property
    def year(self) -> int:
        """The year the officer works on; stored for the next start."""
        return self._year

    @property
    def years(self) -> tuple[int, ...]:
        """Years to choose from, newest first."""
        return tuple(sorted({*self._years, self._year}, reverse=True))

    def set_year(self, year: int) -> None:
        if year != self._year:
            self.year_leaving.emit()
            self._year = year
            self.settings.put("window/year", year)
            self.year_changed.emit(year)

    def set_years(self, years: tuple[int, ...]) -> None:
        self._years = years
        self.years_changed.emit(self.years)

    def announce(self, changes: Changes) -> None:
        """Reports once what an action changed."""
        if changes:
            self.changed.emit(changes)

    def notify(self, sentence: str) -> None:
        self.message.emit(sentence)

    def go(self, page: str, target: object = None) -> None:
        """Opens a page by key; ``target`` is given to its ``show_target``."""
        self.page_requested.emit(page, target)

    def read(
        self,
        work: Callable[[AppContext], T],
        *,
        done: Callable[[T], None],
        label: str = "",
        owner: QObject | None = None,
        question: str = "",
    ) -> Job:
        """Reads in the task runner; the answer of a page that is gone meanwhile is dropped.

        ``question``: see ``TaskRunner.run``; the reading of a former question of this name ends at once.
        """
        return self.runner.run(
            lambda _: work(self.app),
            done=done,
            label=label or text("ui.window.reading"),
            owner=owner,
            question=question,
            interrupt=self.app.interrupt_reading if question else None,
        )

    def ask_and_act(
        self,
        title: str,
        fields: Sequence[Field],
        work: Callable[[Mapping[str, Any]], Changes],
        *,
        values: Mapping[str, object] | None = None,
        lead: str = "",
        accept_label: str | None = None,
        done: Callable[[Changes], None] | None = None,
        doubts: frozenset[str] = frozenset(),
        again: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Asks by a form and does ``work`` with its values; a refusal is said in the form that stays open.

        ``doubts``: refusals the officer may overrule; ``work`` finds ``ask_alike``, False once overruled.
        ``again``: the form offers to save and go on; called before each saving.
        """
        attempted = False

        def attempt(typed: Mapping[str, Any], settled: Callable[[Exception | None], None]) -> None:
            nonlocal attempted
            attempted = True
            if again is not None:
                again()
            self._try(title, work, typed, settled, done=done, doubts=doubts, owner=owner)

        answers = self.dialogs.ask(
            title,
            fields,
            values=values,
            accept_label=accept_label,
            lead=lead,
            attempt=attempt,
            again=again is not None,
        )
        if answers is None or attempted:
            return

        def refused(error: Exception) -> None:
            self.dialogs.error(error)
            if isinstance(error, OfficeError):
                self.ask_and_act(
                    title,
                    fields,
                    work,
                    values=answers,
                    lead=lead,
                    accept_label=accept_label,
                    done=done,
                    owner=owner,
                )

        self.act(lambda _: work(answers), label=title, done=done, failed=refused, owner=owner)

    def _try(
        self,
        title: str,
        work: Callable[[Mapping[str, Any]], Changes],
        typed: Mapping[str, Any],
        settled: Callable[[Exception | None], None],
        *,
        done: Callable[[Changes], None] | None,
        doubts: frozenset[str],
        owner: QObject | None,
    ) -> None:
        """Does the work of a form that stands; a doubt is asked once and then overruled."""

        def finished(changes: Changes) -> None:
            settled(None)
            if done is not None:
                done(changes)

        def refused_once(error: Exception) -> None:
            if self._overrules(error, doubts):
                run({**typed, "ask_alike": False}, settled)
            else:
                settled(error)

        def run(values: Mapping[str, Any], failed: Callable[[Exception], None]) -> None:
            self.act(lambda _: work(values), label=title, done=finished, failed=failed, owner=owner)

        run({**typed, "ask_alike": True} if doubts else typed, refused_once)

    def _overrules(self, error: Exception, doubts: frozenset[str]) -> bool:
        """Whether a refusal is only a doubt, and the officer is sure."""
        return (
            isinstance(error, OfficeError)
            and error.code in doubts
            and self.dialogs.confirm(
                text("ui.doubt.title"),
                error_sentence(error),
                yes=text("ui.doubt.save"),
                no=text("ui.doubt.back"),
            )
        )

    def act(
        self,
        work: Callable[[Progress], Changes],
        *,
        label: str,
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        cancellable: bool = False,
        owner: QObject | None = None,
    ) -> Job:
        """Runs one action of a service in the task runner and announces its ``Changes``."""

        def answered(changes: Changes) -> None:
            self.announce(changes)
            if done is not None:
                done(changes)

        return self.runner.run(
            work, done=answered, failed=failed, label=label, cancellable=cancellable, owner=owner
        )
