"""Parts of a list that speak for what stands below or beside them."""

from __future__ import annotations

from tests.corpus.kinds import NUMBER, Case, Draw, Rows, born_text, kind, listed, plain, truth


@kind
def units_numbered_like_people(draw: Draw) -> Case:
    rows: Rows = [[draw.of(NUMBER), "Họ và tên", "Chức vụ", "Danh hiệu"]]
    records = []
    for number, unit in enumerate(draw.units, start=1):
        rows.append([number, unit])
        for place, who in enumerate(draw.people(3, unit=unit), start=1):
            records.append(truth(who, len(rows) + 1, born=None))
            rows.append([place, who.name, "Giáo viên", draw.spelled(who.awards[0])])
    return Case({"DS": rows}, records)


@kind
def units_without_numbers(draw: Draw) -> Case:
    rows: Rows = [["Họ và tên", "Chức vụ", "Danh hiệu"]]
    records = []
    for unit in draw.units:
        rows.append([unit])
        for who in draw.people(3, unit=unit):
            records.append(truth(who, len(rows) + 1, born=None))
            rows.append([who.name, "Giáo viên", draw.spelled(who.awards[0])])
    return Case({"DS": rows}, records)


@kind
def the_heading_again_for_another_unit(draw: Draw) -> Case:
    rows: Rows = []
    records = []
    for unit in draw.units[:2]:
        people = draw.people(3, unit=unit)
        rows.append([f"{draw.of(('Đơn vị', 'Tên đơn vị', 'Cơ quan'))}: {unit}"])
        rows.append(["STT", "Họ và tên", "Ngày sinh", "Danh hiệu"])
        for number, who in enumerate(people, start=1):
            records.append(truth(who, len(rows) + 1))
            rows.append([number, who.name, born_text(who), draw.spelled(who.awards[0])])
        rows.append([])
    return Case({"DS": rows}, records)


@kind
def the_heading_again_for_those_left_out(draw: Draw) -> Case:
    yes, no = draw.people(3, award="LDTT"), draw.people(3, award="LDTT")
    head = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị"]
    rows: Rows = [["DANH SÁCH ĐỀ NGHỊ LAO ĐỘNG TIÊN TIẾN NĂM 2025"], head]
    records = listed(yes, 3)
    rows += [[number, who.name, born_text(who), who.unit] for number, who in enumerate(yes, start=1)]
    title = draw.of(
        ("DANH SÁCH KHÔNG ĐỀ NGHỊ", "DANH SÁCH ĐÃ ĐƯỢC KHEN THƯỞNG NĂM 2024", "Danh sách xin rút")
    )
    rows += [[], [title], head]
    reported = [f"DS!{len(rows) - 1}"]
    rows += [[number, who.name, born_text(who), who.unit] for number, who in enumerate(no, start=1)]
    return Case({"DS": rows}, records, reported)


@kind
def a_year_over_each_column(draw: Draw) -> Case:
    people = draw.people()
    before = {f"Năm {year}": [draw.spelled(draw.person().awards[0]) for _ in people] for year in (2023, 2024)}
    rows, first = plain(draw, people, heads={"award": "Năm 2025"}, more=dict(before))
    return Case({"DS": rows}, listed(people, first))


@kind
def a_cross_under_a_refusal(draw: Draw) -> Case:
    people = draw.people(5)
    out = draw.chance.randrange(5)
    yes, no = draw.chance.choice(
        [("Đồng ý", "Không đồng ý"), ("Đạt", "Không đạt"), ("Đề nghị", "Không đề nghị")]
    )
    marks = ["x" if place != out else "" for place in range(5)]
    crosses = ["x" if place == out else "" for place in range(5)]
    rows, first = plain(draw, people, heads={"award": "Danh hiệu đề nghị"}, more={yes: marks, no: crosses})
    records = [one for place, one in enumerate(listed(people, first)) if place != out]
    return Case({"DS": rows}, records, [f"DS!{first + out}"])


@kind
def this_year_beside_the_last(draw: Draw) -> Case:
    last, now = draw.people(4), draw.people(4)
    rows: Rows = [["DANH SÁCH NĂM 2024", "", "", "", "DANH SÁCH ĐỀ NGHỊ NĂM 2025"]]
    rows.append(["Họ và tên", "Đơn vị", "Danh hiệu", "", "Họ và tên", "Đơn vị", "Danh hiệu"])
    records = []
    for old, new in zip(last, now, strict=True):
        records.append(truth(new, len(rows) + 1, born=None))
        cells = [[who.name, who.unit, draw.spelled(who.awards[0])] for who in (old, new)]
        rows.append([*cells[0], "", *cells[1]])
    return Case({"DS": rows}, records, ["DS"])


@kind
def numbers_before_the_names(draw: Draw) -> Case:
    people = draw.people()
    count = iter(range(1, 100))
    rows, first = plain(draw, people, without=("number",), name_of=lambda who: f"{next(count)}. {who.name}")
    return Case({"DS": rows}, listed(people, first))


@kind
def captions_of_levels(draw: Draw) -> Case:
    rows: Rows = [["STT", "Họ và tên", "Ngày sinh", "Đơn vị"]]
    records, reported = [], []
    captions = [
        ("Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen", "BK_TINH"), ("Đề nghị tặng Giấy khen", "GK"),
        ("Danh hiệu Lao động tiên tiến: 02 người", "LDTT"), ("Giấy khen của Chủ tịch UBND xã", "GK_XA"),
    ]  # fmt: skip
    for mark, (caption, code) in zip(["I", "II", "III"], draw.chance.sample(captions, 3), strict=True):
        rows.append([mark, caption])
        if code == "GK":
            reported.append(f"DS!{len(rows)}")
        for number, who in enumerate(draw.people(2), start=1):
            records.append(truth(who, len(rows) + 1, awards=(code,)))
            rows.append([number, who.name, born_text(who), who.unit])
    return Case({"DS": rows}, records, reported)
