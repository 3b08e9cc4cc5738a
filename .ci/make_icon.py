"""Writes resources/style/app.ico and the side picture of the setup from the drawing app.svg.

Call ``python .ci/make_icon.py`` after the drawing changed.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

STYLE = Path(__file__).resolve().parent.parent / "resources" / "style"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
SIDE = STYLE.parent.parent / ".ci" / "side.bmp"
SIDE_SIZE = (164, 314)
"""What the first and last page of the setup show, in pixels."""
SIDE_COLOUR, SIDE_TOP, SIDE_ICON = "#0d3f7e", 64, 100


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else STYLE / "app.ico"
    target.write_bytes(icon_file([drawn(STYLE / "app.svg", size) for size in SIZES]))
    if len(sys.argv) == 1:
        side_picture(STYLE / "app.svg", SIDE)
    return 0


def side_picture(drawing: Path, target: Path) -> None:
    """The drawing on a plain ground as a bitmap of 256 colours, which is all a setup can show."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(*SIDE_SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(SIDE_COLOUR))
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(
        painter, QRectF((SIDE_SIZE[0] - SIDE_ICON) / 2, SIDE_TOP, SIDE_ICON, SIDE_ICON)
    )
    painter.end()
    image.convertToFormat(QImage.Format.Format_Indexed8).save(str(target))


def drawn(drawing: Path, size: int) -> bytes:
    """The drawing as a PNG of ``size`` pixels a side."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes for the format
    return bytes(content.data())


def icon_file(pictures: list[bytes]) -> bytes:
    """An .ico of these PNG pictures: a head, one line of 16 bytes each, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    lines, offset = b"", len(head) + 16 * len(pictures)
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        lines += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + lines + b"".join(pictures)


if __name__ == "__main__":
    sys.exit(main())
