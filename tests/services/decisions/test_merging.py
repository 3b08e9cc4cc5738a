"""Two records that are one person are joined and parted again; nothing printed changes."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from tests.services.small_office import YEAR
from thidua_desktop.db.tables.people import YearRecord
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.grants import of_subjects
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.organisation.merging import merges
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.services.decisions.external import past_decisions
from thidua_desktop.services.decisions.external.past_decisions import PastGrant
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import merging
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.organisation.year_records import record_year


@pytest.fixture
def copies(app: AppContext) -> tuple[AppContext, int, int]:
    """One man twice: with his birth year and an award of 2021, and with one of 2022 and a nomination."""
    save_person(app, full_name="Lò Văn Đạt", born=PartialDate("1982", "year"))
    save_person(app, full_name="Lò Văn Đat", sex="M")
    first, second = sorted(one.id for one in app.read(persons))
    for person, year, name in ((first, 2021, "Lò Văn Đạt"), (second, 2022, "Lò Văn Đat")):
        past_decisions.record_decision(
            app,
            issuer="Chủ tịch UBND huyện",
            level="district",
            number=f"{year}/QĐ-UBND",
            signed_on=dt.date(year, 12, 20),
            subject="Khen thưởng",
            award_year=year,
            grants=[PastGrant(subject_type="person", subject_id=person, award_code="LDTT", name=name)],
        )
    nominating.add(app, year=YEAR, subject_type="person", subject_id=second, award_code="LDTT", unit_id=None)
    record_year(
        app,
        year=YEAR,
        records=[{"person_id": first, "rating": "HTT"}, {"person_id": second, "discipline": "none"}],
    )
    return app, first, second


def awards(app: AppContext, person: int) -> list[tuple[int, str]]:
    found = app.read(of_subjects, subject_type="person", ids=[person]).get(person, [])
    return [(grant.award_year, grant.name) for grant in found]


def year_records(app: AppContext) -> dict[int | None, tuple[str | None, str | None]]:
    with app.database.reading() as connection:
        rows = connection.execute(
            select(YearRecord.person_id, YearRecord.rating, YearRecord.discipline).order_by(YearRecord.id)
        ).all()
    return {row[0]: (row[1], row[2]) for row in rows}


def test_all_that_belonged_to_either_belongs_to_one_and_was_printed_as_before(
    copies: tuple[AppContext, int, int],
) -> None:
    app, first, second = copies
    merging.merge(app, kept_id=first, other_id=second, reason="Gõ sai dấu")
    assert awards(app, first) == [(2022, "Lò Văn Đat"), (2021, "Lò Văn Đạt")]
    (person,) = app.read(persons)
    assert (person.full_name, person.born and person.born.value, person.sex) == ("Lò Văn Đạt", "1982", "M")
    assert {row.subject_id for row in app.read(nominations, year=YEAR)} == {first}
    assert year_records(app)[first] == ("HTT", "none"), "the gaps of the kept year's record are filled"
    (trace,) = app.read(merges, subject_id=first)
    assert (trace.other_name, trace.reason, trace.parted_at) == ("Lò Văn Đat", "Gõ sai dấu", None)
    assert trace.rows == 2


def test_what_was_joined_is_parted_again_as_it_was(copies: tuple[AppContext, int, int]) -> None:
    app, first, second = copies
    before = year_records(app)
    merging.merge(app, kept_id=first, other_id=second)
    (trace,) = app.read(merges)
    merging.part(app, trace.id)
    assert (awards(app, first), awards(app, second)) == ([(2021, "Lò Văn Đạt")], [(2022, "Lò Văn Đat")])
    assert year_records(app) == before
    assert [(one.full_name, one.sex) for one in app.read(persons)] == [
        ("Lò Văn Đat", "M"),
        ("Lò Văn Đạt", None),
    ]
    with pytest.raises(OfficeError, match=r"merging\.parted_already"):
        merging.part(app, trace.id)


def test_one_undo_takes_the_joining_back(copies: tuple[AppContext, int, int]) -> None:
    app, first, second = copies
    entry = merging.merge(app, kept_id=first, other_id=second).journal_id
    assert entry is not None
    journal.undo(app, entry)
    assert len(app.read(persons)) == 2
    assert app.read(merges) == ()


def test_awards_of_somebody_else_are_parted_off_into_a_record_of_their_own(
    copies: tuple[AppContext, int, int],
) -> None:
    app, first, second = copies
    merging.merge(app, kept_id=first, other_id=second)
    wrong = [one.id for one in app.read(of_subjects, subject_type="person", ids=[first])[first]][:1]
    made = merging.split(app, person_id=first, grant_ids=wrong, full_name="Lò Văn Đát", reason="Người khác")
    assert awards(app, made.person_id) == [(2022, "Lò Văn Đat")]
    assert awards(app, first) == [(2021, "Lò Văn Đạt")]
    latest = app.read(merges)[0]
    assert (latest.kind, latest.kept_name, latest.rows) == ("split", "Lò Văn Đát", 1)
    merging.part(app, latest.id)
    assert len(awards(app, first)) == 2
    assert "Lò Văn Đát" not in {one.full_name for one in app.read(persons)}


def test_what_cannot_be_joined_is_refused(copies: tuple[AppContext, int, int]) -> None:
    app, first, second = copies
    with pytest.raises(OfficeError, match=r"merging\.same_record"):
        merging.merge(app, kept_id=first, other_id=first)
    merging.merge(app, kept_id=first, other_id=second)
    with pytest.raises(OfficeError, match=r"merging\.gone"):
        merging.merge(app, kept_id=first, other_id=second)
    with pytest.raises(OfficeError, match=r"merging\.nothing_chosen"):
        merging.split(app, person_id=first, grant_ids=[], full_name="Ai đó")
    with pytest.raises(OfficeError, match=r"merging\.no_such_merge"):
        merging.part(app, 99)
