"""Icons drawn from the shipped SVG files in the colours of the theme."""

from __future__ import annotations

from functools import cache
from typing import Final, Protocol, cast

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from thidua_desktop.config import resource
from ui.style.theme import Theme, theme

_SIZES: Final = (16, 18, 20, 24, 27, 32, 36, 40, 48, 64)
_NAME: Final = "iconName"
_TOKEN: Final = "iconToken"


class _Wearer(Protocol):
    def setIcon(self, icon: QIcon, /) -> None: ...


def icon(name: str, token: str = "text", *, spaced: bool = False) -> QIcon:
    """The icon in a colour of the theme, its disabled state faded. FileNotFoundError for an unknown name.

    ``spaced`` leaves a third of its width free at the right: push buttons put their words too near.
    """
    return _shared(name, theme().colour(token).name(), theme().colour("disabled").name(), spaced)


@cache
def _shared(name: str, colour: str, disabled: str, spaced: bool) -> QIcon:
    """Drawn once in each pair of colours: the copies of an icon share its pixmaps."""
    drawing = _drawing(name)
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = _renderer(drawing, QColor(shade))
        for size in _SIZES:
            made.addPixmap(_paint(renderer, size=size, spaced=spaced), mode)
    return made


def paint_icon(painter: QPainter, name: str, *, box: QRectF, colour: QColor) -> None:
    """Draws the icon sharp at any scale into ``box``."""
    ratio = painter.device().devicePixelRatioF()
    size = round(box.width() * ratio)
    key = f"icon {name} {colour.name()} {size} {ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):  # reading the drawing takes a hundred times as long
        pixmap = _paint(_renderer(_drawing(name), colour), size=size)
        pixmap.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, pixmap)
    painter.drawPixmap(box.topLeft(), pixmap)


def put_icon(wearer: QAbstractButton | QAction, name: str, token: str = "text") -> None:
    """Gives a button or action its icon and keeps it in the theme's colours when the theme changes."""
    wearer.setProperty(_NAME, name)
    wearer.setProperty(_TOKEN, token)
    wearer.setIcon(icon(name, token, spaced=isinstance(wearer, QPushButton)))
    if isinstance(wearer, QAbstractButton):
        wearer.setIconSize(QSize(24, 18) if isinstance(wearer, QPushButton) else QSize(18, 18))


def recolour(applied: Theme) -> None:
    """Redraws every icon given by ``put_icon``; connected to the theme once, at the start."""
    for widget in QApplication.allWidgets():
        _redraw(widget)
        for action in widget.actions():
            _redraw(action)


def _redraw(wearer: QObject) -> None:
    name = wearer.property(_NAME)
    if isinstance(name, str):
        spaced = isinstance(wearer, QPushButton)
        cast(_Wearer, wearer).setIcon(icon(name, str(wearer.property(_TOKEN)), spaced=spaced))


def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _renderer(drawing: str, colour: QColor) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(drawing.replace("<path ", f'<path fill="{colour.name()}" ').encode()))


def _paint(renderer: QSvgRenderer, *, size: int, spaced: bool = False) -> QPixmap:
    pixmap = QPixmap(size * 4 // 3 if spaced else size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
