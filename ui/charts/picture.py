"""A picture in the window; saved as PNG or PDF with letters of the same proportion, always on white."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPaintEvent, QPdfWriter
from PySide6.QtWidgets import QSizePolicy, QWidget

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.held_files import replace_file
from ui.style.theme import theme
from ui.style.tokens import Scheme

Paint = Callable[[QPainter, QRectF, Scheme], None]
PNG_SIZE: Final = QSize(1920, 1080)
_EDGE: Final = 0.03


class Picture(QWidget):
    """Paints what it is given at any size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._paint: Paint | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 220)
        theme().changed.connect(self.update)

    def show_picture(self, paint: Paint, words: str) -> None:
        """``words`` say the same for who does not see it."""
        self._paint = paint
        self.setAccessibleDescription(words)
        self.update()

    @property
    def paint(self) -> Paint | None:
        return self._paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scheme = theme().scheme
        painter.fillRect(self.rect(), theme().colour("surface"))
        if self._paint is not None:
            self._paint(painter, _inside(QRectF(self.rect())), scheme)
        painter.end()


def save_picture(paint: Paint, path: Path) -> None:
    """PNG of 1920 × 1080, or PDF of A4 on its side, by the ending. OfficeError ``charts.cannot_write``."""
    scratch = path.with_name(f".{path.stem}.tmp{path.suffix}")
    done = _pdf(paint, scratch) if path.suffix.lower() == ".pdf" else _png(paint, scratch)
    if not done:
        scratch.unlink(missing_ok=True)
        raise OfficeError("charts.cannot_write", file=path.name)
    try:
        replace_file(scratch, path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise OfficeError("charts.cannot_write", file=path.name) from error


def _png(paint: Paint, path: Path) -> bool:
    image = QImage(PNG_SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(image)
    paint(painter, _inside(QRectF(image.rect())), "light")
    painter.end()
    return image.save(str(path), "PNG")  # type: ignore[call-overload, no-any-return]


def _pdf(paint: Paint, path: Path) -> bool:
    uow = QPdfWriter(str(path))
    uow.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(12, 12, 12, 12)
        )
    )
    uow.setResolution(150)
    painter = QPainter()
    if not painter.begin(uow):
        return False
    paint(painter, QRectF(0, 0, uow.width(), uow.height()), "light")
    return painter.end()


def _inside(box: QRectF) -> QRectF:
    edge = max(14.0, min(box.width(), box.height()) * _EDGE)
    return box.adjusted(edge, edge, -edge, -edge)
