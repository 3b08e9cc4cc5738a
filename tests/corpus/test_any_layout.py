"""Any table the generator can lay out is read back exactly; damage never makes a wrong date or award."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.build import build
from tests.corpus.damage import damaged
from tests.corpus.judging import differences
from tests.corpus.layout import Column, Layout, Level
from tests.corpus.sheets import write_book
from tests.workbooks.sender import stage

NUMBER = ("STT = number", "TT = number", "Số TT = number:dot", "Số thứ tự = number:formula")
NAME = (
    ("Họ và tên = name",),
    ("HỌ TÊN = name:caps",),
    ("Họ và tên người được đề nghị = name:title",),
    ("Họ và tên > Họ và tên đệm = family", "Họ và tên > Tên = given"),
    ("Họ = family:one", "Tên đệm = middle", "Tên = given"),
)
BORN = (
    (),
    ("Ngày sinh = dob:mixed",),
    ("Ngày, tháng, năm sinh = dob:date",),
    ("Năm sinh > Nam = dob_male:text", "Năm sinh > Nữ = dob_female:year"),
    ("Sinh ngày = dob:words",),
)
SEX = (
    (),
    ("Giới tính = sex",),
    ("Giới tính > Nam = sex_male", "Giới tính > Nữ = sex_female"),
    ("Nữ = sex:x",),
)
# A unit typed only where it changes is left out: with few rows a blank may as well be a unit forgotten.
UNIT = (
    ("Đơn vị công tác = unit",),
    ("Cơ quan, đơn vị = unit:merged",),
    ("Đơn vị = unit:nt",),
    ("Chức vụ, đơn vị công tác = position_unit:,~",),
)
AWARD = (
    ("Danh hiệu đề nghị = award",),
    ("Hình thức khen thưởng > Đề nghị năm 2024 = award:full",),
    (
        "Danh hiệu > LĐTT = matrix:LDTT",
        "Danh hiệu > CSTĐCS = matrix:CSTDCS",
        "Danh hiệu > GK huyện = matrix:GK_HUYEN",
    ),
)
MORE = ("Ghi chú = text", "Số CCCD = national_id", "Tóm tắt thành tích = text", "Dân tộc = text:Tày")
ABOVE = (
    (),
    ("0|UBND HUYỆN LÂM THƯỢNG @@ 3|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "3|Độc lập - Tự do - Hạnh phúc", ""),
    ("2|DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024", "2|(Kèm theo Tờ trình số 12/TTr-UBND ngày 01/12/2024)"),
)
BELOW = (
    (),
    ("1|Tổng cộng: {n} người",),
    ("", "1|Danh sách này có {n} người.", "", "3|HIỆU TRƯỞNG", "3|(Ký tên, đóng dấu)", "3|Lò Văn Thủ"),
)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Columns in any order (the parts of one heading stay together), anything above and below."""
    award = draw(st.sampled_from(AWARD))
    sex = draw(st.sampled_from(SEX))
    born = draw(st.sampled_from(BORN))
    if len(born) == 2:
        sex = ()
    parts = [draw(st.sampled_from(NAME)), born, sex, draw(st.sampled_from(UNIT)), award]
    parts += [(line,) for line in draw(st.lists(st.sampled_from(MORE), unique=True, max_size=2))]
    ordered = [line for part in draw(st.permutations(parts)) for line in part]
    lines = [draw(st.sampled_from(NUMBER)), *ordered]
    group = draw(
        st.sampled_from(((), (Level("award", "A", "wide", caps=True),), (Level("award", "I", "number"),)))
    )
    return Layout(
        key="drawn",
        columns=tuple(Column.parse(line) for line in lines if not (group and line in award)),
        groups=group,
        award="matrix" if "matrix" in award[0] and not group else "group" if group else "column",
        above=draw(st.sampled_from(ABOVE)),
        below=draw(st.sampled_from(BELOW)),
        start=(draw(st.integers(0, 5)), draw(st.integers(0, 3))),
        merged=draw(st.booleans()),
        numbering=draw(st.sampled_from(("", "(1)", "1", "AB1"))),
        rows=draw(st.integers(3, 9)),
        page=draw(st.sampled_from((0, 3))),
        file=draw(st.sampled_from((".xlsx", ".ods"))),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(layouts(), st.integers(0, 10**6))
def test_any_table_the_generator_lays_out_is_read_back_exactly(layout: Layout, seed: int) -> None:
    book = build(layout, seed)
    with tempfile.TemporaryDirectory() as folder:
        staged = stage(write_book(book.sheets, Path(folder) / f"ds{layout.file}"))
    assert differences(layout, book, staged) == []


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(layouts(), st.integers(0, 10**6))
def test_damage_on_the_way_never_makes_another_date_or_award(layout: Layout, seed: int) -> None:
    """Bytes changed or lost: what is still read is what was written (parts carry a checksum)."""
    book = build(layout, seed)
    chance = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = write_book(book.sheets, Path(folder) / f"ds{layout.file}")
        path.write_bytes(damaged(path.read_bytes(), chance, inside=False))
        staged = stage(path)
    born = {one.born for one in book.records} | {None}
    awards = {code for one in book.records for code in one.awards}
    assert {record.dob for record in staged.records} <= born
    assert {code for record in staged.records for code in record.awards} <= awards
