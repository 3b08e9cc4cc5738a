"""Lists as units send them, each with a trap, and who is in them: row, name, unit, awards, birth date, sex.

A star: not reported by the list, or a matter of view.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Rows = list[list[object]]
ReportedFacts = tuple[int, str, str | None, tuple[str, ...], str | None, str | None]


@dataclass(frozen=True, slots=True)
class SentList:
    sheets: Rows | dict[str, Rows]
    reported: list[ReportedFacts]
    merges: tuple[str, ...] = ()
    date1904: bool = False


LISTS: dict[str, SentList] = {
    "two stacked tables of different awards": SentList(
        [
            ["PHÒNG GD&ĐT LÂM THƯỢNG"],
            ["TRƯỜNG THCS NÀ HANG"],
            [],
            ["I. DANH SÁCH ĐỀ NGHỊ CHIẾN SĨ THI ĐUA CƠ SỞ"],
            ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Tên sáng kiến"],
            [1, "Đinh Thị Nhài", "12.3.87", "Giáo viên", "Dạy học theo nhóm"],
            [2, "Hoàng Văn Thức", "3/1987", "Tổ trưởng", "Ứng dụng CNTT"],
            ["Danh sách trên có 02 người"],
            [],
            ["II. DANH SÁCH ĐỀ NGHỊ LAO ĐỘNG TIÊN TIẾN"],
            ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Ghi chú"],
            [1, "Nông Thị Hợi", "1987", "Giáo viên", ""],
            [2, "Triệu A Sểnh", "5/6/1990", "Nhân viên", ""],
            [],
            ["", "", "", "HIỆU TRƯỞNG"],
            ["", "", "", "(Đã ký)"],
            ["", "", "", "Lê Thị Hoan"],
        ],
        [
            (6, "Đinh Thị Nhài", "Trường THCS Nà Hang", ("CSTDCS",), "1987-03-12", None),
            (7, "Hoàng Văn Thức", "Trường THCS Nà Hang", ("CSTDCS",), "1987-03", None),
            (12, "Nông Thị Hợi", "Trường THCS Nà Hang", ("LDTT",), "1987", None),
            (13, "Triệu A Sểnh", "Trường THCS Nà Hang", ("LDTT",), "1990-06-05", None),
        ],
    ),
    "three name columns, sex as two columns of x, nt and như trên": SentList(
        [
            ["Số TT", "Họ", "Tên lót", "Tên", "Phái", "", "Sinh ngày", "Công tác tại", "Đề nghị khen"],
            ["", "", "", "", "Nam", "Nữ", "", "", ""],
            [1, "Bùi", "Thị Thanh", "Huyền", "", "x", "01/02/1983", "Trạm Y tế xã Tả Van", "LĐTT"],
            [2, "Y", "Thanh", "Niê", "x", "", "07-08-1975", "-nt-", "như trên"],
            [3, "Sùng", "A", "Pó", "x", "", "", "nt", "Lao động tiên tiến"],
        ],
        [
            (3, "Bùi Thị Thanh Huyền", "Trạm Y tế xã Tả Van", ("LDTT",), "1983-02-01", "F"),
            (4, "Y Thanh Niê", "Trạm Y tế xã Tả Van", ("LDTT",), "1975-08-07", "M"),
            (5, "Sùng A Pó", "Trạm Y tế xã Tả Van", ("LDTT",), None, "M"),
        ],
        merges=("E1:F1",),
    ),
    "one column partly in an old font": SentList(
        [
            ["STT", "Hä vµ tªn", "Đơn vị", "Danh hiệu"],
            [1, "Nguy\xd4n Th\xde Ph\xad\xacng", "Phòng Nội vụ", "LĐTT"],
            [2, "Tr\xc7n \xa7\xf8c L\xad\xacng", "Phòng Nội vụ", "LĐTT"],
            [3, "Vò H÷u ¦íc", "Phòng Tư pháp", "CSTĐCS"],
            [4, "Lê Thị Tươi", "Phòng Tư pháp", "CSTĐCS"],
        ],
        [
            (2, "Nguyễn Thị Phương", "Phòng Nội vụ", ("LDTT",), None, None),
            (3, "Trần Đức Lương", "Phòng Nội vụ", ("LDTT",), None, None),
            (4, "Vũ Hữu Ước", "Phòng Tư pháp", ("CSTDCS",), None, None),
            (5, "Lê Thị Tươi", "Phòng Tư pháp", ("CSTDCS",), None, None),
        ],
    ),
    "capitals of an old font and short names in it": SentList(
        [
            ["TT", "Hä vµ tªn", "§¬n vÞ", "Danh hiÖu"],
            [1, "NGUYÔN THÞ PH¦¥NG", "Phßng Néi vô", "L§TT"],
            [2, "TRÇN §øC L¦¥NG", "Phßng Néi vô", "L§TT"],
            [3, "Vò H÷u ¦íc", "Phßng Néi vô", "CST§CS"],
        ],
        [
            (2, "Nguyễn Thị Phương", "Phòng Nội vụ", ("LDTT",), None, None),
            (3, "Trần Đức Lương", "Phòng Nội vụ", ("LDTT",), None, None),
            (4, "Vũ Hữu Ước", "Phòng Nội vụ", ("CSTDCS",), None, None),
        ],
    ),
    "dates counted from 1904 that lost their format": SentList(
        [
            ["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"],
            [1, "Đỗ Thị Sáu", date(1985, 7, 6), "Phòng Nội vụ", "LĐTT"],
            [2, "Lò Văn Bảy", 29771, "Phòng Nội vụ", "LĐTT"],
        ],
        [
            (2, "Đỗ Thị Sáu", "Phòng Nội vụ", ("LDTT",), "1985-07-06", None),
            (3, "Lò Văn Bảy", "Phòng Nội vụ", ("LDTT",), "1985-07-05", None),
        ],
        date1904=True,
    ),
    "invisible letters and letters of full width": SentList(
        [
            ["T\u200bT", "H\u1ecd\xa0v\xe0\xa0t\xean", "\u0110\u01a1n\u200b v\u1ecb", "Danh hiệu\n(đề nghị)"],
            [1, "L\xea\xa0Th\u1ecb\u200b H\u1ea1\ufeff", "Ph\xf2ng\xa0N\u1ed9i v\u1ee5", "L\u200b\u0110TT"],
            [2, "Hoà Thị  Hòa", "Phòng  Nội vụ ", "ＬĐTT"],
        ],
        [
            (2, "Lê Thị Hạ", "Phòng Nội vụ", ("LDTT",), None, None),
            (3, "Hoà Thị Hòa", "Phòng Nội vụ", ("LDTT",), None, None),
        ],
    ),
    "a school's table of marks with titles": SentList(
        [
            ["TRƯỜNG TIỂU HỌC NÀ PHẶC"],
            ["BẢNG TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI THI ĐUA NĂM HỌC 2023-2024"],
            [],
            ["TT", "Họ và tên GV", "Nhiệm vụ", "Tổng điểm thi đua", "Xếp loại", "Danh hiệu thi đua đề nghị"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["1", "Lường Thị Xuân", "GVCN 1A", "95,5", "HTXSNV", "CSTĐCS"],
            ["2", "Quàng Thị Chai", "GV Âm nhạc", "88", "HTTNV", "LĐTT"],
            ["3", "Cầm Bá Thước", "TPT Đội", "70", "HTNV", "Không"],
        ],
        [
            (6, "Lường Thị Xuân", "Trường Tiểu học Nà Phặc", ("CSTDCS",), None, None),
            (7, "Quàng Thị Chai", "Trường Tiểu học Nà Phặc", ("LDTT",), None, None),
            (8, "Cầm Bá Thước", "Trường Tiểu học Nà Phặc", (), None, None),
        ],
    ),
    "headings typed over two rows without a merge": SentList(
        [
            ["STT", "Họ và", "Ngày tháng", "Chức vụ", "Đơn vị", "Danh hiệu"],
            ["", "tên", "năm sinh", "", "công tác", "đề nghị"],
            [1, "Lê Thị Một", "03/04/1981", "GV", "Phòng Nội vụ", "LĐTT"],
            [2, "Lê Thị Hai", "05/06/1982", "GV", "Phòng Nội vụ", "LĐTT"],
        ],
        [
            (3, "Lê Thị Một", "Phòng Nội vụ", ("LDTT",), "1981-04-03", None),
            (4, "Lê Thị Hai", "Phòng Nội vụ", ("LDTT",), "1982-06-05", None),
        ],
    ),
    "every careless way to type a birth date": SentList(
        [
            ["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"],
            [1, "Lê Thị Một", "12.3.87", "A", "LĐTT"],
            [2, "Lê Thị Hai", "3/1987", "A", "LĐTT"],
            [3, "Lê Thị Ba", "1987", "A", "LĐTT"],
            [4, "Lê Thị Bốn", 1987, "A", "LĐTT"],
            [5, "Lê Thị Năm", "2/13/1987", "A", "LĐTT"],
            [6, "Lê Thị Sáu", "29/2/1987", "A", "LĐTT"],
            [7, "Lê Thị Bảy", "01/02/03", "A", "LĐTT"],
            [8, "Lê Thị Tám", "12 tháng 3 năm 1987", "A", "LĐTT"],
            [9, "Lê Thị Chín", date(1987, 3, 12), "A", "LĐTT"],
            [10, "Lê Thị Mười", "12-Mar-87", "A", "LĐTT"],
            [11, "Lê Văn Mốt", "12031987", "A", "LĐTT"],
            [12, "Lê Văn Hai", "sinh năm 1987", "A", "LĐTT"],
        ],
        [
            (2, "Lê Thị Một", "A", ("LDTT",), "1987-03-12", None),
            (3, "Lê Thị Hai", "A", ("LDTT",), "1987-03", None),
            (4, "Lê Thị Ba", "A", ("LDTT",), "1987", None),
            (5, "Lê Thị Bốn", "A", ("LDTT",), "1987", None),
            (6, "Lê Thị Năm", "A", ("LDTT",), None, None),
            (7, "Lê Thị Sáu", "A", ("LDTT",), None, None),
            (8, "Lê Thị Bảy", "A", ("LDTT",), "*", None),
            (9, "Lê Thị Tám", "A", ("LDTT",), "1987-03-12", None),
            (10, "Lê Thị Chín", "A", ("LDTT",), "1987-03-12", None),
            (11, "Lê Thị Mười", "A", ("LDTT",), "*", None),
            (12, "Lê Văn Mốt", "A", ("LDTT",), "1987-03-12", None),
            (13, "Lê Văn Hai", "A", ("LDTT",), "1987", None),
        ],
    ),
    "awards in the words of the units": SentList(
        [
            ["STT", "Họ và tên", "Cơ quan", "Đề nghị danh hiệu"],
            [1, "Lê Thị Một", "A", 'Đạt danh hiệu "Lao động tiên tiến"'],
            [2, "Lê Thị Hai", "A", "Chiến sỹ thi đua cơ sở năm 2024"],
            [3, "Lê Thị Ba", "A", "LĐ tiên tiến"],
            [4, "Lê Thị Bốn", "A", "Giấy khen Chủ tịch UBND huyện"],
            [5, "Lê Thị Năm", "A", "BK Chủ tịch tỉnh"],
            [6, "Lê Thị Sáu", "A", "Huân chương LĐ hạng 3"],
            [7, "Lê Thị Bảy", "A", "CSTĐ cấp cơ sở, LĐTT"],
            [8, "Lê Thị Tám", "A", "Lao động tiến tiến"],
        ],
        [
            (2, "Lê Thị Một", "A", ("LDTT",), None, None),
            (3, "Lê Thị Hai", "A", ("CSTDCS",), None, None),
            (4, "Lê Thị Ba", "A", ("LDTT",), None, None),
            (5, "Lê Thị Bốn", "A", ("GK_HUYEN",), None, None),
            (6, "Lê Thị Năm", "A", ("BK_TINH",), None, None),
            (7, "Lê Thị Sáu", "A", ("HCLD3",), None, None),
            (8, "Lê Thị Bảy", "A", ("CSTDCS", "LDTT"), None, None),
            (9, "Lê Thị Tám", "A", ("LDTT",), None, None),
        ],
    ),
    "a cover, a sheet of collectives and one of persons": SentList(
        {
            "Bìa": [["UBND HUYỆN LÂM THƯỢNG"], ["HỒ SƠ KHEN THƯỞNG"], ["Đơn vị: Trung tâm Y tế huyện"]],
            "Tập thể": [
                ["STT", "Tên khoa, phòng", "Danh hiệu"],
                [1, "Khoa Nội", "TTLĐTT"],
                [2, "Phòng Điều dưỡng", "TTLĐXS"],
            ],
            "Cá nhân": [
                ["STT", "Họ và tên", "Năm sinh", "Khoa/phòng", "Danh hiệu"],
                [1, "Lê Thị Một", 1980, "Khoa Nội", "LĐTT"],
            ],
        },
        [
            (2, "Khoa Nội", "*", ("TTLDTT",), None, None),
            (3, "Phòng Điều dưỡng", "*", ("TTLDXS",), None, None),
            (2, "Lê Thị Một", "Khoa Nội", ("LDTT",), "1980", None),
        ],
    ),
    "units numbered one and their people one point one": SentList(
        [
            ["STT", "HỌ VÀ TÊN", "CHỨC VỤ", "GHI CHÚ"],
            ["A", "KHEN THƯỞNG THƯỜNG XUYÊN"],
            ["I", "DANH HIỆU LAO ĐỘNG TIÊN TIẾN"],
            ["1", "Trường Mầm non Hoa Ban"],
            ["1.1", "Lê Thị Một", "GV", ""],
            ["1.2", "Lê Thị Hai", "GV", ""],
            ["2", "Trường THCS Đồng Tâm"],
            ["2.1", "Lê Thị Ba", "GV", ""],
        ],
        [
            (5, "Lê Thị Một", "Trường Mầm non Hoa Ban", ("LDTT",), None, None),
            (6, "Lê Thị Hai", "Trường Mầm non Hoa Ban", ("LDTT",), None, None),
            (8, "Lê Thị Ba", "Trường THCS Đồng Tâm", ("LDTT",), None, None),
        ],
    ),
    "titles in one column and forms in the next": SentList(
        [
            ["STT", "Họ và tên", "Đơn vị", "Danh hiệu thi đua", "Hình thức khen thưởng"],
            [1, "Lê Thị Một", "A", "LĐTT", "Giấy khen UBND huyện"],
            [2, "Lê Văn Hai", "A", "CSTĐCS", ""],
            [3, "Lê Văn Ba", "A", "", "BK tỉnh"],
        ],
        [
            (2, "Lê Thị Một", "A", ("GK_HUYEN", "LDTT"), None, None),
            (3, "Lê Văn Hai", "A", ("CSTDCS",), None, None),
            (4, "Lê Văn Ba", "A", ("BK_TINH",), None, None),
        ],
    ),
    "the unit headed as its name before the person": SentList(
        [
            ["STT", "Tên đơn vị", "Họ và tên", "Danh hiệu"],
            [1, "Trường THCS A", "Lê Thị Một", "LĐTT"],
            [2, "Trường THCS B", "Lê Văn Hai", "LĐTT"],
        ],
        [
            (2, "Lê Thị Một", "Trường THCS A", ("LDTT",), None, None),
            (3, "Lê Văn Hai", "Trường THCS B", ("LDTT",), None, None),
        ],
    ),
    "collectives and persons in columns of their own": SentList(
        [
            ["STT", "Tên tập thể", "Họ tên cá nhân", "Chức vụ", "Danh hiệu"],
            [1, "Tổ Toán", "", "", "TTLĐTT"],
            [2, "", "Lê Thị Một", "GV", "LĐTT"],
        ],
        [(2, "Tổ Toán", "*", ("TTLDTT",), None, None), (3, "Lê Thị Một", "*", ("LDTT",), None, None)],
    ),
    "a title in which the giver stands before the award": SentList(
        [
            ["DANH SÁCH"],
            ["Đề nghị Chủ tịch UBND huyện tặng Giấy khen cho các tập thể, cá nhân có thành tích năm 2024"],
            ["(Kèm theo Tờ trình số 10/TTr-UBND ngày 01/12/2024 của UBND xã Tả Van)"],
            ["STT", "Họ và tên", "Chức vụ, đơn vị"],
            ["I", "Tập thể"],
            [1, "Chi hội Phụ nữ thôn 2", ""],
            ["II", "Cá nhân"],
            [1, "Lê Thị Một", "Chi hội trưởng Chi hội Phụ nữ thôn 2"],
        ],
        [
            (6, "Chi hội Phụ nữ thôn 2", "*", ("GK_HUYEN",), None, None),
            (8, "Lê Thị Một", "*", ("GK_HUYEN",), None, None),
        ],
    ),
    "a numbered unit above each repeated header": SentList(
        [
            ["DANH SÁCH LAO ĐỘNG TIÊN TIẾN NĂM 2024"],
            ["1. Trường Mầm non Hoa Ban"],
            ["STT", "Họ và tên", "Chức vụ"],
            [1, "Lê Thị Một", "GV"],
            ["2. Trường THCS Đồng Tâm"],
            ["STT", "Họ và tên", "Chức vụ"],
            [1, "Lê Văn Hai", "GV"],
        ],
        [
            (4, "Lê Thị Một", "Trường Mầm non Hoa Ban", ("LDTT",), None, None),
            (7, "Lê Văn Hai", "Trường THCS Đồng Tâm", ("LDTT",), None, None),
        ],
    ),
    "blank rows and numbers prepared for nobody": SentList(
        [
            ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
            [],
            [1, "Lê Thị Một", "A", "LĐTT"],
            [],
            [],
            [2, "Lê Văn Hai", "A", "LĐTT"],
            [3],
            [4],
            [5],
        ],
        [(3, "Lê Thị Một", "A", ("LDTT",), None, None), (6, "Lê Văn Hai", "A", ("LDTT",), None, None)],
    ),
    "every mark that says the same as above": SentList(
        [
            ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
            [1, "Lê Thị Một", "UBND xã Tả Van", "LĐTT"],
            [2, "Lê Văn Hai", '"', "LĐTT"],
            [3, "Lê Văn Ba", "-như trên-", "-nt-"],
            [4, "Lê Văn Bốn", "''", "LĐTT"],
        ],
        [
            (2, "Lê Thị Một", "UBND xã Tả Van", ("LDTT",), None, None),
            (3, "Lê Văn Hai", "UBND xã Tả Van", ("LDTT",), None, None),
            (4, "Lê Văn Ba", "UBND xã Tả Van", ("LDTT",), None, None),
            (5, "Lê Văn Bốn", "UBND xã Tả Van", ("LDTT",), None, None),
        ],
    ),
    "sub-totals and shares between the rows": SentList(
        [
            ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
            [1, "Lê Thị Một", "A", "LĐTT"],
            ["", "Tỷ lệ 70%", "", ""],
            ["", "Cộng đơn vị A: 1", "", ""],
            [2, "Lê Văn Hai", "B", "LĐTT"],
            ["", "Tổng cộng toàn xã: 2 người", "", ""],
        ],
        [(2, "Lê Thị Một", "A", ("LDTT",), None, None), (5, "Lê Văn Hai", "B", ("LDTT",), None, None)],
    ),
    "two signatures in one row": SentList(
        [
            ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
            [1, "Lê Thị Một", "A", "LĐTT"],
            ["", "NGƯỜI LẬP BIỂU", "", "KT. CHỦ TỊCH"],
            ["", "", "", "PHÓ CHỦ TỊCH"],
            ["", "Trần Thị Bút", "", "Lê Văn Ký"],
        ],
        [(2, "Lê Thị Một", "A", ("LDTT",), None, None)],
    ),
    "long headings in other words": SentList(
        [
            [
                "Số\nTT",
                "Họ, chữ đệm và tên khai sinh",
                "Giới\ntính",
                "Sinh\nnăm",
                "Hiện công tác tại đơn vị",
                "Được đề nghị tặng\ndanh hiệu",
            ],
            [1, "Lê Thị Một", "Nữ", 1980, "UBND xã Tả Van", "LĐTT"],
        ],
        [(2, "Lê Thị Một", "UBND xã Tả Van", ("LDTT",), "1980", "F")],
    ),
    "a cross under an award named in the title": SentList(
        [
            ["DANH SÁCH ĐỀ NGHỊ LAO ĐỘNG TIÊN TIẾN"],
            ["STT", "Họ và tên", "Chức vụ", "Đề nghị"],
            [1, "Lê Thị Một", "GV", "x"],
            [2, "Lê Văn Hai", "GV", ""],
        ],
        [(3, "Lê Thị Một", None, ("LDTT",), None, None), (4, "Lê Văn Hai", None, (), None, None)],
    ),
    "a column of teams before the column of schools": SentList(
        [
            ["STT", "Họ và tên", "Tổ chuyên môn", "Trường", "Danh hiệu"],
            [1, "Lê Thị Một", "Tổ Toán", "Trường THCS Đồng Tâm", "LĐTT"],
            [2, "Lê Văn Hai", "Tổ Văn", "Trường THCS Đồng Tâm", "LĐTT"],
        ],
        [
            (2, "Lê Thị Một", "Trường THCS Đồng Tâm", ("LDTT",), None, None),
            (3, "Lê Văn Hai", "Trường THCS Đồng Tâm", ("LDTT",), None, None),
        ],
    ),
    "titles and forms under one heading": SentList(
        [
            ["STT", "Họ và tên", "Đơn vị", "Đề nghị khen thưởng", "", ""],
            ["", "", "", "Danh hiệu", "Hình thức", "Cấp khen"],
            [1, "Lê Thị Một", "Phòng Nội vụ", "LĐTT", "Giấy khen UBND huyện", "Huyện"],
            [2, "Lê Văn Hai", "Phòng Nội vụ", "CSTĐCS", "", ""],
        ],
        [
            (3, "Lê Thị Một", "Phòng Nội vụ", ("GK_HUYEN", "LDTT"), None, None),
            (4, "Lê Văn Hai", "Phòng Nội vụ", ("CSTDCS",), None, None),
        ],
        merges=("D1:F1",),
    ),
}
