"""Charts for a meeting: chosen, looked at, saved as a picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.domain.charts import Chart
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text
from ui.charts.bars import Bar, paint_bars
from ui.charts.picture import Picture, save_picture
from ui.charts.trend import paint_trend
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.style.tokens import Scheme
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext


def paint_chart(chart: Chart, painter: QPainter, box: QRectF, scheme: Scheme) -> None:
    """The one way a chart is drawn, on screen and in a file."""
    if chart.lines:
        paint_trend(painter, box, scheme, title=chart.title, series=chart.lines, most=chart.most)
    else:
        bars = [Bar(name, value) for name, value in chart.bars]
        paint_bars(painter, box, scheme, title=chart.title, bars=bars)


class ChartsDialog(Dialog):
    """One chart at a time."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        from thidua_desktop.services.reports.charts import CHARTS

        super().__init__(text("statistics.charts.title", year=context.year), parent)
        self._context = context
        self._chart: Chart | None = None
        self.choice = Combo()
        for name in CHARTS:
            self.choice.addItem(text(f"statistics.chart_names.{name}"), name)
        label = QLabel(text("statistics.charts.choose"))
        label.setBuddy(self.choice)
        self.none = QLabel(text("statistics.charts.empty"))
        self.picture = Picture(text("statistics.charts.title", year=context.year))
        for widget in (label, self.choice, self.none):
            self.body.addWidget(widget)
        self.body.addWidget(self.picture, 1)
        self.save_button = self.add_button(text("statistics.charts.save"))
        self.save_button.clicked.connect(lambda _: self.save())
        self.add_button(text("ui.buttons.close")).clicked.connect(self.reject)
        self.choice.currentIndexChanged.connect(lambda _: self.read())
        self.resize(1100, 640)
        self.read()

    def read(self) -> None:
        """Counts the chosen chart."""
        name, year = str(self.choice.currentData()), self._context.year

        def count(app: AppContext) -> Chart:
            from thidua_desktop.services.reports.charts import chart

            return chart(app, name, year=year)

        self._context.read(
            count, done=self._show, label=text("statistics.charts.reading"), owner=self, question="charts"
        )

    def _show(self, chart: Chart) -> None:
        self._chart = chart
        self.none.setVisible(chart.empty)
        self.picture.setVisible(not chart.empty)
        allow(self.save_button, not chart.empty, "nothing")
        self.picture.show_picture(partial(paint_chart, chart), chart.words)

    def save(self) -> None:
        """PNG or PDF by the ending of the name."""
        if self._chart is None:
            return
        path = self._context.dialogs.choose_save_file(
            text("statistics.charts.save_title"),
            name=text("statistics.charts.file", year=self._context.year),
            patterns=text("statistics.charts.patterns"),
            purpose="pictures",
        )
        if path is None:
            return
        try:
            save_picture(partial(paint_chart, self._chart), path)
        except OfficeError as error:
            self._context.dialogs.error(error)
            return
        self._context.notify(text("statistics.charts.saved", file=path.name))
