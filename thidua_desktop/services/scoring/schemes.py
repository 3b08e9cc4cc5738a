"""Keeping scoring schemes: start from a shipped one, edit by versions, mark as used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import func, select

from thidua_desktop.catalogue.schemes import parse_draft, parse_scheme, shipped_keys, shipped_scheme
from thidua_desktop.catalogue.schemes_writing import scheme_text
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.organisation import Bloc
from thidua_desktop.db.tables.schemes import ScoringScheme
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.scoring.schemes import SchemeRow, scheme_content, schemes
from thidua_desktop.services.office.context import AppContext


@dataclass(frozen=True, slots=True)
class SchemeOffer:
    """A scheme to choose from: of the office (``row``), or one that travels with the program."""

    code: str
    name: str
    source: str
    confidence: str
    row: SchemeRow | None

    @property
    def own(self) -> bool:
        return self.row is not None


def scheme_of(app: AppContext, code: str, *, version: int | None = None) -> Scheme:
    """The scheme of this code, the newest version when none is named, ready to score by.

    OfficeError ``scoring.scheme_missing`` for an unknown one, ``scoring.scheme_…`` for an unfinished one.
    """
    content = app.read(scheme_content, code, version=version)
    return shipped_scheme(code) if content is None else _whole(content, code)


def draft_of(app: AppContext, code: str, *, version: int | None = None) -> Scheme:
    """As ``scheme_of``, unfinished ones too: what the editor shows."""
    content = app.read(scheme_content, code, version=version)
    return shipped_scheme(code) if content is None else parse_draft(content, key=code, file=code)


def offers(app: AppContext) -> tuple[SchemeOffer, ...]:
    """The office's schemes by name, then the shipped ones it has not taken over."""
    own = app.read(schemes)
    found = [
        SchemeOffer(row.code, row.name, row.source, draft_of(app, row.code).confidence, row)
        for row in sorted(own, key=lambda row: search_key(row.name))
    ]
    taken = {row.code for row in own}
    for key in shipped_keys():
        if key not in taken:
            shipped = shipped_scheme(key)
            found.append(SchemeOffer(key, shipped.name, shipped.source, shipped.confidence, None))
    return tuple(found)


def create_scheme(app: AppContext, scheme: Scheme) -> tuple[Changes, str]:
    """Keeps ``scheme`` as a new one of the office and says under which code."""
    with app.database.writing("create_scheme", name=scheme.name) as uow:
        code = _free_code(uow, scheme.key or search_key(scheme.name))
        _insert(uow, replace(scheme, key=code), version=1, origin="office")
    return uow.changes, code


def save_scheme(app: AppContext, code: str, scheme: Scheme) -> Changes:
    """Keeps an edit: in the newest version, or as the next one when units are scored by the newest."""
    scheme = replace(scheme, key=code)
    with app.database.writing("save_scheme", name=scheme.name) as uow:
        newest = _newest(uow, code)
        if newest is None:
            raise OfficeError("schemes.gone", code=code)
        if newest.used:
            _insert(uow, scheme, version=newest.version + 1, origin="office")
        else:
            uow.update(ScoringScheme, newest.id, **_columns(scheme), origin="office")
    return uow.changes


def remove_scheme(app: AppContext, code: str) -> Changes:
    """To the bin, every version. OfficeError ``schemes.in_use`` when a bloc or a score stands on it."""
    with app.database.writing("remove_scheme") as uow:
        read = uow.connection.execute
        rows = read(
            select(ScoringScheme.id, ScoringScheme.name, ScoringScheme.used).where(
                ScoringScheme.code == code, ScoringScheme.deleted_at.is_(None)
            )
        ).all()
        bloc = read(
            select(Bloc.name).where(Bloc.scheme_code == code, Bloc.deleted_at.is_(None)).limit(1)
        ).scalar_one_or_none()
        if bloc is not None or any(row.used for row in rows):
            raise OfficeError("schemes.in_use", name=rows[0].name if rows else code, bloc=bloc or "")
        uow.remove(ScoringScheme, [row.id for row in rows])
    return uow.changes


def use_scheme(uow: UnitOfWork, code: str) -> int:
    """Marks the newest version as used, inside the caller's transaction, and returns its number.

    A shipped scheme is stored in the file first: an update of the program must not change old scores.
    OfficeError ``scoring.scheme_…`` when it is unknown or unfinished.
    """
    newest = _newest(uow, code)
    if newest is None:
        _insert(uow, shipped_scheme(code), version=1, origin="shipped", used=True)
        return 1
    _whole(newest.content, code)
    if not newest.used:
        uow.update(ScoringScheme, newest.id, used=True)
    return int(newest.version)


@lru_cache(maxsize=32)
def _whole(content: str, code: str) -> Scheme:
    return parse_scheme(content, key=code, file=code)


def _newest(uow: UnitOfWork, code: str) -> ScoringScheme | None:
    table = ScoringScheme.__table__
    return uow.connection.execute(  # type: ignore[return-value]
        select(table)
        .where(table.c.code == code, table.c.deleted_at.is_(None))
        .order_by(table.c.version.desc())
        .limit(1)
    ).one_or_none()


def _insert(uow: UnitOfWork, scheme: Scheme, *, version: int, origin: str, used: bool = False) -> None:
    row = _columns(scheme) | {"code": scheme.key, "version": version, "origin": origin, "used": used}
    uow.add(ScoringScheme, **row)


def _columns(scheme: Scheme) -> dict[str, object]:
    return {
        "name": scheme.name,
        "source": scheme.source,
        "valid_from": scheme.valid_from,
        "valid_to": scheme.valid_to,
        "content": scheme_text(scheme),
    }


def _free_code(uow: UnitOfWork, requested: str) -> str:
    """A code nobody has, deleted schemes and shipped ones included, in letters fit for a file name."""
    stem = (
        "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in requested).strip("_")[:60]
        or "bang_diem"
    )
    taken = set(uow.connection.execute(select(func.distinct(ScoringScheme.code))).scalars())
    taken.update(shipped_keys())
    number, code = 2, stem
    while code in taken:
        code, number = f"{stem}_{number}", number + 1
    return code
