"""What the province or the office itself rules: one value of one parameter for a span of decision dates."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class OfficeRule(Identified, Discardable, Base):
    """One parameter as this office applies it.

    A later version of a rule never overwrites the former: it closes it (``valid_to``) or goes to the bin,
    and the journal keeps both. ``value`` None: the printed value stands, the row only confirms it.
    """

    __tablename__ = "office_rule"
    __table_args__ = (Index(None, "parameter", "award_code"),)
    topic = "law"

    rule_set: Mapped[str | None]
    """Code of the one rule-set it speaks of; None: whichever is in force on the day."""
    award_code: Mapped[str | None]
    """None: for every award, or for the rule-set as a whole."""
    parameter: Mapped[str]
    """A code of ``domain.law_parameters``; with the place of a condition: ``count:months_at_least``."""
    value: Mapped[str | None]
    """As text: ``70/100``, ``2340000``, ``10``, ``up_10000``; the parameter says how it is read."""
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    basis: Mapped[str] = mapped_column(default="")
    """Căn cứ: the paper that rules it, as the officer wrote it."""
    confirmed_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[str]
