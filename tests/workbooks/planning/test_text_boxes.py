"""Text boxes of a Word plan: read once, where they are drawn, with the copy for old programs left out."""

from __future__ import annotations

from pathlib import Path

from tests.workbooks.word_files import line, write_docx
from thidua_desktop.services.planning.reading import read_plan_file


def box(*texts: str) -> str:
    """A paragraph that holds a text box, with the second copy older programs read."""
    content = f"<w:txbxContent>{''.join(map(line, texts))}</w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return (
        f"<w:p><w:r><mc:AlternateContent {spaces}><mc:Choice><wps:txbx>{content}</wps:txbx></mc:Choice>"
        f"<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def test_a_head_and_a_target_in_text_boxes_are_read_once(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "kế hoạch.docx",
        box("ỦY BAN NHÂN DÂN", "XÃ PHIÊNG LA", "Số: 41/KH-UBND"),
        box("Phiêng La, ngày 20 tháng 01 năm 2026"),
        line("KẾ HOẠCH"),
        line("Công tác thi đua, khen thưởng năm 2026"),
        line("I. CHỈ TIÊU"),
        line("- Lao động tiên tiến: 50 người."),
        box("- Tỷ lệ hộ đạt gia đình văn hóa: 95%."),
        line("Nơi nhận:"),
        line("- Các thôn;"),
        line("- Lưu: VT."),
        box("CHỦ TỊCH", "Vàng Văn Pao"),
    )
    plan = read_plan_file(path).plan
    assert (plan.number.value, plan.symbol.value, plan.place.value) == ("41", "KH-UBND", "Phiêng La")
    assert plan.date is not None
    assert plan.date.value == "2026-01-20"
    assert [str(one.minimum) for one in plan.targets] == ["50", "95"]
    assert (plan.signer.position, plan.signer.name) == ("CHỦ TỊCH", "Vàng Văn Pao")
    assert len(plan.recipients) == 2
