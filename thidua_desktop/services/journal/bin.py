"""The bin: deletions wait for some days and are restored whole; emptied ones stay in the journal only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.settings import Bin
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.office import bin as query
from thidua_desktop.queries.office.bin import BinRow
from thidua_desktop.services.journal.actions import DELETIONS
from thidua_desktop.services.journal.words import action_words, table_words
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

FEWEST_DAYS: Final = 1
MOST_DAYS: Final = 3650


def in_bin(app: AppContext) -> tuple[int, tuple[BinRow, ...]]:
    """Days a deletion waits, and those that wait, newest first."""
    with app.database.reading() as connection:
        return query.bin_state(connection)[0], query.deletions(connection, DELETIONS)


def deletion_words(row: BinRow) -> str:
    """The sentence of a deletion."""
    return action_words(row.action, row.params)


def contents_words(row: BinRow) -> str:
    """What a deletion took out: of each kind the names of the first and how many more."""
    lines = []
    for part in row.parts:
        names = ", ".join(part.names)
        more = part.count - len(part.names)
        if not names:
            lines.append(text("bin.count", table=table_words(part.table_name), count=part.count))
        elif more:
            lines.append(text("bin.names_more", table=table_words(part.table_name), names=names, more=more))
        else:
            lines.append(text("bin.names", table=table_words(part.table_name), names=names))
    return "; ".join(lines)


def set_days(app: AppContext, days: int) -> Changes:
    """How many days deletions wait from now on. OfficeError ``bin.days`` outside 1 to 3,650."""
    with app.database.writing("set_bin_days", days=days) as uow:
        if not FEWEST_DAYS <= days <= MOST_DAYS:
            raise OfficeError("bin.days", fewest=FEWEST_DAYS, most=MOST_DAYS)
        _store(uow, days=days)
    return uow.changes


def empty(app: AppContext) -> Changes:
    """Makes every deletion of the bin final: the journal still names it, but nothing restores it."""
    with app.database.writing("empty_bin") as uow:
        _make_final(uow, query.deletions(uow.connection, DELETIONS), ())
    return uow.changes


def expire(app: AppContext) -> Changes:
    """Makes deletions final that waited longer than the days set; writes nothing when there is none."""
    today = app.today()
    with app.database.writing("empty_bin") as uow:
        waiting = query.deletions(uow.connection, DELETIONS)
        stays = [row for row in waiting if row.leaves > today]
        _make_final(uow, [row for row in waiting if row.leaves <= today], stays)
    return uow.changes


def _make_final(uow: UnitOfWork, gone: Sequence[BinRow], stays: Sequence[BinRow]) -> None:
    """Never reaches a deletion that stays, even where the clock was set back between them."""
    limit = min((row.since for row in stays), default=None)
    final = [row.since for row in gone if limit is None or row.since < limit]
    uow.describe(count=len(final))
    if final:
        _store(uow, emptied_to=max(final))


def _store(uow: UnitOfWork, **values: int) -> None:
    if query.bin_exists(uow.connection):
        uow.update(Bin, 1, **values)
    else:
        uow.add(Bin, **({"days": query.DAYS, "emptied_to": 0} | values))
