"""Generated lists of 20 columns and an office with a register, for measuring imports."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

from tests.corpus.sheets import Sheet, write_book
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.tables.people import Person
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import person_values

HEADINGS = (
    "STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Dân tộc", "Chức vụ", "Đơn vị công tác",
    "Trình độ", "Số điện thoại", "Email", "Địa chỉ", "Ngày vào ngành", "Hệ số lương", "Xếp loại",
    "Điểm", "Danh hiệu năm 2023", "Danh hiệu đề nghị", "Thành tích", "Ghi chú",
)  # fmt: skip
SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Lò", "Quàng", "Giàng",
    "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Nông", "Triệu", "Vàng", "Lường", "Cầm", "Tòng", "Phan",
)  # fmt: skip
MIDDLES = (
    "Văn", "Thị", "Thị Thu", "Đức", "Hữu", "Thị Ngọc", "Quốc", "Mạnh", "Xuân", "Thùy",
    "Thị Kim", "Thị Hồng", "Công", "Đình", "Trọng", "Thị Bích", "Minh", "Thanh", "Thị Mỹ", "Hoàng",
)  # fmt: skip
GIVENS = (
    "An", "Bình", "Chi", "Dũng", "Hà", "Hạnh", "Hùng", "Lan", "Minh", "Nga", "Phúc", "Sơn", "Thảo", "Tú",
    "Cường", "Duyên", "Giang", "Hiền", "Hòa", "Huệ", "Khánh", "Kiên", "Linh", "Loan", "Mai", "Nam", "Ngân",
    "Oanh", "Phương", "Quân", "Thắng", "Thủy", "Trang", "Tuấn", "Vân", "Vinh", "Xuyến", "Yến",
)  # fmt: skip
AWARDS = (
    "LĐTT",
    "Lao động tiên tiến",
    "CSTĐCS",
    "Chiến sĩ thi đua cơ sở",
    "Giấy khen của Chủ tịch UBND huyện",
)
UNITS = tuple(f"Trường Tiểu học số {number} Bản Lầu" for number in range(60))
MERITS = (
    "Hoàn thành xuất sắc nhiệm vụ được giao",
    "Có sáng kiến áp dụng hiệu quả tại đơn vị",
    "Tích cực tham gia phong trào",
)


def big_list(path: Path, rows: int) -> Path:
    """A clean list of that many nominees, most of them with a name and birth date of their own."""
    chance = Random(rows)
    sheet = Sheet("DS")
    for column, heading in enumerate(HEADINGS):
        sheet.put(0, column, heading)
    for number in range(1, rows + 1):
        for column, value in enumerate(_row(number, chance)):
            sheet.put(number, column, value)
    return write_book([sheet], path)


def _row(number: int, chance: Random) -> tuple[str | int | float | dt.date, ...]:
    woman = chance.random() < 0.5
    born = dt.date(1962, 1, 1) + dt.timedelta(days=chance.randrange(14_000))
    return (
        number,
        f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVENS)}",
        "Nữ" if woman else "Nam",
        born,
        f"0{number:011d}",
        "Kinh",
        chance.choice(("Giáo viên", "Hiệu trưởng", "Kế toán", "Văn thư")),
        chance.choice(UNITS),
        "Đại học",
        f"09{chance.randrange(10**8):08d}",
        f"gv{number}@lamthuong.vn",
        f"Thôn {chance.randrange(40)}, xã Bản Lầu",
        dt.date(2000, 1, 1) + dt.timedelta(days=chance.randrange(8_000)),
        2.34 + chance.randrange(10) * 0.33,
        "Hoàn thành tốt",
        80 + chance.randrange(20),
        "LĐTT",
        chance.choice(AWARDS),
        chance.choice(MERITS),
        "",
    )


def make_app(folder: Path, *, persons: int) -> AppContext:
    """An office with a register of that many persons."""
    app = open_app(DataFolder(folder))
    chance = Random(7)
    with app.database.writing("save_person") as uow:
        uow.insert(Person, [_person(chance) for _ in range(persons)])
    return app


def _person(chance: Random) -> dict[str, object]:
    name = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVENS)}"
    born = dt.date(1962, 1, 1) + dt.timedelta(days=chance.randrange(14_000))
    return person_values(name, born=PartialDate(born.isoformat(), "day"), sex=None, national_id=None)
