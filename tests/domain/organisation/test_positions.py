"""What the words of a position and of an ethnic group say, and where they say nothing."""

from __future__ import annotations

import pytest

from thidua_desktop.domain.organisation.positions import is_minority, leads, people_of


@pytest.mark.parametrize(
    ("position", "answer"),
    [
        ("Trưởng phòng", True),
        ("Phó Trưởng phòng", True),
        ("Q. Trưởng phòng", True),
        ("Phó Chủ tịch UBND xã", True),
        ("Phó Hiệu trưởng", True),
        ("Chuyên viên", False),
        ("Giáo viên Trường THCS", False),
        ("Y sĩ", False),
        ("Tổ trưởng", None),
        ("Kế toán trưởng", None),
        ("TP", None),
        ("PGĐ", None),
        ("Phụ trách bộ phận", None),
        (" ", None),
    ],
)
def test_a_position_leads_does_not_lead_or_leaves_it_open(position: str, answer: bool | None) -> None:
    assert leads(position) is answer


@pytest.mark.parametrize(
    ("words", "name", "minority"),
    [
        ("KINH", "Kinh", False),
        ("dân tộc tày", "Tày", True),
        ("H'Mông", "H'Mông", True),
        ("x", None, None),
        ("2", None, None),
        ("", None, None),
    ],
)
def test_an_ethnic_group_is_read_by_its_name(words: str, name: str | None, minority: bool | None) -> None:
    assert people_of(words) == name
    assert is_minority(name) is minority
