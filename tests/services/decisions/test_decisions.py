"""From the council's vote to papers on which every name and number agrees."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.services.small_office import SAMPLES, YEAR, grants_of, listed, meeting, pass_all, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.council.sessions import snapshot, votes
from thidua_desktop.queries.decisions.decisions import decision, papers
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.services.backup import maintenance
from thidua_desktop.services.certificates import certificates
from thidua_desktop.services.council import minutes, sessions
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.decisions import paper as decision_paper
from thidua_desktop.services.importing import staging
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.services.organisation.year_records import record_year
from thidua_desktop.services.reports import statistics
from thidua_desktop.texts import error_sentence

SIGNED_ON = dt.date(2024, 12, 20)
THREE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Giàng A Phủ", "1983", "Chuyên viên", "Phòng Nội vụ", "BK tỉnh"),
)


def words_of(pdf: bytes) -> str:
    reader = PdfReader(BytesIO(pdf))
    return " ".join(" ".join((page.extract_text() or "").split()) for page in reader.pages)


@pytest.fixture
def passed(app: AppContext, tmp_path: Path) -> AppContext:
    take_in(app, workbook(tmp_path, THREE))
    pass_all(app)
    return app


def drafted(app: AppContext) -> int:
    own = decisions.queue(app, year=YEAR).own
    return decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in own]).decision_id


def test_what_the_district_may_not_decide_waits_for_the_level_above(passed: AppContext) -> None:
    queue = decisions.queue(passed, year=YEAR)
    assert [row.name for row in queue.own] == ["Lò Văn Đạt", "Nguyễn Thị Ước"]
    assert [row.name for row in queue.higher] == ["Giàng A Phủ"]


def test_an_award_above_the_signers_authority_is_refused_with_the_name(passed: AppContext) -> None:
    higher = decisions.queue(passed, year=YEAR).higher
    made = decisions.draft(passed, year=YEAR, nomination_ids=[row.id for row in higher])
    with pytest.raises(OfficeError) as refused:
        decisions.sign(passed, made.decision_id, number=1, signed_on=SIGNED_ON)
    assert "Giàng A Phủ" in error_sentence(refused.value)
    assert passed.read(decision, made.decision_id).state == "draft"


def test_a_draft_prints_with_blanks_where_number_and_day_will_stand(passed: AppContext) -> None:
    message = words_of(decision_paper.render(passed, drafted(passed)))
    assert "Số: /QĐ-UBND" in message
    assert "Lâm Thượng, ngày tháng năm" in message


def test_number_and_day_are_all_the_officer_types(passed: AppContext) -> None:
    number = drafted(passed)
    decisions.sign(passed, number, number=7, signed_on=SIGNED_ON)
    message = words_of(decision_paper.render(passed, number))
    assert "Số: 07/QĐ-UBND" in message
    assert "ngày 20 tháng 12 năm 2024" in message
    assert "Nguyễn Thị Ước" in message
    assert "02 cá nhân" in message


def test_a_name_is_the_same_in_list_decision_annex_and_certificate(passed: AppContext) -> None:
    number = drafted(passed)
    decisions.sign(passed, number, number=125, signed_on=SIGNED_ON)
    paper = words_of(decision_paper.render(passed, number))
    run = certificates.render(passed, number, grant_ids=[one.id for one in passed.read(of_decision, number)])
    pages = [" ".join((page.extract_text() or "").split()) for page in PdfReader(BytesIO(run.pdf)).pages]
    names = [grant.name for grant in passed.read(of_decision, number)]
    assert names == ["Nguyễn Thị Ước", "Lò Văn Đạt"] or names == ["Lò Văn Đạt", "Nguyễn Thị Ước"]
    assert all(name in paper for name in names)
    assert [name in page for name, page in zip(names, pages, strict=True)] == [True, True]
    assert run.problems == ()


def test_prizes_follow_the_coefficient_and_base_salary_of_the_day(passed: AppContext) -> None:
    number = drafted(passed)
    decisions.sign(passed, number, number=125, signed_on=SIGNED_ON)
    prizes = {grant.award_code: int(grant.prize or 0) for grant in passed.read(of_decision, number)}
    assert prizes == {"LDTT": 710_000, "CSTDCS": 2_340_000}
    assert "3.050.000 đồng" in words_of(decision_paper.render(passed, number))


def test_book_numbers_are_unique_and_without_gaps_over_two_decisions(app: AppContext, tmp_path: Path) -> None:
    numbers: list[int | None] = []
    for place, row in enumerate(THREE[:2], start=1):
        take_in(app, workbook(tmp_path, [row], name=f"{place}.xlsx"))
        pass_all(app)
        made = drafted(app)
        decisions.sign(app, made, number=place, signed_on=SIGNED_ON)
        numbers += [grant.register_number for grant in app.read(of_decision, made)]
    assert numbers == [1, 2]


@pytest.mark.parametrize(
    ("number", "day", "code"),
    [
        (None, SIGNED_ON, "decisions.number_needed"),
        (5, None, "decisions.number_needed"),
        (0, SIGNED_ON, "decisions.number_wrong"),
        (5, dt.date(2024, 12, 1), "decisions.before_council"),
    ],
)
def test_a_decision_is_not_issued_with_a_wrong_number_or_day(
    passed: AppContext, number: int | None, day: dt.date | None, code: str
) -> None:
    made = drafted(passed)
    with pytest.raises(OfficeError) as refused:
        decisions.sign(passed, made, number=number, signed_on=day)
    assert refused.value.code == code
    assert passed.read(of_decision, made) == ()


def test_a_number_is_given_once_a_year(passed: AppContext, tmp_path: Path) -> None:
    decisions.sign(passed, drafted(passed), number=125, signed_on=SIGNED_ON)
    take_in(passed, workbook(tmp_path, [("Đỗ Hữu Ỷ", "1984", "", "Phòng Nội vụ", "LĐTT")], name="b.xlsx"))
    pass_all(passed)
    with pytest.raises(OfficeError, match=r"decisions\.number_taken"):
        decisions.sign(passed, drafted(passed), number=125, signed_on=SIGNED_ON)


def test_an_issued_decision_says_the_same_after_the_person_is_renamed(passed: AppContext) -> None:
    made = drafted(passed)
    decisions.sign(passed, made, number=125, signed_on=SIGNED_ON)
    before = decision_paper.render(passed, made)
    for person in passed.read(persons):
        people.save_person(passed, person_id=person.id, full_name="Tên Khác")
    assert decision_paper.render(passed, made) == before


def test_discarding_a_draft_lets_its_people_wait_again(passed: AppContext) -> None:
    made = drafted(passed)
    assert decisions.queue(passed, year=YEAR).own == ()
    decisions.discard(passed, made)
    assert len(decisions.queue(passed, year=YEAR).own) == 2


def test_a_saved_decision_is_stored_with_its_hash_and_its_data_verifies(
    passed: AppContext, tmp_path: Path
) -> None:
    made = drafted(passed)
    decisions.sign(passed, made, number=125, signed_on=SIGNED_ON)
    target = tmp_path / decision_paper.file_name(passed, made)
    decision_paper.save(passed, made, target)
    assert target.name == "Quyết định 125-QĐ-UBND.pdf"
    assert [paper.name for paper in passed.read(papers, decision_id=made)] == [target.name]
    assert all(check.ok for check in maintenance.verify(passed))
    stored = next(passed.folder.attachments.glob("*/*"))
    stored.write_bytes(b"changed")
    assert not all(check.ok for check in maintenance.verify(passed))


def test_a_paper_taken_back_is_no_fault_of_the_data_but_a_lost_file_is(
    passed: AppContext, tmp_path: Path
) -> None:
    made = drafted(passed)
    decisions.sign(passed, made, number=125, signed_on=SIGNED_ON)
    before = set(passed.folder.attachments.glob("*/*"))
    staged = staging.stage(passed, workbook(tmp_path, [THREE[0]], name="thêm.xlsx"), year=YEAR)
    (stored,) = set(passed.folder.attachments.glob("*/*")) - before
    journal.undo(passed, staged.changes.journal_id or 0)
    assert stored.exists(), "the file stays: the journal still tells of it"
    assert all(check.ok for check in maintenance.verify(passed))
    stray = stored.parent / ("0" * 64)
    stray.write_bytes(b"x")
    checks = maintenance.verify(passed)
    assert all(check.ok for check in checks), "a stray file is listed and no fault"
    assert any("tệp đính kèm không thuộc hồ sơ nào" in check.sentence for check in checks)
    stray.unlink()
    staging.stage(passed, tmp_path / "thêm.xlsx", year=YEAR)
    stored.unlink()
    assert not all(check.ok for check in maintenance.verify(passed))


def test_a_file_that_cannot_be_written_is_reported_and_nothing_is_stored(
    passed: AppContext, tmp_path: Path
) -> None:
    made = drafted(passed)
    decisions.sign(passed, made, number=125, signed_on=SIGNED_ON)
    with pytest.raises(OfficeError, match=r"documents\.folder_missing"):
        decision_paper.save(passed, made, tmp_path / "không có" / "a.pdf")
    assert passed.read(papers, decision_id=made) == ()


def test_a_count_that_does_not_add_up_cannot_be_closed_and_names_the_candidate(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, THREE))
    nominating.submit(app, year=YEAR)
    rows = listed(app)
    session = meeting(app, rows)
    wrong = sessions.Count(rows[0].id, agree=7, disagree=1, issued=9, collected=9, valid=9)
    sessions.record(app, session, [wrong])
    with pytest.raises(OfficeError) as refused:
        sessions.close(app, session)
    assert rows[0].name in error_sentence(refused.value)
    assert {row.state for row in listed(app)} == {"submitted"}


def test_the_percentage_uses_all_members_and_the_minutes_carry_these_numbers(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, THREE[:2]))
    nominating.submit(app, year=YEAR)
    rows = listed(app)
    session = meeting(app, rows, present=7)
    five = sessions.Count(rows[0].id, agree=5, disagree=2, issued=7, collected=7, valid=7)
    sessions.record(app, session, [five])
    sessions.fill_agreed(app, session)
    sessions.close(app, session)
    assert [vote.passed for vote in app.read(votes, session)] == [False, True], "5 of 9 is below two thirds"
    assert {row.name: row.state for row in listed(app)}[rows[0].name] == "failed"
    message = words_of(minutes.render(app, session))
    assert "55,55%" in message
    assert "77,77%" in message


def test_a_closed_council_keeps_what_it_saw(passed: AppContext) -> None:
    stored = passed.read(snapshot, 1) or {}
    assert [one["verdict"] for one in stored["candidates"]] == ["needs_review"] * 3
    assert all(one["findings"] for one in stored["candidates"])


def test_a_verdict_the_officer_overrules_keeps_the_officers_reason(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, THREE[:1]))
    nominating.submit(app, year=YEAR)
    (row,) = listed(app)
    with pytest.raises(OfficeError, match=r"nominations\.reason_needed"):
        nominating.override(app, row.id, year=YEAR, reason="  ")
    nominating.override(app, row.id, year=YEAR, reason="Đã bổ sung phiếu đánh giá")
    assert listed(app)[0].override_reason == "Đã bổ sung phiếu đánh giá"


def test_what_was_rated_and_granted_before_makes_the_verdict(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, THREE[:1]))
    (row,) = listed(app)
    nominating.submit(app, year=YEAR)
    assert listed(app)[0].verdict == "needs_review", "no rating known: never 'chưa đủ'"
    record_year(app, year=YEAR, records=[{"person_id": row.subject_id, "rating": "HTT"}])
    nominating.submit(app, year=YEAR)
    assert listed(app)[0].verdict == "eligible"
    record_year(app, year=YEAR, records=[{"person_id": row.subject_id, "rating": "HT"}])
    nominating.submit(app, year=YEAR)
    assert listed(app)[0].verdict == "not_eligible"


def test_what_has_this_person_received_is_answered_with_or_without_marks(passed: AppContext) -> None:
    made = drafted(passed)
    decisions.sign(passed, made, number=125, signed_on=SIGNED_ON)
    (grant,) = grants_of(passed, "lo van dat")
    assert (grant.name, grant.decision_number, grant.signed_on) == ("Lò Văn Đạt", "125/QĐ-UBND", SIGNED_ON)
    assert len(grants_of(passed, "Văn Đạt")) == 1


def test_the_tally_has_live_totals_that_a_viewer_shows_without_calculating(
    passed: AppContext, tmp_path: Path
) -> None:
    decisions.sign(passed, drafted(passed), number=125, signed_on=SIGNED_ON)
    path = tmp_path / "Bảng tổng hợp.xlsx"
    statistics.save_tally(passed, path, year=YEAR)
    shown = list(load_workbook(path, data_only=True).worksheets[0].iter_rows(values_only=True))
    live = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    total = next(place for place, row in enumerate(shown) if "Tổng cộng" in row)
    assert [cell for cell in shown[total] if isinstance(cell, int | float)] == [1, 1, 2, 3_050_000]
    assert sum(isinstance(cell, str) and cell.startswith("=") for cell in live[total]) == 4


def test_nothing_granted_is_said_and_no_empty_tally_is_written(app: AppContext, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"statistics\.nothing_to_count"):
        statistics.save_tally(app, tmp_path / "a.xlsx", year=YEAR)
    assert not (tmp_path / "a.xlsx").exists()


def test_the_year_summary_is_written_as_workbook_and_pdf(passed: AppContext, tmp_path: Path) -> None:
    decisions.sign(passed, drafted(passed), number=125, signed_on=SIGNED_ON)
    statistics.save_summary(passed, tmp_path / "a.xlsx", year=YEAR)
    statistics.save_summary(passed, tmp_path / "a.pdf", year=YEAR)
    assert len(load_workbook(tmp_path / "a.xlsx").worksheets) == 6, (
        "who received, and registered beside given"
    )
    assert "2 lượt" in words_of((tmp_path / "a.pdf").read_bytes())


def test_the_sample_with_title_block_goes_from_file_to_signed_decision(app: AppContext) -> None:
    take_in(app, SAMPLES / "o02_quoc_hieu_tieu_de.xlsx")
    pass_all(app)
    made = drafted(app)
    decisions.sign(app, made, number=200, signed_on=SIGNED_ON)
    message = words_of(decision_paper.render(app, made))
    assert message.count("UBND xã Cẩm Sơn") == 9
    assert "Quàng Thị Xoan" not in message, "the signer of the commune's list is no nominee"
