"""Kinds of lists by rule: each draws its own wording, order and people, and says what is true of it.

Beside ``layouts.toml``: there columns are laid out, here a habit of senders is. Nothing is fitted to one file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from tests.corpus.people import POSITIONS, SPELLINGS, TEAMS, UNITS, VILLAGES, Nominee, Town

Cell = Any
Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Truth:
    """One record that must be found. ``born`` is ISO text of its precision."""

    sheet: str
    row: int
    subject: str
    name: str
    unit: str | None
    awards: tuple[str, ...]
    born: str | None = None
    importable: bool = True


@dataclass(slots=True)
class Case:
    """A file and its truth. ``told``: cells, rows (``DS!7``) or sheets a word must stand at."""

    sheets: dict[str, Rows] = field(default_factory=dict)
    records: list[Truth] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    asked: bool = False
    """Whatever cannot be read for certain may be refused here: only a wrong word is a fault."""
    year: int | None = None


KINDS: dict[str, Callable[[Draw], Case]] = {}
NUMBER: Final = ("STT", "TT", "Số TT", "Số thứ tự", "No.", "TT (1)")
NAME: Final = ("Họ và tên", "HỌ VÀ TÊN", "Họ tên", "Họ và tên (2)", "Họ, tên", "Họ và tên CBCCVC")
ODD_NAME: Final = ("Người được suy tôn", "Đồng chí", "Danh tính", "Thành viên")
BORN: Final = ("Ngày sinh", "Ngày, tháng, năm sinh", "Sinh ngày", "NTNS", "Ngày tháng năm sinh (3)")
ODD_BORN: Final = ("Ra đời", "Tuổi (ngày sinh)", "D.O.B", "Chào đời")
UNIT: Final = ("Đơn vị", "Đơn vị công tác", "Nơi công tác", "Cơ quan, đơn vị", "Đơn vị (5)")
ODD_UNIT: Final = ("Sinh hoạt tại", "Trực thuộc", "Thuộc biên chế", "Nơi đóng quân")
AWARD: Final = (
    "Danh hiệu",
    "Danh hiệu đề nghị",
    "Hình thức đề nghị",
    "Đề nghị khen thưởng",
    "Danh hiệu thi đua",
)
ODD_AWARD: Final = ("Xin tặng", "Mức", "Bình xét", "Nguyện vọng", "Biểu dương")
POSITION: Final = ("Chức vụ", "Chức danh", "Chức vụ, chức danh")
PERSON_AWARDS: Final = ("LDTT", "CSTDCS", "GK_HUYEN", "BK_TINH")


class Draw:
    """Chance, and what lists are made of."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.town = Town(chance)
        self.units = chance.sample(
            [unit for unit in UNITS if unit.startswith(("Trường", "Trạm", "UBND", "Phòng"))], 3
        )

    def of(self, words: tuple[str, ...]) -> str:
        return self.chance.choice(words)

    def person(self, unit: str | None = None, award: str | None = None) -> Nominee:
        code = award or self.chance.choice(PERSON_AWARDS)
        return self.town.person(unit if unit is not None else self.chance.choice(self.units), (code,))

    def people(self, count: int = 0, **known: Any) -> list[Nominee]:
        return [self.person(**known) for _ in range(count or self.chance.randint(4, 9))]

    def spelled(self, code: str) -> str:
        return self.chance.choice(SPELLINGS[code])

    def above(self, title: str = "") -> Rows:
        """Lines above a table that say nothing more than a title."""
        lines: Rows = [
            [title or self.chance.choice(("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "DANH SÁCH BÌNH XÉT THI ĐUA"))]
        ]
        return (
            [*lines, *([[]] if self.chance.random() < 0.5 else [])]
            if self.chance.random() < 0.7 or title
            else []
        )


def kind(function: Callable[[Draw], Case]) -> Callable[[Draw], Case]:
    KINDS[function.__name__] = function
    return function


def born_text(who: Nominee) -> str:
    assert who.born
    return dt.date.fromisoformat(who.born.value).strftime("%d/%m/%Y")


def truth(who: Nominee, row: int, sheet: str = "DS", **other: Any) -> Truth:
    values: dict[str, Any] = {
        "subject": who.subject, "name": who.name, "unit": who.unit, "awards": who.awards,
        "born": who.born.value if who.born else None,
    }  # fmt: skip
    return Truth(sheet, row, **(values | other))


def plain(
    draw: Draw,
    people: list[Nominee],
    *,
    above: Rows | None = None,
    heads: dict[str, str] | None = None,
    without: tuple[str, ...] = (),
    more: dict[str, list[Cell]] | None = None,
    name_of: Callable[[Nominee], str] = lambda who: who.name,
    born_of: Callable[[Nominee], Cell] = born_text,
) -> tuple[Rows, int]:
    """A plain list: its rows, and the row (from 1) its first nominee stands in. ``more``: further columns."""
    words = {
        "number": draw.of(NUMBER), "name": draw.of(NAME), "born": draw.of(BORN), "position": draw.of(POSITION),
        "unit": draw.of(UNIT), "award": draw.of(AWARD), **(heads or {}),
    }  # fmt: skip
    order = [name for name in words if name not in without]
    middle = [name for name in order if name not in {"number", "name"}]
    draw.chance.shuffle(middle)
    order = [*(name for name in ("number", "name") if name in order), *middle]
    columns = more or {}
    rows = [*(draw.above() if above is None else above)]
    rows.append([words[name] for name in order] + list(columns))
    first = len(rows) + 1
    for number, who in enumerate(people, start=1):
        cells: dict[str, Cell] = {
            "number": number, "name": name_of(who), "born": born_of(who) if who.born else "",
            "position": draw.chance.choice(POSITIONS), "unit": who.unit, "award": draw.spelled(who.awards[0]),
        }  # fmt: skip
        rows.append([cells[name] for name in order] + [values[number - 1] for values in columns.values()])
    return rows, first


def listed(people: list[Nominee], first: int, sheet: str = "DS", **other: Any) -> list[Truth]:
    return [truth(who, first + place, sheet, **other) for place, who in enumerate(people)]


@kind
def unknown_headings(draw: Draw) -> Case:
    people = draw.people()
    heads = {"unit": draw.of(ODD_UNIT), "award": draw.of(ODD_AWARD)}
    if draw.chance.random() < 0.5:
        heads |= {"name": draw.of(ODD_NAME), "born": draw.of(ODD_BORN)}
    rows, first = plain(draw, people, heads=heads, without=("position",))
    return Case({"DS": rows}, listed(people, first))


@kind
def wide_and_sparse(draw: Draw) -> Case:
    people = draw.people()
    odd = draw.chance.sample(
        ["Mã ngạch", "Bậc", "Hệ số", "Vượt khung", "Số tài khoản", "PC khu vực", "Thâm niên", "Loại hợp đồng",
         "Ngày vào ngành", "Trình độ LLCT", "Số sổ BHXH", "Ghi chú 2"], 9)  # fmt: skip
    more = {name: [""] * len(people) for name in odd}
    more[odd[0]] = [f"{draw.chance.randint(2, 4)},{draw.chance.randint(10, 99)}" for _ in people]
    rows, first = plain(draw, people, more=more)
    return Case({"DS": rows}, listed(people, first))


@kind
def two_languages(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(draw, people, without=("position",), heads={
        "number": "STT", "name": "Họ và tên", "born": "Ngày sinh", "unit": "Đơn vị", "award": "Danh hiệu"})  # fmt: skip
    english = {
        "STT": "No.",
        "Họ và tên": "Full name",
        "Ngày sinh": "Date of birth",
        "Đơn vị": "Unit",
        "Danh hiệu": "Title",
    }
    head = rows[first - 2]
    if draw.chance.random() < 0.5:
        rows.insert(first - 1, [english[word] for word in head])
        return Case({"DS": rows}, listed(people, first + 1))
    rows[first - 2] = [f"{word}\n({english[word]})" for word in head]
    return Case({"DS": rows}, listed(people, first))


@kind
def no_heading_at_all(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(
        draw, people, above=[], without=draw.chance.choice([("position",), ("position", "number")])
    )
    return Case({"DS": rows[first - 1 :]}, listed(people, 1))


@kind
def sheets_named_after_units(draw: Draw) -> Case:
    case = Case()
    for unit in draw.units:
        people = draw.people(3, unit=unit)
        rows, first = plain(
            draw, people, without=("unit",), above=[["UBND HUYỆN LÂM THƯỢNG"], ["DANH SÁCH ĐỀ NGHỊ"]]
        )
        case.sheets[unit[:31]] = rows
        case.records += listed(people, first, unit[:31], unit=unit[:31])
    return case


@kind
def group_rows_of_units(draw: Draw) -> Case:
    rows: Rows = [*draw.above(), [draw.of(NUMBER), draw.of(NAME), draw.of(BORN), draw.of(AWARD)]]
    records = []
    styles = draw.chance.choice([("I", "II", "III"), ("A", "B", "C"), ("", "", "")])
    for mark, unit in zip(styles, draw.units, strict=True):
        people = draw.people(3, unit=unit)
        said = draw.chance.choice([unit, f"{unit} (có 03 người)", f"{unit}: 03 cá nhân"])
        rows.append([mark, said])
        for number, who in enumerate(people, start=1):
            records.append(truth(who, len(rows) + 1))
            rows.append([number, who.name, born_text(who), draw.spelled(who.awards[0])])
    return Case({"DS": rows}, records)


@kind
def unit_with_a_count(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(draw, people, heads={"unit": "Đơn vị"})
    place = rows[first - 2].index("Đơn vị")
    for row in rows[first - 1 :]:
        row[place] = f"{row[place]} (có {len(people):02d} người)"
    return Case({"DS": rows}, listed(people, first))


@kind
def added_after_the_signature(draw: Draw) -> Case:
    people = draw.people(7)
    rows, first = plain(draw, people, above=draw.above())
    head = rows[: first - 1 + 5]
    signed: Rows = [[], ["", "", "", "TRƯỞNG PHÒNG"], ["", "", "", "(Đã ký)"], ["", "", "", "Lê Văn Quý"], []]
    extra: Rows = [[draw.chance.choice(("Bổ sung:", "Danh sách bổ sung", "Bổ sung sau họp xét"))]]
    tail = rows[first - 1 + 5 :]
    whole = [*head, *signed, *extra, *tail]
    late = len(head) + len(signed) + len(extra) + 1
    records = listed(people[:5], first) + [truth(who, late + n) for n, who in enumerate(people[5:])]
    return Case({"DS": whole}, records, told=[f"DS!{late}"])


@kind
def side_by_side(draw: Draw) -> Case:
    left, right = draw.people(4), draw.people(4)
    head = [draw.of(NAME), draw.of(UNIT), draw.of(AWARD)]
    rows: Rows = [[*head, "", *head]]
    records = []
    for one, other in zip(left, right, strict=True):
        cells = [[who.name, who.unit, draw.spelled(who.awards[0])] for who in (one, other)]
        rows.append([*cells[0], "", *cells[1]])
        records += [truth(one, len(rows), born=None), truth(other, len(rows), born=None)]
    return Case({"DS": rows}, records)


@kind
def second_table_below(draw: Draw) -> Case:
    team = draw.chance.choice(TEAMS)
    people = draw.people(4)
    unit = draw.units[0]
    rows: Rows = [
        ["I. TẬP THỂ"],
        ["STT", "Tên tập thể", "Đơn vị", "Danh hiệu"],
        [1, team, unit, "TTLĐTT"],
        [],
    ]
    rows.append(["II. CÁ NHÂN"])
    body, first = plain(draw, people, above=[])
    records = [Truth("DS", 3, "collective", team, unit, ("TTLDTT",))]
    records += listed(people, first + len(rows))
    return Case({"DS": [*rows, *body]}, records)


@kind
def examples_and_catalogues(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(draw, people)
    sample: Rows = [["STT", "Họ và tên", "Đơn vị", "Danh hiệu"], [1, "Nguyễn Văn Mẫu", "Phòng A", "LĐTT"]]
    codes: Rows = [["STT", "Mã số", "Hình thức khen thưởng"], [1, 165, "Giấy khen"], [2, 166, "Bằng khen"]]
    guide, catalogue = draw.of(("Ví dụ", "Hướng dẫn")), draw.of(("DANHMUC", "DM", "Danh mục"))
    return Case({"DS": rows, guide: sample, catalogue: codes}, listed(people, first), told=[guide, catalogue])


@kind
def statistics(draw: Draw) -> Case:
    title = draw.of(("BIỂU TỔNG HỢP SỐ LIỆU KHEN THƯỞNG NĂM 2025", "THỐNG KÊ KẾT QUẢ THI ĐUA", "Biểu số 2"))
    heads = draw.chance.choice([
        ["TT", "Đơn vị", "Tổng số", "LĐTT", "CSTĐCS", "Bằng khen"],
        ["STT", "Tên đơn vị", "Số người", "Đạt LĐTT", "Tỷ lệ", "Không đạt"],
    ])  # fmt: skip
    rows: Rows = [[title], [], heads]
    for number, unit in enumerate(draw.units, start=1):
        rows.append([number, unit, *(draw.chance.randint(2, 60) for _ in heads[2:])])
    rows.append(["", "Tổng số", *(sum(row[2 + at] for row in rows[3:]) for at in range(len(heads) - 2))])
    return Case({"Biểu": rows}, told=["Biểu"])


@kind
def initiatives(draw: Draw) -> Case:
    people = draw.people()
    author = draw.of(("Tác giả", "Họ tên tác giả", "Họ và tên"))
    rows: Rows = [
        ["DANH SÁCH SÁNG KIẾN ĐỀ NGHỊ CÔNG NHẬN CẤP CƠ SỞ"],
        ["STT", "Tên sáng kiến", author, "Đơn vị", "Điểm", "Xếp loại"],
    ]
    for number, who in enumerate(people, start=1):
        rows.append(
            [number, f"Một số biện pháp rèn kỹ năng đọc cho lớp {number}", who.name, who.unit, "85,5", "Khá"]
        )
    return Case({"SK": rows}, told=["SK"])


@kind
def attendance(draw: Draw) -> Case:
    people = draw.people()
    title = draw.of(("DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ", "BẢNG CHẤM CÔNG THÁNG 10", "DANH SÁCH KÝ NHẬN TIỀN"))
    rows: Rows = [[title], ["STT", "Họ và tên", "Đơn vị", "Ký tên"]]
    rows += [[number, who.name, who.unit, ""] for number, who in enumerate(people, start=1)]
    return Case({"DS": rows}, told=["DS"])


@kind
def group_not_proposed(draw: Draw) -> Case:
    yes, no = draw.people(4, award="LDTT"), draw.people(3, award="LDTT")
    words = draw.of(("Không đề nghị", "Không xét thi đua", "Không đủ điều kiện xét", "Xin rút không xét"))
    rows: Rows = [["DANH SÁCH ĐỀ NGHỊ LAO ĐỘNG TIÊN TIẾN"], ["STT", "Họ và tên", "Ngày sinh", "Đơn vị"]]
    mark = draw.chance.choice([("I", "II"), ("A", "B"), ("", "")])
    rows.append([mark[0], "Đề nghị Lao động tiên tiến"])
    records = []
    for number, who in enumerate(yes, start=1):
        records.append(truth(who, len(rows) + 1))
        rows.append([number, who.name, born_text(who), who.unit])
    rows.append([mark[1], words])
    told = [f"DS!{len(rows)}"]
    rows += [[number, who.name, born_text(who), who.unit] for number, who in enumerate(no, start=1)]
    return Case({"DS": rows}, records, told)


@kind
def row_not_proposed(draw: Draw) -> Case:
    people = draw.people(6)
    note = draw.of(("Ghi chú", "Kết quả xét", "Ý kiến hội đồng", "Diễn giải"))
    words = (
        "Xin rút",
        "Không đạt",
        "Không xét (kỷ luật khiển trách)",
        "Rút khỏi danh sách",
        "Không đủ điều kiện",
    )
    notes = ["", draw.of(words), "", draw.of(words), "", ""]
    rows, first = plain(draw, people, more={note: notes})
    records = [one for one, said in zip(listed(people, first), notes, strict=True) if not said]
    return Case({"DS": rows}, records, told=[f"DS!{first + 1}", f"DS!{first + 3}"])


@kind
def struck_through(draw: Draw) -> Case:
    people = draw.people(5)
    rows, first = plain(draw, people)
    letter = "ABCDEFGHIJ"[rows[first - 2].index(next(w for w in rows[first - 2] if w in NAME))]
    out = draw.chance.randrange(5)
    case = Case({"DS": rows}, [one for n, one in enumerate(listed(people, first)) if n != out])
    case.struck, case.told = [f"{letter}{first + out}"], [f"DS!{first + out}"]
    return case


@kind
def said_in_a_comment(draw: Draw) -> Case:
    people = draw.people(5)
    rows, first = plain(draw, people)
    out = draw.chance.randrange(5)
    words = draw.of(("Xin rút", "Hỏi lại trường", "Đã chuyển công tác"))
    records = listed(people, first)
    if words == "Xin rút":
        del records[out]
    return Case({"DS": rows}, records, [f"DS!{first + out}"], comments={f"B{first + out}": words})


@kind
def coloured_with_a_legend(draw: Draw) -> Case:
    people = draw.people(5)
    rows, first = plain(draw, people)
    rows += [[], ["", "Ghi chú: dòng tô màu vàng là không đề nghị"]]
    out = draw.chance.randrange(5)
    fills = {f"{letter}{first + out}": "FFFF00" for letter in "ABCDEF"}
    records = [one for n, one in enumerate(listed(people, first)) if n != out]
    return Case({"DS": rows}, records, [f"DS!{first + out}"], fills=fills)


@kind
def sheets_of_former_years(draw: Draw) -> Case:
    case = Case(year=draw.chance.choice([None, 2025]))
    for year in (2023, 2024, 2025):
        people = draw.people(3)
        rows, first = plain(draw, people, above=[[f"DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM {year}"]])
        sheet = draw.chance.choice([f"{year}", f"Năm {year}"])
        case.sheets[sheet] = rows
        if year == 2025:
            case.records = listed(people, first, sheet)
        else:
            case.told.append(sheet)
    return case


@kind
def columns_of_other_years(draw: Draw) -> Case:
    people = draw.people()
    last = [draw.spelled(draw.chance.choice(PERSON_AWARDS)) for _ in people]
    heads = draw.chance.choice([
        ("Danh hiệu đã đạt năm 2024", "Danh hiệu đề nghị năm 2025"), ("Danh hiệu năm trước", "Danh hiệu đề nghị"),
        ("Danh hiệu đăng ký đầu năm", "Danh hiệu đề nghị"), ("Đăng ký thi đua", "Đề nghị khen thưởng"),
        ("Thành tích đã đạt", "Danh hiệu"), ("Danh hiệu 2024", "Danh hiệu 2025"),
    ])  # fmt: skip
    rows, first = plain(draw, people, heads={"award": heads[1]}, more={heads[0]: last})
    return Case({"DS": rows}, listed(people, first))


@kind
def mixed_subjects(draw: Draw) -> Case:
    unit = "Xã Thượng Lâm"
    collectives = ["Chi hội Phụ nữ bản Pác Lùng", "Chi đoàn thanh niên thôn Nà Kéo", "Tổ Toán - Lý", "Đoàn xã Thượng Lâm",
                   "Dòng họ Lò bản Nà Lựa", "Liên đội Trường TH Thượng Lâm", "Hội Nông dân xã", "Ban công tác Mặt trận thôn 3"]  # fmt: skip
    persons = [("Đoàn Thị Hương", "Đoàn Thị Hương"), ("Ban Thị Nở", "Ban Thị Nở"), ("Bác sĩ Lò Văn Tám", "Lò Văn Tám"),
               ("Cô giáo Trần Thị Mai", "Trần Thị Mai"), ("Thiếu tá Hà Văn Sơn", "Hà Văn Sơn"), ("Đ/c Nông Văn Tú", "Nông Văn Tú"),
               ("Bà Cà Thị Hặc - Trưởng thôn", "Cà Thị Hặc"), ("Ông Lò Văn Ín (Bí thư chi bộ)", "Lò Văn Ín")]  # fmt: skip
    households = ["Hộ ông Quàng Văn Phớ", "Gia đình bà Lường Thị Ơn"]
    said = [(name, "collective", name) for name in draw.chance.sample(collectives, 4)]
    said += [(typed, "person", name) for typed, name in draw.chance.sample(persons, 4)]
    said += [(name, "household", name) for name in households]
    draw.chance.shuffle(said)
    rows: Rows = [
        ["DANH SÁCH ĐỀ NGHỊ CHỦ TỊCH UBND XÃ TẶNG GIẤY KHEN"],
        ["STT", "Tên tập thể, cá nhân, hộ gia đình", "Đơn vị"],
    ]
    records = []
    for number, (typed, subject, name) in enumerate(said, start=1):
        rows.append([number, typed, unit])
        records.append(Truth("DS", len(rows), subject, name, unit, ("GK_XA",)))
    return Case({"DS": rows}, records)


@kind
def names_with_something_behind(draw: Draw) -> Case:
    people = draw.people(6, award="LDTT")
    marks = [" - Giáo viên", "\nHiệu trưởng", " (Kế toán)", "...", ", Trưởng phòng", " "]
    draw.chance.shuffle(marks)
    it = iter(marks)
    rows, first = plain(draw, people, name_of=lambda who: who.name + next(it))
    return Case({"DS": rows}, listed(people, first))


@kind
def names_of_the_peoples(draw: Draw) -> Case:
    names = ["K'Brôi", "HʼYéo Niê", "Y Thuột Ayun", "Giàng A Páo", "Điểu Thị Pơ Lang", "Rơ Chăm Thơm", "Sùng Seo Lử", "H’Hen Niê",
             "Tẩn Lở Mẩy", "Bạc Cầm Thị Ẻn", "Chế Viết Đạt", "K’Tiếng"]  # fmt: skip
    people = [
        Nominee("person", name, draw.units[0], ("LDTT",), None, draw.town._born())
        for name in draw.chance.sample(names, 6)
    ]
    rows, first = plain(draw, people)
    return Case({"DS": rows}, listed(people, first))


@kind
def two_in_a_cell_and_short_names(draw: Draw) -> Case:
    people = draw.people(6)
    one, two = draw.person(), draw.person()
    odd = [
        f"{one.name}, {two.name}",
        f"{one.name} và {two.name}",
        f"{one.name}\n{two.name}",
        "Ng. Văn An",
        "N.V. Tám",
        "Trần T. Hoa",
    ]
    typed = [who.name for who in people]
    bad = draw.chance.sample(range(6), 2)
    for place in bad:
        typed[place] = draw.chance.choice(odd)
    it = iter(typed)
    rows, first = plain(draw, people, name_of=lambda _: next(it))
    records = [replaced(one, n in bad, name=None) for n, one in enumerate(listed(people, first))]
    return Case({"DS": rows}, records, [f"DS!{first + n}" for n in bad])


def replaced(one: Truth, spoiled: bool, **values: Any) -> Truth:
    """The record with fields that cannot be known any more, when its row is spoiled: never importable."""
    from dataclasses import replace

    return replace(one, importable=False, **values) if spoiled else one


@kind
def names_over_two_rows(draw: Draw) -> Case:
    people = [who for who in draw.people(9) if len(who.name.split(" ")) > 2 and "'" not in who.name][:4]
    head = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"]
    rows: Rows = [head]
    records, told = [], []
    for number, who in enumerate(people, start=1):
        words = who.name.split(" ")
        cut = number % 2 == 0
        shown = " ".join(words[:2]) if cut else who.name
        records.append(truth(who, len(rows) + 1))
        rows.append([number, shown, born_text(who), who.unit, draw.spelled(who.awards[0])])
        if cut:
            rows.append(["", " ".join(words[2:])])
            told.append(f"DS!{len(rows)}")
    return Case({"DS": rows}, records, told, asked=True)


@kind
def dates_month_first(draw: Draw) -> Case:
    people = draw.people(8)
    for who, day in zip(people, ("1985-10-20", "1979-04-30"), strict=False):
        object.__setattr__(who, "born", type(who.born)(day, "day"))
    draw.chance.shuffle(people)
    shown = lambda who: dt.date.fromisoformat(who.born.value).strftime("%m/%d/%Y")
    rows, first = plain(draw, people, born_of=shown, heads={"born": "Ngày sinh"})
    place = "ABCDEFGH"[rows[first - 2].index("Ngày sinh")]
    return Case({"DS": rows}, listed(people, first), [f"DS!{place}{first - 1}"])


@kind
def dates_half_mangled(draw: Draw) -> Case:
    people = draw.people(8)

    def shown(who: Nominee) -> Cell:
        day = dt.date.fromisoformat(who.born.value)  # type: ignore[union-attr]
        return dt.date(day.year, day.day, day.month) if day.day <= 12 else day.strftime("%d/%m/%Y")

    for who, day in zip(people, ("1985-03-05", "1979-11-12", "1990-08-25", "1988-01-17"), strict=False):
        object.__setattr__(who, "born", type(who.born)(day, "day"))
    rows, first = plain(draw, people, born_of=shown)
    records = []
    for n, one in enumerate(listed(people, first)):
        swapped = int((one.born or "")[8:]) <= 12
        records.append(replaced(one, swapped, born=None))
    return Case({"DS": rows}, records)


@kind
def dates_as_programs_write_them(draw: Draw) -> Case:
    people = draw.people(7)
    shapes = ("%d/%m/%Y 00:00:00", "%Y-%m-%dT00:00:00", "%d.%m.%Y.", "Sinh ngày %d/%m/%Y", "%d/%m/%Y (theo CCCD)", "%d-%m-%Y 0:00",
              "ngày %d tháng %m năm %Y")  # fmt: skip
    shown = lambda who: dt.date.fromisoformat(who.born.value).strftime(draw.chance.choice(shapes))
    rows, first = plain(draw, people, born_of=shown)
    return Case({"DS": rows}, listed(people, first))


@kind
def two_birth_columns(draw: Draw) -> Case:
    people = draw.people(5)
    rows: Rows = [["STT", "Họ và tên", "Năm sinh", "", "Đơn vị", "Danh hiệu"], ["", "", "Nam", "Nữ", "", ""]]
    records = []
    bad = draw.chance.randrange(5)
    for number, who in enumerate(people):
        male = who.sex == "M"
        births = [born_text(who) if male else "", "" if male else born_text(who)]
        if number == bad:
            births = ["05/03/1980", "06/04/1981"]
        records.append(replaced(truth(who, len(rows) + 1), number == bad, born=None))
        rows.append([number + 1, who.name, *births, who.unit, draw.spelled(who.awards[0])])
    return Case({"DS": rows}, records, [f"DS!{3 + bad}"])


@kind
def pupils(draw: Draw) -> Case:
    people = draw.people(5, award="GK_HUYEN")
    for who in people:
        object.__setattr__(
            who,
            "born",
            type(who.born)(f"{draw.chance.randint(2009, 2018)}-05-0{draw.chance.randint(1, 9)}", "day"),
        )
    rows, first = plain(draw, people, without=("position",))
    return Case({"DS": rows}, listed(people, first))


@kind
def children_for_a_working_title(draw: Draw) -> Case:
    people = draw.people(4, award="LDTT")
    object.__setattr__(people[2], "born", type(people[2].born)("2014-05-03", "day"))
    rows, first = plain(draw, people)
    records = [replaced(one, n == 2, born=None) for n, one in enumerate(listed(people, first))]
    return Case({"DS": rows}, records, [f"DS!{first + 2}"])


@kind
def identity_numbers(draw: Draw) -> Case:
    people = draw.people(5)
    numbers: list[Cell] = [who.national_id for who in people]
    numbers[1] = draw.chance.choice(["14080001235.0", "0430672186", "04306721869A", 14080001235])
    rows, first = plain(draw, people, more={"Số CCCD": numbers})
    return Case({"DS": rows}, listed(people, first), [f"DS!{first + 1}"])


@kind
def one_number_for_two(draw: Draw) -> Case:
    people = draw.people(5)
    numbers: list[Cell] = [who.national_id for who in people]
    numbers[3] = numbers[1]
    rows, first = plain(draw, people, more={"CCCD": numbers})
    return Case({"DS": rows}, listed(people, first), [f"DS!{first + 3}"])


@kind
def award_only_in_the_title(draw: Draw) -> Case:
    code, title = draw.chance.choice([
        ("LDTT", "DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN DANH HIỆU LAO ĐỘNG TIÊN TIẾN"),
        ("CSTDCS", "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ CHIẾN SĨ THI ĐUA CƠ SỞ"),
        ("GK", "DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN"), ("GK_XA", "Danh sách đề nghị Chủ tịch UBND xã tặng Giấy khen"),
    ])  # fmt: skip
    people = draw.people(award="LDTT")
    rows, first = plain(draw, people, above=[["TRƯỜNG TIỂU HỌC NÀ PHẶC"], [title]], without=("award",))
    told = ["DS!2"] if code == "GK" else []
    return Case({"DS": rows}, listed(people, first, awards=(code,)), told)


@kind
def awards_with_remarks(draw: Draw) -> Case:
    people = draw.people()
    remarks = (" (năm thứ 3)", " năm 2025", " (lần 2)", "", " - năm học 2024-2025", " (5 năm liên tục)")
    rows, first = plain(draw, people, heads={"award": "Danh hiệu"})
    place = rows[first - 2].index("Danh hiệu")
    for row in rows[first - 1 :]:
        row[place] = f"{row[place]}{draw.chance.choice(remarks)}"
    return Case({"DS": rows}, listed(people, first))


@kind
def marks_under_awards(draw: Draw) -> Case:
    people = draw.people(6)
    codes = ("LDTT", "CSTDCS", "GK_HUYEN")
    yes = draw.chance.choice(["x", "X", "✓", "1", 1, "ü", True, "+"])
    no: Cell = False if yes is True else draw.chance.choice(["", "-", ""])
    rows: Rows = [["STT", "Họ và tên", "Đơn vị", "LĐTT", "CSTĐCS", "Giấy khen UBND huyện"]]
    records = []
    for number, who in enumerate(people, start=1):
        given = tuple(sorted(draw.chance.sample(codes, draw.chance.randint(1, 2))))
        records.append(truth(who, len(rows) + 1, awards=given, born=None))
        rows.append([number, who.name, who.unit, *(yes if code in given else no for code in codes)])
    fonts = {f"{letter}{row}": "Wingdings" for letter in "DEF" for row in range(2, 8)} if yes == "ü" else {}
    return Case({"DS": rows}, records, fonts=fonts)


@kind
def years_under_awards(draw: Draw) -> Case:
    people = draw.people(5)
    rows, first = plain(draw, people, more={"LĐTT": [2023] * 5, "CSTĐCS": ["", 2024, "", 2022, 2024]})
    return Case({"DS": rows}, listed(people, first))


@kind
def letterhead_and_column(draw: Draw) -> Case:
    people = draw.people(unit=draw.units[0])
    above: Rows = [["UBND HUYỆN LÂM THƯỢNG", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                   [draw.units[0].upper(), "", "", "Độc lập - Tự do - Hạnh phúc"], [], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2025"]]  # fmt: skip
    rows, first = plain(draw, people, above=above, without=("unit",))
    rows += [
        ["", f"Danh sách này có {len(people)} người./."],
        ["", "", "", "HIỆU TRƯỞNG"],
        ["", "", "", "Lò Văn Thủ"],
    ]
    return Case({"DS": rows}, listed(people, first))


@kind
def households_with_addresses(draw: Draw) -> Case:
    rows: Rows = [
        [
            "STT",
            "Họ và tên chủ hộ",
            draw.of(("Địa chỉ", "Nơi ở", "Thôn, bản", "Địa chỉ thường trú")),
            "Danh hiệu",
        ]
    ]
    records = []
    for number in range(1, 6):
        who = draw.person()
        village = draw.chance.choice(VILLAGES)
        rows.append([number, who.name, village, "Gia đình văn hóa"])
        records.append(Truth("DS", len(rows), "household", who.name, village, ("GDVH",)))
    return Case({"DS": rows}, records)


@kind
def nameless_rows(draw: Draw) -> Case:
    people = draw.people(5)
    rows, first = plain(draw, people, heads={"name": "Họ và tên"})
    place = rows[first - 2].index("Họ và tên")
    rows[first + 1][place] = ""
    records = [one for n, one in enumerate(listed(people, first)) if n != 2]
    return Case({"DS": rows}, records, [f"DS!{first + 2}"])


@kind
def notes_that_ask(draw: Draw) -> Case:
    people = draw.people(5)
    notes = ["", "Bị khiển trách tháng 3", "Không", "", "Nghỉ hưu từ 01/9"]
    rows, first = plain(draw, people, more={"Ghi chú": notes})
    return Case({"DS": rows}, listed(people, first), [f"DS!{first + 1}", f"DS!{first + 4}"])


@kind
def transposed(draw: Draw) -> Case:
    people = draw.people(3)
    rows: Rows = [["Họ và tên", *(who.name for who in people)], ["Năm sinh", 1980, 1985, 1990],
                  ["Đơn vị", *(who.unit for who in people)], ["Danh hiệu", "LĐTT", "LĐTT", "CSTĐCS"]]  # fmt: skip
    return Case({"Ngang": rows}, told=["Ngang"])


@kind
def a_visible_sheet_without_a_table(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(draw, people)
    notes: Rows = [
        ["Việc", "Ai làm", "Hạn"],
        ["Thu hồ sơ", "Văn phòng", "05/11"],
        ["Họp xét", "Hội đồng", "10/11"],
    ]
    return Case({"DS": rows, "Nháp": notes}, listed(people, first), told=["Nháp"])


def draw_case(name: str, seed: int) -> Case:
    """One list of a kind."""
    return KINDS[name](Draw(Random(f"{name}-{seed}")))
