"""How tables stand on sheets: headings, places, parts."""

from __future__ import annotations

from tests.corpus.kinds import (
    AWARD,
    BORN,
    NAME,
    NUMBER,
    ODD_AWARD,
    ODD_BORN,
    ODD_NAME,
    ODD_UNIT,
    UNIT,
    Case,
    Draw,
    Rows,
    Truth,
    born_text,
    kind,
    listed,
    plain,
    truth,
)
from tests.corpus.people import TEAMS


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
        [
            "Mã ngạch",
            "Bậc",
            "Hệ số",
            "Vượt khung",
            "Số tài khoản",
            "PC khu vực",
            "Thâm niên",
            "Loại hợp đồng",
            "Ngày vào ngành",
            "Trình độ LLCT",
            "Số sổ BHXH",
            "Ghi chú 2",
        ],
        9,
    )
    more = {name: [""] * len(people) for name in odd}
    more[odd[0]] = [f"{draw.chance.randint(2, 4)},{draw.chance.randint(10, 99)}" for _ in people]
    rows, first = plain(draw, people, more=more)
    return Case({"DS": rows}, listed(people, first))


@kind
def two_languages(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(
        draw,
        people,
        without=("position",),
        heads={
            "number": "STT",
            "name": "Họ và tên",
            "born": "Ngày sinh",
            "unit": "Đơn vị",
            "award": "Danh hiệu",
        },
    )
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
        message = draw.chance.choice([unit, f"{unit} (có 03 người)", f"{unit}: 03 cá nhân"])
        rows.append([mark, message])
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
    return Case({"DS": whole}, records, reported=[f"DS!{late}"])


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
    return Case(
        {"DS": rows, guide: sample, catalogue: codes}, listed(people, first), reported=[guide, catalogue]
    )
