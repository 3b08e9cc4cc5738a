"""What is no nomination, and must be left out aloud."""

from __future__ import annotations

from tests.corpus.kinds import NAME, PERSON_AWARDS, Case, Draw, Rows, born_text, kind, listed, plain, truth


@kind
def statistics(draw: Draw) -> Case:
    title = draw.of(("BIỂU TỔNG HỢP SỐ LIỆU KHEN THƯỞNG NĂM 2025", "THỐNG KÊ KẾT QUẢ THI ĐUA", "Biểu số 2"))
    heads = draw.chance.choice(
        [
            ["TT", "Đơn vị", "Tổng số", "LĐTT", "CSTĐCS", "Bằng khen"],
            ["STT", "Tên đơn vị", "Số người", "Đạt LĐTT", "Tỷ lệ", "Không đạt"],
        ]
    )
    rows: Rows = [[title], [], heads]
    for number, unit in enumerate(draw.units, start=1):
        rows.append([number, unit, *(draw.chance.randint(2, 60) for _ in heads[2:])])
    rows.append(["", "Tổng số", *(sum(row[2 + at] for row in rows[3:]) for at in range(len(heads) - 2))])
    return Case({"Biểu": rows}, reported=["Biểu"])


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
    return Case({"SK": rows}, reported=["SK"])


@kind
def attendance(draw: Draw) -> Case:
    people = draw.people()
    title = draw.of(("DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ", "BẢNG CHẤM CÔNG THÁNG 10", "DANH SÁCH KÝ NHẬN TIỀN"))
    rows: Rows = [[title], ["STT", "Họ và tên", "Đơn vị", "Ký tên"]]
    rows += [[number, who.name, who.unit, ""] for number, who in enumerate(people, start=1)]
    return Case({"DS": rows}, reported=["DS"])


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
    reported = [f"DS!{len(rows)}"]
    rows += [[number, who.name, born_text(who), who.unit] for number, who in enumerate(no, start=1)]
    return Case({"DS": rows}, records, reported)


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
    records = [one for one, message in zip(listed(people, first), notes, strict=True) if not message]
    return Case({"DS": rows}, records, reported=[f"DS!{first + 1}", f"DS!{first + 3}"])


@kind
def struck_through(draw: Draw) -> Case:
    people = draw.people(5)
    rows, first = plain(draw, people)
    letter = "ABCDEFGHIJ"[rows[first - 2].index(next(w for w in rows[first - 2] if w in NAME))]
    out = draw.chance.randrange(5)
    case = Case({"DS": rows}, [one for n, one in enumerate(listed(people, first)) if n != out])
    case.struck, case.reported = [f"{letter}{first + out}"], [f"DS!{first + out}"]
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
            case.reported.append(sheet)
    return case


@kind
def columns_of_other_years(draw: Draw) -> Case:
    people = draw.people()
    last = [draw.spelled(draw.chance.choice(PERSON_AWARDS)) for _ in people]
    heads = draw.chance.choice(
        [
            ("Danh hiệu đã đạt năm 2024", "Danh hiệu đề nghị năm 2025"),
            ("Danh hiệu năm trước", "Danh hiệu đề nghị"),
            ("Danh hiệu đăng ký đầu năm", "Danh hiệu đề nghị"),
            ("Đăng ký thi đua", "Đề nghị khen thưởng"),
            ("Thành tích đã đạt", "Danh hiệu"),
            ("Danh hiệu 2024", "Danh hiệu 2025"),
        ]
    )
    rows, first = plain(draw, people, heads={"award": heads[1]}, more={heads[0]: last})
    return Case({"DS": rows}, listed(people, first))
