"""Correcting, replacing and revoking issued decisions, and requests answered by the level above."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.services.small_office import YEAR, grants_of, listed, pass_all, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.corrections import Correction
from thidua_desktop.queries.certificates.printing import register
from thidua_desktop.queries.decisions.changes import traces
from thidua_desktop.queries.decisions.decisions import decision, next_number
from thidua_desktop.queries.decisions.fund import fund
from thidua_desktop.queries.decisions.grants import (
    counts,
    of_decision,
    of_subjects,
    of_year,
    standing_of_decision,
)
from thidua_desktop.queries.decisions.requests import lines, stored_papers, submissions
from thidua_desktop.services.backup import maintenance
from thidua_desktop.services.certificates import ceremony, certificates
from thidua_desktop.services.certificates import register as award_register
from thidua_desktop.services.decisions import (
    changes,
    decisions,
    payment,
    request_answers,
)
from thidua_desktop.services.decisions import (
    fund as award_fund,
)
from thidua_desktop.services.decisions import (
    paper as decision_paper,
)
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office import number_series
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence

SIGNED = dt.date(2024, 12, 20)
LATER = dt.date(2025, 3, 14)
PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Giàng A Phủ", "1983", "Chuyên viên", "Phòng Nội vụ", "BK tỉnh"),
    ("Vàng Thị Mỷ", "1985", "Giáo viên", "Phòng Nội vụ", "BK tỉnh"),
)


def message(pdf: bytes) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def issued(app: AppContext, tmp_path: Path) -> tuple[AppContext, int]:
    """A decision of two, issued as number 125."""
    take_in(app, workbook(tmp_path, PEOPLE))
    pass_all(app)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    number = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    decisions.sign(app, number, number=125, signed_on=SIGNED)
    return app, number


def grant_of(app: AppContext, decision_id: int, name: str) -> int:
    return next(grant.id for grant in app.read(of_decision, decision_id) if grant.name == name)


def corrected(app: AppContext, target: int) -> int:
    grant = grant_of(app, target, "Lò Văn Đạt")
    made = changes.draft_change(
        app,
        target,
        kind="amend",
        reason="Ghi sai họ tên",
        corrections=[Correction(grant, {"name_printed": "Lò Văn Đoạt", "unit_printed": "Phòng Nội vụ"})],
    )
    return made.decision_id


def test_a_wrong_name_is_corrected_by_another_decision_and_the_first_paper_stays(
    issued: tuple[AppContext, int],
) -> None:
    app, target = issued
    before = decision_paper.render(app, target)
    made = corrected(app, target)
    draft = message(decision_paper.render(app, made))
    assert "Số: /QĐ-UBND" in draft
    assert "125/QĐ-UBND" in draft
    decisions.sign(app, made, number=31, signed_on=LATER)
    words = message(decision_paper.render(app, made))
    for part in ("Tên: Lò Văn Đạt", "Tên: Lò Văn Đoạt", "Ghi sai họ tên", "giữ nguyên", "31/QĐ-UBND"):
        assert part in words, part
    assert decision_paper.render(app, target) == before
    assert [grant.name for grant in grants_of(app, "Lò Văn")] == ["Lò Văn Đoạt"]
    assert "Lò Văn Đoạt" in message(certificates.render(app, made).pdf)


def test_a_corrected_award_keeps_its_book_number_and_is_counted_once_in_both_times(
    issued: tuple[AppContext, int],
) -> None:
    app, target = issued
    old = {grant.name: grant.register_number for grant in app.read(of_decision, target)}
    decisions.sign(app, corrected(app, target), number=31, signed_on=LATER)
    now = app.read(of_year, year=YEAR)
    then = app.read(of_year, year=YEAR, as_of=LATER - dt.timedelta(days=1))
    assert sorted(grant.name for grant in now) == ["Lò Văn Đoạt", "Nguyễn Thị Ước"]
    assert sorted(grant.name for grant in then) == ["Lò Văn Đạt", "Nguyễn Thị Ước"]
    assert next(g.register_number for g in now if g.name == "Lò Văn Đoạt") == old["Lò Văn Đạt"]
    with pytest.raises(OfficeError, match=r"payment\.nothing_new"):
        payment.render(app, next(g.decision_id for g in now if g.name == "Lò Văn Đoạt"))


def test_a_revoked_award_is_gone_from_today_on_and_still_counted_for_the_day_before(
    issued: tuple[AppContext, int],
) -> None:
    app, target = issued
    grant = grant_of(app, target, "Lò Văn Đạt")
    person = next(row.subject_id for row in listed(app) if row.name == "Lò Văn Đạt")
    made = changes.draft_change(app, target, kind="revoke", reason="Khai man thành tích", grant_ids=[grant])
    decisions.sign(app, made.decision_id, number=40, signed_on=LATER)
    words = message(decision_paper.render(app, made.decision_id))
    for part in ("Hủy bỏ việc tặng", "Khai man thành tích", "Thu hồi", "2.340.000 đồng", "Lò Văn Đạt"):
        assert part in words, part
    assert "Nguyễn Thị Ước" not in words
    assert app.read(of_subjects, subject_type="person", ids=[person]) == {}
    assert Counter({code: n for _, code, _, n in app.read(counts, years=[YEAR])}) == {"LDTT": 1}
    before = app.read(counts, years=[YEAR], as_of=SIGNED)
    assert Counter({code: n for _, code, _, n in before}) == {"LDTT": 1, "CSTDCS": 1}
    assert app.read(decision, target).ended_on is None, "one of two still stands"


def test_a_replaced_decision_ends_whole_and_the_trace_leads_both_ways(issued: tuple[AppContext, int]) -> None:
    app, target = issued
    keep = grant_of(app, target, "Nguyễn Thị Ước")
    made = changes.draft_change(app, target, kind="replace", reason="Danh sách có nhầm lẫn", grant_ids=[keep])
    decisions.sign(app, made.decision_id, number=41, signed_on=LATER)
    words = message(decision_paper.render(app, made.decision_id))
    assert "thay thế Quyết định số 125/QĐ-UBND" in words
    assert "01 cá nhân" in words
    assert [grant.name for grant in app.read(of_year, year=YEAR)] == ["Nguyễn Thị Ước"]
    assert app.read(decision, target).ended_on == LATER
    (later,), (earlier,) = app.read(traces, target), app.read(traces, made.decision_id)
    assert (later.decision_id, later.number, later.later) == (made.decision_id, "41/QĐ-UBND", True)
    assert (earlier.decision_id, earlier.number, earlier.later) == (target, "125/QĐ-UBND", False)
    with pytest.raises(OfficeError, match=r"decision_changes\.ended_already"):
        changes.draft_change(app, target, kind="revoke", reason="lại")


def test_undoing_the_signing_lets_the_award_stand_again(issued: tuple[AppContext, int]) -> None:
    app, target = issued
    made = corrected(app, target)
    entry = decisions.sign(app, made, number=31, signed_on=LATER).journal_id
    assert entry is not None
    journal.undo(app, entry)
    assert sorted(grant.name for grant in app.read(of_year, year=YEAR)) == ["Lò Văn Đạt", "Nguyễn Thị Ước"]
    decisions.discard(app, made)
    assert app.read(traces, target) == ()


def test_what_makes_no_sense_is_refused_in_words(issued: tuple[AppContext, int]) -> None:
    app, target = issued
    grant = grant_of(app, target, "Lò Văn Đạt")
    same = [Correction(grant, {"name_printed": "Lò Văn Đạt"})]
    empty = [Correction(grant, {"name_printed": "  "})]
    for more, code in (
        ({"kind": "amend", "reason": "", "corrections": same}, "reason_needed"),
        ({"kind": "amend", "reason": "x", "corrections": same}, "nothing_corrected"),
        ({"kind": "amend", "reason": "x", "corrections": empty}, "name_empty"),
        ({"kind": "amend", "reason": "x"}, "nothing_chosen"),
    ):
        with pytest.raises(OfficeError, match=rf"decision_changes\.{code}") as refused:
            changes.draft_change(app, target, **more)  # type: ignore[arg-type]
        assert error_sentence(refused.value)
    made = corrected(app, target)
    with pytest.raises(OfficeError, match=r"decision_changes\.draft_waits"):
        corrected(app, target)
    with pytest.raises(OfficeError, match=r"decision_changes\.before_target"):
        decisions.sign(app, made, number=3, signed_on=SIGNED - dt.timedelta(days=1))
    with pytest.raises(OfficeError, match=r"decisions\.number_taken"):
        decisions.sign(app, made, number=125, signed_on=SIGNED)


def test_the_next_number_is_proposed_and_never_one_already_given(issued: tuple[AppContext, int]) -> None:
    app, _ = issued
    assert app.read(next_number, year=2024) == 126
    assert app.read(next_number, year=2025) == 1
    number_series.set_next(app, kind="decision", year=2025, next_number=300)
    assert app.read(next_number, year=2025) == 300
    for kind, used in (("decision", 125), ("register", 2)):
        with pytest.raises(OfficeError, match=r"number_series\.used") as refused:
            number_series.set_next(app, kind=kind, year=YEAR, next_number=used)
        assert str(used) in error_sentence(refused.value)


def test_own_words_of_an_achievement_are_in_the_list_and_on_the_certificate(
    app: AppContext, tmp_path: Path
) -> None:
    form = (*PEOPLE[1][:4], "Giấy khen của Chủ tịch UBND huyện")
    take_in(app, workbook(tmp_path, [PEOPLE[0], form]))
    pass_all(app)
    own = decisions.queue(app, year=YEAR).own
    made = decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in own]).decision_id
    row = next(row for row in own if row.name == "Lò Văn Đạt")
    decisions.set_achievement(app, row.id, year=YEAR, words="có sáng kiến số hóa hồ sơ một cửa")
    decisions.sign(app, made, number=7, signed_on=SIGNED)
    paper = message(decision_paper.render(app, made))
    assert "Có sáng kiến số hóa hồ sơ một cửa" in paper
    assert "phong trào thi đua năm 2024 (có danh sách kèm theo)" in paper
    pages = [page.extract_text() for page in PdfReader(BytesIO(certificates.render(app, made).pdf)).pages]
    assert [("số hóa" in " ".join(page.split())) for page in pages].count(True) == 1
    with pytest.raises(OfficeError, match=r"decisions\.already_signed"):
        decisions.set_achievement(app, row.id, year=YEAR, words="khác")


def test_a_request_is_stored_and_its_answer_becomes_grants_of_the_decision_from_above(
    issued: tuple[AppContext, int],
) -> None:
    app, _ = issued
    higher = {row.name: row.id for row in decisions.queue(app, year=YEAR).higher}
    sent = request_answers.send(
        app, year=YEAR, nomination_ids=list(higher.values()), number=44, sent_on=SIGNED
    )
    queue = decisions.queue(app, year=YEAR)
    assert (queue.higher, len(queue.asked)) == ((), 2)
    request_answers.set_number(app, sent.submission_id, number=45, sent_on=SIGNED)
    stored = app.read(stored_papers, submission_id=sent.submission_id)
    assert len(stored) == 2, "as drafted, and as numbered"
    assert all(check.ok for check in maintenance.verify(app))
    request_answers.grant(
        app,
        year=YEAR,
        nomination_ids=[higher["Giàng A Phủ"]],
        issuer="Chủ tịch UBND tỉnh Sơn Hà",
        level="province",
        number="1900/QĐ-UBND",
        signed_on=LATER,
    )
    request_answers.refuse(
        app, year=YEAR, nomination_ids=[higher["Vàng Thị Mỷ"]], reason="Chưa đủ hai năm liên tục"
    )
    (asked,) = app.read(submissions, year=YEAR)
    assert (asked.number, asked.people, asked.granted, asked.refused) == ("45/TTr-UBND", 2, 1, 1)
    (grant,) = grants_of(app, "giang a phu")
    assert (grant.decision_number, grant.level, grant.prize) == ("1900/QĐ-UBND", "province", None)
    assert {row.name: row.state for row in listed(app)}["Vàng Thị Mỷ"] == "failed"
    assert {line.answer for line in app.read(lines, year=YEAR)} == {"granted", "refused"}


def test_who_was_asked_for_is_not_asked_twice_and_an_unanswered_request_can_be_taken_back(
    issued: tuple[AppContext, int],
) -> None:
    app, _ = issued
    ids = [row.id for row in decisions.queue(app, year=YEAR).higher]
    sent = request_answers.send(app, year=YEAR, nomination_ids=ids)
    with pytest.raises(OfficeError, match=r"submission\.asked_already"):
        request_answers.send(app, year=YEAR, nomination_ids=ids)
    request_answers.remove(app, sent.submission_id)
    assert len(decisions.queue(app, year=YEAR).higher) == 2
    with pytest.raises(OfficeError, match=r"submission\.not_asked"):
        request_answers.refuse(app, year=YEAR, nomination_ids=ids, reason="x")


def test_a_revocation_from_above_is_only_recorded(issued: tuple[AppContext, int]) -> None:
    app, _ = issued
    higher = [row.id for row in decisions.queue(app, year=YEAR).higher]
    request_answers.send(app, year=YEAR, nomination_ids=higher)
    request_answers.grant(
        app,
        year=YEAR,
        nomination_ids=higher,
        issuer="Chủ tịch UBND tỉnh",
        level="province",
        number="1900/QĐ-UBND",
        signed_on=SIGNED,
    )
    grants = grants_of(app, "giang a phu")
    changes.record_revocation(
        app,
        [grants[0].id],
        issuer="Chủ tịch UBND tỉnh",
        number="77/QĐ-UBND",
        signed_on=LATER,
        reason="Kết luận thanh tra",
    )
    assert grants_of(app, "giang a phu") == ()
    (trace,) = app.read(traces, grants[0].decision_id)
    assert (trace.number, trace.kind) == ("77/QĐ-UBND", "revoke")


def _all(app: AppContext, number: int) -> list[int]:
    return [grant.id for grant in app.read(standing_of_decision, number)]


def test_what_was_taken_back_gets_no_certificate_no_money_and_is_reported_in_the_register(
    issued: tuple[AppContext, int],
) -> None:
    app, number = issued
    lost = grant_of(app, number, "Lò Văn Đạt")
    made = changes.draft_change(app, number, kind="revoke", reason="Khai gian", grant_ids=[lost])
    decisions.sign(app, made.decision_id, number=130, signed_on=LATER)
    for paper in (
        message(certificates.render(app, number, grant_ids=_all(app, number)).pdf),
        message(payment.render(app, number)),
        message(ceremony.render(app, number)),
    ):
        assert "Nguyễn Thị Ước" in paper
        assert "Lò Văn Đạt" not in paper
    lines = {row.name: award_register.ended_words(row) for row in app.read(register, year=YEAR)}
    assert lines == {"Nguyễn Thị Ước": "", "Lò Văn Đạt": "Đã hủy bỏ từ 14/03/2025"}


def test_who_was_corrected_is_paid_and_registered_once_in_the_present_words(
    issued: tuple[AppContext, int],
) -> None:
    app, number = issued
    decisions.sign(app, corrected(app, number), number=130, signed_on=LATER)
    paid = message(payment.render(app, number))
    assert "Lò Văn Đoạt" in paid
    assert "Lò Văn Đạt" not in paid
    assert "Nguồn chi: Quỹ thi đua, khen thưởng của Ủy ban nhân dân huyện" in paid
    book = award_register.book_of(app, year=YEAR)
    assert sorted(row.name for row in book.rows) == ["Lò Văn Đoạt", "Nguyễn Thị Ước"]
    assert book.check.whole


def test_a_request_the_level_above_refused_has_its_own_word(issued: tuple[AppContext, int]) -> None:
    app, _ = issued
    asked = [row.id for row in decisions.queue(app, year=YEAR).higher]
    request_answers.send(app, year=YEAR, nomination_ids=asked)
    request_answers.refuse(app, year=YEAR, nomination_ids=asked[:1], reason="Chưa đủ thành tích")
    reported = {row.id: (row.state, row.refused_above) for row in listed(app)}
    assert reported[asked[0]] == ("failed", True)
    assert reported[asked[1]] == ("passed", False)


def test_the_fund_reports_what_is_left_after_the_prizes_that_stand(issued: tuple[AppContext, int]) -> None:
    app, number = issued
    assert "chưa ghi số quỹ" in award_fund.fund_words(app.read(fund, year=YEAR))
    award_fund.save_fund(app, year=YEAR, total=Decimal(5_000_000), spent_otherwise=Decimal(300_000))
    assert app.read(fund, year=YEAR).prizes == Decimal(710_000 + 2_340_000)
    assert award_fund.fund_words(app.read(fund, year=YEAR)).endswith("còn 1.650.000 đồng.")
    lost = grant_of(app, number, "Lò Văn Đạt")
    made = changes.draft_change(app, number, kind="revoke", reason="Khai gian", grant_ids=[lost])
    decisions.sign(app, made.decision_id, number=130, signed_on=LATER)
    assert app.read(fund, year=YEAR).left == Decimal(5_000_000 - 300_000 - 710_000)
    with pytest.raises(OfficeError, match=r"award_fund\.negative"):
        award_fund.save_fund(app, year=YEAR, total=Decimal(-1), spent_otherwise=None)
