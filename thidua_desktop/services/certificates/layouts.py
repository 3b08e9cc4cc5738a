"""Layouts of certificates: the shipped ones and those the office made from them, with a scan of the stock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from thidua_desktop.db.tables.printing import BlankLayout
from thidua_desktop.documents.certificates.certificate import (
    CertificateSheet,
    render_background,
    render_certificates,
)
from thidua_desktop.documents.certificates.layouts import (
    Backdrop,
    CertificateLayout,
    LayoutBlock,
    ScanPlace,
    certificate_layout,
    layout_names,
    parse_layout,
)
from thidua_desktop.documents.layout.fonts import FILES
from thidua_desktop.documents.phrases import long_date, place_and_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.queries.office.settings import office, signers
from thidua_desktop.services.office.attachments import keep, path_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

__all__ = ["Backdrop", "CertificateLayout", "LayoutBlock", "LayoutChoice", "Scan", "ScanPlace"]

FACES = tuple(FILES)
"""Typefaces a block may have."""
_OFFICE = "office:"
_SCAN_OFF = 0.2
"""A scan further off the paper's size than this part of it was not saved in true size."""


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout to choose. ``key`` of an office's own begins with ``office:``."""

    key: str
    name: str
    own: bool
    has_scan: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture of the blank stock as it was brought in."""

    name: str
    data: bytes


def choices(app: AppContext) -> tuple[LayoutChoice, ...]:
    """The office's own layouts first, then the shipped ones."""
    own = [
        LayoutChoice(f"{_OFFICE}{row.id}", row.name, own=True, has_scan=row.scan_sha256 is not None)
        for row in app.read(query.office_layouts)
    ]
    shipped = [LayoutChoice(key, name, own=False, has_scan=False) for key, name in layout_names().items()]
    return (*own, *shipped)


def layout(app: AppContext, key: str) -> CertificateLayout:
    """The layout of this key. OfficeError ``printing.no_such_layout``, ``documents.broken_layout``."""
    if not key.startswith(_OFFICE):
        return certificate_layout(key)
    row = _row(app, key)
    return replace(parse_layout(key, dict(row.content), file=row.name), name=row.name)


def scan_of(app: AppContext, key: str) -> bytes | None:
    """The picture of the stock; None when there is none or its file is gone."""
    if not key.startswith(_OFFICE):
        return None
    digest = _row(app, key).scan_sha256
    path = path_of(app, digest) if digest else None
    return path.read_bytes() if path is not None and path.is_file() else None


def save_layout(
    app: AppContext, made: CertificateLayout, *, name: str, scan: Scan | None = None
) -> tuple[str, Changes]:
    """Keeps a layout and gives its key. A shipped one becomes a new layout of the office.

    ``scan`` None leaves the picture as it is. OfficeError ``printing.layout_unnamed``,
    ``documents.broken_layout``.
    """
    title = clean(name)
    if not title:
        raise OfficeError("printing.layout_unnamed")
    content = as_data(made)
    parse_layout(made.key, dict(content), file=title)
    own = made.key.startswith(_OFFICE)
    with app.database.writing("save_layout", name=title) as uow:
        values: dict[str, Any] = {"name": title, "content": content}
        if scan is not None:
            values["scan_id"] = keep(app, uow, name=scan.name, data=scan.data)
        if own:
            row_id = _row_id(made.key)
            uow.update(BlankLayout, row_id, **values)
        else:
            values.setdefault("scan_id", None)
            row_id = uow.add(BlankLayout, made_from=made.key, **values)
    return f"{_OFFICE}{row_id}", uow.changes


def remove_layout(app: AppContext, key: str) -> Changes:
    """To the bin. OfficeError ``printing.layout_shipped`` for a shipped one."""
    if not key.startswith(_OFFICE):
        raise OfficeError("printing.layout_shipped")
    with app.database.writing("remove_layout") as uow:
        uow.remove(BlankLayout, [_row_id(key)])
    return uow.changes


def as_data(made: CertificateLayout) -> Mapping[str, Any]:
    """The layout as plain data, as ``parse_layout`` reads it."""
    return {
        "name": made.name,
        "width": made.width,
        "height": made.height,
        "source": made.source,
        "backdrop": asdict(made.backdrop),
        "blocks": [asdict(block) for block in made.blocks],
        "scan": asdict(made.scan),
    }


def scan_place(made: CertificateLayout) -> ScanPlace:
    """Where the picture of the stock lies: as set, or over the whole paper."""
    if made.scan.width > 0 and made.scan.height > 0:
        return made.scan
    return ScanPlace(width=made.width, height=made.height)


def true_scan(made: CertificateLayout, *, across: float, down: float) -> ScanPlace:
    """Where a picture of ``across`` x ``down`` mm (by its own dots an inch; 0 unknown) lies at first.

    A picture that says nothing sensible covers the whole paper; a true one keeps its size, in the middle.
    """
    sensible = all(
        abs(side - paper) <= paper * _SCAN_OFF for side, paper in ((across, made.width), (down, made.height))
    )
    if not sensible:
        return ScanPlace(width=made.width, height=made.height)
    return ScanPlace(
        x=round((made.width - across) / 2, 1),
        y=round((made.height - down) / 2, 1),
        width=round(across, 1),
        height=round(down, 1),
    )


def _row(app: AppContext, key: str) -> query.LayoutRow:
    requested = _row_id(key)
    for row in app.read(query.office_layouts):
        if row.id == requested:
            return row
    raise OfficeError("printing.no_such_layout")


def _row_id(key: str) -> int:
    return int(key.removeprefix(_OFFICE))


def sample(app: AppContext, made: CertificateLayout, *, full_print: bool) -> bytes:
    """One certificate with invented, rather long words, as PDF: what the designer shows is what prints."""
    return render_certificates([_sample_sheet(app)], made, full_print=full_print).pdf


def sample_background(app: AppContext, made: CertificateLayout) -> bytes:
    """Our background with its words, to be looked at beneath the sample where there is no scan."""
    return render_background(_sample_sheet(app), made)


def _sample_sheet(app: AppContext) -> CertificateSheet:
    us = app.read(office)
    known = app.read(signers)
    return CertificateSheet(
        award_title=text("printing.sample.award"),
        give_word=wording("certificate").tables["form"]["give_word"],
        authority=us.head_title.upper(),
        name=text("printing.sample.name"),
        prefix=text("decisions.salutation.F"),
        details=(text("printing.sample.detail"),),
        achievement=text("printing.sample.achievement"),
        decision_line=wording("award").fill("certificate.decision_line", number="…", date=long_date(None)),
        register_line=wording("award").fill("certificate.register_line", number="…"),
        place_date=place_and_date(us.place, None),
        signer_titles=known[0].lines if known else (),
        signer_name=known[0].full_name if known else "",
    )


def missing_blocks(made: CertificateLayout) -> tuple[LayoutBlock, ...]:
    """Blocks the layout lacks, each as the first shipped layout has it, to be put in again."""
    have = {block.key for block in made.blocks}
    pattern = certificate_layout("a4_landscape")
    across, down = made.width / pattern.width, made.height / pattern.height
    return tuple(
        replace(
            block,
            x=round(block.x * across, 1),
            y=round(block.y * down, 1),
            width=round(block.width * across, 1),
        )
        for block in pattern.blocks
        if block.key not in have
    )
