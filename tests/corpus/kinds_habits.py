"""Lists as clerks of schools, communes and companies lay them out when no template is at hand."""

from __future__ import annotations

from tests.corpus.kinds import Case, Draw, Rows, Truth, born_text, day_of, kind, listed, plain, truth
from tests.corpus.people import POSITIONS

TITLES = {"LDTT": "LAO ĐỘNG TIÊN TIẾN", "CSTDCS": "CHIẾN SĨ THI ĐUA CƠ SỞ", "GK_HUYEN": "GIẤY KHEN"}
NAMED = {"LDTT": "Lao động tiên tiến", "CSTDCS": "Chiến sĩ thi đua cơ sở"}
ROMAN = ("I", "II", "III", "IV", "V", "VI")


@kind
def titles_below_units(draw: Draw) -> Case:
    """I. a unit, below it 1. a title, below it its people; neither has a column."""
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", "Ngày sinh", "Chức vụ"]]
    records: list[Truth] = []
    for place, unit in enumerate(draw.units):
        rows.append([ROMAN[place], unit.upper() if draw.chance.random() < 0.5 else unit])
        for number, code in enumerate(("LDTT", "CSTDCS"), start=1):
            rows.append([str(number), NAMED[code]])
            for _ in range(draw.chance.randint(1, 3)):
                who = draw.person(unit, code)
                rows.append(["-", who.name, born_text(who), draw.chance.choice(POSITIONS)])
                records.append(truth(who, len(rows)))
    return Case({"DS": rows}, records)


@kind
def counts_behind_the_titles(draw: Draw) -> Case:
    """A heading of a group says how many follow."""
    rows: Rows = [*draw.above(), ["TT", "Họ và tên", "Năm sinh", "Đơn vị"]]
    records: list[Truth] = []
    for place, code in enumerate(("LDTT", "CSTDCS")):
        people = draw.people(draw.chance.randint(2, 4), award=code)
        shape = draw.chance.choice(
            ("{title}: {count:02} người", "{title} ({count} đ/c)", "{title}: {count} cá nhân")
        )
        rows.append([ROMAN[place], shape.format(title=TITLES[code], count=len(people))])
        for number, who in enumerate(people, start=1):
            rows.append([number, who.name, day_of(who).year, who.unit])
            records.append(truth(who, len(rows), born=str(day_of(who).year)))
    return Case({"DS": rows}, records)


@kind
def forms_of_address(draw: Draw) -> Case:
    """Ông, Bà, Đ/c, Cô, Thầy before the names."""
    people = draw.people()
    forms = {"M": ("Ông ", "Đ/c ", "Thầy ", "Ông: "), "F": ("Bà ", "Đ/c ", "Cô ", "Bà: ")}
    rows, first = plain(
        draw, people, name_of=lambda who: draw.chance.choice(forms[who.sex or "M"]) + who.name
    )
    return Case({"DS": rows}, listed(people, first))


@kind
def the_unit_in_brackets(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(draw, people, without=("unit",), name_of=lambda who: f"{who.name} ({who.unit})")
    return Case({"DS": rows}, listed(people, first), asked=True)


@kind
def two_titles_in_two_lines(draw: Draw) -> Case:
    """A cell with two titles, each with a dash."""
    people = draw.people(award="LDTT")
    rows, first = plain(draw, people, without=("award",))
    both = [draw.chance.random() < 0.5 for _ in people]
    head = first - 2
    rows[head].append("Danh hiệu, hình thức")
    for place, twice in enumerate(both):
        rows[first - 1 + place].append(
            "- Lao động tiên tiến\n- Chiến sĩ thi đua cơ sở" if twice else "- Lao động tiên tiến"
        )
    records = [
        truth(who, first + place, awards=("CSTDCS", "LDTT") if both[place] else ("LDTT",))
        for place, who in enumerate(people)
    ]
    return Case({"DS": rows}, records)


@kind
def a_sheet_for_each_title(draw: Draw) -> Case:
    """The sheets are named after the titles; no column and no line says them."""
    sheets: dict[str, Rows] = {}
    records: list[Truth] = []
    for code, name in (("LDTT", "LĐTT"), ("CSTDCS", "CSTĐCS")):
        people = draw.people(award=code)
        rows, first = plain(draw, people, without=("award",), above=[["DANH SÁCH CÁ NHÂN"]])
        sheets[name] = rows
        records += listed(people, first, name)
    return Case(sheets, records)


@kind
def a_title_once_for_many(draw: Draw) -> Case:
    """The title and the unit stand in the first row of a block only, as merged cells leave them."""
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", "Ngày sinh", "Đơn vị công tác", "Danh hiệu"]]
    records: list[Truth] = []
    number = 0
    for unit in draw.units:
        code = draw.chance.choice(("LDTT", "CSTDCS"))
        for place in range(draw.chance.randint(2, 4)):
            who, number = draw.person(unit, code), number + 1
            rows.append([number, who.name, born_text(who), *((unit, NAMED[code]) if not place else ("", ""))])
            records.append(truth(who, len(rows)))
    return Case({"DS": rows}, records, asked=True)


@kind
def a_letter_before_the_table(draw: Draw) -> Case:
    """A whole letter above the list, its recipients and reasons, a signature below."""
    people = draw.people()
    letter: Rows = [
        [draw.units[0].upper(), "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [f"Số: {draw.chance.randint(3, 90)}/TTr", "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["TỜ TRÌNH"],
        ["Về việc đề nghị khen thưởng năm học 2023-2024"],
        ["Kính gửi: Hội đồng Thi đua - Khen thưởng huyện"],
        ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"],
        ["Căn cứ kết quả bình xét, đơn vị đề nghị khen thưởng các cá nhân có tên sau:"],
    ]
    rows, first = plain(draw, people, above=letter)
    rows += [
        [],
        ["Trân trọng đề nghị./."],
        ["Nơi nhận:", "", "", "THỦ TRƯỞNG ĐƠN VỊ"],
        ["- Như trên;"],
        ["- Lưu VT."],
    ]
    return Case({"DS": rows}, listed(people, first))


@kind
def collectives_first(draw: Draw) -> Case:
    """A. Tập thể and B. Cá nhân in one table, one column for both names."""
    rows: Rows = [*draw.above(), ["STT", "Tên tập thể, cá nhân", "Chức vụ", "Đơn vị", "Danh hiệu đề nghị"]]
    records: list[Truth] = []
    rows.append(["A", draw.chance.choice(("TẬP THỂ", "Tập thể", "Tập thể:"))])
    for number, unit in enumerate(draw.units, start=1):
        rows.append([number, unit, "", "", "Tập thể lao động tiên tiến"])
        records.append(Truth("DS", len(rows), "collective", unit, unit, ("TTLDTT",)))
    rows.append(["B", draw.chance.choice(("CÁ NHÂN", "Cá nhân", "Cá nhân:"))])
    for number, who in enumerate(draw.people(), start=1):
        rows.append([number, who.name, draw.chance.choice(POSITIONS), who.unit, draw.spelled(who.awards[0])])
        records.append(truth(who, len(rows), born=None))
    rows.append(["", f"Tổng cộng: {len(draw.units):02} tập thể; {len(records) - len(draw.units)} cá nhân"])
    return Case({"DS": rows}, records)


@kind
def born_in_the_remarks(draw: Draw) -> Case:
    people = draw.people()
    shape = draw.chance.choice(
        ("SN {year}", "Sinh năm {year}", "sinh {year}, đảng viên", "SN: {year}; dân tộc Tày")
    )
    rows, first = plain(
        draw,
        people,
        without=("born",),
        more={"Ghi chú": [shape.format(year=day_of(who).year) for who in people]},
    )
    return Case({"DS": rows}, listed(people, first, born=None), asked=True)


@kind
def marks_for_men_and_women(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(
        draw,
        people,
        more={
            "Nam": ["x" if who.sex == "M" else "" for who in people],
            "Nữ": ["x" if who.sex == "F" else "" for who in people],
        },
    )
    return Case({"DS": rows}, listed(people, first))


@kind
def achievements_before_the_names(draw: Draw) -> Case:
    """A long text in the second column, names behind it."""
    people = draw.people()
    rows: Rows = [*draw.above(), ["STT", "Tóm tắt thành tích", "Họ và tên", "Đơn vị", "Hình thức khen"]]
    first = len(rows) + 1
    deeds = (
        "Hoàn thành xuất sắc nhiệm vụ năm 2024; có 01 sáng kiến được công nhận cấp cơ sở",
        "Chủ nhiệm lớp 5A có 98% học sinh lên lớp thẳng, tham gia tích cực phong trào",
        "Vận động nhân dân hiến 300 m2 đất làm đường giao thông nông thôn",
    )
    for number, who in enumerate(people, start=1):
        rows.append([number, draw.chance.choice(deeds), who.name, who.unit, draw.spelled(who.awards[0])])
    return Case({"DS": rows}, listed(people, first, born=None))


@kind
def numbers_in_the_name_cell(draw: Draw) -> Case:
    """No column of numbers: 1. Nguyễn Văn A."""
    people = draw.people()
    shape = draw.chance.choice(
        ("{number}. {name}", "{number}) {name}", "{number}/ {name}", "{number:02}- {name}")
    )
    numbers = {id(who): number for number, who in enumerate(people, start=1)}
    rows, first = plain(
        draw,
        people,
        without=("number",),
        name_of=lambda who: shape.format(number=numbers[id(who)], name=who.name),
    )
    return Case({"DS": rows}, listed(people, first))


@kind
def a_blank_row_between(draw: Draw) -> Case:
    """Every row is followed by an empty one, and a line repeats the page's heading."""
    people = draw.people(6)
    rows, first = plain(draw, people)
    head, body = rows[first - 2], rows[first - 1 :]
    spread: Rows = rows[: first - 1]
    records: list[Truth] = []
    for place, (who, row) in enumerate(zip(people, body, strict=True)):
        if place == 3:
            spread += [["Trang 2"], list(head)]
        spread.append(row)
        records.append(truth(who, len(spread)))
        spread.append([])
    return Case({"DS": spread}, records)


@kind
def surname_and_given_name(draw: Draw) -> Case:
    """Họ đệm and Tên in two columns below one heading."""
    people = draw.people()
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", "", "Ngày sinh", "Đơn vị", "Danh hiệu"]]
    if draw.chance.random() < 0.5:
        rows.append(["", "Họ đệm", "Tên", "", "", ""])
    first = len(rows) + 1
    for number, who in enumerate(people, start=1):
        before, _, last = who.name.rpartition(" ")
        rows.append([number, before, last, born_text(who), who.unit, draw.spelled(who.awards[0])])
    return Case({"DS": rows}, listed(people, first))


@kind
def a_proposal_beside_a_result(draw: Draw) -> Case:
    """Self-assessment and the school's result: the title asked for is the last column."""
    people = draw.people(award="LDTT")
    rows, first = plain(
        draw,
        people,
        heads={"award": "Danh hiệu đề nghị"},
        more={
            "Xếp loại viên chức": ["Hoàn thành tốt nhiệm vụ"] * len(people),
            "Điểm": [92, *[90] * (len(people) - 1)],
        },
    )
    return Case({"DS": rows}, listed(people, first))


@kind
def households_by_the_head(draw: Draw) -> Case:
    """Hộ ông, hộ bà of a village for the title of a cultured family."""
    village = draw.chance.choice(("Thôn Nà Kéo", "Bản Pác Lùng", "Xóm Đình"))
    rows: Rows = [
        [f"DANH SÁCH HỘ GIA ĐÌNH VĂN HÓA {village.upper()}"],
        ["STT", "Chủ hộ", "Địa chỉ", "Danh hiệu"],
    ]
    records: list[Truth] = []
    for number in range(1, draw.chance.randint(4, 7)):
        who = draw.person()
        shown = f"Hộ {'ông' if who.sex == 'M' else 'bà'} {who.name}"
        rows.append([number, shown, village, "Gia đình văn hóa"])
        records.append(Truth("DS", len(rows), "household", shown, village, ("GDVH",)))
    return Case({"DS": rows}, records)


@kind
def a_total_beside_each_unit(draw: Draw) -> Case:
    """Units as groups with their totals in the same row, people below, a grand total."""
    rows: Rows = [*draw.above(), ["STT", "Đơn vị / Họ tên", "Ngày sinh", "Danh hiệu", "Số lượng"]]
    records: list[Truth] = []
    total = 0
    for place, unit in enumerate(draw.units):
        people = draw.people(draw.chance.randint(2, 3), unit=unit)
        rows.append([ROMAN[place], unit, "", "", len(people)])
        for number, who in enumerate(people, start=1):
            rows.append([number, who.name, born_text(who), draw.spelled(who.awards[0]), ""])
            records.append(truth(who, len(rows)))
        total += len(people)
    rows.append(["", "Cộng", "", "", total])
    return Case({"DS": rows}, records)


@kind
def excel_serials_for_dates(draw: Draw) -> Case:
    """Dates that lost their format: numbers of days."""
    people = draw.people()
    rows, first = plain(
        draw, people, born_of=lambda who: (day_of(who) - day_of(who).replace(1900, 1, 1)).days + 2
    )
    return Case({"DS": rows}, listed(people, first), asked=True)


@kind
def capital_names(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(draw, people, name_of=lambda who: who.name.upper())
    return Case({"DS": rows}, listed(people, first))


@kind
def years_of_service_beside(draw: Draw) -> Case:
    """Columns that hold numbers and years beside the year of birth."""
    people = draw.people()
    rows, first = plain(
        draw,
        people,
        heads={"born": "Năm sinh"},
        born_of=lambda who: day_of(who).year,
        more={
            "Năm vào ngành": [day_of(who).year + 23 for who in people],
            "Năm vào Đảng": [day_of(who).year + 30 for who in people],
        },
    )
    return Case(
        {"DS": rows}, [truth(who, first + n, born=str(day_of(who).year)) for n, who in enumerate(people)]
    )


@kind
def a_decision_as_a_list(draw: Draw) -> Case:
    """The annex of last year's decision used as this year's list: numbers of former decisions in a column."""
    people = draw.people(award="CSTDCS")
    rows, first = plain(
        draw,
        people,
        heads={"award": "Đề nghị tặng năm 2024"},
        more={
            "Danh hiệu đã đạt": [
                f"LĐTT (QĐ {n}/QĐ-UBND ngày 20/12/2023)" for n in range(310, 310 + len(people))
            ]
        },
    )
    return Case({"DS": rows}, listed(people, first))
