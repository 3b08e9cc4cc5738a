"""Two records that are one person, or one that is two: joined and parted with a trace of every row moved.

Every table that points at a person (or household) is followed by its foreign keys, so a new table is never
forgotten. What was printed stays as printed: only the record it belongs to changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, Table, UniqueConstraint, and_, select

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Grant
from thidua_desktop.db.tables.merging import Merge, MergeMove
from thidua_desktop.db.tables.people import Household, Membership, Person
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import person_values

Subject = Literal["person", "household"]
_MODEL: dict[str, type[Person] | type[Household]] = {"person": Person, "household": Household}


@dataclass(frozen=True, slots=True)
class Split:
    """The new record made of what was parted off."""

    person_id: int
    changes: Changes


def merge(
    app: AppContext, *, kept_id: int, other_id: int, subject_type: Subject = "person", reason: str = ""
) -> Changes:
    """Joins ``other`` into ``stored``: all that points at it points at the stored one; it goes to the bin.

    Where both have something of which there is one only (a year's record), the stored one's gaps are filled.
    OfficeError ``merging.same_record``, ``merging.gone``.
    """
    if kept_id == other_id:
        raise OfficeError("merging.same_record")
    model = _MODEL[subject_type]
    with app.database.writing("merge_records", **_both_names(app, model, kept_id, other_id)) as uow:
        stored, other = _record(uow, model, kept_id), _record(uow, model, other_id)
        merge_id = uow.add(
            Merge,
            kind="merge",
            subject_type=subject_type,
            kept_id=kept_id,
            other_id=other_id,
            kept_name=_name(stored),
            other_name=_name(other),
            reason=clean(reason),
            created_at=uow.at,
        )
        for mapped, column in _pointing_at(model):
            _move_rows(uow, merge_id, mapped, column, kept_id=kept_id, other_id=other_id)
        _fill(uow, merge_id, model, stored, other)
        uow.update(model, other_id, deleted_at=uow.at)
    return uow.changes


def part(app: AppContext, merge_id: int) -> Changes:
    """Takes a joining or parting back: rows moved then, and still where they were moved to, go back.

    OfficeError ``merging.no_such_merge``, ``merging.parted_already``.
    """
    with app.database.writing("part_records") as uow:
        inside = app.within(uow)
        names = inside.read(_merge_names, merge_id)
        uow.describe(**names)
        read = uow.connection.execute
        merge = read(select(Merge.__table__).where(Merge.id == merge_id)).mappings().one()
        if merge["parted_at"] is not None:
            raise OfficeError("merging.parted_already")
        model = _MODEL[merge["subject_type"]]
        of_table = {(_table(mapped).name, column.name): mapped for mapped, column in _pointing_at(model)}
        moves = read(select(MergeMove.__table__).where(MergeMove.merge_id == merge_id)).mappings().all()
        for move in moves:
            mapped = of_table.get((move["table_name"], move["column_name"]))
            if move["filled"] is not None:
                _empty_again(uow, mapped or model, move)
            elif mapped is not None:
                _move_back(uow, mapped, move, now=merge["kept_id"], back=merge["other_id"])
        if merge["kind"] == "merge":
            uow.update(model, merge["other_id"], deleted_at=None)
        else:
            uow.update(model, merge["kept_id"], deleted_at=uow.at)
        uow.update(Merge, merge_id, parted_at=uow.at)
    return uow.changes


def split(
    app: AppContext,
    *,
    person_id: int,
    grant_ids: Sequence[int],
    full_name: str,
    reason: str = "",
    **more: Any,
) -> Split:
    """Parts awards (and the nominations they came from) off into a new person of ``full_name``.

    ``more``: ``born``, ``sex``, ``national_id``. OfficeError ``people.name_empty``,
    ``merging.nothing_chosen``, ``merging.not_theirs``.
    """
    name = clean(full_name)
    if not name:
        raise OfficeError("people.name_empty")
    if not grant_ids:
        raise OfficeError("merging.nothing_chosen")
    with app.database.writing("split_record", name=name) as uow:
        old = _record(uow, Person, person_id)
        rows = uow.connection.execute(
            select(Grant.id, Grant.person_id, Grant.nomination_id, Grant.unit_id, Grant.position_printed)
            .where(Grant.id.in_(list(grant_ids)))
            .order_by(Grant.award_year.desc())
        ).all()
        if any(row.person_id != person_id for row in rows) or not rows:
            raise OfficeError("merging.not_theirs", name=_name(old))
        known = {"born": None, "sex": None, **more}
        new_id = uow.add(Person, **person_values(name, **known))
        if rows[0].unit_id is not None:
            uow.add(Membership, person_id=new_id, unit_id=rows[0].unit_id, position=rows[0].position_printed)
        merge_id = uow.add(
            Merge,
            kind="split",
            subject_type="person",
            kept_id=new_id,
            other_id=person_id,
            kept_name=name,
            other_name=_name(old),
            reason=clean(reason),
            created_at=uow.at,
        )
        requested = {
            "award_grant": {row.id for row in rows},
            "nomination": {row.nomination_id for row in rows if row.nomination_id is not None},
        }
        for mapped, column in _pointing_at(Person):
            for row_id in sorted(requested.get(_table(mapped).name, ())):
                uow.update(mapped, row_id, **{column.name: new_id})
                _note(uow, merge_id, mapped, column, row_id)
    return Split(new_id, uow.changes)


def _move_rows(
    uow: UnitOfWork,
    merge_id: int,
    mapped: type[Base],
    column: Column[Any],
    *,
    kept_id: int,
    other_id: int,
) -> None:
    table = _table(mapped)
    rows = uow.connection.execute(select(table).where(column == other_id)).mappings().all()
    for row in rows:
        copy_of = _copy_of(uow, table, column, row, kept_id=kept_id)
        if copy_of is None:
            uow.update(mapped, row["id"], **{column.name: kept_id})
            _note(uow, merge_id, mapped, column, row["id"])
        else:
            _fill(uow, merge_id, mapped, copy_of, row, column=column)


def _copy_of(
    uow: UnitOfWork, table: Table, column: Column[Any], row: Mapping[Any, Any], *, kept_id: int
) -> Mapping[Any, Any] | None:
    """The stored record's row of which there may be one only beside this one."""
    for constraint in table.constraints:
        if not isinstance(constraint, UniqueConstraint) or column.name not in constraint.columns:
            continue
        others = [one for one in constraint.columns if one.name != column.name]
        if any(row[one.name] is None for one in others):
            continue
        found = (
            uow.connection.execute(
                select(table).where(column == kept_id, and_(*(one == row[one.name] for one in others)))
            )
            .mappings()
            .one_or_none()
        )
        if found is not None:
            return found
    return None


def _fill(
    uow: UnitOfWork,
    merge_id: int,
    mapped: type[Base],
    stored: Mapping[Any, Any],
    other: Mapping[Any, Any],
    *,
    column: Column[Any] | None = None,
) -> None:
    """What the stored row does not know, it learns from the other; the trace names the columns."""
    gaps = {
        name: value
        for name, value in other.items()
        if stored[name] in (None, "") and value not in (None, "") and name not in ("id", "deleted_at")
    }
    if gaps:
        uow.update(mapped, stored["id"], **gaps)
        name = column.name if column is not None else ""
        uow.add(
            MergeMove,
            merge_id=merge_id,
            table_name=_table(mapped).name,
            column_name=name,
            row_id=stored["id"],
            filled=dict.fromkeys(gaps),
        )


def _empty_again(uow: UnitOfWork, mapped: type[Base], move: Mapping[Any, Any]) -> None:
    table = _table(mapped)
    row = uow.connection.execute(select(table).where(table.c.id == move["row_id"])).mappings().one_or_none()
    if row is None:
        return
    empty = {name: None if table.c[name].nullable else "" for name in move["filled"]}
    uow.update(mapped, row["id"], **empty)


def _move_back(uow: UnitOfWork, mapped: type[Base], move: Mapping[Any, Any], *, now: int, back: int) -> None:
    """A row that was given to a third since stays there."""
    table = _table(mapped)
    name = move["column_name"]
    row = uow.connection.execute(select(table.c[name]).where(table.c.id == move["row_id"])).one_or_none()
    if row is not None and row[0] == now:
        uow.update(mapped, move["row_id"], **{name: back})


def _note(uow: UnitOfWork, merge_id: int, mapped: type[Base], column: Column[Any], row_id: int) -> None:
    uow.add(
        MergeMove,
        merge_id=merge_id,
        table_name=_table(mapped).name,
        column_name=column.name,
        row_id=row_id,
    )


def _pointing_at(model: type[Base]) -> Iterator[tuple[type[Base], Column[Any]]]:
    """Every table with a foreign key to this one, in a fixed order."""
    mappers = sorted(Base.registry.mappers, key=lambda one: str(one.local_table.name))  # type: ignore[attr-defined]
    for mapper in mappers:
        for column in mapper.local_table.c:
            if any(key.column.table is model.__table__ for key in column.foreign_keys):
                yield mapper.class_, column  # type: ignore[misc]


def _record(uow: UnitOfWork, model: type[Person] | type[Household], row_id: int) -> Mapping[Any, Any]:
    table = _table(model)
    found = uow.connection.execute(
        select(table).where(table.c.id == row_id, table.c.deleted_at.is_(None))
    ).mappings()
    row = found.one_or_none()
    if row is None:
        raise OfficeError("merging.gone")
    return row


def _both_names(
    app: AppContext, model: type[Person] | type[Household], kept_id: int, other_id: int
) -> dict[str, str]:
    names = app.read(_names, model, (kept_id, other_id))
    return {"kept": names.get(kept_id, ""), "other": names.get(other_id, "")}


def _names(connection: Any, model: type[Base], ids: Sequence[int]) -> dict[int, str]:
    table = _table(model)
    rows = connection.execute(select(table).where(table.c.id.in_(list(ids)))).mappings()
    return {row["id"]: _name(row) for row in rows}


def _merge_names(connection: Any, merge_id: int) -> dict[str, str]:
    row = connection.execute(
        select(Merge.kept_name, Merge.other_name).where(Merge.id == merge_id)
    ).one_or_none()
    if row is None:
        raise OfficeError("merging.no_such_merge")
    return {"kept": row.kept_name, "other": row.other_name}


def _name(row: Mapping[Any, Any]) -> str:
    return str(row["full_name"] if "full_name" in row else row["name"])


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(model)
    return table
