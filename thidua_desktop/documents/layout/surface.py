"""One PDF being drawn: text and lines gathered page by page, metadata, reproducible bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from thidua_desktop.documents.layout.decree30 import MM
from thidua_desktop.documents.layout.fonts import REGULAR, register
from thidua_desktop.documents.layout.pdf_metadata import add_xmp
from thidua_desktop.documents.layout.wrapping import Line
from thidua_desktop.texts import text

Colour = tuple[float, float, float]
"""Red, green, blue of 0-1."""
BLACK: Final[Colour] = (0.0, 0.0, 0.0)


class Surface:
    """Points from the top left corner; the same calls always give the same bytes."""

    def __init__(self, *, title: str, author: str, subject: str = "") -> None:
        from reportlab.pdfgen.canvas import Canvas

        register()
        self._buffer = io.BytesIO()
        # A dynamic initial font keeps the unembedded Helvetica out of the file.
        self.canvas = Canvas(
            self._buffer,
            pageCompression=1,
            invariant=1,
            lang="vi",
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say float
            pdfVersion=(1, 7),
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(subject or title)
        self.canvas.setCreator(text("common.app_name"))
        self.canvas.setProducer(text("common.app_name"))
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        add_xmp(
            self.canvas, title=title, author=author, subject=subject or title, program=text("common.app_name")
        )
        self.height = 0.0
        self.pages = 0
        self._lines: dict[float, list[tuple[float, float, float, float]]] = {}
        self._open_verticals: dict[tuple[float, float], tuple[float, float]] = {}
        self._font = ("", 0.0)
        self._stretch = 0.0
        self._colour = BLACK

    def begin_page(self, *, width: float, height: float) -> None:
        """A new page of ``width`` x ``height`` millimetres."""
        self.canvas.setPageSize((width * MM, height * MM))
        self.height = height * MM
        self._text = self.canvas.beginText()
        self._font, self._stretch, self._colour = ("", 0.0), 0.0, BLACK

    def colour(self, rgb: Colour) -> None:
        """Colour of the text drawn from now on, on this page."""
        if rgb != self._colour:
            self._text.setFillColorRGB(*rgb)
            self._colour = rgb

    def text(self, line: Line, *, x: float, baseline: float, size: float) -> None:
        """Draw ``line`` with its column's left edge at ``x`` and its foot at ``baseline`` from the top."""
        page = self._text
        page.setTextOrigin(x + line.x, self.height - baseline)
        if line.stretch != self._stretch:
            page.setWordSpace(line.stretch)
            self._stretch = line.stretch
        for name, content in line.pieces:
            if (name, size) != self._font:
                page.setFont(name, size)
                self._font = (name, size)
            page.textOut(content)

    def block(self, lines: Sequence[Line], *, x: float, top: float, size: float, leading: float) -> float:
        """Draw lines one under the other from ``top``; the foot of the block is returned."""
        # The first baseline stands where Times puts it in a line of this height.
        baseline = top + (leading - size) / 2 + size * 0.79
        for line in lines:
            self.text(line, x=x, baseline=baseline, size=size)
            baseline += leading
        return top + leading * len(lines)

    def horizontal(self, x: float, end: float, y: float, *, thickness: float) -> None:
        self._lines.setdefault(thickness, []).append((x, self.height - y, end, self.height - y))

    def vertical(self, x: float, top: float, foot: float, *, thickness: float) -> None:
        """Pieces that meet become one line."""
        key = (x, thickness)
        started = self._open_verticals.get(key)
        if started and abs(started[1] - top) < 0.01:
            self._open_verticals[key] = (started[0], foot)
            return
        if started:
            self._close_vertical(key, started)
        self._open_verticals[key] = (top, foot)

    def _close_vertical(self, key: tuple[float, float], span: tuple[float, float]) -> None:
        x, thickness = key
        self._lines.setdefault(thickness, []).append((x, self.height - span[0], x, self.height - span[1]))

    def end_page(self) -> None:
        if self._stretch:
            self._text.setWordSpace(0)
        self.canvas.drawText(self._text)
        for key, span in self._open_verticals.items():
            self._close_vertical(key, span)
        for thickness, lines in self._lines.items():
            self.canvas.setLineWidth(thickness)
            self.canvas.lines(lines)
        self._lines, self._open_verticals = {}, {}
        self.canvas.showPage()
        self.pages += 1

    def finish(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()
