"""Who is meant, born when, proposed for what."""

from __future__ import annotations

import datetime as dt
import re

from tests.corpus.kinds import (
    Case,
    Cell,
    Draw,
    Rows,
    Truth,
    born_text,
    day_of,
    kind,
    listed,
    plain,
    replaced,
    truth,
)
from tests.corpus.people import VILLAGES, Nominee
from thidua_desktop.domain.dates import PartialDate


@kind
def mixed_subjects(draw: Draw) -> Case:
    unit = "Xã Thượng Lâm"
    collectives = [
        "Chi hội Phụ nữ bản Pác Lùng",
        "Chi đoàn thanh niên thôn Nà Kéo",
        "Tổ Toán - Lý",
        "Đoàn xã Thượng Lâm",
        "Dòng họ Lò bản Nà Lựa",
        "Liên đội Trường TH Thượng Lâm",
        "Hội Nông dân xã",
        "Ban công tác Mặt trận thôn 3",
    ]
    persons = [
        ("Đoàn Thị Hương", "Đoàn Thị Hương"),
        ("Ban Thị Nở", "Ban Thị Nở"),
        ("Bác sĩ Lò Văn Tám", "Lò Văn Tám"),
        ("Cô giáo Trần Thị Mai", "Trần Thị Mai"),
        ("Thiếu tá Hà Văn Sơn", "Hà Văn Sơn"),
        ("Đ/c Nông Văn Tú", "Nông Văn Tú"),
        ("Bà Cà Thị Hặc - Trưởng thôn", "Cà Thị Hặc"),
        ("Ông Lò Văn Ín (Bí thư chi bộ)", "Lò Văn Ín"),
    ]
    households = ["Hộ ông Quàng Văn Phớ", "Gia đình bà Lường Thị Ơn"]
    message = [(name, "collective", name) for name in draw.chance.sample(collectives, 4)]
    message += [(typed, "person", name) for typed, name in draw.chance.sample(persons, 4)]
    message += [(name, "household", name) for name in households]
    draw.chance.shuffle(message)
    rows: Rows = [
        ["DANH SÁCH ĐỀ NGHỊ CHỦ TỊCH UBND XÃ TẶNG GIẤY KHEN"],
        ["STT", "Tên tập thể, cá nhân, hộ gia đình", "Đơn vị"],
    ]
    records = []
    for number, (typed, subject, name) in enumerate(message, start=1):
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
    names = [
        "K'Brôi",
        "HʼYéo Niê",
        "Y Thuột Ayun",
        "Giàng A Páo",
        "Điểu Thị Pơ Lang",
        "Rơ Chăm Thơm",
        "Sùng Seo Lử",
        "H’Hen Niê",
        "Tẩn Lở Mẩy",
        "Bạc Cầm Thị Ẻn",
        "Chế Viết Đạt",
        "K’Tiếng",
    ]
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


@kind
def names_over_two_rows(draw: Draw) -> Case:
    people = [who for who in draw.people(9) if len(who.name.split(" ")) > 2 and "'" not in who.name][:4]
    head = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"]
    rows: Rows = [head]
    records, reported = [], []
    for number, who in enumerate(people, start=1):
        words = who.name.split(" ")
        cut = number % 2 == 0
        shown = " ".join(words[:2]) if cut else who.name
        records.append(truth(who, len(rows) + 1))
        rows.append([number, shown, born_text(who), who.unit, draw.spelled(who.awards[0])])
        if cut:
            rows.append(["", " ".join(words[2:])])
            reported.append(f"DS!{len(rows)}")
    return Case({"DS": rows}, records, reported, asked=True)


@kind
def dates_month_first(draw: Draw) -> Case:
    people = draw.people(8)
    for who, day in zip(people, ("1985-10-20", "1979-04-30"), strict=False):
        who.born = PartialDate(day, "day")
    draw.chance.shuffle(people)

    def shown(who: Nominee) -> Cell:
        return day_of(who).strftime("%m/%d/%Y")

    rows, first = plain(draw, people, born_of=shown, heads={"born": "Ngày sinh"})
    place = "ABCDEFGH"[rows[first - 2].index("Ngày sinh")]
    return Case({"DS": rows}, listed(people, first), [f"DS!{place}{first - 1}"])


@kind
def dates_half_mangled(draw: Draw) -> Case:
    people = draw.people(8)

    def shown(who: Nominee) -> Cell:
        day = day_of(who)
        return dt.date(day.year, day.day, day.month) if day.day <= 12 else day.strftime("%d/%m/%Y")

    for who, day in zip(people, ("1985-03-05", "1979-11-12", "1990-08-25", "1988-01-17"), strict=False):
        who.born = PartialDate(day, "day")
    rows, first = plain(draw, people, born_of=shown)
    records = []
    for one in listed(people, first):
        swapped = int((one.born or "")[8:]) <= 12
        records.append(replaced(one, swapped, born=None))
    return Case({"DS": rows}, records)


def written(day: dt.date, shape: str) -> str:
    """A date in a shape whose words may have marks, which ``strftime`` of Windows does not take."""
    return re.sub(r"%[dmY]", lambda part: day.strftime(part[0]), shape)


@kind
def dates_as_programs_write_them(draw: Draw) -> Case:
    people = draw.people(7)
    shapes = (
        "%d/%m/%Y 00:00:00",
        "%Y-%m-%dT00:00:00",
        "%d.%m.%Y.",
        "Sinh ngày %d/%m/%Y",
        "%d/%m/%Y (theo CCCD)",
        "%d-%m-%Y 0:00",
        "ngày %d tháng %m năm %Y",
    )

    def shown(who: Nominee) -> Cell:
        return written(day_of(who), draw.chance.choice(shapes))

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
    people[2].born = PartialDate("2014-05-03", "day")
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
    code, title = draw.chance.choice(
        [
            ("LDTT", "DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN DANH HIỆU LAO ĐỘNG TIÊN TIẾN"),
            ("CSTDCS", "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ CHIẾN SĨ THI ĐUA CƠ SỞ"),
            ("GK", "DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN"),
            ("GK_XA", "Danh sách đề nghị Chủ tịch UBND xã tặng Giấy khen"),
        ]
    )
    people = draw.people(award="LDTT")
    rows, first = plain(draw, people, above=[["TRƯỜNG TIỂU HỌC NÀ PHẶC"], [title]], without=("award",))
    reported = ["DS!2"] if code == "GK" else []
    return Case({"DS": rows}, listed(people, first, awards=(code,)), reported)


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
    above: Rows = [
        ["UBND HUYỆN LÂM THƯỢNG", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [draw.units[0].upper(), "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2025"],
    ]
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
    rows: Rows = [
        ["Họ và tên", *(who.name for who in people)],
        ["Năm sinh", 1980, 1985, 1990],
        ["Đơn vị", *(who.unit for who in people)],
        ["Danh hiệu", "LĐTT", "LĐTT", "CSTĐCS"],
    ]
    return Case({"Ngang": rows}, reported=["Ngang"])


@kind
def a_visible_sheet_without_a_table(draw: Draw) -> Case:
    people = draw.people()
    rows, first = plain(draw, people)
    notes: Rows = [
        ["Việc", "Ai làm", "Hạn"],
        ["Thu hồ sơ", "Văn phòng", "05/11"],
        ["Họp xét", "Hội đồng", "10/11"],
    ]
    return Case({"DS": rows, "Nháp": notes}, listed(people, first), reported=["Nháp"])
