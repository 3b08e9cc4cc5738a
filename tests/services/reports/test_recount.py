"""Every figure of the screen equals a count by plain SQL, over random histories of awards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update

from thidua_desktop.catalogue import load_awards
from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Person
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics_screen import ALL, CODE, awards_behind, statistics_table

YEAR: Final = 2024
CODES: Final = tuple(award.code for award in load_awards())[:4]
UNITS: Final = (901, 902, 903)
DAY: Final = dt.date(YEAR, 5, 1)
STATES: Final = (("signed", None), ("draft", None), ("signed", "2024-01-02T00:00:00"))
"""State and day of deletion of the three decisions 901, 902 and 903."""


class Given(NamedTuple):
    """One award of a history; ``end``: how it ended, a replaced one is followed by the same award anew."""

    kind: str
    code: str
    year: int
    unit: int | None
    occasion: str
    decision: int
    end: str


GIVEN: Final = st.builds(
    Given,
    kind=st.sampled_from(("person", "collective", "household")),
    code=st.sampled_from(CODES),
    year=st.integers(YEAR - 11, YEAR + 1),
    unit=st.sampled_from((*UNITS, None)),
    occasion=st.sampled_from(("CONG_TRANG", "DOT_XUAT", "CHUYEN_DE")),
    decision=st.sampled_from((901, 901, 901, 902, 903)),
    end=st.sampled_from(("", "", "revoked", "replaced")),
)
MERGERS: Final = st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(UNITS)), max_size=2)
SEX: Final = st.sampled_from(("M", "F", None))

SQL: Final = {
    "award": ("g.award_code", "g.subject_type", YEAR),
    "unit": ("g.unit_id", "g.award_code", YEAR),
    "occasion": ("g.occasion", "g.subject_type", YEAR),
    "series5": ("g.award_code", "CAST(g.award_year AS TEXT)", YEAR - 4),
    "series10": ("g.award_code", "CAST(g.award_year AS TEXT)", YEAR - 9),
}
STANDS: Final = (
    "FROM award_grant g, decision d WHERE d.id = g.decision_id AND d.state = 'signed' AND d.deleted_at IS NULL"
    " AND g.ended_on IS NULL AND g.award_year BETWEEN :first AND :last"
)


def store(
    app: AppContext, history: Sequence[Given], mergers: Sequence[tuple[int, int]], sex: str | None
) -> None:
    """The history alone, whatever was stored before."""
    keys = {"search_key": "a", "sort_key": "a"}
    with app.database.writing("save_office") as uow:
        run = uow.connection.execute
        for table in (Grant, Decision, Person, Household, Unit):
            run(delete(table))
        for number, (state, deleted) in zip(UNITS, STATES, strict=True):
            run(insert(Unit).values(id=number, name=f"Đơn vị {number}", kind="agency", **keys))
            run(
                insert(Decision).values(
                    id=number, year=YEAR, origin="own", issuer="UBND", level="XA", number=f"{number}/QĐ",
                    signed_on=DAY, subject="", kind="award", state=state, deleted_at=deleted,
                )
            )  # fmt: skip
        run(insert(Person).values(id=901, full_name="Người", sex=sex, ethnicity=None, **keys))
        run(insert(Household).values(id=901, name="Hộ", **keys))
        place = 0
        for one in history:
            ends = (DAY, None) if one.end == "replaced" else (DAY if one.end else None,)
            for ended_on in ends:
                place += 1
                run(
                    insert(Grant).values(
                        id=place, decision_id=one.decision, position_in_list=place, subject_type=one.kind,
                        **{f"{one.kind}_id": 901}, unit_id=one.unit, award_code=one.code, award_year=one.year,
                        year_type="calendar", occasion=one.occasion, name_printed="A", unit_printed="B",
                        title_printed="T", position_printed="", ended_on=ended_on,
                    )
                )  # fmt: skip
        for gone, stays in mergers:
            if gone != stays:
                run(update(Unit).where(Unit.id == gone).values(successor_id=stays, valid_to=DAY))


def recount(app: AppContext, name: str) -> dict[tuple[object, str], int]:
    """The cells of a table that are not empty, by SQL that knows nothing of the program's queries."""
    row, column, first = SQL[name]
    query = f"SELECT {row}, {column}, count(*) {STANDS} GROUP BY 1, 2"
    with app.database.reading() as connection:
        found = connection.execute(text(query), {"first": first, "last": YEAR}).all()
    cells: dict[tuple[object, str], int] = {}
    for key, head, count in found:
        cells[key, str(head)] = count
        cells[key, ALL] = cells.get((key, ALL), 0) + count
    return cells


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(GIVEN, max_size=25), mergers=MERGERS, sex=SEX)
def test_every_figure_equals_the_count_of_plain_sql(
    app: AppContext, history: list[Given], mergers: list[tuple[int, int]], sex: str | None
) -> None:
    """Revoked, replaced, drafts, deleted decisions, units merged, no unit, a sex that is not known."""
    store(app, history, mergers, sex)
    for name in SQL:
        table = statistics_table(app, name, year=YEAR)
        rows = list(table.rows())
        columns = [column for column in table.columns if column.kind == "count"]
        shown = {
            (row[CODE], column.key): table.value(row, column)
            for row in rows
            for column in columns
            if table.value(row, column)
        }
        assert shown == recount(app, name), name
        for (code, key), count in shown.items():
            assert len(awards_behind(app, name, year=YEAR, row=code, column=key)) == count, (name, code, key)
    people = statistics_table(app, "receivers", year=YEAR)
    stands = sum(
        (1 if one.end != "revoked" else 0)
        for one in history
        if one.kind == "person" and one.decision == 901 and one.year == YEAR
    )
    for key, value in (("women", "F"), ("men", "M"), ("sex_unknown", None)):
        counted = sum(int(str(row.get(key) or 0)) for row in people.rows())
        assert counted == (stands if sex == value else 0), key
    assert sum(int(str(row.get("people_unknown") or 0)) for row in people.rows()) == stands
