"""The stock beneath the print, as a picture of the whole paper: for the eye only."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from thidua_desktop.services.certificates.certificates import Background
from ui.printing.pdf_document import PdfPages

_DPI: Final = 110
_MM_PER_INCH: Final = 25.4
_WHITE: Final = QColor("#ffffff")


def background_picture(background: Background) -> QImage | None:
    """The scan at its place on the paper, or our background; None when neither can be shown."""
    if background.drawn:
        pages = PdfPages(background.drawn)
        image = pages.draw(0, dpi=_DPI)
        pages.close()
        return image
    scan = QImage.fromData(background.scan)
    if scan.isNull() or background.place is None:
        return None
    per_mm = _DPI / _MM_PER_INCH
    width, height = (round(side * per_mm) for side in background.paper)
    paper = QImage(width, height, QImage.Format.Format_RGB32)
    paper.fill(_WHITE)
    painter = QPainter(paper)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    place = background.place
    box = QRectF(place.x * per_mm, place.y * per_mm, place.width * per_mm, place.height * per_mm)
    painter.drawImage(box, scan)
    painter.end()
    return paper
