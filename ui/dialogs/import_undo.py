"""Before an import is taken back: everything it added and changed, and what would stay."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QRadioButton, QWidget

from thidua_desktop.services.importing.returned.returned_workbook import Touched
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog

_INDENT = "    "


class UndoImportDialog(Dialog):
    """Accepted: take it back, with ``all_requested`` also the files imported in the same stroke.

    Enter answers with the safe button.
    """

    def __init__(
        self,
        touched: Touched,
        parent: QWidget | None = None,
        *,
        together: Touched | None = None,
        count: int = 1,
    ) -> None:
        super().__init__(text("intake.undo.title"), parent)
        self._sides, self._count = (touched, together), count
        self.lead, self.reported = QLabel(), QLabel()
        for words in (self.lead, self.reported):
            words.setWordWrap(True)
        self.one = QRadioButton(text("intake.undo.one"))
        self.all = QRadioButton(text("intake.undo.all", count=count))
        self.lines = QListView()
        self.lines.setAccessibleName(text("intake.undo.list"))
        self.lines.setUniformItemSizes(True)
        self.lines.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._model = QStringListModel(self.lines)
        self.lines.setModel(self._model)
        self.body.addWidget(self.lead)
        for choice in (self.all, self.one):
            choice.setVisible(together is not None)
            self.body.addWidget(choice)
        self.body.addWidget(self.reported)
        self.body.addWidget(self.lines, 1)
        (self.one if together is None else self.all).setChecked(True)
        self.all.toggled.connect(lambda _: self._show())
        self._show()
        keep = self.add_button(text("ui.buttons.cancel"), kind="calm")
        self.undo_button = self.add_button(text("intake.undo.yes"), kind="danger")
        keep.clicked.connect(self.reject)
        self.undo_button.clicked.connect(self.accept)
        keep.setDefault(True)
        keep.setFocus()
        self.resize(640, 480)

    @property
    def all_requested(self) -> bool:
        return self._sides[1] is not None and self.all.isChecked()

    def _show(self) -> None:
        touched = self._sides[1] if self.all_requested else self._sides[0]
        assert touched is not None, "all are wanted only when there are more"
        lead = (
            text("intake.undo.lead_all", count=self._count)
            if self.all_requested
            else text("intake.undo.lead", file=touched.file_name)
        )
        self.lead.setText(lead)
        self.reported.setText(" ".join(touched.sentences))
        self._model.setStringList(list(_lines(touched)))


def _lines(touched: Touched) -> Iterator[str]:
    """What stays first: it is what the officer must know."""
    if touched.later:
        yield text("intake.undo.later", count=len(touched.later))
        yield from (_INDENT + name for name in touched.later)
    for key, kinds in (("added", touched.added), ("changed", touched.changed)):
        for kind, names in kinds.items():
            yield text(f"intake.undo.{key}", kind=text(f"intake.undo.kinds.{kind}"), count=len(names))
            yield from (_INDENT + name for name in names)
