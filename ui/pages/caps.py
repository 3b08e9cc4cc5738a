"""Caps and shares of the year: base, cap, rounding, used, left; over a cap warns and never blocks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.eligibility.caps import Cap, Share
from thidua_desktop.services.eligibility.caps import CapsOfYear, caps_of_year, over_summary
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import Dialog
from ui.pages.step import Notice
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel


@dataclass(frozen=True, slots=True)
class CapLine:
    """A cap with the words of its unit."""

    unit: str
    cap: Cap


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share with the words of its unit."""

    unit: str
    share: Share


def percent(share: Fraction) -> str:
    """``70 %``; a share that is no whole percent keeps two digits."""
    return f"{float(share * 100):.4g} %".replace(".", ",")


def _left_badge(line: CapLine) -> Badge | None:
    left = line.cap.left
    if left is None:
        return Badge(text("nominees.caps.unknown"), "neutral")
    if left < 0:
        return Badge(text("nominees.caps.over", count=-left), "danger")
    return Badge(text("nominees.caps.left_count", count=left), "ok" if left else "warn")


def _enough_badge(line: ShareLine) -> Badge:
    enough = line.share.enough
    if enough is None:
        return Badge(text("nominees.caps.unknown"), "neutral")
    return Badge(
        text("nominees.caps.enough" if enough else "nominees.caps.short"), "ok" if enough else "warn"
    )


def cap_columns() -> tuple[Column[CapLine], ...]:
    return (
        Column("unit", text("nominees.caps.columns.unit"), lambda line: line.unit, 220, least=0.6),
        Column(
            "award",
            text("nominees.caps.columns.award"),
            lambda line: award_by_code(line.cap.award).short_name,
            96,
        ),
        Column("base", text("nominees.caps.columns.base"), lambda line: line.cap.base, 92, align="right"),
        Column(
            "share",
            text("nominees.caps.columns.share"),
            lambda line: percent(line.cap.share),
            70,
            align="right",
        ),
        Column(
            "rounding",
            text("nominees.caps.columns.rounding"),
            lambda line: text(f"law.values.{line.cap.rounding}"),
            150,
        ),
        Column("most", text("nominees.caps.columns.most"), lambda line: line.cap.most, 70, align="right"),
        Column(
            "used",
            text("nominees.caps.columns.used"),
            lambda line: line.cap.used,
            100,
            align="right",
            sums=True,
        ),
        Column(
            "left", text("nominees.caps.columns.left"), lambda line: line.cap.left, 110, badge=_left_badge
        ),
    )


def share_columns() -> tuple[Column[ShareLine], ...]:
    return (
        Column("unit", text("nominees.caps.columns.unit"), lambda line: line.unit, 240, least=0.6),
        Column(
            "award",
            text("nominees.caps.columns.award"),
            lambda line: award_by_code(line.share.award).short_name,
            96,
        ),
        Column(
            "members",
            text("nominees.caps.columns.members"),
            lambda line: line.share.members,
            80,
            align="right",
        ),
        Column(
            "share",
            text("nominees.caps.columns.asked"),
            lambda line: percent(line.share.share),
            96,
            align="right",
        ),
        Column(
            "needed", text("nominees.caps.columns.needed"), lambda line: line.share.needed, 84, align="right"
        ),
        Column(
            "holders",
            text("nominees.caps.columns.holders"),
            lambda line: line.share.holders,
            84,
            align="right",
        ),
        Column(
            "enough",
            text("nominees.caps.columns.left"),
            lambda line: line.share.enough,
            110,
            badge=_enough_badge,
        ),
    )


class CapsLine(Notice):
    """One warning above a list of nominees: which caps of the year are exceeded. Hidden when none is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("notice", "warn")
        self._context = context

    def reload(self) -> None:
        """Counts again in the task runner."""
        year = self._context.year
        self._context.read(
            lambda app: over_summary(caps_of_year(app, year=year)),
            done=lambda words: self.notify(text("nominees.caps_line", words=words) if words else ""),
            owner=self,
        )


class CapsDialog(Dialog):
    """Two tables: caps by unit and in all, and the shares collectives need."""

    def __init__(self, found: CapsOfYear, settings: MachineSettings, parent: QWidget | None) -> None:
        super().__init__(text("nominees.caps.title"), parent, lead=text("nominees.caps.lead"))
        over = over_summary(found)
        if over:
            notice = QLabel(over)
            notice.setProperty("notice", "danger")
            notice.setWordWrap(True)
            self.body.addWidget(notice)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(text("nominees.caps.title"))
        tabs.tabBar().setAccessibleName(text("nominees.caps.title"))
        tabs.tabBar().setDrawBase(False)
        self.caps: TablePanel[CapLine] = TablePanel(
            cap_columns(),
            key="caps",
            name=text("nominees.caps.caps"),
            settings=settings,
            identity=lambda line: (line.cap.unit, line.cap.award),
            empty=Empty(text("nominees.caps.no_caps")),
            filterable=False,
        )
        self.shares: TablePanel[ShareLine] = TablePanel(
            share_columns(),
            key="shares",
            name=text("nominees.caps.shares"),
            settings=settings,
            identity=lambda line: (line.share.unit, line.share.award),
            empty=Empty(text("nominees.caps.no_shares")),
            filterable=False,
        )
        self.caps.set_rows(
            CapLine(text("caps.all_units") if cap.unit is None else found.names.get(cap.unit, ""), cap)
            for cap in found.caps
        )
        self.shares.set_rows(ShareLine(found.names.get(one.unit, ""), one) for one in found.shares)
        tabs.addTab(self.caps, text("nominees.caps.caps"))
        tabs.addTab(self.shares, text("nominees.caps.shares"))
        if found.shares and not found.caps:
            tabs.setCurrentIndex(1)
        self.body.addWidget(tabs, 1)
        self.add_button(text("ui.buttons.close"), kind="primary").clicked.connect(self.accept)
        self.resize(960, 520)
