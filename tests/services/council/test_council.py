"""The council at work: who sits, who came, who is close to whom, ballots, counts, the papers."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.services.small_office import YEAR, listed, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.council.members import attendance, interests, members
from thidua_desktop.queries.council.sessions import session, snapshot, votes
from thidua_desktop.queries.office.journal import recent
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.council import (
    appraisal,
    ballots,
    minutes,
    session_changes,
    sessions,
)
from thidua_desktop.services.council import (
    members as council_members,
)
from thidua_desktop.services.council.rules import vote_rules
from thidua_desktop.services.council.session_changes import SessionRules
from thidua_desktop.services.council.sessions import Attended, Count
from thidua_desktop.services.eligibility import office_rules
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import save_unit
from thidua_desktop.texts import error_sentence

HELD = dt.date(2024, 12, 10)
FOUR = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Đỗ Hữu Ỷ", "1984", "Giáo viên", "Trường Tiểu học Nậm Pục", "LĐTT"),
    ("Vàng Thị Mỷ", "1985", "Giáo viên", "Trường Tiểu học Nậm Pục", "CSTĐCS"),
)
SEATS = (
    ("Lường Văn Quyết", "Chủ tịch UBND huyện", "chair", True),
    ("Quàng Văn Sơn", "Phó Chủ tịch UBND huyện", "deputy", True),
    ("Hà Thị Thắm", "Trưởng phòng Nội vụ", "standing", True),
    ("Lò Thị Mai", "Chủ tịch Liên đoàn Lao động huyện", "member", True),
    ("Tòng Văn Hặc", "Bí thư Huyện đoàn", "member", True),
    ("Quàng Thị Xoan", "Chuyên viên Phòng Nội vụ", "secretary", False),
)


@pytest.fixture
def ready(app: AppContext, tmp_path: Path) -> AppContext:
    """Four nominees appraised, a council of five votes and a secretary without one."""
    take_in(app, workbook(tmp_path, FOUR))
    nominating.submit(app, year=YEAR)
    home = next(unit.id for unit in app.read(units) if unit.name == "Phòng Nội vụ")
    for name, position, role, voting in SEATS:
        council_members.save_member(
            app,
            full_name=name,
            position=position,
            role=role,
            votes=voting,
            unit_id=home if role == "standing" else None,
        )
    return app


def who(app: AppContext, name: str) -> int:
    return next(one.id for one in app.read(members) if one.full_name == name)


def came(app: AppContext, **other: str) -> list[Attended]:
    """Everybody present; ``other``: role to what that role did instead."""
    return [Attended(one.id, other.get(one.role, "present")) for one in app.read(members)]


def opened(
    app: AppContext, *, exclude: bool = False, tie: str = "none", threshold: str = "2/3", **other: str
) -> int:
    return sessions.open_session(
        app,
        year=YEAR,
        title="Xét khen thưởng năm 2024",
        held_on=HELD,
        place="Phòng họp số 1",
        chair="Lường Văn Quyết",
        secretary="Quàng Thị Xoan",
        nomination_ids=[row.id for row in listed(app)],
        threshold=Fraction(threshold),
        strict=threshold == "1/2",
        attendance=came(app, **other),
        exclude_conflicts=exclude,
        tie_rule="chair" if tie == "chair" else "none",
        started="8h00",
    ).session_id


def _set_times(app: AppContext, session_id: int, *, started: str | None, ended: str | None) -> None:
    rules = SessionRules(threshold=Fraction(2, 3), started=started, ended=ended)
    session_changes.set_rules(app, session_id, rules)


def by_name(app: AppContext, session_id: int) -> dict[str, int]:
    names = {row.id: row.name for row in listed(app)}
    return {names[vote.nomination_id]: vote.nomination_id for vote in app.read(votes, session_id)}


def message(pdf: bytes) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_totals_follow_from_who_came_and_a_secretary_without_a_vote_is_no_seat(ready: AppContext) -> None:
    number = opened(ready, deputy="written", member="absent")
    held = ready.read(session, number)
    assert (held.total_members, held.present, held.absent_written) == (5, 2, 1)
    assert [one.role for one in ready.read(attendance, number)] == [
        "chair", "deputy", "standing", "member", "member", "secretary",
    ]  # fmt: skip
    assert {vote.issued for vote in ready.read(votes, number)} == {3}


def test_who_came_may_be_corrected_and_only_untouched_counts_start_again(ready: AppContext) -> None:
    number = opened(ready)
    ids = by_name(ready, number)
    touched = Count(ids["Lò Văn Đạt"], agree=4, disagree=1, issued=5, collected=5, valid=5)
    sessions.record(ready, number, [touched])
    session_changes.set_attendance(ready, number, came(ready, deputy="absent"))
    found = {vote.nomination_id: vote for vote in ready.read(votes, number)}
    assert found[ids["Lò Văn Đạt"]].issued == 5, "what was typed is hers"
    assert found[ids["Đỗ Hữu Ỷ"]].issued == 4
    with pytest.raises(OfficeError, match=r"council\.count_wrong") as refused:
        session_changes.set_attendance(ready, number, came(ready, member="absent"))
        sessions.close(ready, number)
    assert "Lò Văn Đạt" in error_sentence(refused.value)


def test_a_member_close_to_a_candidate_is_named_and_left_out_only_where_the_rule_says_so(
    ready: AppContext,
) -> None:
    shown = {vote.nomination_id: vote for vote in ready.read(votes, opened(ready))}
    ids = {row.name: row.id for row in listed(ready)}
    assert shown[ids["Lò Văn Đạt"]].close_members == "Hà Thị Thắm"
    assert shown[ids["Đỗ Hữu Ỷ"]].close_members == ""
    assert {vote.issued for vote in shown.values()} == {5}
    with pytest.raises(OfficeError, match=r"council\.in_meeting"):
        opened(ready, exclude=True)
    journal.undo(ready, ready.read(recent)[0].id)
    number = opened(ready, exclude=True)
    left = {vote.nomination_id: vote for vote in ready.read(votes, number)}
    assert (left[ids["Lò Văn Đạt"]].issued, left[ids["Lò Văn Đạt"]].excluded) == (4, 1)
    assert left[ids["Đỗ Hữu Ỷ"]].issued == 5
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    table = message(ballots.render_table(ready, number))
    assert "100% (4/4)" in table
    assert "Hà Thị Thắm" in table


def test_a_declared_interest_counts_like_the_own_unit_and_can_be_taken_back(ready: AppContext) -> None:
    school = next(unit.id for unit in ready.read(units) if unit.name == "Trường Tiểu học Nậm Pục")
    mai = who(ready, "Lò Thị Mai")
    council_members.add_interest(ready, member_id=mai, unit_id=school, reason="vợ là hiệu trưởng")
    person = next(one.id for one in ready.read(persons) if one.full_name == "Nguyễn Thị Ước")
    council_members.add_interest(ready, member_id=mai, person_id=person)
    found = {vote.nomination_id: vote.close_members for vote in ready.read(votes, opened(ready))}
    ids = {row.name: row.id for row in listed(ready)}
    assert found[ids["Vàng Thị Mỷ"]] == "Lò Thị Mai"
    assert found[ids["Nguyễn Thị Ước"]] == "Hà Thị Thắm\nLò Thị Mai"
    council_members.remove_interests(ready, [one.id for one in ready.read(interests, member_id=mai)])
    assert ready.read(interests, member_id=mai) == ()


def test_equal_votes_wait_for_the_chairmans_side_where_it_prevails(ready: AppContext) -> None:
    number = opened(ready, tie="chair", threshold="1/2", deputy="absent")
    ids = by_name(ready, number)
    tie = Count(ids["Đỗ Hữu Ỷ"], agree=2, disagree=2, issued=4, collected=4, valid=4)
    sessions.record(ready, number, [tie])
    with pytest.raises(OfficeError) as refused:
        sessions.close(ready, number)
    assert "Đỗ Hữu Ỷ" in error_sentence(refused.value)
    assert "chủ trì" in error_sentence(refused.value)
    sessions.record(ready, number, [Count(ids["Đỗ Hữu Ỷ"], 2, 2, 4, 4, 4, chair_agrees=True)])
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    assert {row.name: row.state for row in listed(ready)}["Đỗ Hữu Ỷ"] == "passed"


def test_those_who_gave_no_opinion_are_counted_apart_and_must_add_up(ready: AppContext) -> None:
    number = opened(ready)
    ids = by_name(ready, number)
    sessions.record(ready, number, [Count(ids["Đỗ Hữu Ỷ"], 4, 0, 5, 5, 5, abstain=1)])
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    (vote,) = [one for one in ready.read(votes, number) if one.nomination_id == ids["Đỗ Hữu Ỷ"]]
    assert (vote.agree, vote.abstain, vote.passed) == (4, 1, True)


def test_there_is_one_ballot_a_voter_and_award_without_the_voters_name(ready: AppContext) -> None:
    number = opened(ready, deputy="written", member="absent")
    pages = [page.extract_text() or "" for page in PdfReader(BytesIO(ballots.render(ready, number))).pages]
    assert len(pages) == 2 * 3, "two awards, three voters"
    assert all("PHIẾU BẦU" in page and "Không đồng" in page for page in pages)
    assert not any(name in page for page in pages for name, *_ in SEATS)


def test_who_is_left_out_for_some_gets_a_ballot_without_them(ready: AppContext) -> None:
    kinds = ballots.ballots_of(ready, opened(ready, exclude=True)).sheets
    assert sorted((sheet.copies, len(sheet.rows)) for sheet in kinds) == [(4, 1), (4, 1), (5, 1), (5, 1)]
    assert [sheet.code for sheet in kinds] == ["A", "B", "C", "D"]


def test_the_minutes_name_who_came_when_it_began_and_who_was_close(ready: AppContext) -> None:
    number = opened(ready, deputy="written")
    _set_times(ready, number, started="8h00", ended="9 giờ 30 phút")
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    words = message(minutes.render(ready, number))
    for part in (
        "08 giờ 00 phút",
        "09 giờ 30 phút",
        "Hà Thị Thắm - Trưởng phòng Nội vụ, Ủy viên Thường trực",
        "Quàng Văn Sơn (có ý kiến bằng văn bản)",
        "Thành viên có liên quan: Hà Thị Thắm (đối với",
    ):
        assert part in words, part


@pytest.mark.parametrize("typed", ["25:00", "8 giờ 75", "sáng"])
def test_a_time_that_cannot_be_is_refused(ready: AppContext, typed: str) -> None:
    with pytest.raises(OfficeError, match=r"council\.time_wrong"):
        _set_times(ready, opened(ready), started=typed, ended=None)


def test_the_rule_may_be_changed_while_the_meeting_is_open(ready: AppContext) -> None:
    number = opened(ready)
    session_changes.set_rules(ready, number, SessionRules(threshold=Fraction(4, 5), exclude_conflicts=True))
    ids = by_name(ready, number)
    found = {vote.nomination_id: vote for vote in ready.read(votes, number)}
    assert (found[ids["Lò Văn Đạt"]].issued, found[ids["Đỗ Hữu Ỷ"]].issued) == (4, 5)
    assert ready.read(session, number).threshold == "4/5"
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    with pytest.raises(OfficeError, match=r"council\.closed_already"):
        session_changes.set_rules(ready, number, SessionRules(threshold=Fraction(1, 2)))


def test_the_closed_meeting_keeps_the_rule_and_who_came(ready: AppContext) -> None:
    number = opened(ready)
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    for one in ready.read(members):
        council_members.remove_members(ready, [one.id])
    stored = ready.read(snapshot, number) or {}
    assert [one["name"] for one in stored["attendance"]] == [name for name, *_ in SEATS]
    kept_rules = {one["award"]: one["vote_rule"]["threshold"] for one in stored["candidates"]}
    assert kept_rules == {"LDTT": "2/3", "CSTDCS": "4/5"}
    assert "Lò Thị Mai" in message(minutes.render(ready, number))


def test_the_appraisal_report_counts_and_gives_each_reason_with_its_source(ready: AppContext) -> None:
    row = next(row for row in listed(ready) if row.name == "Lò Văn Đạt")
    nominating.override(ready, row.id, year=YEAR, reason="Đã bổ sung phiếu đánh giá")
    sheet = appraisal.sheet_of(ready, year=YEAR)
    assert {one.award: (one.all, one.needs_review, one.overruled) for one in sheet.counts} == {
        "Lao động tiên tiến": (2, 2, 0),
        "Chiến sĩ thi đua cơ sở": (2, 1, 1),
    }
    words = message(appraisal.render(ready, year=YEAR))
    assert "Kết luận lại: Đã bổ sung phiếu đánh giá" in words
    assert "Điều" in " ".join(reason for one in sheet.needs_review for reason in one.reasons)
    number = opened(ready)
    assert len(appraisal.sheet_of(ready, year=YEAR, session_id=number).counts) == 2


def test_the_appraisal_report_reports_the_share_a_collective_needs(app: AppContext, tmp_path: Path) -> None:
    school = "Trường Tiểu học Nậm Pục"
    rows = [("Đỗ Hữu Ỷ", "1984", "Giáo viên", school, "LĐTT"), (school, "", "", school, "TTLĐTT")]
    take_in(app, workbook(tmp_path, rows))
    unit = next(one for one in app.read(units) if one.name == school)
    save_unit(app, unit_id=unit.id, name=school, kind=unit.kind, member_count=4)
    nominating.submit(app, year=YEAR)
    (share,) = [one for one in appraisal.sheet_of(app, year=YEAR).shares if one.unit == school]
    assert (share.base, share.cap, share.used) == ("4", "ít nhất 3", "1"), "70 % of 4 is never 2"
    assert share.remark == "Chưa đủ tỷ lệ"
    assert "TỶ LỆ DANH HIỆU" in message(appraisal.render(app, year=YEAR))


def test_a_report_of_nothing_says_where_to_begin(app: AppContext) -> None:
    with pytest.raises(OfficeError) as refused:
        appraisal.render(app, year=YEAR)
    assert "Thẩm định" in error_sentence(refused.value)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"full_name": " "}, "name_empty"),
        ({"role": "chair", "full_name": "Người khác"}, "second_chair"),
        ({"valid_from": dt.date(2025, 1, 1), "valid_to": dt.date(2024, 1, 1)}, "dates_reversed"),
        ({"position": "Bí thư Huyện đoàn", "full_name": "Tòng Văn Hặc"}, "same_member"),
    ],
)
def test_a_member_that_cannot_be_is_refused(ready: AppContext, more: dict[str, object], code: str) -> None:
    values: dict[str, object] = {"full_name": "Lèo Văn Tâm", "role": "member", **more}
    with pytest.raises(OfficeError, match=rf"council_members\.{code}"):
        council_members.save_member(ready, **values)  # type: ignore[arg-type]
    assert len(ready.read(members)) == len(SEATS)


def test_papers_for_editing_hold_the_same_words(ready: AppContext, tmp_path: Path) -> None:
    number = opened(ready)
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    for name, write in (
        ("phieu.docx", lambda path: ballots.save_docx(ready, number, path)),
        ("kiem.docx", lambda path: ballots.save_table_docx(ready, number, path)),
        ("tham.docx", lambda path: appraisal.save_docx(ready, path, year=YEAR)),
    ):
        write(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(b"PK")


def test_a_ruling_on_one_award_is_its_threshold_and_a_closed_meeting_keeps_what_it_had(
    ready: AppContext,
) -> None:
    number = opened(ready, threshold="4/5")

    def rule(value: str, day: dt.date) -> None:
        office_rules.save_ruling(
            ready,
            office_rules.drafted(
                {
                    "parameter": "vote_threshold",
                    "award": "LDTT",
                    "value": value,
                    "valid_from": day,
                    "basis": "Quy chế Hội đồng",
                }
            ),
        )

    rule("60 %", dt.date(2024, 1, 1))
    rules = vote_rules(ready, ready.read(session, number))
    assert rules.of("LDTT").threshold == Fraction(3, 5)
    assert rules.of("LDTT").source == "Quy chế Hội đồng"
    assert rules.of("CSTDCS").threshold == Fraction(4, 5)
    ids = by_name(ready, number)
    for name in ("Nguyễn Thị Ước", "Lò Văn Đạt"):
        sessions.record(ready, number, [Count(ids[name], 3, 2, 5, 5, 5)])
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    passed = {vote.nomination_id: vote.passed for vote in ready.read(votes, number)}
    assert (passed[ids["Nguyễn Thị Ước"]], passed[ids["Lò Văn Đạt"]]) == (True, False)
    rule("90 %", dt.date(2024, 6, 1))
    assert vote_rules(ready, ready.read(session, number)).of("LDTT").threshold == Fraction(3, 5)
    assert "60 %" in message(minutes.render(ready, number))
    assert "90 %" not in message(minutes.render(ready, number))
    assert "60 %" in message(ballots.render_table(ready, number))


def test_guests_and_what_was_said_stand_in_the_minutes_and_counts_stay(ready: AppContext) -> None:
    number = opened(ready)
    sessions.fill_agreed(ready, number)
    sessions.close(ready, number)
    before = ready.read(votes, number)
    session_changes.set_minutes_words(
        ready,
        number,
        guests="Lò Văn Chung, Trưởng Công an\n\n  Hà Thị Lan ",
        proceedings="Đồng chí Sơn đề nghị làm rõ thời gian công tác.",
    )
    reported = message(minutes.render(ready, number))
    assert "Lò Văn Chung" in reported
    assert "Hà Thị Lan" in reported
    assert "đề nghị làm rõ thời gian công tác" in reported
    assert ready.read(votes, number) == before
    session_changes.set_minutes_words(ready, number, guests=None, proceedings=None)
    assert "Lò Văn Chung" not in message(minutes.render(ready, number))
