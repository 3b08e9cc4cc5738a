"""Undo and redo in the window: the question that names the action, the refusal with the lawful way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow

if TYPE_CHECKING:
    from thidua_desktop.services.importing.returned.returned_workbook import Touched
    from thidua_desktop.services.journal.journal import Offer, Undone
    from thidua_desktop.services.journal.undo_rules import Way
    from thidua_desktop.services.office.context import AppContext

_STAYS_SHOWN = 12
_Work = Callable[["AppContext"], "Undone"]


def undo_last(context: Context) -> None:
    """Asks whether the latest step is to be undone, naming it."""
    undo_entry(context, None)


def redo_last(context: Context) -> None:
    """Brings the step undone last back."""
    redo_entry(context, None)


def undo_entry(
    context: Context, entry_id: int | None, *, asking: bool = True, owner: QObject | None = None
) -> None:
    """Undoes one step (None: the latest), after a question where ``asking``; refuses with the lawful way."""

    def read(app: AppContext) -> Offer | None:
        from thidua_desktop.services.journal.journal import undo_offer

        return undo_offer(app, entry_id)

    def offered(offer: Offer | None) -> None:
        if offer is None:
            context.notify(text("system.journal.nothing_to_undo"))
            return
        if offer.refused is not None:
            _refused(context, offer.refused)
            return
        question = " ".join(
            filter(None, (text("system.journal.undo_question", action=offer.words), offer.remark))
        )
        title, yes = text("system.journal.undo"), text("system.journal.undo_yes")
        if asking and not context.dialogs.confirm(title, question, yes=yes):
            return

        def work(app: AppContext) -> Undone:
            from thidua_desktop.services.journal.journal import undo

            return undo(app, offer.entry_id)

        _act(context, work, message=text("system.journal.undone", action=offer.words), owner=owner)

    context.read(read, done=offered, owner=owner)


def redo_entry(context: Context, entry_id: int | None, *, owner: QObject | None = None) -> None:
    """Brings one undone step (None: the last) back; refuses with what stands in its way."""

    def read(app: AppContext) -> Offer | None:
        from thidua_desktop.services.journal.journal import redo_offer

        return redo_offer(app, entry_id)

    def offered(offer: Offer | None) -> None:
        if offer is None:
            context.notify(text("system.journal.nothing_to_redo"))
            return
        if offer.refused is not None:
            _refused(context, offer.refused)
            return

        def work(app: AppContext) -> Undone:
            from thidua_desktop.services.journal.journal import redo

            return redo(app, offer.entry_id)

        _act(context, work, message=text("system.journal.redone", action=offer.words), owner=owner)

    context.read(read, done=offered, owner=owner)


def undo_import(context: Context, batch_id: int, *, owner: QWidget) -> None:
    """Undoes the import of a file after showing what that touches; of files imported together one or all."""

    def read(app: AppContext) -> tuple[Touched | None, Touched | None, int, OfficeError | None]:
        from thidua_desktop.queries.importing.batches import files_together
        from thidua_desktop.services.importing.returned.returned_workbook import touched_by
        from thidua_desktop.services.journal.undo_rules import UndoRefusedError

        count = len(app.read(files_together, batch_id))
        both: list[Touched | None] = [None, None]
        refused: OfficeError | None = None
        for place in range(2 if count > 1 else 1):
            try:
                both[place] = touched_by(app, batch_id, together=place == 1)
            except UndoRefusedError as error:
                refused = refused or error
        return both[0], both[1], count, refused

    def seen(found: tuple[Touched | None, Touched | None, int, OfficeError | None]) -> None:
        from ui.dialogs.import_undo import UndoImportDialog

        alone, together, count, refused = found
        if alone is None:
            _refused(context, refused or OfficeError("journal.no_such_entry"))
            return
        dialog = UndoImportDialog(alone, together=together, count=count)
        if not context.dialogs.run(dialog):
            return
        every = dialog.all_requested

        def work(app: AppContext) -> Undone:
            from thidua_desktop.services.importing import staging

            return (staging.undo_many if every else staging.undo)(app, batch_id)

        _act(context, work, message=text("commendation.intake.undone"), owner=owner)

    context.read(read, done=seen, label=text("intake.undo.asking"), owner=owner)


def _act(context: Context, work: _Work, *, message: str, owner: QObject | None) -> None:
    """Does it in the worker, reports the changes, and names what stays."""
    stays: list[str] = []

    def act() -> Changes:
        from thidua_desktop.services.importing.returned.returned_workbook import conflict_words

        undone = work(context.app)
        stays.extend(conflict_words(context.app, undone.conflicts))
        return undone.changes

    def done(_changes: Changes) -> None:
        context.notify(message)
        if stays:
            _show_stays(context, stays)

    def failed(error: Exception) -> None:
        _refused(context, error)

    context.act(lambda _: act(), label=text("system.journal.undo"), done=done, failed=failed, owner=owner)


def _show_stays(context: Context, stays: list[str]) -> None:
    lines = [text("system.journal.stay_line", what=one) for one in stays[:_STAYS_SHOWN]]
    if len(stays) > _STAYS_SHOWN:
        lines.append(text("system.journal.stay_more", count=len(stays) - _STAYS_SHOWN))
    context.dialogs.report(
        text("system.journal.undo"), text("system.journal.conflicts") + "\n\n" + "\n".join(lines)
    )


def _refused(context: Context, error: Exception) -> None:
    """Says why, with a button to the lawful way where there is one."""
    way: Way | None = getattr(error, "way", None)
    if way is None or not isinstance(error, OfficeError):
        context.dialogs.error(error)
        return
    first = way.kind == "entry"
    yes = text("system.journal.undo_first") if first else text("system.journal.open_decision")
    title, close = text("system.journal.undo"), text("system.journal.close")
    if not context.dialogs.confirm(title, error_sentence(error), yes=yes, no=close):
        return
    if first:
        undo_entry(context, way.id)
    else:
        context.go("commendation", ("decisions", way.id))


class UndoButtons(QWidget):
    """Undo and redo as two buttons of the status bar; their tips name the action."""

    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["xs"])
        self.undo_button = self._button("arrow_undo", text("system.journal.undo"))
        self.redo_button = self._button("arrow_redo", text("system.journal.redo"))
        self.undo_button.clicked.connect(lambda _: undo_last(context))
        self.redo_button.clicked.connect(lambda _: redo_last(context))
        for button in (self.undo_button, self.redo_button):
            row.addWidget(button)
        context.changed.connect(lambda _: self.refresh())
        self._show((None, None))
        self.refresh()

    def refresh(self) -> None:
        """Reads which steps the keys would take."""

        def read(app: AppContext) -> tuple[str | None, str | None]:
            from thidua_desktop.services.journal.journal import next_steps

            return next_steps(app)

        self._context.read(read, done=self._show, owner=self)

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        put_icon(button, icon, "accent_text")
        return button

    def _show(self, found: tuple[str | None, str | None]) -> None:
        for button, words, key in (
            (self.undo_button, found[0], "undo"),
            (self.redo_button, found[1], "redo"),
        ):
            if words is not None:
                button.setToolTip(text(f"system.journal.tip_{key}", action=words))
            allow(button, words is not None, words=text(f"system.journal.nothing_to_{key}"))
