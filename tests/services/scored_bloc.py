"""A bloc of three invented communes with a small scheme, scored by themselves and by the head."""

from __future__ import annotations

from collections.abc import Mapping

from thidua_desktop.catalogue.schemes import parse_scheme
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.scoring.blocs import blocs
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.scoring import blocs as bloc_service
from thidua_desktop.services.scoring import score_sheets as scoring
from thidua_desktop.services.scoring.schemes import create_scheme

YEAR = 2024
BLOC = "Cụm thi đua số 1"
NAMES = ("Xã An Phú", "Xã Bình Minh", "Xã Cẩm Sơn")
SCHEME = """
name = "Bảng điểm cụm số 1"
source = "Biên bản họp cụm 15/01/2024"
confidence = "C"

[[scorer]]
code = "self"
name = "Đơn vị tự chấm"
role = "self"

[[scorer]]
code = "head"
name = "Cụm trưởng thẩm định"
role = "head"
missing = "others"

[grades]
A = "1"
B = "0.8"

[[section]]
code = "I"
name = "Phát triển kinh tế - xã hội"
standard = 70

[[section]]
code = "II"
name = "Công tác thi đua, khen thưởng"
standard = 30

[[criterion]]
code = "I.1"
in = "I"
name = "Thu ngân sách trên địa bàn"
method = "more"
standard = 40
over = "bonus"
excess_share = "0.1"
unit = "triệu đồng"

[[criterion]]
code = "I.2"
in = "I"
name = "Cải cách hành chính"
method = "grade"
standard = 30

[[criterion]]
code = "II.1"
in = "II"
name = "Tổ chức các phong trào thi đua"
method = "points"
standard = 30

[[criterion]]
code = "II.2"
in = "II"
name = "Gửi báo cáo chậm"
role = "deduction"
method = "points"
max = 5

[[criterion]]
code = "T"
name = "Mô hình mới"
role = "bonus"
method = "points"
max = 5
scorers = ["head"]

[[criterion]]
code = "K"
name = "Lãnh đạo bị kỷ luật"
role = "note"
method = "yes_no"
standard = 0

[[bar]]
name = "Lãnh đạo bị kỷ luật"
criterion = "K"
yes = true

[[award]]
code = "flag"
name = "Cờ thi đua"
count = 1

[[award]]
code = "commendation"
name = "Bằng khen"
count = 1

[ranking]
tie_breaks = ["fewer_deductions", "meeting"]
"""
ENTRIES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Xã An Phú": {
        "I.1": ("1000/1000", "980/1000"),
        "I.2": ("A", "A"),
        "II.1": ("30", "30"),
        "II.2": ("0", "2.2"),
    },
    "Xã Bình Minh": {"I.1": ("900/1000", "900/1000"), "I.2": ("A", "B"), "II.1": ("29", "28.5")},
    "Xã Cẩm Sơn": {"I.1": ("900/1000", "500/1000"), "I.2": ("B", "B"), "II.1": ("26", "26"), "K": ("0", "1")},
}
"""Unit -> criterion -> (self, head) in plain writing; no fixed totals: the tests say them."""


def judged(app: AppContext) -> int:
    """The same bloc where the units judge each other in the place of the head; nothing entered."""
    written = SCHEME.replace('role = "head"', 'role = "cross"\njudges = "mean"')
    return scored(app, entries=False, written=written)


def scored(app: AppContext, *, entries: bool = True, year: int = YEAR, written: str = SCHEME) -> int:
    """The sheet of the bloc, with all entries or none."""
    known = {unit.name: unit.id for unit in app.read(units)}
    for name in NAMES:
        if name not in known:
            organisation.save_unit(app, name=name, kind="commune")
    known = {unit.name: unit.id for unit in app.read(units)}
    bloc_service.save_bloc(
        app,
        year=year,
        name=BLOC,
        kind="cluster",
        member_ids=[known[name] for name in NAMES],
        head_unit_id=known[NAMES[0]],
    )
    _, code = create_scheme(app, parse_scheme(written, key="cum_so_1", file="cum_so_1"))
    bloc_id = next(bloc.id for bloc in app.read(blocs, year=year) if bloc.name == BLOC)
    _, sheet_id = scoring.open_sheet(app, bloc_id=bloc_id, year=year, scheme_code=code)
    if entries:
        enter(app, sheet_id, ENTRIES)
    return sheet_id


def enter(app: AppContext, sheet_id: int, entries: Mapping[str, Mapping[str, tuple[str, str]]]) -> None:
    """Records entries of both scorers."""
    unit = bloc_of(app, sheet_id)
    scoring.record(
        app,
        sheet_id,
        [
            scoring.NewEntry(unit[name], code, scorer, raw)
            for name, row in entries.items()
            for code, pair in row.items()
            for scorer, raw in zip(("self", "head"), pair, strict=True)
        ],
    )


def bloc_of(app: AppContext, sheet_id: int) -> dict[str, int]:
    """Ids of the units by name."""
    return {name: number for number, name in scoring.load(app, sheet_id).units.items()}
