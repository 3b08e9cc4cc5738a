"""Lists close to letters and forms: hints below headings, several facts in a cell, one row for many names."""

from __future__ import annotations

from tests.corpus.kinds import Case, Draw, Rows, Truth, born_text, day_of, kind, listed, plain, truth
from tests.corpus.people import POSITIONS, TEAMS

NAMED = {"LDTT": "Lao động tiên tiến", "CSTDCS": "Chiến sĩ thi đua cơ sở"}


@kind
def hints_below_the_headings(draw: Draw) -> Case:
    """A row of hints and a row of letters stand between the headings and the first person."""
    people = draw.people()
    rows, first = plain(draw, people)
    hints = {
        "name": "(Ghi đầy đủ, có dấu)",
        "born": "(dd/mm/yyyy)",
    }
    width = len(rows[first - 2])
    hint = ["" for _ in range(width)]
    hint[1] = hints["name"]
    extra: Rows = [hint]
    if draw.chance.random() < 0.5:
        extra.append(["A", "B", *range(1, width - 1)])
    rows[first - 1 : first - 1] = extra
    return Case({"DS": rows}, listed(people, first + len(extra)))


@kind
def numbers_of_two_levels(draw: Draw) -> Case:
    """1 a unit, 1.1 and 1.2 its people."""
    rows: Rows = [*draw.above(), ["STT", "Đơn vị, cá nhân", "Ngày sinh", "Danh hiệu"]]
    records: list[Truth] = []
    for place, unit in enumerate(draw.units, start=1):
        rows.append([str(place), unit])
        for number in range(1, draw.chance.randint(3, 5)):
            who = draw.person(unit)
            rows.append([f"{place}.{number}", who.name, born_text(who), draw.spelled(who.awards[0])])
            records.append(truth(who, len(rows)))
    return Case({"DS": rows}, records)


@kind
def post_and_unit_together(draw: Draw) -> Case:
    """Chức vụ, đơn vị in one column: Giáo viên Trường Tiểu học A."""
    people = draw.people()
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Danh hiệu đề nghị"]]
    first = len(rows) + 1
    part = draw.chance.choice((", ", " ", " - "))
    for number, who in enumerate(people, start=1):
        post = draw.chance.choice(("Giáo viên", "Kế toán", "Hiệu trưởng", "Nhân viên"))
        rows.append([number, who.name, f"{post}{part}{who.unit}", draw.spelled(who.awards[0])])
    return Case({"DS": rows}, listed(people, first, born=None))


@kind
def the_year_behind_the_title(draw: Draw) -> Case:
    """LĐTT năm 2024, LĐTT năm học 2023-2024."""
    people = draw.people()
    shape = draw.chance.choice(
        ("{award} năm 2024", "{award} năm học 2023-2024", "{award} (năm 2024)", "{award} NH 2023-2024")
    )
    rows, first = plain(draw, people, without=("award",))
    rows[first - 2].append("Danh hiệu")
    for place, who in enumerate(people):
        rows[first - 1 + place].append(shape.format(award=draw.spelled(who.awards[0])))
    return Case({"DS": rows}, listed(people, first), year=2024)


@kind
def many_names_in_one_cell(draw: Draw) -> Case:
    """A row for each title, all its people in one cell: nobody may be lost without a word."""
    rows: Rows = [[f"ĐƠN VỊ: {draw.units[0].upper()}"], ["STT", "Danh hiệu", "Họ và tên cá nhân đề nghị"]]
    reported: list[str] = []
    records: list[Truth] = []
    part = draw.chance.choice((", ", "; ", "\n"))
    for number, code in enumerate(("LDTT", "CSTDCS"), start=1):
        people = draw.people(draw.chance.randint(3, 5), unit=draw.units[0], award=code)
        cell = part.join(who.name for who in people)
        rows.append([number, NAMED[code], cell])
        records.append(Truth("DS", len(rows), "person", cell, draw.units[0], (code,), importable=False))
        reported.append(f"DS!{len(rows)}")
    return Case({"DS": rows}, records, reported)


@kind
def the_same_person_twice_for_two_titles(draw: Draw) -> Case:
    """First all for Lao động tiên tiến, then the best of them once more for Chiến sĩ thi đua."""
    people = draw.people(6, award="LDTT")
    best = draw.chance.sample(people, 2)
    rows: Rows = [*draw.above(), ["STT", "Họ và tên", "Ngày sinh", "Đơn vị"]]
    records: list[Truth] = []
    for title, chosen, code in (
        ("I. Lao động tiên tiến", people, "LDTT"),
        ("II. Chiến sĩ thi đua cơ sở", best, "CSTDCS"),
    ):
        rows.append([title])
        for number, who in enumerate(chosen, start=1):
            rows.append([number, who.name, born_text(who), who.unit])
            records.append(truth(who, len(rows), awards=(code,)))
    return Case({"DS": rows}, records)


@kind
def dates_in_words(draw: Draw) -> Case:
    people = draw.people()
    shape = draw.chance.choice(
        ("ngày {d} tháng {m} năm {y}", "{d} tháng {m} năm {y}", "{d}.{m}.{y}", "{d} - {m} - {y}")
    )

    def born(who: object) -> str:
        day = day_of(who)  # type: ignore[arg-type]
        return shape.format(d=day.day, m=day.month, y=day.year)

    rows, first = plain(draw, people, born_of=born)
    return Case({"DS": rows}, listed(people, first))


@kind
def a_sentence_that_counts(draw: Draw) -> Case:
    """Below the list a sentence says how many it holds, a remark follows."""
    people = draw.people()
    rows, first = plain(draw, people)
    rows += [
        [f"Danh sách trên gồm {len(people):02} người./."],
        ["Ghi chú: Các trường hợp trên đã được Hội đồng cơ sở bỏ phiếu đạt tỷ lệ 100%."],
        ["(*) Kèm theo báo cáo thành tích của từng cá nhân"],
    ]
    return Case({"DS": rows}, listed(people, first))


@kind
def the_leader_behind_the_team(draw: Draw) -> Case:
    """Collectives with their head in brackets or in a column of its own."""
    unit = draw.units[0]
    rows: Rows = [
        [f"DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG - {unit.upper()}"],
        ["TT", "Tên tập thể", "Người phụ trách", "Danh hiệu"],
    ]
    records: list[Truth] = []
    for number, team in enumerate(draw.chance.sample(TEAMS, 3), start=1):
        rows.append([number, team, draw.person().name, "Tập thể lao động tiên tiến"])
        records.append(Truth("DS", len(rows), "collective", team, unit, ("TTLDTT",)))
    return Case({"DS": rows}, records, asked=True)


@kind
def a_form_for_each_person(draw: Draw) -> Case:
    """A sheet for each person, labels at the left and values at the right: not read, never passed over."""
    sheets: dict[str, Rows] = {}
    reported: list[str] = []
    for number in range(1, 4):
        who = draw.person()
        name = f"Phiếu {number}"
        sheets[name] = [
            ["PHIẾU ĐỀ NGHỊ KHEN THƯỞNG"],
            ["Họ và tên:", who.name],
            ["Ngày sinh:", born_text(who)],
            ["Chức vụ:", draw.chance.choice(POSITIONS)],
            ["Đơn vị công tác:", who.unit],
            ["Danh hiệu đề nghị:", draw.spelled(who.awards[0])],
        ]
        reported.append(name)
    return Case(sheets, [], reported)


@kind
def prose_in_one_column(draw: Draw) -> Case:
    """1. Ông Nguyễn Văn A, Hiệu trưởng Trường X: no table at all; the title stands above."""
    people = draw.people(award="LDTT")
    rows: Rows = [["DANH SÁCH ĐỀ NGHỊ TẶNG DANH HIỆU LAO ĐỘNG TIÊN TIẾN NĂM 2024"]]
    for number, who in enumerate(people, start=1):
        form = "Ông" if who.sex == "M" else "Bà"
        post = draw.chance.choice(("Giáo viên", "Kế toán", "Hiệu trưởng"))
        rows.append([f"{number}. {form} {who.name}, {post} {who.unit}"])
    return Case({"DS": rows}, listed(people, 2, born=None), asked=True)


@kind
def a_rank_beside_the_title(draw: Draw) -> Case:
    """Columns of marks A, B, C and numbers that look like counts beside the title."""
    people = draw.people()
    rows, first = plain(
        draw,
        people,
        more={
            "Xếp loại": [draw.chance.choice(("A", "B", "Tốt", "Xuất sắc")) for _ in people],
            "Số phiếu": [f"{draw.chance.randint(20, 25)}/25" for _ in people],
            "Tỷ lệ %": [100, *[96 for _ in people[1:]]],
        },
    )
    return Case({"DS": rows}, listed(people, first))


@kind
def spaces_for_the_eye(draw: Draw) -> Case:
    """Letters set apart, blanks around, no-break spaces: headings and names typed for the look."""
    people = draw.people()
    rows, first = plain(
        draw,
        people,
        heads={"name": "H Ọ  V À  T Ê N", "award": "  Danh  hiệu\u00a0đề nghị "},
        name_of=lambda who: f"  {who.name.replace(' ', chr(160))} ",
    )
    return Case({"DS": rows}, listed(people, first))


@kind
def who_is_left_out_stands_below(draw: Draw) -> Case:
    """Below the list a second block names who is not proposed, with the reason."""
    people = draw.people(5)
    rows, first = plain(draw, people)
    out = draw.people(2)
    width = len(rows[first - 2])
    rows.append(
        [draw.chance.choice(("Các trường hợp không đề nghị:", "KHÔNG ĐỀ NGHỊ KHEN THƯỞNG", "Không xét:"))]
    )
    reported = []
    for number, who in enumerate(out, start=1):
        rows.append([number, who.name, *[""] * (width - 3), "Nghỉ thai sản"])
        reported.append(f"DS!{len(rows)}")
    return Case({"DS": rows}, listed(people, first), asked=True)


@kind
def titles_as_numbers_of_a_legend(draw: Draw) -> Case:
    """The title column holds 1 or 2, a legend below says which is which: asked, never guessed."""
    people = draw.people(5, award="LDTT")
    rows, first = plain(draw, people, without=("award",), more={"Danh hiệu": [1, 2, 1, 1, 2]})
    rows += [["Ghi chú: 1 - Lao động tiên tiến; 2 - Chiến sĩ thi đua cơ sở"]]
    return Case({"DS": rows}, listed(people, first), asked=True)


@kind
def two_lists_on_a_sheet_for_two_units(draw: Draw) -> Case:
    """Each with its own title line that names the unit, no column of units."""
    rows: Rows = []
    records: list[Truth] = []
    for unit in draw.units[:2]:
        rows += [
            [f"DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG {unit.upper()}"],
            ["STT", "Họ và tên", "Ngày sinh", "Danh hiệu"],
        ]
        for number in range(1, draw.chance.randint(3, 5)):
            who = draw.person(unit)
            rows.append([number, who.name, born_text(who), draw.spelled(who.awards[0])])
            records.append(truth(who, len(rows)))
        rows += [[], []]
    return Case({"DS": rows}, records)
