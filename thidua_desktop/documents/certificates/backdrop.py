"""The certificate's background, our own drawing: border, corners, a faint star; the emblem's place is empty.

No state emblem or flag is drawn: offices use stock that carries them, or set their own.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from thidua_desktop.documents.certificates.layouts import CertificateLayout, rgb
from thidua_desktop.documents.layout.decree30 import MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_STAR_POINTS = 14


def draw_backdrop(canvas: Canvas, layout: CertificateLayout) -> None:
    """Draw in the canvas's own points from the bottom left corner."""
    width, height = layout.width * MM, layout.height * MM
    appearance = layout.backdrop
    inset, band = appearance.inset * MM, appearance.band * MM
    canvas.setFillColorRGB(*rgb(appearance.paper_colour))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    _star(canvas, width / 2, height * 0.44, min(width, height) * 0.33, appearance.gold_colour)
    _frames(canvas, width, height, inset, band, appearance.frame_colour, appearance.gold_colour)
    _chain(canvas, width, height, inset, band, appearance.gold_colour)
    for x, y in (
        (inset + band / 2, inset + band / 2),
        (width - inset - band / 2, inset + band / 2),
        (inset + band / 2, height - inset - band / 2),
        (width - inset - band / 2, height - inset - band / 2),
    ):
        _rosette(
            canvas,
            x,
            y,
            band * 0.95,
            appearance.frame_colour,
            appearance.gold_colour,
            appearance.paper_colour,
        )


def _frames(
    canvas: Canvas, width: float, height: float, inset: float, band: float, red: str, gold: str
) -> None:
    canvas.setFillColorRGB(*rgb(red))
    frame = canvas.beginPath()
    frame.rect(inset, inset, width - 2 * inset, height - 2 * inset)
    inner = inset + band
    frame.rect(inner, inner, width - 2 * inner, height - 2 * inner)
    canvas.drawPath(frame, stroke=0, fill=1, fillMode=0)
    canvas.setStrokeColorRGB(*rgb(gold))
    for gap, thickness in ((inset - 1.2 * MM, 0.6), (inset + 0.9 * MM, 0.7), (inner - 0.9 * MM, 0.7)):
        canvas.setLineWidth(thickness)
        canvas.rect(gap, gap, width - 2 * gap, height - 2 * gap, stroke=1, fill=0)
    for gap, thickness in ((inner + 1.4 * MM, 1.4), (inner + 2.4 * MM, 0.5)):
        canvas.setLineWidth(thickness)
        canvas.rect(gap, gap, width - 2 * gap, height - 2 * gap, stroke=1, fill=0)


def _chain(canvas: Canvas, width: float, height: float, inset: float, band: float, gold: str) -> None:
    """Waves and dots along the border, as many as fit evenly."""
    canvas.setStrokeColorRGB(*rgb(gold))
    canvas.setFillColorRGB(*rgb(gold))
    canvas.setLineWidth(0.9)
    middle = inset + band / 2
    start = inset + 1.75 * band
    for length, place in ((width, "x"), (height, "y")):
        room = length - 2 * start
        count = max(1, round(room / (band * 1.15)))
        step = room / count
        for near in (middle, (height if place == "x" else width) - middle):
            path = canvas.beginPath()
            for number in range(count):
                along = start + number * step
                swing = band * 0.22 * (1 if number % 2 else -1)
                points = [
                    (along, near),
                    (along + step * 0.3, near + swing),
                    (along + step * 0.7, near + swing),
                    (along + step, near),
                ]
                turned = points if place == "x" else [(y, x) for x, y in points]
                path.moveTo(*turned[0])
                path.curveTo(*turned[1], *turned[2], *turned[3])
                dot = (along + step / 2, near - swing * 0.55)
                canvas.circle(*(dot if place == "x" else dot[::-1]), band * 0.065, stroke=0, fill=1)
            canvas.drawPath(path, stroke=1, fill=0)


def _rosette(canvas: Canvas, x: float, y: float, radius: float, red: str, gold: str, paper: str) -> None:
    """A flower of eight petals on a gold disc over the corner."""
    canvas.setFillColorRGB(*rgb(paper))
    canvas.circle(x, y, radius, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(gold))
    canvas.circle(x, y, radius * 0.93, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(paper))
    canvas.circle(x, y, radius * 0.82, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(red))
    for number in range(8):
        angle = number * math.pi / 4
        path = canvas.beginPath()
        path.moveTo(x, y)
        tip = (x + radius * 0.74 * math.cos(angle), y + radius * 0.74 * math.sin(angle))
        for side in (1, -1):
            bend = angle + side * math.pi / 7
            control = (x + radius * 0.52 * math.cos(bend), y + radius * 0.52 * math.sin(bend))
            if side == 1:
                path.curveTo(*control, *control, *tip)
            else:
                path.curveTo(*control, *control, x, y)
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(gold))
    canvas.circle(x, y, radius * 0.17, stroke=0, fill=1)


def _star(canvas: Canvas, x: float, y: float, radius: float, gold: str) -> None:
    """A pale star of many rays inside rings, behind the text."""
    red, green, blue = rgb(gold)
    pale = tuple(part + (1 - part) * 0.86 for part in (red, green, blue))
    canvas.setFillColorRGB(*pale)
    canvas.setStrokeColorRGB(*pale)
    path = canvas.beginPath()
    for number in range(2 * _STAR_POINTS):
        reach = radius * (0.46 if number % 2 == 0 else 0.17)
        angle = math.pi / 2 + number * math.pi / _STAR_POINTS
        point = (x + reach * math.cos(angle), y + reach * math.sin(angle))
        if number:
            path.lineTo(*point)
        else:
            path.moveTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    for share, thickness in ((0.55, 2.0), (0.62, 0.8), (0.86, 0.8), (0.93, 2.4)):
        canvas.setLineWidth(thickness)
        canvas.circle(x, y, radius * share, stroke=1, fill=0)
    for number in range(3 * _STAR_POINTS):
        angle = number * 2 * math.pi / (3 * _STAR_POINTS)
        across, up = radius * 0.74 * math.cos(angle), radius * 0.74 * math.sin(angle)
        canvas.circle(x + across, y + up, radius * 0.03, fill=1, stroke=0)
