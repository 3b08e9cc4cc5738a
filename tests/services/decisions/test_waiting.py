"""A count on one page never contradicts the same count on another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.services.small_office import TODAY, YEAR, listed, meeting, take_in, workbook
from thidua_desktop.domain.nominations.nominating import OPEN_STATES
from thidua_desktop.queries.decisions.decisions import decision
from thidua_desktop.queries.reports.overview import overview
from thidua_desktop.queries.reports.waiting import waiting
from thidua_desktop.services.council import sessions
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.decisions.decision_day import NextNumber, next_number_of
from thidua_desktop.services.decisions.external.past_decisions import PastGrant, record_decision
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office import number_series
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.year_figures import figures_of

PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "LĐTT"),
    ("Giàng A Phủ", "1983", "Chuyên viên", "Phòng Nội vụ", "LĐTT"),
)


def _agree(app: AppContext) -> None:
    found = app.read(waiting, year=YEAR)
    assert app.read(overview, year=YEAR, today=TODAY).waiting == found
    states = [row.state for row in listed(app)]
    assert found.proposed == sum(state in OPEN_STATES for state in states)
    assert found.open == sum(state in ("draft", "returned") for state in states)
    assert found.to_vote == states.count("submitted")
    assert found.to_decide == states.count("passed")
    assert str(found.granted) == figures_of(app, year=YEAR).totals[0].value


def test_nominations_nobody_has_appraised_are_counted_as_proposed(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    found = app.read(waiting, year=YEAR)
    assert (found.proposed, found.drafts, found.to_vote) == (3, 3, 0)
    _agree(app)


def test_the_counts_agree_after_each_step(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    nominating.submit(app, year=YEAR, ids=[row.id for row in listed(app)[:2]])
    _agree(app)
    voted = meeting(app, [row for row in listed(app) if row.state == "submitted"])
    _agree(app)
    sessions.fill_agreed(app, voted)
    sessions.close(app, voted)
    _agree(app)
    ids = [row.id for row in decisions.queue(app, year=YEAR).own]
    made = decisions.draft(app, year=YEAR, nomination_ids=ids).decision_id
    decisions.sign(app, made, number=12, signed_on=TODAY)
    _agree(app)
    assert app.read(waiting, year=YEAR).granted == 2


def test_one_number_is_offered_by_draft_and_office_in_the_year_it_belongs_to(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, PEOPLE))
    person = listed(app)[0]
    record_decision(
        app,
        issuer="UBND huyện",
        level="district",
        number="3186/QĐ-UBND",
        signed_on=dt.date(2024, 11, 2),
        subject="Khen",
        award_year=YEAR,
        origin="own",
        grants=[PastGrant(subject_type="person", subject_id=person.subject_id, award_code="LDTT", name="A")],
    )
    nominating.submit(app, year=YEAR)
    held = meeting(app, [row for row in listed(app) if row.state == "submitted"])
    sessions.fill_agreed(app, held)
    sessions.close(app, held)
    ids = [row.id for row in decisions.queue(app, year=YEAR).own]
    draft = app.read(decision, decisions.draft(app, year=YEAR, nomination_ids=ids).decision_id)
    assert next_number_of(app, draft, signed_on=None) == NextNumber(3187, 2024)
    assert app.read(number_series.next_numbers, year=2024)["decision"] == 3187
    assert next_number_of(app, draft, signed_on=dt.date(2025, 1, 6)) == NextNumber(1, 2025)
    app.database.clock = lambda: dt.datetime.combine(dt.date(2026, 5, 4), dt.time(8))
    assert next_number_of(app, draft, signed_on=None) == NextNumber(3187, 2024)
