"""The designer of certificate layouts: blocks dragged or moved by keys over a picture of the stock."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.services.certificates import layouts
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.layout_designer.canvas import LayoutCanvas
from ui.layout_designer.draft import LayoutDraft
from ui.layout_designer.form import BlockForm
from ui.layout_designer.scan_form import ScanForm
from ui.pages.base import scrolling
from ui.printing.pdf_document import PdfPages
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.wrap_row import WrapRow

_REDRAW_MS: Final = 120
_DPI: Final = 110
_KEY: Final = int(Qt.ItemDataRole.UserRole)


class DesignerDialog(Dialog):
    """``key`` is the layout it was saved as; a shipped one becomes the office's own."""

    def __init__(self, context: Context, made: layouts.CertificateLayout, *, scan: bytes | None) -> None:
        super().__init__(text("printing.designer.title"))
        self._context = context
        self.draft = LayoutDraft(made)
        self.key = made.key
        self._scan: layouts.Scan | None = None
        self.canvas = LayoutCanvas(self.draft)
        self.form = BlockForm()
        self.scan_form = ScanForm()
        self.list = QListWidget()
        self.list.setAccessibleName(text("printing.designer.blocks"))
        self.name = QLineEdit(made.name)
        self.name.setAccessibleName(text("printing.designer.name"))
        self.full = QCheckBox(text("printing.designer.full"))
        self.width_box, self.height_box = (self._side(value) for value in (made.width, made.height))
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._redraw.timeout.connect(self._draw)
        self._lay_out()
        self._connect()
        self.scan_form.enable(scan is not None and self._show_scan(scan) is not None)
        self._fill_list()
        self._show_numbers()
        self._draw()
        room = self.screen().availableSize()
        self.resize(min(1240, room.width() - 40), min(760, room.height() - 60))
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = WrapRow()
        head.setSpacing(SPACING["s"])
        for words, box in (
            ("name", self.name),
            ("paper_width", self.width_box),
            ("paper_height", self.height_box),
        ):
            label = QLabel(text(f"printing.designer.{words}"))
            label.setBuddy(box)
            head.addWidget(label)
            head.addWidget(box, 1 if box is self.name else 0)
        head.addWidget(self.full)
        self.body.addLayout(head)
        row = WrapRow()
        row.setSpacing(SPACING["m"])
        row.addWidget(self.canvas, 1)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, SPACING["m"], 0)
        self.list.setMinimumHeight(168)
        column.addWidget(self.list, 1)
        column.addWidget(self.form)
        column.addWidget(self.scan_form)
        area = scrolling(side)
        area.setFixedWidth(356)
        row.addWidget(area)
        self.body.addLayout(row, 1)
        hint = QLabel(text("printing.designer.hint"))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        self.undo_button = self.add_button(text("printing.designer.undo"), at_left=True)
        self.scan_button = self.add_button(text("printing.designer.scan"))
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.save_button = self.add_button(text("printing.designer.save"), kind="primary")
        self.save_button.setAutoDefault(False)
        self.save_button.setDefault(False)
        put_icon(self.undo_button, "arrow_undo")

    def _side(self, value: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(minimum=80.0, maximum=600.0, decimals=1, singleStep=1.0, suffix=" mm")
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(6, 0, 0, 0)
        box.setValue(value)
        box.valueChanged.connect(lambda _: self._resize_paper())
        return box

    def _connect(self) -> None:
        self.canvas.chosen.connect(self._chosen)
        self.canvas.edited.connect(self._edited)
        self.form.edited.connect(self._typed)
        self.scan_form.edited.connect(self._lay_scan)
        self.scan_form.crossed.connect(self.canvas.show_cross)
        self.list.currentItemChanged.connect(self._listed)
        self.list.itemChanged.connect(self._ticked)
        self.full.toggled.connect(lambda _: self._redraw.start())
        self.undo_button.clicked.connect(lambda _: self._step(back=True))
        self.scan_button.clicked.connect(lambda _: self._bring_scan())
        self.save_button.clicked.connect(lambda _: self._save())
        for keys, back in (("Ctrl+Z", True), ("Ctrl+Y", False)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda back=back: self._step(back=back))
        for keys, by in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.canvas.next_block(by))

    def hideEvent(self, event: QHideEvent) -> None:
        self._redraw.stop()
        super().hideEvent(event)

    def reject(self) -> None:
        if not self.draft.changed or self._context.dialogs.confirm(
            text("printing.designer.title"),
            text("printing.designer.leave"),
            yes=text("printing.designer.leave_yes"),
            dangerous=True,
        ):
            super().reject()

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        have = [block.key for block in self.draft.layout.blocks]
        for key in (*have, *(block.key for block in layouts.missing_blocks(self.draft.layout))):
            item = QListWidgetItem(text(f"documents.certificate.blocks.{key}").capitalize())
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in have else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if key == self.canvas.current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _chosen(self, key: str) -> None:
        for place in range(self.list.count()):
            if self.list.item(place).data(_KEY) == key:
                self.list.setCurrentRow(place)
        self._show_numbers()

    def _listed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.checkState() == Qt.CheckState.Checked:
            self.canvas.choose(str(item.data(_KEY)))
            self._show_numbers()

    def _ticked(self, item: QListWidgetItem) -> None:
        """A block is left out or put in again."""
        key = str(item.data(_KEY))
        if item.checkState() == Qt.CheckState.Checked:
            for block in layouts.missing_blocks(self.draft.layout):
                if block.key == key:
                    self.draft.add(block)
            self.canvas.choose(key)
        else:
            self.draft.remove(key)
        self._edited()

    def _typed(self, name: str, value: object) -> None:
        key = self.canvas.current
        if any(block.key == key for block in self.draft.layout.blocks):
            self.draft.set(key, **{name: value})
            self._edited()

    def _edited(self) -> None:
        self._show_numbers()
        self.canvas.update()
        allow(self.undo_button, self.draft.can_undo, "no_undo")
        self._redraw.start()

    def _show_numbers(self) -> None:
        for block in self.draft.layout.blocks:
            if block.key == self.canvas.current:
                self.form.show_block(block)
        self.scan_form.show_place(layouts.scan_place(self.draft.layout))
        allow(
            self.form, any(block.key == self.canvas.current for block in self.draft.layout.blocks), "no_block"
        )

    def _resize_paper(self) -> None:
        self.draft.set_paper(width=self.width_box.value(), height=self.height_box.value())
        self._edited()

    def _step(self, *, back: bool) -> None:
        if back:
            self.draft.undo()
        else:
            self.draft.redo()
        self._fill_list()
        self._edited()

    def _draw(self) -> None:
        """The sample as it would be printed, drawn in the task runner."""
        made, full, app = self.draft.layout, self.full.isChecked(), self._context.app

        def work(_: Progress) -> tuple[bytes, bytes]:
            background = b"" if full else layouts.sample_background(app, made)
            return layouts.sample(app, made, full_print=full), background

        def done(drawn: tuple[bytes, bytes]) -> None:
            if made == self.draft.layout:
                self.canvas.show_print(_first_page(drawn[0]))
                self.canvas.show_backdrop(_first_page(drawn[1]) if drawn[1] else None)

        def failed(error: Exception) -> None:
            self.canvas.show_print(None)
            if not isinstance(error, OfficeError):
                self._context.dialogs.error(error)

        self._context.runner.run(
            work, done=done, failed=failed, label=text("printing.designer.drawing"), owner=self
        )

    def _bring_scan(self) -> None:
        paths = self._context.dialogs.choose_open_files(
            text("printing.designer.scan_title"), patterns=text("printing.designer.pictures"), purpose="scan"
        )
        if paths:
            self._take_scan(paths[0])

    def _take_scan(self, path: Path) -> None:
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        image = self._show_scan(data)
        if image is None:
            self._context.dialogs.error(OfficeError("printing.scan_unreadable", name=path.name))
            return
        self._scan = layouts.Scan(path.name, data)
        self.scan_form.enable(True)
        across, down = _true_size(image)
        self._lay_scan(layouts.true_scan(self.draft.layout, across=across, down=down))

    def _lay_scan(self, place: layouts.ScanPlace) -> None:
        self.draft.set_scan(place, joined="scan")
        self._edited()

    def _show_scan(self, data: bytes) -> QImage | None:
        """The picture that was shown; None when it cannot be read."""
        image = QImage.fromData(data)
        if image.isNull():
            return None
        self.canvas.show_scan(QPixmap.fromImage(image))
        return image

    def _save(self) -> None:
        made, name, scan = self.draft.layout, self.name.text(), self._scan
        reported: list[str] = []

        def work() -> Changes:
            key, changes = layouts.save_layout(self._context.app, made, name=name, scan=scan)
            reported.append(key)
            return changes

        def done(_changes: Changes) -> None:
            self.key = reported[0]
            self.draft.mark_saved(self.draft.layout)
            self.accept()

        self._context.act(lambda _: work(), label=text("printing.designer.save"), done=done, owner=self)


def _true_size(image: QImage) -> tuple[float, float]:
    """Width and height in mm as the picture's own dots a metre say; 0 where it says none."""
    across, down = image.dotsPerMeterX(), image.dotsPerMeterY()
    if across <= 0 or down <= 0:
        return 0.0, 0.0
    return image.width() / across * 1000, image.height() / down * 1000


def _first_page(data: bytes) -> QImage:
    pages = PdfPages(data)
    try:
        return pages.draw(0, dpi=_DPI)
    finally:
        pages.close()
