"""The paper being designed in true proportions: stock beneath, print above, a frame round every block."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from thidua_desktop.services.certificates.layouts import LayoutBlock, scan_place
from thidua_desktop.texts import text
from ui.layout_designer.draft import STEP, Guide, LayoutDraft
from ui.printing.pdf_canvas import BACKGROUND_STRENGTH
from ui.style.theme import theme

_MARGIN: Final = 18
_GRIP: Final = 7
_MARK: Final = 4
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LayoutCanvas(QWidget):
    """Arrows move the chosen block by 0.1 mm (Shift: 1 mm), Alt and arrows change its width; Tab goes on
    to the next block. Dragging snaps to guides; Alt while dragging does not."""

    chosen = Signal(str)  # key of a block
    edited = Signal()  # the draft was changed here

    def __init__(self, draft: LayoutDraft) -> None:
        super().__init__()
        self._draft = draft
        self._scan: QPixmap | None = None
        self._cross = False
        self._backdrop: QImage | None = None
        self._print: QImage | None = None
        self._grab: tuple[QPointF, LayoutBlock, bool] | None = None
        self._guides: tuple[Guide, ...] = ()
        self._transaction = 0
        self.current: str = draft.layout.blocks[0].key if draft.layout.blocks else ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(360, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(text("printing.designer.canvas"))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(760, 560)

    def show_draft(self, draft: LayoutDraft) -> None:
        self._draft = draft
        self.update()

    def show_scan(self, picture: QPixmap | None) -> None:
        """The stock, laid where the layout says."""
        self._scan = picture
        self.update()

    def show_backdrop(self, picture: QImage | None) -> None:
        """Our own background, in the place of a scan while there is none."""
        self._backdrop = picture
        self.update()

    def show_cross(self, on: bool) -> None:
        """The cross to align by."""
        self._cross = on
        self.update()

    def show_print(self, image: QImage | None) -> None:
        """What would be printed now."""
        self._print = image
        self.update()

    def choose(self, key: str) -> None:
        if key != self.current:
            self.current = key
            self.chosen.emit(key)
        self._report()
        self.update()

    @property
    def per_mm(self) -> float:
        """Pixels a millimetre."""
        layout = self._draft.layout
        across = (self.width() - 2 * _MARGIN) / layout.width
        return max(0.2, min(across, (self.height() - 2 * _MARGIN) / layout.height))

    def box_of(self, block: LayoutBlock) -> QRectF:
        """The block's frame in pixels of this widget."""
        scale, origin = self.per_mm, self._origin()
        height = block.lines * block.size * block.leading / 72 * 25.4
        return QRectF(
            origin.x() + block.x * scale,
            origin.y() + block.y * scale,
            block.width * scale,
            height * scale,
        )

    def _origin(self) -> QPointF:
        layout, scale = self._draft.layout, self.per_mm
        return QPointF((self.width() - layout.width * scale) / 2, (self.height() - layout.height * scale) / 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout, scale = self._draft.layout, self.per_mm
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("paper_ground"))
        paper = QRectF(self._origin().x(), self._origin().y(), layout.width * scale, layout.height * scale)
        painter.fillRect(paper, QColor("#ffffff"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._scan is not None:
            self._paint_scan(painter, paper, scale)
        elif self._backdrop is not None:
            painter.setOpacity(BACKGROUND_STRENGTH)
            painter.drawImage(paper, self._backdrop)
            painter.setOpacity(1.0)
        if self._print is not None:
            # The print is drawn on white: multiplied it leaves the stock in sight.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.drawImage(paper, self._print)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for block in layout.blocks:
            self._paint_frame(painter, block)
        self._paint_guides(painter, paper)
        if self._cross:
            self._paint_cross(painter, paper, scale)
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_scan(self, painter: QPainter, paper: QRectF, scale: float) -> None:
        """The stock in true size at its place; what lies beside the paper is cut."""
        assert self._scan is not None
        place = scan_place(self._draft.layout)
        box = QRectF(
            paper.x() + place.x * scale,
            paper.y() + place.y * scale,
            place.width * scale,
            place.height * scale,
        )
        painter.save()
        painter.setClipRect(paper)
        painter.setOpacity(BACKGROUND_STRENGTH)
        painter.drawPixmap(box, self._scan, QRectF(self._scan.rect()))
        painter.restore()

    def _paint_cross(self, painter: QPainter, paper: QRectF, scale: float) -> None:
        """Both middles of the paper and a mark every 10 mm: to lay the picture of the stock exactly."""
        painter.setPen(QPen(QColor("#0b7285"), 1))
        middle = paper.center()
        painter.drawLine(QPointF(middle.x(), paper.top()), QPointF(middle.x(), paper.bottom()))
        painter.drawLine(QPointF(paper.left(), middle.y()), QPointF(paper.right(), middle.y()))
        layout = self._draft.layout
        for place in range(0, int(layout.width) + 1, 10):
            x = paper.left() + place * scale
            painter.drawLine(QPointF(x, middle.y() - _MARK), QPointF(x, middle.y() + _MARK))
        for place in range(0, int(layout.height) + 1, 10):
            y = paper.top() + place * scale
            painter.drawLine(QPointF(middle.x() - _MARK, y), QPointF(middle.x() + _MARK, y))

    def _paint_frame(self, painter: QPainter, block: LayoutBlock) -> None:
        box = self.box_of(block)
        if block.key == self.current:
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRect(box)
            grip = QRectF(box.right() - _GRIP / 2, box.center().y() - _GRIP / 2, _GRIP, _GRIP)
            painter.fillRect(grip, theme().colour("accent"))
        else:
            painter.setPen(QPen(QColor(90, 110, 140, 130), 1, Qt.PenStyle.DashLine))
            painter.drawRect(box)

    def _paint_guides(self, painter: QPainter, paper: QRectF) -> None:
        painter.setPen(QPen(QColor("#d6336c"), 1))
        for guide in self._guides:
            if guide.upright:
                x = paper.x() + guide.at * self.per_mm
                painter.drawLine(QPointF(x, paper.top()), QPointF(x, paper.bottom()))
            else:
                y = paper.y() + guide.at * self.per_mm
                painter.drawLine(QPointF(paper.left(), y), QPointF(paper.right(), y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        current = self._current()
        if current is not None and self._on_grip(current, at):
            self._grab = (at, current, True)
            return
        inside = [block for block in self._draft.layout.blocks if self.box_of(block).contains(at)]
        if inside:
            block = min(inside, key=lambda one: one.width * one.lines * one.size)
            self.choose(block.key)
            self._grab = (at, block, False)
        self._transaction += 1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grab is None:
            current = self._current()
            over = current is not None and self._on_grip(current, event.position())
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
            return
        start, block, widening = self._grab
        by = (event.position() - start) / self.per_mm
        if widening:
            self._draft.set(
                block.key, joined=("wide", self._transaction), width=round(block.width + by.x(), 1)
            )
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._guides = ()
            self._draft.set(
                block.key,
                joined=("drag", self._transaction),
                x=round(block.x + by.x(), 1),
                y=round(block.y + by.y(), 1),
            )
        else:
            self._guides = self._draft.drag(
                block.key, block.x + by.x(), block.y + by.y(), joined=("drag", self._transaction)
            )
        self._changed()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grab, self._guides = None, ()
        self._transaction += 1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self._current()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or current is None or key not in _ARROWS:
            super().keyPressEvent(event)
            return
        across, down = _ARROWS[key]
        size = 10 * STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._draft.set(
                current.key, joined=("keys", current.key), width=round(current.width + across * size, 1)
            )
        else:
            self._draft.move(current.key, across * size, down * size, joined=("keys", current.key))
        self._changed()

    def next_block(self, by: int = 1) -> None:
        """The keyboard's way from block to block."""
        keys = [block.key for block in self._draft.layout.blocks]
        if keys:
            place = keys.index(self.current) if self.current in keys else -by
            self.choose(keys[(place + by) % len(keys)])

    def _current(self) -> LayoutBlock | None:
        return next((block for block in self._draft.layout.blocks if block.key == self.current), None)

    def _on_grip(self, block: LayoutBlock, at: QPointF) -> bool:
        box = self.box_of(block)
        return abs(at.x() - box.right()) <= _GRIP and box.top() - _GRIP <= at.y() <= box.bottom() + _GRIP

    def _changed(self) -> None:
        self.update()
        self._report()
        self.edited.emit()

    def _report(self) -> None:
        """Where the block stands, for those who hear the window."""
        block = self._current()
        if block is not None:
            self.setAccessibleDescription(
                text(
                    "printing.designer.stands",
                    block=text(f"documents.certificate.blocks.{block.key}"),
                    x=f"{block.x:.1f}".replace(".", ","),
                    y=f"{block.y:.1f}".replace(".", ","),
                )
            )
