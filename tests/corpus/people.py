"""Invented nominees: names, units, positions and birth dates from small lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing.values import Sex

SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Lò",
    "Quàng",
    "Giàng",
    "Vàng",
    "Nông",
    "Triệu",
]
MEN = ("Văn", "Đức", "Hữu", "Quốc", "Mạnh", "Công", "Xuân", "Trọng", "A", "Đình")
WOMEN = ("Thị", "Thị Thu", "Thị Ngọc", "Thùy", "Thị Kim", "Thị Bích", "Mỹ", "Thị Hồng")
MEN_GIVEN = [
    "Khoa",
    "Thiện",
    "Trường",
    "Sơn",
    "Hưng",
    "Kiên",
    "Tâm",
    "Phúc",
    "Lợi",
    "Chính",
    "Nghĩa",
    "Tuấn",
    "Vương",
    "Khánh",
    "Duy",
    "Hải",
    "Nam",
    "Bình",
]
WOMEN_GIVEN = [
    "Hoa",
    "Mai",
    "Lan",
    "Hương",
    "Ngân",
    "Thư",
    "Vy",
    "Diệp",
    "Trâm",
    "Quyên",
    "Xuân",
    "Thanh",
    "Hậu",
    "Ngọc",
    "Thương",
    "Cúc",
    "Hà",
    "Nữ",
]
WHOLE: tuple[tuple[str, Sex], ...] = (
    ("Điểu Thị Pơ Lang", "F"),
    ("H'Hoa Kbuôr", "F"),
    ("Y Thanh Niê", "M"),
    ("Ksor H'Lan", "F"),
    ("K'Brèm", "M"),
    ("Tôn Nữ Minh Ánh", "F"),
    ("Chế Viết Đạt", "M"),
    ("Danh Sóc Kha", "M"),
)
UNITS = (
    "Trường Tiểu học Nà Phặc",
    "Trường Mầm non Hoa Ban",
    "Trường THCS Đồng Tâm",
    "Trường TH&THCS Tả Van",
    "Trạm Y tế xã Bản Lầu",
    "Phòng Tài chính - Kế hoạch",
    "UBND xã Đồng Tâm",
    "Hợp tác xã Nông nghiệp Tân Hưng",
    "Đảng ủy xã Bản Lầu",
    "Hạt Kiểm lâm Nà Phặc",
    "Trung tâm Văn hóa - Thể thao",
    "Ngân hàng Chính sách xã hội",
    "Công an xã Tả Van",
    "Hội Nông dân xã Đồng Tâm",
)
TEAMS = (
    "Tổ Toán - Tin",
    "Tổ Văn phòng",
    "Bộ phận Một cửa",
    "Tổ Ngoại ngữ",
    "Đội Thuế số 2",
    "Khoa Nội tổng hợp",
)
VILLAGES = ("Thôn Nà Kéo", "Bản Pác Lùng", "Tổ dân phố số 4", "Xóm Đình", "Khu phố 3")
POSITIONS = (
    "Giáo viên",
    "Hiệu trưởng",
    "Phó Hiệu trưởng",
    "Chuyên viên",
    "Kế toán",
    "Văn thư",
    "Y sĩ",
    "Trưởng phòng",
    "Nhân viên",
    "Tổ trưởng",
    "Phó Chủ tịch",
    "Công chức Tư pháp - Hộ tịch",
)
PERSON_AWARDS = ("LDTT", "CSTDCS", "CSTDT", "BK_TINH", "GK_HUYEN", "BK_TTG", "HCLD3")
TEAM_AWARDS = ("TTLDTT", "TTLDXS", "CO_TINH", "BK_TINH", "GK_HUYEN")
SPELLINGS: dict[str, tuple[str, ...]] = {
    "LDTT": (
        "Lao động tiên tiến",
        "LĐTT",
        "Danh hiệu Lao động tiên tiến",
        "lao động TT",
        "LAO ĐỘNG TIÊN TIẾN",
    ),
    "CSTDCS": ("Chiến sĩ thi đua cơ sở", "CSTĐCS", "Chiến sỹ thi đua cơ sở", "CSTĐ cơ sở"),
    "CSTDT": ("Chiến sĩ thi đua cấp tỉnh", "CSTĐ cấp tỉnh", "CSTĐ tỉnh", "Chiến sỹ thi đua cấp tỉnh"),
    "BK_TINH": (
        "Bằng khen của Chủ tịch UBND tỉnh",
        "Bằng khen UBND tỉnh",
        "BK tỉnh",
        "Tặng Bằng khen của UBND tỉnh",
    ),
    "GK_HUYEN": ("Giấy khen của Chủ tịch UBND huyện", "GK huyện", "Giấy khen UBND huyện"),
    "BK_TTG": ("Bằng khen của Thủ tướng Chính phủ", "BK Thủ tướng", "Bằng khen Thủ tướng"),
    "HCLD3": ("Huân chương Lao động hạng Ba", "HCLĐ hạng Ba", "Huân chương Lao động hạng III"),
    "TTLDTT": ("Tập thể lao động tiên tiến", "TTLĐTT", "Tập thể LĐTT", "Tập thể Lao động tiên tiến"),
    "TTLDXS": ("Tập thể lao động xuất sắc", "TTLĐXS", "Tập thể LĐXS"),
    "CO_TINH": ("Cờ thi đua của UBND tỉnh", "Cờ thi đua UBND tỉnh", "Cờ thi đua cấp tỉnh"),
    "GDVH": ("Gia đình văn hóa", "Gia đình văn hoá", "GĐVH"),
}


@dataclass(slots=True)
class Nominee:
    """What is true of one row, before any layout writes it down."""

    subject: SubjectType
    name: str
    unit: str | None
    awards: tuple[str, ...]
    sex: Sex | None = None
    born: PartialDate | None = None
    position: str = ""
    national_id: str = ""
    previous: tuple[str, ...] = ()
    codes: list[tuple[str, str]] = field(default_factory=list)
    """Planted faults: column kind and finding code."""


class Town:
    """Draws nominees; no name and birth date comes twice."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._taken: set[str] = set()

    def person(self, unit: str | None, awards: tuple[str, ...]) -> Nominee:
        name, sex = self._name()
        return Nominee(
            "person",
            name,
            unit,
            awards,
            sex,
            self._born(),
            self._chance.choice(POSITIONS),
            f"0{self._chance.randrange(10**10, 9 * 10**10)}",
            tuple(sorted(self._chance.sample(PERSON_AWARDS[:4], self._chance.randint(0, 2)))),
        )

    def collective(self, name: str, unit: str | None, awards: tuple[str, ...]) -> Nominee:
        return Nominee("collective", name, unit, awards)

    def household(self, unit: str) -> Nominee:
        name, _ = self._name()
        lead = self._chance.choice(("Hộ ông", "Hộ bà", "Gia đình ông", "Hộ gia đình bà", "Gia đình bà"))
        return Nominee("household", f"{lead} {name}", unit, ("GDVH",))

    def _name(self) -> tuple[str, Sex]:
        while True:
            name, sex = self._draw()
            if name not in self._taken:
                self._taken.add(name)
                return name, sex

    def _draw(self) -> tuple[str, Sex]:
        chance = self._chance
        if chance.random() < 0.06:
            name, sex = chance.choice([whole for whole in WHOLE if " " in whole[0]])
            return name, sex
        if chance.random() < 0.5:
            return f"{chance.choice(SURNAMES)} {chance.choice(MEN)} {chance.choice(MEN_GIVEN)}", "M"
        return f"{chance.choice(SURNAMES)} {chance.choice(WOMEN)} {chance.choice(WOMEN_GIVEN)}", "F"

    def _born(self) -> PartialDate:
        day = dt.date(1965, 1, 1) + dt.timedelta(days=self._chance.randrange(13_000))
        return PartialDate(day.isoformat(), "day")
