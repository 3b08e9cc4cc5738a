"""The headless entry point reads a plan: a text or a Word file in, everything found out, a bad file refused."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from thidua_desktop.cli import main

SAMPLES = Path(__file__).parents[1] / "samples" / "plans"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        message = capsys.readouterr()
        return code, message.out, message.err

    return run


def p(text: str, level: int | None = None) -> str:
    number = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
    return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def cell(*lines: str, merge: str = "") -> str:
    mark = f'<w:tcPr><w:vMerge w:val="{merge}"/></w:tcPr>' if merge else ""
    return f"<w:tc>{mark}{''.join(p(line) for line in lines) or '<w:p/>'}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def word_file(path: Path, body: str, *, before: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{before}<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", NUMBERING)
    return path


def whole_plan() -> str:
    """A plan as Word holds it: tables for letterhead and signature, numbers made by Word, merged cells."""
    head = table(
        [
            cell("ỦY BAN NHÂN DÂN", "HUYỆN LÂM SƠN"),
            cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ],
        [cell("Số: 15/KH-UBND"), cell("Lâm Sơn, ngày 20 tháng 01 năm 2024")],
    )
    tasks = table(
        [cell("TT"), cell("Nội dung"), cell("Đơn vị chủ trì"), cell("Đơn vị phối hợp"), cell("Thời gian")],
        [
            cell("1"),
            cell("- Đăng ký thi đua.", "- Ký giao ước thi đua."),
            cell("Phòng Nội vụ", merge="restart"),
            cell("- Các khối;", "- Các cụm."),
            cell("Trong quý I"),
        ],
        [
            cell("2"),
            cell("Sơ kết phong trào."),
            cell(merge="continue"),
            cell("Các khối"),
            cell("Tháng 6, 7"),
        ],
    )
    end = table(
        [
            cell("Nơi nhận:", "- UBND tỉnh (b/c);", "- Lưu: VT, NV."),
            cell("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Trần Văn Khải"),
        ]
    )
    return "".join(
        (
            head,
            p("KẾ HOẠCH"),
            p("Công tác thi đua, khen thưởng năm 2024"),
            p("MỤC TIÊU", 0),
            p("Về kinh tế", 1),
            p("Thu ngân sách đạt 54 tỷ đồng.", 3),
            p("Về xã hội", 1),
            p("Tỷ lệ hộ nghèo dưới 4,5%.", 3),
            p("TỔ CHỨC THỰC HIỆN", 0),
            p("Giao Phòng Nội vụ theo dõi.", 1),
            p("Chi tiết", 2),
            end,
            p("PHỤ LỤC"),
            tasks,
        )
    )


def test_all_that_was_found_is_reported_as_json(call: Any) -> None:
    code, out, err = call("plan", SAMPLES / "phat_dong_2024.txt", "--json")
    reported = json.loads(out)
    assert (code, err) == (0, "")
    assert (reported["kind"], reported["issuer"], reported["year"]) == (
        "KH_PHATDONG",
        "UBND huyện Hòa Giang",
        2024,
    )
    assert set(reported) >= {
        "place", "number", "date", "title", "theme", "basis", "sections", "targets", "campaigns",
        "movements", "tasks", "recipients", "signer", "reporting", "findings",
    }  # fmt: skip
    first = reported["targets"][0]
    assert (first["comparator"], first["min"], first["max"], first["unit"]) == (
        "=",
        3300.9,
        3300.9,
        "tỷ đồng",
    )
    assert (reported["campaigns"][0]["from"], reported["campaigns"][0]["to"]) == ("2024-01", "2024-06-30")
    assert reported["signer"]["name"] == "Đinh Thị Hòa"
    assert reported["findings"] == []


def test_the_year_left_over_from_another_plan_is_reported(call: Any) -> None:
    code, out, _ = call("plan", SAMPLES / "cong_tac_2023.txt")
    assert code == 0
    assert out.startswith(
        "Kế hoạch công tác thi đua, khen thưởng – Ủy ban nhân dân huyện Phiêng Lâm, năm 2023"
    )
    assert "nhắc năm 2024 trong khi văn bản là của năm 2023" in out
    assert "ghi 20 năm, tính đúng là 22 năm" in out
    assert "Không thấy điều gì phải sửa." in call("plan", SAMPLES / "ten_pages.txt")[1]


def test_a_word_file_gives_the_numbers_word_makes_by_itself(call: Any, tmp_path: Path) -> None:
    code, out, _ = call("plan", word_file(tmp_path / "kế hoạch.docx", whole_plan()), "--json")
    reported = json.loads(out)
    assert code == 0
    assert (reported["number"], reported["symbol"], reported["date"]) == ("15", "KH-UBND", "2024-01-20")
    assert (reported["place"], reported["issuer"], reported["kind"]) == (
        "Lâm Sơn",
        "ỦY BAN NHÂN DÂN HUYỆN LÂM SƠN",
        "KH_CONGTAC",
    )
    assert [one["no"] for one in reported["sections"]] == ["I", "II"]
    assert [one["no"] for one in reported["sections"][0]["children"]] == ["1", "2"]
    assert reported["sections"][1]["children"][0]["children"][0]["no"] == "1.1"
    assert [(one["group"], one["comparator"]) for one in reported["targets"]] == [("KT", "="), ("XH", "≤")]
    assert [(one["lead"], len(one["subtasks"]), one["months"]) for one in reported["tasks"]] == [
        ("Phòng Nội vụ", 2, [1, 2, 3]),
        ("Phòng Nội vụ", 1, [6, 7]),
    ]
    assert reported["tasks"][0]["partners"] == ["Các khối", "Các cụm"]
    assert [one["name"] for one in reported["recipients"]] == ["UBND tỉnh", "Lưu: VT, NV"]
    assert (reported["signer"]["position"], reported["signer"]["name"]) == ("CHỦ TỊCH", "Trần Văn Khải")


def refused(call: Any, path: Path) -> str:
    code, out, err = call("plan", path, "--json")
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert path.name in err
    return str(err)


def test_a_file_that_is_no_plan_is_refused_in_a_sentence(call: Any, tmp_path: Path) -> None:
    assert "Không tìm thấy" in refused(call, tmp_path / "không có.docx")
    for name, content, message in (
        ("rỗng.txt", b"  \n", "không có nội dung"),
        ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word kiểu cũ"),
        ("cũ.rtf", b"{\\rtf1 abc}", "Word kiểu cũ"),
        ("giấy.pdf", b"%PDF-1.7 abc", "PDF"),
        ("ảnh.txt", random.Random(4).randbytes(3000), "không phải văn bản"),
        ("hỏng.docx", b"PK\x03\x04" + b"abc" * 50, "bị hỏng"),
        ("thư.txt", "Kính gửi anh Bình, mai họp.".encode(), "Không thấy kế hoạch"),
    ):
        (tmp_path / name).write_bytes(content)
        assert message in refused(call, tmp_path / name), name


def test_a_hostile_word_file_is_not_opened(call: Any, tmp_path: Path) -> None:
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    assert "không an toàn" in refused(call, word_file(tmp_path / "xxe.docx", p("&a;"), before=entity))
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * 40_000_000)
    assert "không an toàn" in refused(call, bomb)
    broken = word_file(tmp_path / "broken.docx", "<w:p><w:r>")
    assert "bị hỏng" in refused(call, broken)


def test_a_word_file_cut_anywhere_is_refused_or_read_and_never_crashes(call: Any, tmp_path: Path) -> None:
    whole = word_file(tmp_path / "whole.docx", whole_plan()).read_bytes()
    chance = random.Random(7)
    for number in range(40):
        damaged = bytearray(whole)
        for _ in range(6):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / f"{number}.docx"
        path.write_bytes(bytes(damaged[: chance.randrange(40, len(damaged))] if number % 2 else damaged))
        code, _, err = call("plan", path, "--json")
        assert code in (0, 1)
        assert "Traceback" not in err


def test_a_text_in_an_old_encoding_is_read(call: Any, tmp_path: Path) -> None:
    text = (SAMPLES / "chi_thi_2025.txt").read_text(encoding="utf-8")
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / f"{encoding}.txt"
        path.write_text(text, encoding=encoding)
        assert json.loads(call("plan", path, "--json")[1])["signer"]["name"] == "Nguyễn Đức Minh"


def test_a_text_without_line_ends_is_read_in_pieces_and_nothing_is_lost(call: Any, tmp_path: Path) -> None:
    path = tmp_path / "một dòng.txt"
    wording = "Sản lượng đạt 5 tấn; hưởng ứng phong trào thi đua “Chung một con đường”, "
    path.write_text(f"KẾ HOẠCH\nThi đua năm 2024\nI. CHỈ TIÊU\n- {wording * 600}", encoding="utf-8")
    reported = json.loads(call("plan", path, "--json")[1])
    assert len(reported["movements"][0]["sources"]) >= 590


def test_a_text_of_libreoffice_is_reported_how_to_come_in(call: Any, tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office/>")
    code, message, refused = call("plan", path, "--json")
    assert code != 0
    assert "lưu lại thành .docx" in message + refused
