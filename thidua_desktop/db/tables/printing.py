"""Paper: layouts the office made, how each printer is off, the stock of blanks, and what was printed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class BlankLayout(Identified, Discardable, Base):
    """A layout of the office: the same data as a file of ``resources/blanks``, and a scan of the stock."""

    __tablename__ = "blank_layout"
    topic = "printing"

    name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    made_from: Mapped[str] = mapped_column(default="")
    """Key of the layout it began as."""


class CertificateWords(Identified, Base):
    """The office's own words on the certificate of one award, instead of the shipped ones."""

    __tablename__ = "certificate_words"
    __table_args__ = (UniqueConstraint("award_code"),)
    topic = "printing"

    award_code: Mapped[str]
    give_word: Mapped[str]
    award_title: Mapped[str]
    achievement: Mapped[str]


class PrintCalibration(Identified, Base):
    """Four numbers of one printer with one paper from one tray. Lengths in mm, all Decimal as text."""

    __tablename__ = "print_calibration"
    __table_args__ = (UniqueConstraint("printer", "paper", "tray"),)
    topic = "printing"

    printer: Mapped[str]
    paper: Mapped[str]
    """Key of a layout, or ``210x297`` for plain paper."""
    tray: Mapped[str]
    dx: Mapped[str]
    dy: Mapped[str]
    scale_x: Mapped[str]
    scale_y: Mapped[str]
    measured_on: Mapped[dt.date]


class BlankForm(Identified, Discardable, Base):
    """One kind of pre-printed blanks (phôi) the office keeps."""

    __tablename__ = "blank_stock"
    topic = "printing"

    name: Mapped[str]
    layout: Mapped[str]
    """Key of the layout printed on it."""
    note: Mapped[str] = mapped_column(default="")


class PrintRun(Identified, Base):
    """One batch sent to a printer: when, who, where, on what."""

    __tablename__ = "print_run"
    __table_args__ = (CheckConstraint("state IN ('open', 'closed')", name="state"),)
    topic = "printing"

    started_at: Mapped[str]
    kind: Mapped[str]
    """``certificates``, ``calibration`` or ``paper``."""
    title: Mapped[str]
    printer: Mapped[str]
    tray: Mapped[str] = mapped_column(default="")
    operator: Mapped[str] = mapped_column(default="")
    layout: Mapped[str] = mapped_column(default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    stock_id: Mapped[int | None] = mapped_column(ForeignKey("blank_stock.id"), index=True)
    sheets: Mapped[int]
    """Sheets meant to be printed, copies counted."""
    state: Mapped[str] = mapped_column(default="open")


class PrintItem(Identified, Base):
    """One certificate of a batch. ``state``: waiting, sent, good, spoiled, left (never came out)."""

    __tablename__ = "print_item"
    __table_args__ = (
        UniqueConstraint("run_id", "place"),
        CheckConstraint("state IN ('waiting', 'sent', 'good', 'spoiled', 'left')", name="state"),
    )
    topic = "printing"

    run_id: Mapped[int] = mapped_column(ForeignKey("print_run.id"))
    grant_id: Mapped[int] = mapped_column(ForeignKey("award_grant.id"), index=True)
    place: Mapped[int]
    state: Mapped[str] = mapped_column(default="waiting")
    sheets: Mapped[int] = mapped_column(default=0)
    """How often it left for the printer: more than once after a jam."""


class BlankFormMove(Identified, Base):
    """Blanks that came in (``in``), were used, were spoiled, or were counted again (``count``, signed)."""

    __tablename__ = "stock_move"
    __table_args__ = (CheckConstraint("kind IN ('in', 'used', 'spoiled', 'count')", name="kind"),)
    topic = "printing"

    stock_id: Mapped[int] = mapped_column(ForeignKey("blank_stock.id"), index=True)
    kind: Mapped[str]
    sheets: Mapped[int]
    moved_on: Mapped[dt.date]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("print_run.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
