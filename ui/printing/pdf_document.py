"""A PDF in memory, its pages drawn to images with pypdfium2."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from thidua_desktop.domain.errors import OfficeError

POINTS_PER_INCH: Final = 72
_FORMATS: Final = {
    1: QImage.Format.Format_Grayscale8,
    3: QImage.Format.Format_BGR888,
    4: QImage.Format.Format_RGB32,
}


class PdfPages:
    """``size`` in points (1/72 inch); ``draw`` at any resolution. Used from one thread."""

    def __init__(self, data: bytes) -> None:
        """OfficeError ``ui.pdf_unreadable`` when these bytes are no PDF or have no page."""
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(data)
            self.sizes = tuple(QSizeF(*self._document.get_page_size(i)) for i in range(len(self._document)))
        except pypdfium2.PdfiumError:
            raise OfficeError("ui.pdf_unreadable") from None
        if not self.sizes:
            raise OfficeError("ui.pdf_unreadable")
        self.data = data

    @property
    def count(self) -> int:
        return len(self.sizes)

    def draw(self, number: int, *, dpi: float) -> QImage:
        """Page ``number`` (from 0) on white at ``dpi`` dots an inch."""
        page = self._document[number]
        try:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH)
            kind = _FORMATS[bitmap.n_channels]
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, kind).copy()
            bitmap.close()
        finally:
            page.close()
        return image

    def close(self) -> None:
        self._document.close()
