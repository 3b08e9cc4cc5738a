"""Pages of a PDF below each other on a grey ground; only those in sight are drawn."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from thidua_desktop.texts import text
from ui.printing.pdf_document import POINTS_PER_INCH, PdfPages
from ui.style.theme import theme

Fit = Literal["width", "page", "none"]
_GAP: Final = 16
_SCREEN_DPI: Final = 96
_STORED: Final = 6
_SMALLEST: Final = 0.2
_LARGEST: Final = 4.0
_STEP: Final = 1.2
BACKGROUND_STRENGTH: Final = 0.4
"""How strongly the stock shows beneath what is printed on it."""


class PdfCanvas(QAbstractScrollArea):
    """Page Up/Down go page by page, Home/End to the ends, Ctrl with + - 0 or the wheel zooms."""

    page_changed = Signal(int)  # from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("ui.pdf.view"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages: PdfPages | None = None
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._current = 0
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._background: QImage | None = None
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, pages: PdfPages | None) -> None:
        self._pages = pages
        self._drawn.clear()
        self._current = 0
        self.verticalScrollBar().setValue(0)
        self._arrange()
        self.page_changed.emit(0)

    def show_background(self, picture: QImage | None) -> None:
        """A picture of the stock, faintly beneath every page: shown here only, never printed or saved."""
        self._background = picture
        self.viewport().update()

    @property
    def current_page(self) -> int:
        return self._current

    def set_fit(self, fit: Fit) -> None:
        self._fit = fit
        self._arrange()
        self.go_to(self._current)

    def zoom_by(self, factor: float) -> None:
        """1.0 is the paper's true size on a 96-dpi screen."""
        self._fit = "none"
        self._zoom = min(max(self._zoom * factor, _SMALLEST), _LARGEST)
        self._arrange()
        self.go_to(self._current)

    def go_to(self, number: int) -> None:
        if self._pages is None:
            return
        number = min(max(number, 0), self._pages.count - 1)
        self.verticalScrollBar().setValue(self._boxes()[number].top() - _GAP // 2)
        if number != self._current:
            self._current = number
            self.page_changed.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("paper_ground"))
        if self._pages is None:
            painter.setPen(theme().colour("text_muted"))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), text("ui.pdf.none"))
            return
        offset = self._offset()
        for number, box in enumerate(self._boxes()):
            shown = box.translated(-offset)
            if shown.intersects(event.rect()):
                self._paint_page(painter, number, shown)
                painter.setPen(theme().colour("border"))
                painter.drawRect(shown.adjusted(-1, -1, 0, 0))

    def _paint_page(self, painter: QPainter, number: int, shown: QRect) -> None:
        image = self._image(number, shown.size())
        if self._background is None:
            painter.drawImage(shown, image)
            return
        painter.fillRect(shown, Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(BACKGROUND_STRENGTH)
        painter.drawImage(shown, self._background)
        painter.setOpacity(1.0)
        # The page is drawn on white: multiplied it leaves the stock in sight.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(shown, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        last = (self._pages.count if self._pages else 1) - 1
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to(self._current + 1)
            case Qt.Key.Key_PageUp:
                self.go_to(self._current - 1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(last)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if control:
                self.zoom_by(_STEP)
            case Qt.Key.Key_Minus if control:
                self.zoom_by(1 / _STEP)
            case Qt.Key.Key_0 if control:
                self.set_fit("page")
            case _:
                super().keyPressEvent(event)

    def _arrange(self) -> None:
        """Fits the zoom and the scroll bars to the window."""
        if self._pages is None:
            self.verticalScrollBar().setRange(0, 0)
            self.horizontalScrollBar().setRange(0, 0)
            self.viewport().update()
            return
        room = self.viewport().size()
        widest = max(size.width() for size in self._pages.sizes) * _SCREEN_DPI / POINTS_PER_INCH
        tallest = max(size.height() for size in self._pages.sizes) * _SCREEN_DPI / POINTS_PER_INCH
        if self._fit != "none":
            zoom = (room.width() - 2 * _GAP) / widest
            if self._fit == "page":
                zoom = min(zoom, (room.height() - 2 * _GAP) / tallest)
            self._zoom = min(max(zoom, _SMALLEST), _LARGEST)
        boxes = self._boxes()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, boxes[-1].bottom() + _GAP - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(40)
        across.setRange(0, max(0, max(box.right() for box in boxes) + _GAP - room.width()))
        across.setPageStep(room.width())
        self.viewport().update()

    def _boxes(self) -> list[QRect]:
        """Where each page lies, in pixels from the top of the first."""
        boxes: list[QRect] = []
        top = _GAP
        scale = self._zoom * _SCREEN_DPI / POINTS_PER_INCH
        for size in self._pages.sizes if self._pages else ():
            extent = QSize(round(size.width() * scale), round(size.height() * scale))
            left = max(_GAP, (self.viewport().width() - extent.width()) // 2)
            boxes.append(QRect(QPoint(left, top), extent))
            top += extent.height() + _GAP
        return boxes

    def _image(self, number: int, size: QSize) -> QImage:
        assert self._pages is not None
        ratio = self.devicePixelRatioF()
        key = (number, round(size.width() * ratio))
        if key not in self._drawn:
            dpi = key[1] / self._pages.sizes[number].width() * POINTS_PER_INCH
            self._drawn[key] = self._pages.draw(number, dpi=dpi)
            while len(self._drawn) > _STORED:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scrolled(self) -> None:
        self.viewport().update()
        middle = self._offset().y() + self.viewport().height() // 2
        boxes = self._boxes()
        seen = next((i for i, box in enumerate(boxes) if box.bottom() + _GAP >= middle), len(boxes) - 1)
        if boxes and seen != self._current:
            self._current = seen
            self.page_changed.emit(seen)
