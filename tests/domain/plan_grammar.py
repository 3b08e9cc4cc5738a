"""Papers written by a grammar, each with what it says, and the six dresses a paper comes in."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

SYLLABLES: Final = (
    "Hua", "Nậm", "Pắc", "Lùng", "Thài", "Cao", "Bình", "Phú", "Long", "Tân", "Mỹ", "Sơn", "Khe", "Vạn",
    "Đồng", "Lạc", "Ninh", "Quế", "Trà",
)  # fmt: skip
FAMILIES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Lò", "Giàng", "Y")
MIDDLES: Final = ("Văn", "Thị", "Đức", "Minh", "A", "Thị Thu", "Quốc")
GIVEN: Final = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Hạnh",
    "Khoa",
    "Lan",
    "Mai",
    "Phúc",
    "Sáng",
    "Tùng",
    "Uyên",
    "Ín",
)
NAMES: Final = (
    "Ngõ sạch, nhà đẹp", "Mỗi ngày một việc tốt", "Chung tay vì bản làng xanh", "Đọc sách cùng con",
    "Ruộng đẹp, vườn mẫu", "Cán bộ gần dân, sát việc", "Thắp sáng đường quê", "Tiếng trống học bài",
)  # fmt: skip
THEMES: Final = (
    "Kỷ cương - Sáng tạo - Về đích",
    "Đoàn kết, đổi mới, gần dân, hiệu quả",
    "Trách nhiệm - Tận tâm; Nhanh gọn - Chính xác",
)
MEASURES: Final = (
    ("Tỷ lệ hộ dùng nước sạch", "%"), ("Thu ngân sách trên địa bàn", "tỷ đồng"),
    ("Diện tích trồng rừng mới", "ha"), ("Số hộ thoát nghèo", "hộ"), ("Tỷ lệ hồ sơ giải quyết đúng hạn", "%"),
    ("Sản lượng lương thực", "tấn"), ("Tỷ lệ trẻ em đến trường", "%"), ("Số mô hình dân vận khéo", "mô hình"),
)  # fmt: skip
AWARDS: Final = (
    ("Tập thể lao động xuất sắc", "TTLDXS"),
    ("Lao động tiên tiến", "LDTT"),
    ("Chiến sĩ thi đua cơ sở", "CSTDCS"),
    ("Tập thể lao động tiên tiến", "TTLDTT"),
)  # fmt: skip
RANKS: Final = ("", "", "", "ThS. ", "Thượng tá ", "BS.CKI. ")


@dataclass
class Paper:
    """Lines of the head's two columns, the body, the two columns of the foot; and the truth."""

    left: list[str]
    right: list[str]
    title: list[str]
    body: list[str]
    recipients: list[str]
    signature: list[str]
    table: list[tuple[str, ...]] = field(default_factory=list)
    truth: dict[str, object] = field(default_factory=dict)


def paper(seed: int) -> Paper:
    """One paper; the same seed gives the same."""
    rng = random.Random(seed)
    place = " ".join(rng.sample(SYLLABLES, 2))
    year = rng.randint(2026, 2029)
    day, month = rng.randint(1, 28), rng.randint(1, 2)
    body_kind = rng.choice(("xã", "phường"))
    full, symbol, post = rng.choice(_OFFICES)(place, body_kind)
    number = str(rng.randint(1, 199))
    person = f"{rng.choice(FAMILIES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}"
    heading = rng.choice(("Phát động phong trào thi đua", "Công tác thi đua, khen thưởng"))
    date = rng.choice(
        (f"{place}, ngày {day:02} tháng {month:02} năm {year}", f"{place}, ngày {day:02}/{month:02}/{year}")
    )
    numbered = rng.choice(
        (f"Số: {number}/KH-{symbol}", f"Số: {number} /KH-{symbol}", f"Số {number}/KH-{symbol}")
    )
    theme = rng.choice(THEMES)
    truth: dict[str, object] = {
        "place": place, "date": f"{year}-{month:02}-{day:02}", "year": year, "number": number,
        "symbol": f"KH-{symbol}", "name": person, "position": post, "theme": theme,
        "issuer": " ".join(full).lower(),
    }  # fmt: skip
    made = Paper(
        left=[*full, numbered],
        right=["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", date],
        title=["KẾ HOẠCH", f"{heading} năm {year}"],
        body=[f"{_spoken(full)} xây dựng Kế hoạch thực hiện với chủ đề “{theme}” như sau:"],
        recipients=[
            "- UBND tỉnh (b/c);",
            "- Các đơn vị trực thuộc;",
            f"- {rng.randint(4, 20)} thôn, bản;",
            "- Lưu: VT.",
        ],
        signature=[post, f"{rng.choice(RANKS)}{person}"],
        truth=truth,
    )
    _purpose(rng, made)
    _targets(rng, made, year)
    _movements(rng, made)
    _campaigns(rng, made, year)
    _assignments(rng, made, year)
    return made


_OFFICES: Final[Sequence[Callable[[str, str], tuple[list[str], str, str]]]] = (
    lambda place, kind: (["ỦY BAN NHÂN DÂN", f"{kind} {place}".upper()], "UBND", "CHỦ TỊCH"),
    lambda place, kind: ([f"TRƯỜNG TIỂU HỌC {place}".upper()], "THT", "HIỆU TRƯỞNG"),
    lambda place, kind: ([f"CÔNG AN {kind} {place}".upper()], "CAX", f"TRƯỞNG CÔNG AN {kind}".upper()),
    lambda place, kind: ([f"TRẠM Y TẾ {kind} {place}".upper()], "TYT", "TRẠM TRƯỞNG"),
)


def _spoken(full: list[str]) -> str:
    words = " ".join(full).split()
    keep = {"UBND", "THCS", "THPT"}
    return " ".join(word if word in keep else word.capitalize() for word in words)


def _purpose(rng: random.Random, made: Paper) -> None:
    made.body += [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Tạo khí thế thi đua sôi nổi, thiết thực trong toàn đơn vị và các tầng lớp nhân dân.",
        f"2. Năm trước có {rng.randint(3, 30)} tập thể được khen thưởng; phát huy kết quả đã đạt được.",
    ]


def _targets(rng: random.Random, made: Paper, year: int) -> None:
    found: list[tuple[str, float, str]] = []
    made.body.append("II. CHỈ TIÊU")
    for metric, unit in rng.sample(MEASURES, 3):
        low = rng.randint(2, 99)
        sign, words = rng.choice((
            ("equal", f"{metric} đạt {low}{_u(unit)}"),
            ("at_least", f"{metric} đạt từ {low}{_u(unit)} trở lên"),
            ("at_least", f"{metric} ≥ {low}{_u(unit)}"),
            ("at_least", f"{metric} đạt ít nhất {low}{_u(unit)}"),
            ("between", f"{metric} từ {low} đến {low + 1}{_u(unit)}"),
            ("between", f"{metric} đạt {low}{_u(unit)} - {low + 1}{_u(unit)}"),
        ))  # fmt: skip
        made.body.append(f"- {words}.")
        found.append((sign, low, unit))
    quotas = []
    for award, code in rng.sample(AWARDS, 2):
        count = rng.randint(2, 60)
        who = "tập thể" if code.startswith("TT") else "cá nhân"
        made.body.append(
            rng.choice((f"- {award}: {count:02}.", f"- {count:02} {who} đạt danh hiệu {award}."))
        )
        quotas.append((code, count))
    if rng.random() < 0.5:
        metric, unit = rng.choice([one for one in MEASURES if one[1] == "%"])
        value = rng.randint(50, 99)
        made.table = [
            ("STT", "Chỉ tiêu", "Đơn vị tính", f"Thực hiện {year - 1}", f"Kế hoạch {year}"),
            ("1", f"{metric} thực tế", unit, str(value - 3), str(value)),
            ("2", "Bình quân thu nhập đầu người", "triệu đồng", "40", "43,5"),
        ]
        found += [("equal", value, unit), ("equal", 43.5, "triệu đồng")]
    made.truth["targets"] = sorted(found, key=str)
    made.truth["quotas"] = sorted(quotas)


def _u(unit: str) -> str:
    return unit if unit == "%" else f" {unit}"


def _movements(rng: random.Random, made: Paper) -> None:
    names = rng.sample(NAMES, 3)
    made.body.append("III. CÁC PHONG TRÀO THI ĐUA")
    made.body += [
        f"1. Đẩy mạnh phong trào thi đua “{names[0]}” và cuộc vận động “{names[1]}” trong toàn đơn vị.",
        f"2. Phong trào {names[2]};" if rng.random() < 0.5 else f"2. Phong trào “{names[2]}”.",
    ]
    made.truth["movements"] = sorted(names)


def _campaigns(rng: random.Random, made: Paper, year: int) -> None:
    made.body.append("IV. CÁC ĐỢT THI ĐUA")
    made.body += [
        rng.choice(
            (
                f"- Đợt 1: từ ngày 01/3/{year} đến ngày 30/6/{year}.",
                f"- Đợt 1 (01/3 - 30/6/{year}): chào mừng các ngày lễ lớn.",
            )
        ),
        f"- Đợt 2: từ ngày 01/7/{year} đến hết năm {year}.",
    ]
    made.truth["campaigns"] = [(f"{year}-03-01", f"{year}-06-30"), (f"{year}-07-01", f"{year}-12-31")]


def _assignments(rng: random.Random, made: Paper, year: int) -> None:
    made.body += [
        "V. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Văn hóa - Xã hội: chủ trì, phối hợp với các đơn vị theo dõi, đôn đốc việc thực hiện.",
        "2. Các thôn, bản",
        f"a) Gửi đăng ký thi đua về Phòng Văn hóa - Xã hội trước ngày 28/02/{year}.",
        f"b) Gửi báo cáo sơ kết 6 tháng trước ngày 15/6/{year}, báo cáo tổng kết năm trước ngày 30/11/{year}"
        " về Phòng Văn hóa - Xã hội.",
    ]
    if rng.random() < 0.5:
        made.body.append("3. Giao Văn phòng làm đầu mối tổng hợp, cập nhật số liệu.")
        made.truth["assigned"] = ["Các thôn, bản", "Phòng Văn hóa - Xã hội", "Văn phòng"]
    else:
        made.truth["assigned"] = ["Các thôn, bản", "Phòng Văn hóa - Xã hội"]
    made.truth["reports"] = [("half_year", 6), ("year", 11)]


def _beside(left: Sequence[str], right: Sequence[str], joint: Callable[[str, str], str]) -> list[str]:
    count = max(len(left), len(right))
    rows = [(left[n] if n < len(left) else "", right[n] if n < len(right) else "") for n in range(count)]
    return [joint(one, two) for one, two in rows]


def _head_rows(made: Paper) -> tuple[list[str], list[str]]:
    """The number stands beside the date, as on paper."""
    left, right = list(made.left), list(made.right)
    while len(left) < len(right):
        left.insert(len(left) - 1, "")
    while len(right) < len(left):
        right.insert(len(right) - 1, "")
    return left, right


def _table(made: Paper, row: Callable[[Sequence[str]], str]) -> list[str]:
    return [row(cells) for cells in made.table]


def _body(made: Paper, row: Callable[[Sequence[str]], str]) -> list[str]:
    """The body, its table right below the targets."""
    place = made.body.index("III. CÁC PHONG TRÀO THI ĐUA")
    return [*made.body[:place], *_table(made, row), *made.body[place:]]


def plain(made: Paper) -> str:
    """One thing a line."""
    head = [*made.left, *made.right]
    foot = ["Nơi nhận:", *made.recipients, *made.signature]
    return "\n".join([*head, *made.title, *_body(made, _tabbed_row), "", *foot])


def _tabbed_row(cells: Sequence[str]) -> str:
    return "\t".join(cells)


def blanks(made: Paper) -> str:
    """Columns by blanks, centred lines."""

    def joint(one: str, two: str) -> str:
        return f"{one.center(34)}      {two.center(40)}".rstrip()

    def row(cells: Sequence[str]) -> str:
        widths = (5, 46, 14, 18, 16)
        return "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()

    foot = _beside(
        ["Nơi nhận:", *made.recipients], _signed(made), lambda one, two: f"{one.ljust(46)}{two}".rstrip()
    )
    title = [line.center(80).rstrip() for line in made.title]
    return "\n".join([*_beside(*_head_rows(made), joint), "", *title, "", *_body(made, row), "", *foot])


def _signed(made: Paper) -> list[str]:
    return [made.signature[0], "", "(đã ký)", "", made.signature[1]]


def tabs(made: Paper) -> str:
    """Columns by one tab."""
    head = _beside(*_head_rows(made), lambda one, two: f"{one}\t{two}")
    foot = _beside(["Nơi nhận:", *made.recipients], _signed(made), lambda one, two: f"{one}\t{two}")
    return "\n".join([*head, "", *made.title, *_body(made, _tabbed_row), *foot])


def bars(made: Paper) -> str:
    """Columns by bars, as a table turned into text."""

    def joint(one: str, two: str) -> str:
        return f"| {one} | {two} |"

    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    foot = _beside(["Nơi nhận:", *made.recipients], _signed(made), joint)
    return "\n".join([*_beside(*_head_rows(made), joint), "", *made.title, "", *_body(made, row), "", *foot])


def pdf(made: Paper) -> str:
    """Lines broken at the page's width, a page number in the middle, columns by blanks."""
    head, _, rest = blanks(made).partition("\n\n")
    lines: list[str] = []
    for line in rest.split("\n"):
        table = "     " in line.strip()
        lines += [line] if table or not line else textwrap.wrap(line, 78, break_on_hyphens=False) or [""]
    middle = next(
        n for n, line in enumerate(lines) if n > len(lines) // 2 and not line.startswith(("I", "V"))
    )
    lines.insert(middle, "                                       2")
    return "\n".join([head, "", *lines])


def web(made: Paper) -> str:
    """As copied from a page: cells one below the other between lone bars, everything with empty lines."""
    head = "\n".join([*made.left[:-1], "|", *made.right[:2], "|", made.left[-1], "|", made.right[-1], "|"])
    foot = "\n".join(["Nơi nhận:", *made.recipients, "|", *made.signature])
    body = _body(made, _tabbed_row)
    return "\n".join([head, *made.title, *body, foot])


DRESSES: Final[dict[str, Callable[[Paper], str]]] = {
    "plain": plain, "blanks": blanks, "tabs": tabs, "bars": bars, "pdf": pdf, "web": web,
}  # fmt: skip
"""The seventh, a Word table, is made of the same columns by the test itself."""
