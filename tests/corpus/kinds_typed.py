"""How lists are typed and pasted: dates in pieces, letters apart, states, levels, figures beside units."""

from __future__ import annotations

from tests.corpus.kinds import (
    NUMBER,
    PERSON_AWARDS,
    Case,
    Draw,
    Rows,
    born_text,
    day_of,
    kind,
    listed,
    plain,
    truth,
)
from tests.corpus.people import POSITIONS, TEAMS


@kind
def births_over_three_columns(draw: Draw) -> Case:
    people = draw.people()
    heads = draw.chance.choice([["Ngày", "Tháng", "Năm"], ["Ngày", "Tháng", "Năm sinh"]])
    rows: Rows = [*draw.above(), [draw.of(NUMBER), "Họ và tên", *heads, "Đơn vị", "Danh hiệu"]]
    first = len(rows) + 1
    as_text = draw.chance.random() < 0.5
    for number, who in enumerate(people, start=1):
        day = day_of(who)
        parts = (
            [f"{day.day:02}", f"{day.month:02}", str(day.year)] if as_text else [day.day, day.month, day.year]
        )
        rows.append([number, who.name, *parts, who.unit, draw.spelled(who.awards[0])])
    return Case({"DS": rows}, listed(people, first))


@kind
def headings_letter_below_letter(draw: Draw) -> Case:
    people = [
        draw.person(award=code) for code in ("LDTT", "CSTDCS") for _ in range(draw.chance.randint(2, 4))
    ]
    heads = ["\n".join("LĐTT"), "\n".join("CSTĐCS")]
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", *heads, "Ngày sinh", "Đơn vị"]]
    first = len(rows) + 1
    for number, who in enumerate(people, start=1):
        marks = ["x" if code in who.awards else "" for code in ("LDTT", "CSTDCS")]
        rows.append([number, who.name, *marks, born_text(who), who.unit])
    return Case({"DS": rows}, listed(people, first))


@kind
def a_table_pasted_into_one_column(draw: Draw) -> Case:
    people = draw.people()
    mark = draw.chance.choice(["\t", " | "])
    rows, first = plain(draw, people, without=("position",))
    pasted: Rows = [[mark.join(str(cell) for cell in row)] for row in rows]
    return Case({"DS": pasted}, listed(people, first))


@kind
def states_of_a_portal(draw: Draw) -> Case:
    people = draw.people(8)
    ended = draw.chance.sample(range(8), 2)
    words = draw.chance.choice([("Đã duyệt", "Trả lại"), ("Đã trình", "Từ chối"), ("Approved", "Rejected")])
    states = [words[1] if place in ended else words[0] for place in range(8)]
    rows, first = plain(draw, people, more={draw.chance.choice(["Trạng thái", "Tình trạng hồ sơ"]): states})
    records = [one for place, one in enumerate(listed(people, first)) if place not in ended]
    return Case({"DS": rows}, records, reported=[f"DS!{first + place}" for place in ended])


@kind
def money_paid_out(draw: Draw) -> Case:
    people = draw.people(award="LDTT")
    titles = ("DANH SÁCH NHẬN TIỀN THƯỞNG LAO ĐỘNG TIÊN TIẾN", "BẢNG CHI TIỀN THƯỞNG DANH HIỆU THI ĐUA")
    rows, _ = plain(
        draw,
        people,
        above=[[draw.of(titles)]],
        without=("award", "born"),
        more={"Số tiền": ["702.000"] * len(people), "Ký nhận": [""] * len(people)},
    )
    return Case({"DS": rows}, reported=["DS"])


@kind
def a_level_in_its_own_column(draw: Draw) -> Case:
    people = [draw.person(award=draw.of(("GK_XA", "BK_TINH"))) for _ in range(draw.chance.randint(4, 8))]
    words = {"GK_XA": ("Giấy khen", "UBND xã"), "BK_TINH": ("Bằng khen", "UBND tỉnh")}
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Hình thức", "Cấp khen"]]
    first = len(rows) + 1
    for number, who in enumerate(people, start=1):
        rows.append([number, who.name, born_text(who), who.unit, *words[who.awards[0]]])
    return Case({"DS": rows}, listed(people, first))


@kind
def groups_headed_in_another_column(draw: Draw) -> Case:
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", "Chức vụ", "Danh hiệu"]]
    records = []
    for unit in draw.units:
        rows.append(["", "", unit, ""])
        for number, who in enumerate(draw.people(3, unit=unit), start=1):
            records.append(truth(who, len(rows) + 1, born=None))
            rows.append([number, who.name, draw.chance.choice(POSITIONS), draw.spelled(who.awards[0])])
    return Case({"DS": rows}, records)


@kind
def ones_that_count_titles_of_units(draw: Draw) -> Case:
    rows: Rows = [["BIỂU TỔNG HỢP"], ["STT", "Đơn vị", "LĐTT", "CSTĐCS", "Giấy khen"]]
    rows += [
        [number, unit, 1, draw.chance.randint(0, 1), 0] for number, unit in enumerate(draw.units, start=1)
    ]
    return Case({"DS": rows}, reported=["DS"])


@kind
def name_post_and_unit_in_one_cell(draw: Draw) -> Case:
    people = draw.people(unit=draw.units[0])
    rows: Rows = [*draw.above(), ["STT", "Họ và tên, chức vụ, đơn vị", "Danh hiệu"]]
    first = len(rows) + 1
    for number, who in enumerate(people, start=1):
        cell = f"{who.name}\n{draw.of(('Giáo viên', 'Kế toán', 'Hiệu trưởng'))}\n{who.unit}"
        rows.append([number, cell, draw.spelled(who.awards[0])])
    return Case({"DS": rows}, listed(people, first, born=None))


@kind
def people_with_dashes_below_numbered_units(draw: Draw) -> Case:
    rows: Rows = [*draw.above(), ["TT", "Đơn vị/Họ và tên", "Chức danh", "Danh hiệu"]]
    records = []
    for number, unit in enumerate(draw.units, start=1):
        rows.append([number, unit, "", ""])
        for who in draw.people(3, unit=unit):
            records.append(truth(who, len(rows) + 1, born=None))
            rows.append(["-", who.name, "Chuyên viên", draw.spelled(who.awards[0])])
    return Case({"DS": rows}, records)


@kind
def the_kind_beside_the_name(draw: Draw) -> Case:
    people = draw.people(award="GK_XA")
    team = draw.of(TEAMS)
    rows: Rows = [*draw.above(), ["STT", "Đối tượng", "Tên", "Đơn vị", "Khen thưởng"]]
    first = len(rows) + 1
    records = listed(people, first, born=None)
    for number, who in enumerate(people, start=1):
        rows.append([number, "Cá nhân", who.name, who.unit, "Giấy khen của Chủ tịch UBND xã"])
    rows.append([len(people) + 1, "Tập thể", team, draw.units[0], "Giấy khen của Chủ tịch UBND xã"])
    whole = draw.person(unit=draw.units[0], award="GK_XA")
    records.append(truth(whole, len(rows), subject="collective", name=team, born=None))
    return Case({"DS": rows}, records)


@kind
def days_with_english_months(draw: Draw) -> Case:
    people = draw.people()
    form = draw.chance.choice(["%d-%b-%Y", "%d %B %Y", "%b %d, %Y"])
    heads = {"name": "Full name", "born": "Date of birth"}
    rows, first = plain(draw, people, heads=heads, born_of=lambda who: day_of(who).strftime(form))
    return Case({"DS": rows}, listed(people, first))


@kind
def sheets_named_shorter_than_their_unit(draw: Draw) -> Case:
    case = Case()
    for unit in draw.units:
        people = [draw.person(unit=unit, award=draw.of(PERSON_AWARDS)) for _ in range(3)]
        rows, first = plain(draw, people, without=("unit",), above=[[unit], ["DANH SÁCH ĐỀ NGHỊ"]])
        name = unit.partition(" ")[2][:31]
        case.sheets[name] = rows
        case.records += listed(people, first, name)
    return case


@kind
def given_by_a_decision_already(draw: Draw) -> Case:
    people = draw.people(award="GK_HUYEN")
    title = f"DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN (theo QĐ số {draw.chance.randint(5, 90)}/QĐ-UBND ngày 02/3/2024)"
    rows, _ = plain(draw, people, above=[[title]], without=("award", "born"))
    return Case({"DS": rows}, reported=["DS"])
