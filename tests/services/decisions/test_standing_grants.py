"""An award given is counted once, everywhere, while it stands; an ended one nowhere."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.engine import Connection

from tests.services.small_office import TODAY, YEAR, listed, pass_all, take_in, workbook
from thidua_desktop.bootstrap import open_app
from thidua_desktop.catalogue import award_by_code
from thidua_desktop.config import DataFolder
from thidua_desktop.db.tables.decisions import Decision, DecisionChange, Grant
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.corrections import Correction
from thidua_desktop.queries.certificates.printing import register
from thidua_desktop.queries.decisions import grants as grant_query
from thidua_desktop.queries.decisions.fund import fund
from thidua_desktop.queries.decisions.receivers import receivers
from thidua_desktop.queries.eligibility.caps import proposed
from thidua_desktop.queries.eligibility.sources import history, reported, titles
from thidua_desktop.queries.eligibility.suggestions import Candidate, taken
from thidua_desktop.queries.lookup.finding import find_receivers
from thidua_desktop.queries.nominations.registrations import compared
from thidua_desktop.queries.organisation.people import persons, persons_by_id
from thidua_desktop.queries.reports.overview import overview
from thidua_desktop.queries.reports.target_lists import stage_lines
from thidua_desktop.queries.reports.targets import stage_counts
from thidua_desktop.services.decisions import changes, decisions, payment
from thidua_desktop.services.decisions.external import past_award_list
from thidua_desktop.services.decisions.external.past_decisions import PastGrant, record_decision
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.reports import life_record, statistics_tables, year_figures
from thidua_desktop.services.reports.statistics_more import by_receiver, reached

LATER = dt.date(2025, 3, 14)
OWN_FATES = ("signed", "amended", "revoked", "kept", "replaced", "draft", "undone")
"""``stored`` and ``replaced``: in a decision replaced by another one, whose list names them or no more."""
RECORDED_FATES = ("recorded", "revoked_above", "deleted")
STANDING = {"signed", "amended", "kept", "recorded"}
ENDED_LATER = {"revoked", "replaced", "revoked_above"}
AWARDS = {"LĐTT": "LDTT", "CSTĐCS": "CSTDCS"}
GIVEN_NAMES = ("An", "Bình", "Chi", "Dung", "Đạt", "Giang", "Hà", "Kiên", "Lan", "Minh", "Nga", "Phúc")

Awards = Counter[tuple[int, str]]
"""(person, award code)"""


@dataclass(frozen=True, slots=True)
class Year:
    """A generated year: what became of each person's award."""

    app: AppContext
    fates: dict[int, str]
    codes: dict[int, str]

    def awards(self, fates: Iterable[str]) -> Awards:
        chosen = set(fates)
        return Counter((who, self.codes[who]) for who, fate in self.fates.items() if fate in chosen)

    @property
    def ids(self) -> set[int]:
        return set(self.fates)


@pytest.fixture(params=[1, 2], scope="module")
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterable[Year]:

    folder = tmp_path_factory.mktemp("year")
    clock = dt.datetime.combine(TODAY, dt.time(8))
    app = open_app(DataFolder(folder / "Dữ liệu"), clock=lambda: clock)
    settings.save_office(app, OFFICE)
    settings.save_signer(app, full_name="Lường Văn Quyết", lines=("CHỦ TỊCH",))
    yield _generated(app, folder, Random(request.param))
    app.close()


def _generated(app: AppContext, folder: Path, random: Random) -> Year:
    fates = [fate for fate in OWN_FATES for _ in range(random.randint(2, 4))]
    random.shuffle(fates)
    families = ("Lò", "Vàng", "Giàng")
    people = [
        (
            f"{families[place % 3]} Thị {GIVEN_NAMES[place % 12]}",
            str(1960 + place),
            "Chuyên viên",
            f"Phòng số {place % 3 + 1}",
            random.choice(list(AWARDS)),
        )
        for place in range(len(fates))
    ]
    take_in(app, workbook(folder, people))
    pass_all(app)
    rows = sorted(listed(app), key=lambda row: row.id)
    who = {row.subject_id: fate for row, fate in zip(rows, fates, strict=True)}
    _decide_own(app, {row.id: who[row.subject_id] for row in rows})
    recorded = _record_above(app, rows[0].unit_id, random)
    codes = {row.subject_id: row.award_code for row in rows}
    return Year(app, who | recorded, codes | dict.fromkeys(recorded, "BK_TINH"))


def _decide_own(app: AppContext, fates: dict[int, str]) -> None:
    """Decisions of this office: one corrected and revoked in part, one replaced, one undone, one draft."""

    def drafted(*chosen: str) -> int:
        ids = [one for one, fate in fates.items() if fate in chosen]
        return decisions.draft(app, year=YEAR, nomination_ids=ids).decision_id

    def of(fate: str, decision_id: int) -> list[int]:
        found = app.read(grant_query.of_decision, decision_id)
        return [one.id for one in found if fates[one.nomination_id or 0] == fate]

    mixed, replaced = drafted("signed", "amended", "revoked"), drafted("kept", "replaced")
    decisions.sign(app, mixed, number=1, signed_on=TODAY)
    decisions.sign(app, replaced, number=2, signed_on=TODAY)
    undone = drafted("undone")
    entry = decisions.sign(app, undone, number=3, signed_on=TODAY).journal_id
    assert entry is not None
    journal.undo(app, entry)
    drafted("draft")
    names = [Correction(one, {"unit_printed": "Phòng đã sửa"}) for one in of("amended", mixed)]
    for number, draft in enumerate(
        (
            changes.draft_change(app, mixed, kind="amend", reason="Ghi sai", corrections=names),
            changes.draft_change(
                app, mixed, kind="revoke", reason="Khai gian", grant_ids=of("revoked", mixed)
            ),
            changes.draft_change(
                app, replaced, kind="replace", reason="Nhầm lẫn", grant_ids=of("kept", replaced)
            ),
        ),
        start=11,
    ):
        decisions.sign(app, draft.decision_id, number=number, signed_on=LATER)


def _record_above(app: AppContext, unit_id: int | None, random: Random) -> dict[int, str]:
    """Decisions of the level above: one revoked there in part, one recorded by mistake and deleted."""
    made: dict[int, str] = {}
    for place in range(random.randint(6, 9)):
        save_person(app, full_name=f"Quàng Văn {GIVEN_NAMES[place]}", unit_id=unit_id)
    fresh = [one for one in app.read(persons) if one.full_name.startswith("Quàng")]
    for place, one in enumerate(fresh):
        made[one.id] = RECORDED_FATES[place % 3]
    for number, fates in (("900/QĐ", ("recorded", "revoked_above")), ("901/QĐ", ("deleted",))):
        record_decision(
            app,
            issuer="UBND tỉnh",
            level="province",
            number=number,
            signed_on=TODAY,
            subject="Khen",
            award_year=YEAR,
            grants=[
                PastGrant(
                    subject_type="person",
                    subject_id=one.id,
                    award_code="BK_TINH",
                    name=one.full_name,
                    unit_id=unit_id,
                    prize=Decimal(1000),
                )
                for one in fresh
                if made[one.id] in fates
            ],
        )
    taken_back = [
        one.id
        for one in app.read(grant_query.of_year, year=YEAR)
        if made.get(one.subject_id) == "revoked_above"
    ]
    changes.record_revocation(
        app, taken_back, issuer="UBND tỉnh", number="77/QĐ", signed_on=LATER, reason="Thanh tra"
    )
    with app.database.writing("discard_decision") as uow:
        (wrong,) = uow.connection.execute(select(Decision.id).where(Decision.number == "901/QĐ")).scalars()
        uow.remove(Decision, [wrong])
    return made


def slowly(connection: Connection, *, as_of: dt.date | None = None) -> Awards:
    """Every grant asked one by one, by what the later decisions say and not by the mark on the grant."""
    signed = {
        row.id: row.signed_on
        for row in connection.execute(
            select(Decision.id, Decision.signed_on, Decision.state, Decision.deleted_at)
        )
        if row.state == "signed" and row.deleted_at is None and (as_of is None or row.signed_on <= as_of)
    }
    ended = {
        row.grant_id
        for row in connection.execute(select(DecisionChange.decision_id, DecisionChange.grant_id))
        if row.decision_id in signed
    }
    found: Awards = Counter()
    for row in connection.execute(select(Grant.id, Grant.decision_id, Grant.person_id, Grant.award_code)):
        if row.decision_id in signed and row.id not in ended:
            found[row.person_id, row.award_code] += 1
    return found


def of_rows(rows: Iterable[grant_query.GrantRow]) -> Awards:
    return Counter((row.subject_id, row.award_code) for row in rows)


def by_code(awards: Awards) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, code), count in awards.items():
        found[code] += count
    return found


def test_the_slow_recount_agrees_with_what_was_done(year: Year) -> None:
    assert year.app.read(slowly) == year.awards(STANDING)
    assert year.app.read(slowly, as_of=TODAY) == year.awards(STANDING | ENDED_LATER)
    assert not year.app.read(slowly, as_of=TODAY - dt.timedelta(days=1))


def _history(year: Year) -> Awards:
    requested = {"person": year.ids, "collective": set[int](), "household": set[int]()}
    found = year.app.read(history, requested)["person"]
    return Counter({(who, code): len(past) for who, codes in found.items() for code, past in codes.items()})


def _radar(year: Year) -> Awards:
    _, given = year.app.read(taken, year=YEAR)
    return Counter((who, code) for (_, who), codes in given.items() for code in codes)


def _same_year(year: Year) -> Awards:
    """The award of the year, as somebody newly proposed for it meets it."""
    found: Awards = Counter()
    for code in (*AWARDS.values(), "BK_TINH"):
        rows = [
            Candidate(-who, "person", who, "", "", None, "", "", YEAR, award_code=code) for who in year.ids
        ]
        for number in year.app.read(reported, rows, year=YEAR):
            found[-number, code] += 1
    return found


def _life(year: Year) -> Counter[str]:
    found: Counter[str] = Counter()
    for who in year.ids:
        try:
            sheet = life_record.sheet_of(year.app, subject_type="person", subject_id=who)
        except OfficeError:
            continue
        found.update(row.award for row in (*sheet.titles, *sheet.forms))
    return found


def _searched(year: Year) -> Awards:
    found = [
        receiver
        for word in ("lo thi", "vang thi", "giang thi", "quang van")
        for receiver in year.app.read(find_receivers, word, limit=1_000).rows
        if receiver.subject_type == "person"
    ]
    ids = [receiver.id for receiver in found]
    given = year.app.read(grant_query.of_subjects, subject_type="person", ids=ids)
    assert {receiver.id: receiver.count for receiver in found if receiver.count} == {
        who: len(rows) for who, rows in given.items() if rows
    }
    return of_rows(row for rows in given.values() for row in rows)


LISTS: dict[str, Callable[[Year], Awards]] = {
    "eligibility history": _history,
    "radar": _radar,
    "award of the same year": _same_year,
    "search": _searched,
    "awards of the year": lambda year: of_rows(year.app.read(grant_query.of_year, year=YEAR)),
    "awards of a person": lambda year: of_rows(
        row
        for rows in year.app.read(grant_query.of_subjects, subject_type="person", ids=year.ids).values()
        for row in rows
    ),
    "year figures": lambda year: of_rows(
        row for figure in year_figures.figures_of(year.app, year=YEAR).awards for row in figure.grants
    ),
}


@pytest.mark.parametrize("consumer", LISTS)
def test_each_list_names_the_awards_that_stand(year: Year, consumer: str) -> None:
    assert LISTS[consumer](year) == year.app.read(slowly)


def _figures(name: str) -> Callable[[Year], Counter[str]]:
    def read(year: Year) -> Counter[str]:
        table = {"reached": reached, "receivers": by_receiver}[name](year.app, year=YEAR)
        key = {"reached": "given", "receivers": "persons"}[name]
        codes = {award_by_code(code).name: code for code in (*AWARDS.values(), "BK_TINH")}
        return Counter({codes[str(row["award"])]: int(str(row[key] or 0)) for row in table.rows()})

    return read


COUNTS: dict[str, Callable[[Year], Counter[str]]] = {
    "registered, nominated, given": _figures("reached"),
    "receivers": _figures("receivers"),
    "rows of receivers": lambda year: Counter(row.award_code for row in year.app.read(receivers, year=YEAR)),
    "counts": lambda year: Counter(
        {code: n for _, code, _, n in year.app.read(grant_query.counts, years=[YEAR])}
    ),
    "registration compared": lambda year: sum(
        (
            Counter({row.award_code: row.decided})
            for row in year.app.read(compared, year=YEAR, year_type="calendar")
        ),
        Counter(),
    ),
    "targets": lambda year: Counter(
        {code: n for (code, _), n in year.app.read(stage_counts, year=YEAR)["decided"].items()}
    ),
    "list behind a target": lambda year: Counter(
        {
            code: len(
                year.app.read(stage_lines, year=YEAR, stage="decided", award_code=code, subject_type=None)
            )
            for code in (*AWARDS.values(), "BK_TINH")
        }
    ),
    "statistics": lambda year: Counter(
        code
        for one in statistics_tables.count_awards(year.app, year=YEAR, source="grants")
        for code in [one.award_code] * one.count
    ),
}


@pytest.mark.parametrize("consumer", COUNTS)
def test_each_figure_counts_the_awards_that_stand(year: Year, consumer: str) -> None:
    assert +COUNTS[consumer](year) == by_code(year.app.read(slowly))


def test_the_register_of_persons_and_the_life_record_agree(year: Year) -> None:
    slow = year.app.read(slowly)
    per_person = dict.fromkeys(year.ids, 0)
    for (who, _), count in slow.items():
        per_person[who] += count
    assert {row.id: row.grant_count for row in year.app.read(persons)} == per_person
    assert {row.id: row.grant_count for row in year.app.read(persons_by_id, year.ids)} == per_person
    names = {code: award_by_code(code).name_on(TODAY) for code in by_code(slow)}
    assert _life(year) == Counter({names[code]: n for code, n in by_code(slow).items()})


def test_money_certificates_and_the_register_follow(year: Year) -> None:
    given = year.app.read(grant_query.of_year, year=YEAR, own_only=True)
    own = year.awards({"signed", "amended", "kept"})
    assert of_rows(given) == own
    assert year.app.read(fund, year=YEAR).prizes == sum(
        (row.prize or Decimal(0) for row in given), Decimal(0)
    )
    certified = sum(n for code, n in by_code(own).items() if award_by_code(code).certificate)
    assert year.app.read(overview, year=YEAR, today=TODAY).unprinted == certified
    rows = year.app.read(register, year=YEAR)
    standing = [row for row in rows if row.ended_on is None]
    assert sorted(row.grant_id for row in standing) == sorted(row.id for row in given)
    assert len(rows) - len(standing) == year.awards({"revoked", "replaced"}).total()
    paid = payment.sheet_of(year.app, min(row.decision_id for row in given))
    assert len(paid.rows) == year.awards({"signed", "amended"}).total()


def test_former_days_are_counted_as_they_were(year: Year) -> None:
    then = year.app.read(slowly, as_of=TODAY)
    assert of_rows(year.app.read(grant_query.of_year, year=YEAR, as_of=TODAY)) == then
    figures = year_figures.figures_of(year.app, year=YEAR, as_of=TODAY)
    assert figures.totals[0].value == str(then.total())
    table = reached(year.app, year=YEAR, as_of=TODAY)
    assert sum(int(str(row["given"] or 0)) for row in table.rows()) == then.total()
    assert len(year.app.read(receivers, year=YEAR, as_of=TODAY)) == then.total()


def test_who_lost_the_award_is_no_longer_proposed_for_it(year: Year) -> None:
    open_or_standing = year.awards({"signed", "amended", "kept", "draft", "undone"})
    asked, _ = year.app.read(taken, year=YEAR)
    assert Counter((who, code) for (_, who), codes in asked.items() for code in codes) == open_or_standing
    found = year.app.read(proposed, year=YEAR, implied={})
    per_unit = sum((Counter(of_unit) for of_unit in found.titles.values()), Counter())
    assert per_unit == by_code(open_or_standing)
    units = set(found.titles)
    held = year.app.read(titles, year=YEAR, units=units, implied={})
    assert sum(held.values(), Counter()) == by_code(open_or_standing)


def test_a_list_of_former_awards_brings_no_ended_award_back(year: Year, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        (
            "STT",
            "Họ và tên",
            "Đơn vị",
            "Năm",
            "Danh hiệu",
            "Số quyết định",
            "Ngày quyết định",
            "Cơ quan ban hành",
        )
    )
    rows = [row for row in year.app.read(persons) if year.fates[row.id] in RECORDED_FATES]
    for number, row in enumerate(rows, start=1):
        day = f"{TODAY:%d/%m/%Y}"
        sheet.append(
            (
                number,
                row.full_name,
                row.unit_name,
                YEAR,
                "Bằng khen của Chủ tịch UBND tỉnh",
                "900/QĐ",
                day,
                "UBND tỉnh",
            )
        )
    path = tmp_path / "Lịch sử.xlsx"
    book.save(path)
    found = past_award_list.analyse(year.app, path)
    outcome = {row.record.name: row.outcome for row in found.rows}
    for row in rows:
        expected = "new" if year.fates[row.id] == "deleted" else "identical"
        assert outcome[row.full_name] == expected, year.fates[row.id]
