"""Rulings stored with their basis, tried on the year's nominees; initiatives, dossiers, the radar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.services.small_office import TODAY, YEAR, listed, pass_all, take_in, workbook
from thidua_desktop.catalogue import load_rule_set
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.council.sessions import sessions, snapshot
from thidua_desktop.queries.eligibility.office_rules import office_rules
from thidua_desktop.queries.nominations.initiatives import initiatives
from thidua_desktop.queries.nominations.nominations import NominationRow, findings
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.year_records import year_record
from thidua_desktop.services.decisions.external import past_decisions
from thidua_desktop.services.decisions.external.recording import record_nominations
from thidua_desktop.services.eligibility import office_rules as law
from thidua_desktop.services.eligibility import suggestions
from thidua_desktop.services.eligibility.caps import caps_of_year, over_summary, over_words
from thidua_desktop.services.eligibility.card import summary
from thidua_desktop.services.eligibility.judging import judge
from thidua_desktop.services.eligibility.law_trial import try_ruling
from thidua_desktop.services.eligibility.law_view import law_rows, value_words
from thidua_desktop.services.nominations import dossiers
from thidua_desktop.services.nominations import facts as nominee_facts
from thidua_desktop.services.nominations import initiatives as works
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.year_records import record_year

BASIS = "Quyết định số 12/2024/QĐ-UBND ngày 25/4/2024 của UBND tỉnh"
UNIT = "UBND xã Khau Vạt"
NAMES = ("Lò Thị Hà", "Lò Văn Minh", "Quàng Văn Tiên", "Vàng A Sử")


def typed(parameter: str, value: str, **more: object) -> dict[str, object]:
    return {
        "parameter": parameter,
        "value": value,
        "valid_from": dt.date(2024, 5, 1),
        "basis": BASIS,
        **more,
    }


def keep(app: AppContext, parameter: str, value: str, **more: object) -> None:
    law.save_ruling(app, law.drafted(typed(parameter, value, **more)))


@pytest.fixture
def nominees(app: AppContext, tmp_path: Path) -> tuple[NominationRow, ...]:
    """Four people of one commune, rated, proposed for Chiến sĩ thi đua cơ sở."""
    take_in(app, workbook(tmp_path, [(name, None, "Công chức", UNIT, "CSTĐCS") for name in NAMES]))
    rated = [{"person_id": row.subject_id, "rating": "HTXS", "months_worked": 9} for row in listed(app)]
    record_year(app, year=YEAR, records=rated)
    nominating.submit(app, year=YEAR)
    return listed(app)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"basis": ""}, "law.basis_needed"),
        ({"valid_from": None}, "law.from_needed"),
        ({"valid_to": dt.date(2024, 4, 1)}, "law.days_turned"),
        ({"value": "150 %"}, "law.value_share"),
    ],
)
def test_a_ruling_without_its_basis_or_days_is_refused(change: dict[str, object], error: str) -> None:
    with pytest.raises(OfficeError) as refused:
        law.drafted({**typed("quota_share", "15 %", award="CSTDCS"), **change})
    assert refused.value.code == error


def test_a_later_ruling_ends_the_former_and_both_are_stored(app: AppContext) -> None:
    keep(app, "quota_share", "15 %", award="CSTDCS")
    keep(app, "quota_share", "20 %", award="CSTDCS", valid_from=dt.date(2024, 10, 1))
    stored = app.read(office_rules)
    assert [(one.value, one.valid_from, one.valid_to) for one in stored] == [
        ("3/20", dt.date(2024, 5, 1), dt.date(2024, 9, 30)),
        ("1/5", dt.date(2024, 10, 1), None),
    ]
    with pytest.raises(OfficeError, match=r"law\.same_day"):
        keep(app, "quota_share", "25 %", award="CSTDCS", valid_from=dt.date(2024, 10, 1))
    shown = next(
        row for row in law_rows(law.law_of(app), "R2022A", day=TODAY) if row.key == ("CSTDCS", "quota_share")
    )
    assert [value_words("quota_share", one.value) for one in shown.versions] == ["20 %", "15 %"]


def test_a_ruling_entered_late_ends_where_the_next_one_begins(app: AppContext) -> None:
    keep(app, "quorum", "3/4", valid_from=dt.date(2024, 10, 1))
    keep(app, "quorum", "2/3")
    assert {one.value: one.valid_to for one in app.read(office_rules)} == {
        "3/4": None,
        "2/3": dt.date(2024, 9, 30),
    }


def test_a_ruling_is_tried_before_it_is_stored_and_says_why(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    rule = law.drafted(typed("months", "10", award="LDTT"))
    trial = try_ruling(app, rule, year=YEAR)
    assert (trial.judged, len(trial.changed), trial.in_force) == (4, 4, True)
    one = trial.changed[0]
    assert (one.before, one.after) == ("eligible", "not_eligible")
    assert "danh hiệu trước" in one.why.lower()
    assert not app.read(office_rules)
    assert {row.verdict for row in listed(app)} == {"eligible"}


def test_a_ruling_changes_no_stored_verdict_by_itself_and_a_closed_council_keeps_its_own(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    pass_all(app)
    seen = [one.id for one in app.read(sessions, year=YEAR)]
    before = {row.id: app.read(findings, row.id) for row in listed(app)}
    keep(app, "months", "10", award="LDTT")
    nominating.submit(app, year=YEAR)
    assert {row.verdict for row in listed(app)} == {"eligible"}
    assert {row.id: app.read(findings, row.id) for row in listed(app)} == before
    assert [one.id for one in app.read(sessions, year=YEAR)] == seen


def test_days_away_typed_in_the_years_record_answer_the_rulings_limit(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    keep(app, "leave_days", "40", award="LDTT")
    under, at_limit, unknown = nominees[0], nominees[1], nominees[2]
    nominee_facts.save_record(app, under, {"leave_days": 39})
    nominee_facts.save_record(app, at_limit, {"leave_days": 40})
    verdicts = judge(app, listed(app))
    assert [verdicts[row.id].verdict for row in (under, at_limit)] == ["eligible", "not_eligible"]
    reported = str(verdicts[at_limit.id].findings)
    assert "leave_below" in reported and "40" in reported
    assert "leave_below" in str(verdicts[unknown.id].findings)
    assert verdicts[unknown.id].verdict != "not_eligible"


@pytest.mark.parametrize("days", [-1, 367])
def test_more_days_away_than_a_year_has_are_refused(
    app: AppContext, nominees: tuple[NominationRow, ...], days: int
) -> None:
    with pytest.raises(OfficeError, match=r"nominees\.leave_over"):
        nominee_facts.save_record(app, nominees[0], {"leave_days": days})


def test_a_cap_over_which_a_unit_goes_is_reported_and_blocks_nothing(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    assert not over_words(caps_of_year(app, year=YEAR))
    keep(app, "quota_share", "50 %", award="CSTDCS")
    found = caps_of_year(app, year=YEAR)
    assert [(cap.base, cap.most, cap.used, cap.left) for cap in found.caps] == [(4, 2, 4, -2)] * 2
    assert UNIT in over_words(found)[0]
    assert "4, mức tối đa 2" in over_summary(found)
    pass_all(app)
    assert {row.state for row in listed(app)} == {"passed"}


def test_every_printed_value_is_worded(app: AppContext) -> None:
    for code in ("R2003", "R2022A", "R2022B", "R2026"):
        rows = law_rows(law.law_of(app), code, day=TODAY)
        assert len(rows) > 200
        assert all("{" not in row.printed for row in rows)
        share = next(row for row in rows if row.key == ("TTLDTT", "member_share"))
        assert share.printed == ("50 %" if code == "R2003" else "70 %")


def test_the_base_salary_the_officer_enters_goes_before_the_catalogues(app: AppContext) -> None:
    keep(app, "base_salary", "2.600.000", valid_from=dt.date(2027, 1, 1))
    found = law.law_of(app)
    assert int(found.base_salary(dt.date(2026, 12, 31))) == 2_530_000
    assert int(found.base_salary(dt.date(2027, 1, 1))) == 2_600_000


def test_an_initiative_used_before_is_reported_with_where(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    first, second = nominees[0], nominees[1]
    works.save_initiative(
        app,
        person_id=first.subject_id,
        year=YEAR,
        title="Số hóa hồ sơ đất đai",
        kind="initiative",
        scope="base",
        paper_number="12/QĐ-HĐSK",
        authors=[second.subject_id],
    )
    work = app.read(initiatives)[0]
    assert [name for _, name in work.authors] == [second.name]
    works.name_for(app, first.id, [work.id], name=first.name)
    works.name_for(app, second.id, [work.id], name=second.name)
    reported = works.warnings(app.read(initiatives), nomination_id=second.id)
    assert len(reported) == 1
    assert first.name in reported[0]
    verdict = judge(app, listed(app))[second.id]
    finding = next(one for one in verdict.findings if one.rule == "initiative_used_before")
    assert (finding.ok, finding.severity) == (False, "warning")
    assert verdict.verdict == "eligible"
    with pytest.raises(OfficeError, match=r"initiatives\.in_use"):
        works.remove_initiatives(app, app.read(initiatives))


def test_an_initiative_without_its_paper_is_never_a_no(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    one = nominees[0]
    record_year(app, year=YEAR, records=[{"person_id": one.subject_id, "rating": "HTT"}])
    works.save_initiative(
        app, person_id=one.subject_id, year=YEAR, title="Nhóm Zalo thôn bản", kind="initiative", scope="base"
    )
    assert judge(app, listed(app))[one.id].verdict == "needs_review"


def test_a_dossier_asks_for_the_certificate_only_when_it_rests_on_one(
    app: AppContext, nominees: tuple[NominationRow, ...], tmp_path: Path
) -> None:
    row = nominees[0]
    asked = [one.item.code for one in dossiers.dossier(app, row).papers]
    assert asked == ["proposal", "report", "minutes", "ballot_result", "rating_certificate"]
    works.save_initiative(
        app, person_id=row.subject_id, year=YEAR, title="Một cửa", kind="initiative", scope="base"
    )
    works.name_for(app, row.id, [app.read(initiatives)[0].id], name=row.name)
    asked = [one.item.code for one in dossiers.dossier(app, row).papers]
    assert asked == ["proposal", "report", "minutes", "work_certificate", "ballot_result"]
    scan = tmp_path / "báo cáo thành tích.pdf"
    scan.write_bytes(b"%PDF-1.4 report")
    dossiers.save_paper(app, row, "report", state="received", file=scan)
    dossiers.receive_all(app, row)
    found = dossiers.dossier(app, row)
    assert (found.missing, {one.stored.file_name for one in found.papers if one.stored}) == (
        0,
        {scan.name, None},
    )
    keep(app, "copies", "2", award="CSTDCS")
    assert dossiers.dossier(app, row).copies == 2
    with pytest.raises(OfficeError, match=r"files\.missing"):
        dossiers.save_paper(app, row, "minutes", state="received", file=tmp_path / "không có.pdf")


def test_a_missing_paper_is_reported_in_two_sentences(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    row = nominees[0]
    words = summary(row.name, row.award_code, row.verdict, app.read(findings, row.id))
    assert words.startswith(f"{row.name} đủ điều kiện")
    record_year(app, year=YEAR, records=[{"person_id": row.subject_id, "rating": "HT"}])
    nominating.submit(app, year=YEAR)
    failed = listed(app)[0]
    words = summary(failed.name, failed.award_code, failed.verdict, app.read(findings, failed.id))
    assert "chưa đủ điều kiện" in words
    assert words.count(". ") == 1


def test_what_only_the_officer_can_confirm_decides_the_verdict(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    row = nominees[0]
    nominating.set_award(app, [row.id], year=YEAR, award_code="GK_HUYEN")
    row = next(one for one in listed(app) if one.id == row.id)
    assert judge(app, [row])[row.id].verdict == "needs_review"
    assert "achievement" in nominee_facts.ticks_of(app, row)
    for answer, verdict in ((True, "eligible"), (False, "needs_review")):
        nominating.confirm_facts(app, row.id, year=YEAR, facts={"achievement": answer})
        assert judge(app, [row])[row.id].verdict == verdict


def test_returned_with_a_reason_it_comes_again_without_it(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    row = nominees[0]
    nominating.give_back(app, [row.id], year=YEAR, reason="Thiếu báo cáo thành tích")
    now = next(one for one in listed(app) if one.id == row.id)
    assert (now.state, now.return_reason, now.override_reason) == (
        "returned",
        "Thiếu báo cáo thành tích",
        None,
    )
    nominating.submit(app, year=YEAR, ids=[row.id])
    now = next(one for one in listed(app) if one.id == row.id)
    assert (now.state, now.return_reason, now.received_on) == ("submitted", "", TODAY)


def test_decided_elsewhere_is_recorded_by_the_short_way(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    ids = [row.id for row in nominees[:2]]
    record_nominations(
        app,
        ids,
        year=YEAR,
        number="99/QĐ-UBND",
        signed_on=dt.date(2024, 12, 18),
        issuer="Ủy ban nhân dân tỉnh Sơn Hà",
        level="province",
    )
    states = {row.id: row.state for row in listed(app)}
    assert [states[one] for one in ids] == ["decided", "decided"]
    with pytest.raises(OfficeError, match=r"nominations\.voted_already"):
        nominating.give_back(app, ids, year=YEAR, reason="x")
    # The same award of the same year again is seen against the decision just recorded.
    nominating.add(
        app,
        year=YEAR,
        subject_type="person",
        subject_id=nominees[2].subject_id,
        award_code="LDTT",
        unit_id=None,
        occasion="CONG_TRANG",
    )
    assert judge(app, listed(app))[nominees[2].id].verdict == "eligible"


def test_the_radar_finds_who_was_forgotten_and_proposes_in_one_press(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    forgotten = nominees[0]
    nominating.remove(app, [forgotten.id], year=YEAR)
    reported: list[int] = []
    rows = suggestions.find_eligible(
        app, year=YEAR, progress=lambda done, total, words: reported.append(done)
    )
    mine = {row.award_code: row.group for row in rows if row.candidate.subject_id == forgotten.subject_id}
    assert mine["CSTDCS"] == "ready"
    assert reported[-1] == len(app.read(persons)) + 1
    others = {row.subject_id for row in nominees[1:]}
    assert not any(row.award_code == "CSTDCS" and row.candidate.subject_id in others for row in rows)
    chosen = [row for row in rows if row.key == ("person", forgotten.subject_id, "CSTDCS")]
    suggestions.nominate(app, chosen, year=YEAR)
    again = suggestions.find_eligible(app, year=YEAR)
    assert not any(row.key == chosen[0].key for row in again)


def test_the_radar_reports_whose_chain_is_full_and_who_lacks_one_thing(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    row = nominees[0]
    for year in (YEAR - 2, YEAR - 1):
        past_decisions.record_decision(
            app,
            issuer="Ủy ban nhân dân huyện",
            level="district",
            number=f"{year}/QĐ-UBND",
            signed_on=dt.date(year, 12, 20),
            subject="",
            award_year=year,
            grants=[
                past_decisions.PastGrant(
                    subject_type="person", subject_id=row.subject_id, award_code="CSTDCS", name=row.name
                )
            ],
        )
    found = {
        one.award_code: one
        for one in suggestions.find_eligible(app, year=YEAR)
        if one.candidate.subject_id == row.subject_id
    }
    assert (found["CSTDT"].group, found["BK_TINH"].group) == ("completes", "completes")
    assert found["CSTDT"].short
    assert not found["BK_TINH"].short


def test_the_explanation_of_a_rule_says_what_the_file_says() -> None:
    """Every number, title and level of work a condition asks for stands in its printed words."""
    from thidua_desktop.catalogue import award_by_code
    from thidua_desktop.catalogue.wording import required_words
    from thidua_desktop.domain.eligibility.conditions import judge as judge_condition
    from thidua_desktop.domain.eligibility.facts import Facts
    from thidua_desktop.domain.eligibility.findings import Question
    from thidua_desktop.domain.eligibility.rules import Condition

    def check(condition: Condition, code: str) -> None:
        words = required_words(judge_condition(condition, Question(Facts(), rules, 2024)))
        assert words, (code, condition.rule)
        assert "{" not in words, (code, condition.rule)
        if condition.kind in ("any_of", "all_of"):
            for part in condition.parts:
                check(part, code)
                assert required_words(judge_condition(part, Question(Facts(), rules, 2024))) in words
            return
        if condition.count:
            assert str(condition.count) in words
        if condition.share:
            assert f"{float(condition.share * 100):g} %" in words
        if condition.award and condition.award in rules.awards:
            assert award_by_code(condition.award).name in words

    for name in ("R2003", "R2022A", "R2022B", "R2026"):
        rules = load_rule_set(name)
        for code, rule in rules.awards.items():
            for condition in (*rule.conditions, *rules.general):
                check(condition, code)


def test_prize_and_authority_on_a_decision_follow_the_rulings(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    from thidua_desktop.services.decisions.decisions import decides
    from thidua_desktop.services.decisions.list_lines import lines_of_nominations

    keep(app, "coefficient", "0,5", award="CSTDCS")
    keep(app, "deciders", "province", award="CSTDCS")
    found = law.law_of(app)
    lines = lines_of_nominations(nominees, on=TODAY, law=found)
    assert {int(line.prize or 0) for line in lines} == {1_170_000}
    assert not decides("district", "CSTDCS", on=TODAY, law=found)
    assert decides("district", "CSTDCS", on=dt.date(2024, 4, 30), law=found)


def test_a_discipline_learnt_of_later_turns_the_verdict_and_the_closed_council_keeps_what_it_saw(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, [("Lò Thị Hà", None, "Công chức", UNIT, "LĐTT")]))
    (row,) = listed(app)
    clean = {"person_id": row.subject_id, "rating": "HTT", "discipline": "none", "pending_case": False}
    record_year(app, year=YEAR, records=[clean])
    pass_all(app)
    (held,) = app.read(sessions, year=YEAR)
    before = app.read(snapshot, held.id)
    assert judge(app, listed(app))[row.id].verdict == "eligible"
    record_year(app, year=YEAR, records=[clean | {"discipline": "khien_trach"}])
    assert judge(app, listed(app))[row.id].verdict == "not_eligible"
    assert app.read(snapshot, held.id) == before


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"discipline": "cach_chuc"}, "unknown_discipline"), ({"rating": "Tốt"}, "unknown_rating")],
)
def test_a_word_the_conditions_do_not_know_is_refused_and_the_record_stays(
    app: AppContext, tmp_path: Path, wrong: dict[str, str], error: str
) -> None:
    take_in(app, workbook(tmp_path, [("Lò Thị Hà", None, "Công chức", UNIT, "LĐTT")]))
    (row,) = listed(app)
    known = {"person_id": row.subject_id, "rating": "HT", "discipline": "canh_cao"}
    record_year(app, year=YEAR, records=[known])
    with pytest.raises(OfficeError) as refused:
        record_year(app, year=YEAR, records=[known | wrong])
    assert refused.value.code == f"history.{error}"
    stored = app.read(year_record, subject_type="person", subject_id=row.subject_id, year=YEAR)
    assert (stored["rating"], stored["discipline"]) == ("HT", "canh_cao")
