"""The window: rail at the left, the open page, the status bar. It knows no page by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.config import BOOK_ENDING
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.file_kinds import is_list
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.errors import details_of, log
from ui.core.task_runner import Job
from ui.dialogs.base import make_button
from ui.dialogs.restoring import ask_restore
from ui.pages.base import Page
from ui.pages.registry import PAGES, PageEntry
from ui.style.screen import move_inside, room_inside
from ui.style.theme import theme
from ui.widgets.allowing import allow
from ui.widgets.focus import return_focus
from ui.window.progress_card import ProgressCard
from ui.window.rail import Rail

_NARROW: Final = 1020
_LETTER: Final = 16
"""Pixels of a line of letters at the usual size; larger ones need a wider window for the words."""
_MESSAGE_MS: Final = 8000


class MainWindow(QMainWindow):
    """Pages are made when first opened and live as long as the window."""

    def __init__(self, context: Context, entries: Sequence[PageEntry] = PAGES) -> None:
        super().__init__()
        self.context = context
        self._entries = {entry.key: entry for entry in entries}
        self._pages: dict[str, QWidget] = {}
        self.current_key = ""
        self.restore_from: Path | None = None  # the copy the data go back to when this window has closed
        self.restore_password = ""
        self._locked = self._closing = False
        self.setAcceptDrops(True)
        self.rail = Rail(entries)
        theme().changed.connect(self._fit_rail)
        self._stack = QStackedWidget()
        self._lay_out()
        self._make_status()
        self.card = ProgressCard(context.runner, self)
        self._connect()
        self.set_office("")
        self.setMinimumSize(760, 480)
        if not self.restoreGeometry(context.settings.geometry("main")):
            self.resize(1280, 760)
        self.open_maximised = context.settings.number("window/maximised", 0) == 1
        self._stay_inside()

    def _stay_inside(self) -> None:
        """The window opens where all of it can be reached, on whatever screen there is now."""
        room = room_inside(self)
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        if not self.isMaximized():
            self.resize(self.size().boundedTo(room))
            move_inside(self)

    def show_as_left(self) -> None:
        """Maximised when it was maximised at the last closing."""
        if self.open_maximised or self.isMaximized():
            self.showMaximized()
        else:
            self.show()
            self._stay_inside()

    def _lay_out(self) -> None:
        background = QWidget()
        row = QHBoxLayout(background)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(background)

    def _make_status(self) -> None:
        self._saved, self._office, self._year = QLabel(), QLabel(), QLabel()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self._saved)
        bar.addPermanentWidget(self._office)
        bar.addPermanentWidget(self._year)
        self._show_saved()
        self._show_year(self.context.year)

    def _connect(self) -> None:
        context = self.context
        self.rail.chosen.connect(lambda key: self.open_page(key, from_rail=True))
        for number, key in enumerate(self._entries, start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda key=key: self.open_page(key))
        context.changed.connect(self._broadcast)
        context.year_changed.connect(self._show_year)
        context.page_requested.connect(self.open_page)
        context.office_named.connect(self._know_office)
        context.message.connect(self._notify)
        context.restore_wanted.connect(self._close_to_restore)
        context.runner.started.connect(self._show_work, Qt.ConnectionType.QueuedConnection)
        context.runner.idle.connect(self._show_saved)
        context.drafts.changed.connect(self._show_saved)
        context.year_leaving.connect(self.hand_over)
        context.runner.cancelled.connect(
            lambda job: self._notify(text("ui.window.cancelled", label=job.label))
        )
        theme().changed.connect(self.rail.update)

    def open_page(self, key: str, target: object = None, *, from_rail: bool = False) -> None:
        """Brings a page to the front, making it when it is opened for the first time.

        The keyboard goes into the page, but stays on the rail for one who walks there. Before the office
        is set up only the first page opens.
        """
        if self._locked:
            key, target = next(iter(self._entries)), None
        left = self._pages.get(self.current_key)
        if key != self.current_key and isinstance(left, Page):
            left.hand_over()
        page = self._pages.get(key) or self._make_page(key)
        stored = page.focusWidget()
        self.current_key = key
        self.rail.choose(key)
        self._stack.setCurrentWidget(page)
        if isinstance(page, Page):
            page.activate()
            if not from_rail:
                return_focus(page.background, stored, begin=page.take_focus)
            if target is not None:
                page.show_target(target)

    def show_help(self, parent: QWidget) -> None:
        """The help of the place, over ``parent``; closing it goes back to where the keyboard was."""
        from ui.dialogs.help import HelpDialog, topic_of

        page = self._pages.get(self.current_key)
        place = page.place if isinstance(page, Page) else ""
        self.context.dialogs.run(HelpDialog(self.context, topic_of(self.current_key, place), parent))

    def page(self, key: str) -> QWidget:
        """An open page. KeyError when it was never opened."""
        return self._pages[key]

    def set_locked(self, locked: bool) -> None:
        """Keeps the officer on the first page until the office is set up."""
        self._locked = locked
        for place, key in enumerate(self._entries):
            allow(self.rail.button(key), not locked or place == 0, "no_office")
        if locked:
            self.open_page(next(iter(self._entries)))
        first = self._pages.get(next(iter(self._entries)))
        if isinstance(first, Page):
            first.reload()

    def _know_office(self, name: str) -> None:
        self.set_office(name)
        if self._locked == self.context.office_known:
            self.set_locked(not self.context.office_known)

    def set_office(self, name: str) -> None:
        shown = name or text("ui.window.office_unnamed")
        self._office.setText(shown)
        self.rail.set_office(shown)
        self.setWindowTitle(text("ui.window.title", app=text("common.app_name"), office=shown))

    def come_to_front(self) -> None:
        """A second start asks for the window that is already open."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def _make_page(self, key: str) -> QWidget:
        entry = self._entries[key]
        try:
            page: QWidget = entry.build(self.context)
        except Exception as error:
            log.exception("page %s cannot be made", key)
            page = FailedPage(text(entry.title), details_of(error))
            page.retry.clicked.connect(lambda: self._retry(key))
        self._pages[key] = page
        self._stack.addWidget(page)
        return page

    def _retry(self, key: str) -> None:
        failed = self._pages.pop(key)
        self._stack.removeWidget(failed)
        failed.deleteLater()
        self.open_page(key)

    def _broadcast(self, changes: Changes) -> None:
        for page in self._pages.values():
            if isinstance(page, Page):
                page.on_changes(changes)

    def _show_year(self, year: int) -> None:
        self._year.setText(text("ui.window.year", year=year))

    def _show_work(self, job: Job) -> None:
        if self.context.runner.busy:
            self._saved.setText(text("ui.window.working", label=job.label))

    def _show_saved(self) -> None:
        """That everything is stored is said only when it is."""
        if self.context.runner.busy:
            return
        open_words = self.context.drafts.words
        unsaved = text("ui.window.unsaved", what=", ".join(open_words)) if open_words else ""
        self._saved.setText(unsaved or text("ui.window.saved"))

    def hand_over(self) -> None:
        """Every page gives what is typed on it to whoever stores it."""
        for page in self._pages.values():
            if isinstance(page, Page):
                page.hand_over()

    def _notify(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, _MESSAGE_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        """Words or icons only, by the width and the letter size of now."""
        letters = max(1.0, self.fontMetrics().height() / _LETTER)
        self.rail.set_compact(self.width() < _NARROW * letters)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            # After the drop has ended: Explorer waits for it, and an import dialog may open.
            QTimer.singleShot(0, lambda: self.import_files(files))

    def import_files(self, files: tuple[Path, ...]) -> None:
        """Opens the import page with the lists and folders among these; the others are named.

        A hand-over book is offered to be restored.
        """
        if files[0].suffix.lower() == BOOK_ENDING:
            ask_restore(self.context, files[0])
            return
        taken = tuple(path for path in files if path.is_dir() or is_list(path))
        if taken:
            self.context.files_dropped.emit(taken)
        others = [path.name for path in files if path not in taken]
        if others:
            self._notify(text("ui.window.not_a_list", file=", ".join(others)))

    def closeEvent(self, event: QCloseEvent) -> None:
        # Whoever restores has decided already: what still runs is waited for without another question.
        unasked = self.context.runner.busy and self.restore_from is None
        if self._closing or (unasked and not self._agrees_to_wait()):
            event.ignore()
            return
        self._closing = True
        try:
            self.hand_over()
            self.context.runner.wait()
            if self.context.drafts.words and not self._agrees_to_lose():
                event.ignore()
                return
        finally:
            self._closing = False
        self.context.closing.emit()
        for timer in self.findChildren(QTimer):  # nothing is read or drawn for a closed window
            timer.stop()
        self.context.runner.close()
        for page in self._pages.values():
            if isinstance(page, Page):
                page.save_state()
        self.context.settings.put_geometry("main", self.saveGeometry())
        self.context.settings.put("window/maximised", int(self.isMaximized()))
        self.context.settings.put("window/page", self.current_key)
        self.context.settings.save()
        super().closeEvent(event)

    def _close_to_restore(self, copy: Path, password: str) -> None:
        """Restoring needs the data closed: whoever started this window goes on with ``restore_from``."""
        self.restore_from, self.restore_password = copy, password
        if not self.close():
            self.restore_from = None

    def _agrees_to_lose(self) -> bool:
        return self.context.dialogs.confirm(
            text("ui.window.close_unsaved_title"),
            text("ui.window.close_unsaved", what="; ".join(self.context.drafts.words)),
            yes=text("ui.window.close_drop"),
            no=text("ui.window.close_stay"),
            dangerous=True,
        )

    def _agrees_to_wait(self) -> bool:
        return self.context.dialogs.confirm(
            text("ui.window.close_busy_title"),
            text("ui.window.close_busy", label=self._saved.text()),
            yes=text("ui.window.close_wait"),
            no=text("ui.window.close_stay"),
        )


class FailedPage(QWidget):
    """Stands where a page could not be made; the rest of the program goes on."""

    def __init__(self, title: str, details: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        heading = QLabel(text("ui.window.page_failed", title=title))
        heading.setProperty("role", "heading")
        lead = QLabel(text("ui.window.page_failed_lead"))
        lead.setWordWrap(True)
        self.retry = make_button(text("ui.window.page_retry"))
        copy = make_button(text("ui.window.copy_details"), kind="quiet")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
        row = QHBoxLayout()
        row.addWidget(self.retry)
        row.addWidget(copy)
        row.addStretch(1)
        column.addStretch(1)
        column.addWidget(heading)
        column.addWidget(lead)
        column.addLayout(row)
        column.addStretch(2)


def dropped_files(event: QDropEvent) -> tuple[Path, ...]:
    """The files and folders of this machine among what is dragged over the window."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
