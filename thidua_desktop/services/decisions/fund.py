"""The fund of a year as the officer enters it: what there is, what was spent besides prizes."""

from __future__ import annotations

from decimal import Decimal

from thidua_desktop.db.tables.decisions import AwardFund
from thidua_desktop.documents.phrases import grouped
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.decisions.fund import Fund, fund
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


def save_fund(
    app: AppContext, *, year: int, total: Decimal | None, spent_otherwise: Decimal | None, note: str = ""
) -> Changes:
    """Keeps the amounts of a year in đồng. OfficeError ``award_fund.negative``."""
    if any(amount is not None and amount < 0 for amount in (total, spent_otherwise)):
        raise OfficeError("award_fund.negative")
    with app.database.writing("save_fund", year=year) as uow:
        inside = app.within(uow)
        known = inside.read(fund, year=year)
        if known.id is None:
            uow.add(AwardFund, year=year, total=total, spent_otherwise=spent_otherwise, note=clean(note))
        else:
            uow.update(AwardFund, known.id, total=total, spent_otherwise=spent_otherwise, note=clean(note))
    return uow.changes


def fund_words(found: Fund) -> str:
    """What there is, what was spent on what and what is left, in one line."""
    spent = text(
        "award_fund.spent",
        spent=grouped(found.spent),
        prizes=grouped(found.prizes),
        otherwise=grouped(found.spent_otherwise or Decimal(0)),
    )
    if found.total is None or found.left is None:
        return text("award_fund.unknown", spent=spent)
    key = "left" if found.left >= 0 else "over"
    return text(f"award_fund.{key}", total=grouped(found.total), spent=spent, amount=grouped(abs(found.left)))
