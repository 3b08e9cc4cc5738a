"""What a small screen or large letters cut off, found by geometry and font metrics, never by looking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from tests.ui.window_samples import shown
from ui.style.screen import room_inside
from ui.widgets.allowing import WHY, reason_of
from ui.widgets.combo import Combo
from ui.widgets.elided import Elided
from ui.widgets.forms import mnemonic, plain_label

_CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)


def faults(top: QWidget) -> Iterator[str]:
    """Each fault of a window or dialog as ``kind: words``."""
    room = room_inside(top)
    if top.width() > room.width() or top.height() > room.height():
        yield f"too large: {top.windowTitle()} {top.width()}x{top.height()} in {room.width()}x{room.height()}"
    letters = [
        mnemonic(one.text())
        for one in shown(top)
        if isinstance(one, QAbstractButton) and "&" in one.text() and one.isEnabled()
    ]
    letters += [mnemonic(one.text()) for one in shown(top) if isinstance(one, QLabel) and one.buddy()]
    for letter, count in Counter(one for one in letters if one).items():
        if count > 1:
            yield f"doubled letter: {letter}"
    for widget in shown(top):
        if widget.window() is not top:
            continue
        yield from (f"cut: {words}" for words in cut_words(widget))
        if isinstance(widget, _CONTROLS) and not reachable(widget):
            yield f"out of reach: {type(widget).__name__} {widget.accessibleName() or words_of(widget)}"
    yield from (f"grey without a reason: {words}" for words in unexplained(top))


def unexplained(top: QWidget) -> Iterator[str]:
    """Disabled controls in sight, and disabled entries of their menus, that do not say why."""
    for widget in shown(top):
        if widget.window() is not top or not isinstance(widget, _CONTROLS):
            continue
        if not widget.isEnabled() and not reason_of(widget) and not _ours_alone(widget):
            yield f"{type(widget).__name__} {widget.accessibleName() or words_of(widget)}"
        menu = widget.menu() if isinstance(widget, QPushButton | QToolButton) else None
        if menu is None or not widget.isEnabled():
            continue
        menu.aboutToShow.emit()
        for action in menu.actions():
            if not action.isEnabled() and not action.isSeparator() and not action.property(WHY):
                yield f"entry {plain_label(action.text())} of {words_of(widget)}"


def _ours_alone(widget: QWidget) -> bool:
    """Parts of a control that is drawn by Qt itself, such as the arrows of a row of tabs."""
    return isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QTabBar)


def words_of(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return plain_label(words) or widget.objectName()


def cut_words(widget: QWidget) -> Iterator[str]:
    """Words that are wider or higher than what shows them, with no tool tip to read them in."""
    if isinstance(widget, QPushButton) and widget.text():
        least = widget.minimumSizeHint()
        if widget.width() < least.width() or widget.height() < least.height():
            sizes = f"{widget.width()}x{widget.height()} of {least.width()}x{least.height()}"
            yield f"button {words_of(widget)} {sizes}"
    elif isinstance(widget, QLabel) and widget.text() and not isinstance(widget, Elided):
        room = widget.contentsRect()
        if widget.wordWrap():
            need = widget.heightForWidth(widget.width())
            if need > widget.height() + 1 or widget.width() < 24:
                yield f"label {widget.text()[:60]} height {widget.height()}<{need}"
        else:
            plain = widget.text().replace("&", "")
            wide = max(
                (widget.fontMetrics().horizontalAdvance(line) for line in plain.split("\n")), default=0
            )
            if wide > room.width() + 1 and not widget.toolTip():
                yield f"label {plain[:60]} width {room.width()}<{wide}"
    elif isinstance(widget, QComboBox) and not isinstance(widget, Combo):
        yield f"combo without a tool tip {widget.accessibleName()}"
    elif isinstance(widget, QTabBar) and not widget.usesScrollButtons():
        last = widget.tabRect(widget.count() - 1)
        if last.right() > widget.width():
            yield f"tabs {widget.accessibleName()}"


def reachable(widget: QWidget) -> bool:
    """Whether all of a control is in sight, or can be scrolled into it."""
    rect = QRect(QPoint(0, 0), widget.size())
    here: QWidget = widget
    while not here.isWindow():
        parent = here.parentWidget()
        if parent is None:
            return True
        rect.translate(here.pos())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
            aside = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return aside or not isinstance(area, QScrollArea) or rect.right() <= parent.width()
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return False
        here = parent
    return True


def short_popup(box: QComboBox) -> str:
    """A drop-down list that cuts its last row; empty when it is whole or scrolls."""
    box.showPopup()
    QApplication.processEvents()
    view = box.view()
    rows = min(box.count(), box.maxVisibleItems())
    need = sum(view.sizeHintForRow(place) for place in range(rows))
    have = view.viewport().height()
    scrolls = view.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    box.hidePopup()
    QApplication.processEvents()
    if have >= need - 1 or (box.count() > rows and scrolls):
        return ""
    return f"short popup: {box.accessibleName()} {have}<{need}"
