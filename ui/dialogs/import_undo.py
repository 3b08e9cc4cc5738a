"""Before an import is taken back: everything it added and changed, and what would stay."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QWidget

from thidua_desktop.services.feedback import Touched
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog

_INDENT = "    "


class UndoImportDialog(Dialog):
    """Accepted: take it back. Enter answers with the safe button."""

    def __init__(self, touched: Touched, parent: QWidget | None = None) -> None:
        super().__init__(
            text("intake.undo.title"), parent, lead=text("intake.undo.lead", file=touched.file_name)
        )
        for sentence in touched.sentences:
            words = QLabel(sentence)
            words.setWordWrap(True)
            self.body.addWidget(words)
        self.lines = QListView()
        self.lines.setAccessibleName(text("intake.undo.list"))
        self.lines.setUniformItemSizes(True)
        self.lines.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.lines.setModel(QStringListModel(list(_lines(touched)), self.lines))
        self.body.addWidget(self.lines, 1)
        keep = self.add_button(text("ui.buttons.cancel"), kind="calm")
        self.undo_button = self.add_button(text("intake.undo.yes"), kind="danger")
        keep.clicked.connect(self.reject)
        self.undo_button.clicked.connect(self.accept)
        keep.setDefault(True)
        keep.setFocus()
        self.resize(640, 440)


def _lines(touched: Touched) -> Iterator[str]:
    """What stays first: it is what she must know."""
    if touched.later:
        yield text("intake.undo.later", count=len(touched.later))
        yield from (_INDENT + name for name in touched.later)
    for key, kinds in (("added", touched.added), ("changed", touched.changed)):
        for kind, names in kinds.items():
            yield text(f"intake.undo.{key}", kind=text(f"intake.undo.kinds.{kind}"), count=len(names))
            yield from (_INDENT + name for name in names)
