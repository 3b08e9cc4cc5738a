"""One award against its target: a bar of what was proposed, passed and decided over the wanted range."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from thidua_desktop.texts import text
from ui.style.theme import theme
from ui.style.tokens import SPACING
from ui.targets.words import STAGES, Standing

_BAR: Final = 12
_BAND: Final = 4


class StandingBar(QWidget):
    """Three lengths over each other, darkest what is decided; below them the wanted range."""

    def __init__(self, standing: Standing, *, words: str) -> None:
        super().__init__()
        self._standing = standing
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR + _BAND + 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._fill(painter, QRectF(0, 0, self.width(), _BAR), "neutral_soft")
        for name in STAGES:
            width = self._place(Decimal(getattr(self._standing, name)))
            if width:
                painter.setBrush(stage_colour(name))
                painter.drawRoundedRect(QRectF(0, 0, max(width, _BAR / 2), _BAR), _BAR / 3, _BAR / 3)
        low, high = self._standing.low, self._standing.high
        if low is None and high is None:
            return
        start = self._place(low) if low is not None else 0.0
        end = self._place(high) if high is not None else float(self.width())
        band = QRectF(min(start, end - 3), _BAR + 3, max(end - start, 3), _BAND)
        painter.setBrush(stage_colour("target"))
        painter.drawRoundedRect(band, _BAND / 2, _BAND / 2)

    def _fill(self, painter: QPainter, box: QRectF, token: str) -> None:
        painter.setBrush(theme().colour(token))
        painter.drawRoundedRect(box, box.height() / 3, box.height() / 3)

    def _place(self, figure: Decimal) -> float:
        return float(figure / self._standing.end) * self.width()


class Legend(QWidget):
    """What the colours of the bars mean, in words."""

    _STAGES: Final = ("printed", "decided", "passed", "nominated", "registered", "target")

    def __init__(self) -> None:
        super().__init__()
        self._words = {
            stage: text("overview.legend.target") if stage == "target" else text(f"targets.stages.{stage}")
            for stage in self._STAGES
        }
        self.setAccessibleName(", ".join(self._words.values()))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = sum(metrics.horizontalAdvance(words) + 14 + SPACING["l"] for words in self._words.values())
        return QSize(wide, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0.0, self.height() / 2
        for stage, words in self._words.items():
            high = _BAND if stage == "target" else 10
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(stage_colour(stage))
            painter.drawRoundedRect(QRectF(left, middle - high / 2, 10, high), 2, 2)
            painter.setPen(theme().colour("text_muted"))
            width = painter.fontMetrics().horizontalAdvance(words)
            box = QRectF(left + 15, 0, width + 2, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
            left += width + 14 + SPACING["l"]


def _stage_words(stage: str) -> str:
    return text("overview.legend.target") if stage == "target" else text(f"targets.stages.{stage}")


def stage_colour(stage: str) -> QColor:
    """The colour of a stage on the way from plan to decision."""
    applied = theme()
    if stage == "target":
        return applied.colour("warn_text")
    colour = applied.colour("info_text")
    background = applied.colour("surface")
    share = {"registered": 0.16, "nominated": 0.34, "passed": 0.56, "decided": 0.8, "printed": 1.0}[stage]
    return QColor(
        *(
            round(background_part + (part - background_part) * share)
            for part, background_part in _parts(colour, background)
        )
    )


def _parts(colour: QColor, background: QColor) -> tuple[tuple[int, int], ...]:
    return (
        (colour.red(), background.red()),
        (colour.green(), background.green()),
        (colour.blue(), background.blue()),
    )
