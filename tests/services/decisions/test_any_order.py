"""Whatever is done in whichever order, the records agree; undo and redo bring back every table as it was.

``THIDUA_SEQUENCES=2000`` runs that many random sequences instead of a few.
"""

from __future__ import annotations

import atexit
import datetime as dt
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import text as sql

from tests.services.small_office import TODAY, YEAR, meeting
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.schema import metadata
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.corrections import Correction
from thidua_desktop.queries.certificates.printing import runs
from thidua_desktop.queries.council.sessions import sessions
from thidua_desktop.queries.council.sessions import votes as votes_of
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.queries.decisions.decisions import decisions as all_decisions
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.nominations.registrations import registration_lines
from thidua_desktop.queries.office.consistency import violations
from thidua_desktop.queries.office.journal import recent
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.backup import maintenance
from thidua_desktop.services.certificates import printing
from thidua_desktop.services.council import sessions as council
from thidua_desktop.services.decisions import changes, decisions, paper, request_answers
from thidua_desktop.services.decisions.external import recording
from thidua_desktop.services.importing import staging
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.nominations import registrations
from thidua_desktop.services.office import settings as office_settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.services.organisation import units as organisation

SEQUENCES = int(os.environ.get("THIDUA_SEQUENCES", "0"))
STEPS = 24
NAMES = ("Lò Văn Đạt", "Nguyễn Thị Ước", "Vàng A Páo", "Quàng Thị Xoan", "Đặng Văn Ổn", "Hà Thị Quỳnh")
UNITS = ("Phòng Nội vụ", "Trường Tiểu học Minh Quang")
HEADINGS = "STT\tHọ và tên\tNgày sinh\tChức vụ\tĐơn vị\tDanh hiệu"
NUMBERS = st.integers(min_value=0, max_value=59)
FEW = st.sets(st.integers(min_value=0, max_value=5), min_size=1, max_size=3)
JOURNAL = {"journal_entry", "journal_change", "id_counter"}


def opened(folder: Path) -> AppContext:
    return open_app(DataFolder(folder), clock=lambda: dt.datetime.combine(TODAY, dt.time(8)))


def made_office(stage: str) -> Path:
    """A data folder with an office that has come as far as this."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-office-")) / "office"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    app = opened(folder)
    office_settings.save_office(app, OFFICE)
    office_settings.save_signer(app, full_name="Lường Văn Quyết", lines=("CHỦ TỊCH",))
    if stage != "empty":
        staging.commit(app, staging.stage_pasted(app, listed_as(range(4)), year=YEAR).batch_id)
        nominating.submit(app, year=YEAR)
    if stage in ("voted", "signed"):
        rows = app.read(nominations, year=YEAR)
        held = meeting(app, rows)
        council.fill_agreed(app, held)
        council.close(app, held)
    if stage == "signed":
        ids = [row.id for row in app.read(nominations, year=YEAR)][:3]
        made = decisions.draft(app, year=YEAR, nomination_ids=ids)
        decisions.sign(app, made.decision_id, number=100, signed_on=TODAY)
    app.close()
    return folder


def listed_as(who: Iterable[int], *, unit: int = 0, award: str = "LĐTT") -> str:
    """A list as it is pasted from a spreadsheet."""
    lines = (
        f"{place}\t{NAMES[one]}\t{1970 + one}\tChuyên viên\t{UNITS[unit]}\t{award}"
        for place, one in enumerate(sorted(who), start=1)
    )
    return "\n".join((HEADINGS, *lines))


class Office(RuleBasedStateMachine):
    """An office whose officer does anything at any time; the services refuse what is unlawful."""

    templates: ClassVar[dict[str, Path]] = {}
    """An office at each stage of its year, made once and copied."""

    def __init__(self) -> None:
        super().__init__()
        # In memory where there is such a place: thousands of sequences wait for no disk.
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(prefix="thidua-order-", dir=memory if memory.is_dir() else None))
        self.numbers = itertools.count(1)
        self.app: AppContext | None = None

    @initialize(stage=st.sampled_from(("empty", "appraised", "voted", "signed")))
    def begins(self, stage: str) -> None:
        if stage not in Office.templates:
            Office.templates[stage] = made_office(stage)
        shutil.copytree(Office.templates[stage], self.folder, dirs_exist_ok=True)
        self.app = opened(self.folder)

    def teardown(self) -> None:
        if self.app is not None:
            assert all(check.ok for check in maintenance.verify(self.app))
            self.app.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @invariant()
    def the_records_agree(self) -> None:
        if self.app is not None:
            assert self.office.read(violations) == ()

    @property
    def office(self) -> AppContext:
        assert self.app is not None
        return self.app

    # What is there to act on.

    def nominated(self, *states: str) -> list[NominationRow]:
        return list(self.office.read(nominations, year=YEAR, states=list(states)))

    def decided(self, state: str) -> list[DecisionRow]:
        return [one for one in self.office.read(all_decisions, year=YEAR) if one.state == state]

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        with self.office.database.reading() as connection:
            return {
                name: [tuple(row) for row in connection.execute(sql(f"SELECT * FROM {name} ORDER BY 1"))]
                for name in metadata.tables
                if name not in JOURNAL
            }

    def tries(self, act: Callable[[], object]) -> bool:
        """A refusal is an answer too; whatever else is raised is a fault."""
        before = self.tables() if SEQUENCES == 0 else None
        try:
            act()
        except OfficeError:
            assert before is None or self.tables() == before, "a refusal writes nothing"
            return False
        return True

    # What may be done.

    @rule(who=FEW, unit=st.integers(0, 1), award=st.sampled_from(("LĐTT", "CSTĐCS")), whole=st.booleans())
    def takes_in_a_list(self, who: set[int], unit: int, award: str, whole: bool) -> None:
        pasted = listed_as(who, unit=unit, award=award)

        def act() -> None:
            staged = staging.stage_pasted(self.office, pasted, year=YEAR)
            if whole:
                staging.commit(self.office, staged.batch_id)

        self.tries(act)

    @rule(at=NUMBERS)
    def imports_a_waiting_file(self, at: int) -> None:
        waiting = [one for one in self.office.read(batches, year=YEAR) if one.state == "staged"]
        if waiting:
            self.tries(lambda: staging.commit(self.office, pick(waiting, at).id))

    @rule(at=NUMBERS)
    def corrects_a_person(self, at: int) -> None:
        known = self.office.read(persons)
        if known:
            one = pick(known, at)
            words = f"Chuyên viên {next(self.numbers)}"
            self.tries(
                lambda: people.save_person(
                    self.office,
                    person_id=one.id,
                    full_name=one.full_name,
                    unit_id=one.unit_id,
                    position=words,
                )
            )

    @rule(at=NUMBERS)
    def corrects_a_nomination(self, at: int) -> None:
        rows = self.nominated("draft", "submitted", "returned", "passed")
        if rows:
            words = f"Có sáng kiến {next(self.numbers)}"
            number = pick(rows, at).id
            self.tries(lambda: decisions.set_achievement(self.office, number, year=YEAR, words=words))

    @rule(at=NUMBERS)
    def registers(self, at: int) -> None:
        known, places = self.office.read(persons), self.office.read(units)
        if known and places:
            one = pick(known, at)
            self.tries(
                lambda: registrations.add_line(
                    self.office,
                    year=YEAR,
                    year_type="calendar",
                    unit_id=pick(places, at).id,
                    subject_type="person",
                    subject_id=one.id,
                    award_code="LDTT",
                )
            )

    @rule(at=NUMBERS)
    def unregisters(self, at: int) -> None:
        rows = self.office.read(registration_lines, year=YEAR, year_type="calendar")
        if rows:
            self.tries(
                lambda: registrations.remove_lines(
                    self.office, [pick(rows, at)], year=YEAR, year_type="calendar"
                )
            )

    @rule()
    def appraises(self) -> None:
        self.tries(lambda: nominating.submit(self.office, year=YEAR))

    @rule(at=NUMBERS)
    def returns_a_nomination(self, at: int) -> None:
        rows = self.nominated("draft", "submitted")
        if rows:
            self.tries(
                lambda: nominating.give_back(self.office, [pick(rows, at).id], year=YEAR, reason="thiếu")
            )

    @rule(at=NUMBERS)
    def overrules(self, at: int) -> None:
        rows = self.nominated("submitted")
        if rows:
            self.tries(lambda: nominating.override(self.office, pick(rows, at).id, year=YEAR, reason="đủ"))

    @rule(at=NUMBERS)
    def removes_a_nomination(self, at: int) -> None:
        rows = self.nominated()
        if rows:
            self.tries(lambda: nominating.remove(self.office, [pick(rows, at).id], year=YEAR))

    @rule(at=NUMBERS, everybody=st.booleans())
    def opens_a_meeting(self, at: int, everybody: bool) -> None:
        rows = self.nominated("submitted")
        if rows:
            chosen = rows if everybody else [pick(rows, at)]
            self.tries(
                lambda: council.open_session(
                    self.office,
                    year=YEAR,
                    title=f"Phiên {next(self.numbers)}",
                    held_on=dt.date(2024, 12, 10),
                    place="Phòng họp",
                    chair="Lường Văn Quyết",
                    secretary="Quàng Thị Xoan",
                    total_members=9,
                    present=9,
                    nomination_ids=[row.id for row in chosen],
                    threshold=Fraction("2/3"),
                )
            )

    @rule(at=NUMBERS, agree=st.integers(0, 9))
    def counts(self, at: int, agree: int) -> None:
        meetings = self.office.read(sessions, year=YEAR)
        if meetings:
            session_id = pick(meetings, at).id
            vote = pick(self.office.read(votes_of, session_id), at)
            count = council.Count(vote.nomination_id, agree, 9 - agree, 9, 9, 9)
            self.tries(lambda: council.record(self.office, session_id, [count]))

    @rule(at=NUMBERS)
    def closes_a_meeting(self, at: int) -> None:
        meetings = self.office.read(sessions, year=YEAR)
        if meetings:
            self.tries(lambda: council.close(self.office, pick(meetings, at).id))

    @rule(at=NUMBERS, everybody=st.booleans())
    def drafts(self, at: int, everybody: bool) -> None:
        rows = self.nominated("passed")
        if rows:
            ids = [row.id for row in (rows if everybody else [pick(rows, at)])]
            self.tries(lambda: decisions.draft(self.office, year=YEAR, nomination_ids=ids))

    @rule(at=NUMBERS)
    def discards(self, at: int) -> None:
        if drafts := self.decided("draft"):
            self.tries(lambda: decisions.discard(self.office, pick(drafts, at).id))

    @rule(at=NUMBERS, again=st.booleans())
    def signs(self, at: int, again: bool) -> None:
        if drafts := self.decided("draft"):
            number = 1 if again else next(self.numbers)
            self.tries(
                lambda: decisions.sign(self.office, pick(drafts, at).id, number=number, signed_on=TODAY)
            )

    @rule(at=NUMBERS)
    def saves_the_paper(self, at: int) -> None:
        if signed := self.decided("signed"):
            name = f"{next(self.numbers)}.pdf"
            self.tries(
                lambda: paper.save_paper(
                    self.office,
                    kind="decision",
                    name=name,
                    data=name.encode(),
                    decision_id=pick(signed, at).id,
                )
            )

    @rule(at=NUMBERS, sent=st.booleans(), settled=st.booleans())
    def prints(self, at: int, sent: bool, settled: bool) -> None:
        given = [
            grant
            for one in self.decided("signed")
            for grant in self.office.read(of_decision, one.id)
            if grant.ended_on is None
        ]
        if not given:
            return
        grant = pick(given, at)
        order = printing.BatchOrder(
            title="Giấy khen", printer="HP", grant_ids=[grant.id], decision_id=grant.decision_id
        )

        def act() -> None:
            run_id, _ = printing.begin(self.office, order)
            if sent:
                printing.note_sent(self.office, run_id, [1])
            if settled:
                printing.settle(self.office, run_id)

        self.tries(act)

    @rule(at=NUMBERS)
    def settles(self, at: int) -> None:
        if open_runs := [one for one in self.office.read(runs) if one.state == "open"]:
            self.tries(lambda: printing.settle(self.office, pick(open_runs, at).id, spoiled=[1]))

    @rule(at=NUMBERS, kind=st.sampled_from(("amend", "replace", "revoke")))
    def changes_a_decision(self, at: int, kind: Any) -> None:
        if signed := self.decided("signed"):
            target = pick(signed, at)
            living = [one for one in self.office.read(of_decision, target.id) if one.ended_on is None]
            words = {"name_printed": f"Lò Văn Đạt {next(self.numbers)}"}
            corrections = [Correction(living[0].id, words)] if living and kind != "revoke" else []
            self.tries(
                lambda: changes.draft_change(
                    self.office, target.id, kind=kind, reason="sai tên", corrections=corrections
                )
            )

    @rule(at=NUMBERS)
    def records_what_was_decided(self, at: int) -> None:
        rows = self.nominated()
        if rows:
            self.tries(
                lambda: recording.record_nominations(
                    self.office,
                    [pick(rows, at).id],
                    year=YEAR,
                    number=f"{next(self.numbers)}/QĐ",
                    signed_on=TODAY,
                    issuer="UBND tỉnh",
                    level="province",
                )
            )

    @rule(at=NUMBERS)
    def records_a_revocation(self, at: int) -> None:
        if signed := self.decided("signed"):
            grants = self.office.read(of_decision, pick(signed, at).id)
            if grants:
                self.tries(
                    lambda: changes.record_revocation(
                        self.office,
                        [pick(grants, at).id],
                        issuer="UBND tỉnh",
                        number=f"{next(self.numbers)}/QĐ",
                        signed_on=TODAY,
                        reason="vi phạm",
                    )
                )

    @rule(at=NUMBERS)
    def asks_the_level_above(self, at: int) -> None:
        rows = [row for row in self.nominated("passed") if row.decision_id is None]
        if rows:
            number = pick(rows, at).id
            self.tries(lambda: request_answers.send(self.office, year=YEAR, nomination_ids=[number]))

    @rule(at=NUMBERS, granted=st.booleans())
    def is_answered(self, at: int, granted: bool) -> None:
        rows = self.nominated("passed")
        if not rows:
            return
        number = pick(rows, at).id

        def act() -> None:
            if not granted:
                request_answers.refuse(self.office, year=YEAR, nomination_ids=[number], reason="chưa đủ")
                return
            request_answers.grant(
                self.office,
                year=YEAR,
                nomination_ids=[number],
                issuer="UBND tỉnh",
                level="province",
                number=f"{next(self.numbers)}/QĐ",
                signed_on=TODAY,
            )

        self.tries(act)

    @rule(at=NUMBERS, unit=st.booleans())
    def deletes(self, at: int, unit: bool) -> None:
        known: Any = self.office.read(units) if unit else self.office.read(persons)
        if known:
            remove = organisation.remove_units if unit else people.remove_persons
            self.tries(lambda: remove(self.office, [pick(known, at).id]))

    @rule(at=NUMBERS)
    def undoes_any_entry(self, at: int) -> None:
        steps = [row for row in self.office.read(recent) if row.step and not row.undone]
        if steps:
            self.undoes(pick(steps, at).id)

    @rule()
    def presses_ctrl_z(self) -> None:
        offer = journal.undo_offer(self.office)
        if offer is not None:
            self.undoes(offer.entry_id)

    @rule()
    def presses_ctrl_y(self) -> None:
        offer = journal.redo_offer(self.office)
        if offer is not None:
            self.tries(lambda: journal.redo(self.office, offer.entry_id))

    @rule(at=NUMBERS)
    def redoes_any_entry(self, at: int) -> None:
        undone = [row for row in self.office.read(recent) if row.step and row.undone]
        if undone:
            self.tries(lambda: journal.redo(self.office, pick(undone, at).id))

    @rule(pages=st.integers(0, 12))
    def the_disk_fills(self, pages: int) -> None:
        """From now on the file grows by a few pages at most: what needs more is refused and leaves nothing."""
        self.limit(pages)

    @rule()
    def the_disk_has_room_again(self) -> None:
        self.limit(None)

    def limit(self, pages: int | None) -> None:
        with self.office.database.reading() as connection:
            now = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            most = 1_000_000_000 if pages is None else now + pages
            connection.exec_driver_sql(f"PRAGMA max_page_count={most}")

    @rule()
    def restarts(self) -> None:
        before = journal.next_steps(self.office)
        self.office.close()
        self.app = opened(self.folder)
        assert journal.next_steps(self.office) == before

    def undoes(self, entry_id: int) -> None:
        """Undone, redone and undone again: each time every table is as it was."""
        self.limit(None)
        before = self.tables()
        offer = journal.undo_offer(self.office, entry_id)
        assert offer is not None
        done = self.tries(lambda: journal.undo(self.office, entry_id))
        if offer.refused is not None:
            assert not done, "what the question refuses is refused"
        if not done:
            assert self.tables() == before
            return
        after = self.tables()
        assert self.office.read(violations) == ()
        journal.redo(self.office, entry_id)
        assert self.tables() == before
        journal.undo(self.office, entry_id)
        assert self.tables() == after


def pick(rows: Any, at: int) -> Any:
    return rows[at % len(rows)]


TestAnyOrder = Office.TestCase
TestAnyOrder.settings = settings(
    max_examples=SEQUENCES or 5,
    stateful_step_count=STEPS,
    deadline=None,
    print_blob=True,
    # Not shrunk: a sequence is short, and making it shorter takes minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
