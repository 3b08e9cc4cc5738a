"""The steps of the walk, each telling what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from thidua_desktop.demo import checking
from thidua_desktop.demo.district import make_district
from thidua_desktop.demo.history import make_history
from thidua_desktop.demo.layouts import write_book
from thidua_desktop.demo.nominees import ExpectedRecord, lines_of
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.demo.registering import register
from thidua_desktop.demo.scores import score_blocs
from thidua_desktop.demo.seeding import Seeding
from thidua_desktop.demo.voting import ballots
from thidua_desktop.demo.workspace import Workspace
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.documents.phrases import counts, grouped
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.decisions import grants as grant_query
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.services.certificates import certificates
from thidua_desktop.services.council import minutes, sessions
from thidua_desktop.services.decisions import decisions, paper
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.staging import Staged
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports import statistics
from thidua_desktop.texts import text

Say = Callable[[str], None]
_FINDINGS_SHOWN = ("error", "warning")


@dataclass(slots=True)
class Walk:
    """One walk through one data folder; what a step finds is stored for the checks at the end."""

    app: AppContext
    workspace: Workspace
    notify: Say
    progress: Progress
    year: int
    expected: list[ExpectedRecord] = field(default_factory=list)
    rows: int = 0
    nominations: int = 0
    voted: tuple[NominationRow, ...] = ()
    passed: tuple[NominationRow, ...] = ()
    own: tuple[NominationRow, ...] = ()

    def report(self, key: str, **params: object) -> None:
        self.notify(text(f"demo.{key}", **params))

    def seed(self) -> None:
        """The district before the first file: people, history, plan."""
        self.report("steps.seed")
        district, table = make_district(), demo_file("district")
        history = make_history(district)
        seeding = Seeding(self.app, district, history)
        steps: tuple[Callable[[], None], ...] = (
            seeding.office,
            seeding.past,
            lambda: register(self.app, district, history, units=seeding.units, persons=seeding.persons),
            seeding.plan,
            lambda: score_blocs(self.app, year=district.year),
        )
        for done, step in enumerate(steps, 1):
            step()
            self.progress(done, len(steps), text("demo.steps.seed"))
        self.report(
            "told.people",
            units=len(district.units),
            blocs=len(table["bloc"]),
            persons=len(district.persons),
            initiatives=len(history.initiatives),
        )
        years = demo_file("history")["years"]
        past = self.app.read(grant_query.counts, years=years)
        self.report(
            "told.past",
            first=years[0],
            last=years[-1],
            decisions=3 * len(table["past"]),
            grants=sum(number for *_, number in past),
        )
        plan = demo_file("plan")
        self.report("told.plan", year=self.year, targets=len(plan["target"]), tasks=len(plan["task"]))

    def stage(self) -> list[Staged]:
        """Writes the senders' workbooks and reads each; nothing is imported yet."""
        self.report("steps.books")
        district, table = make_district(), demo_file("workbooks")
        history, batches = make_history(district), []
        for done, book in enumerate(table["workbook"], 1):
            path = self.workspace.claim(book["file"], folder=text("demo.files.senders"))
            expected = write_book(
                book,
                lines_of(book, district, history),
                folder=path.parent,
                award_names=table["spellings"][book["spelling"]],
            )
            self.expected += expected
            staged = staging.stage(self.app, path, year=self.year)
            self._report_staged(staged)
            if len(staged.file.records) != len(expected):
                raise OfficeError(
                    "demo.records_differ",
                    file=path.name,
                    expected=len(expected),
                    found=len(staged.file.records),
                )
            batches.append(staged)
            self.progress(done, len(table["workbook"]), text("demo.progress.books"))
        return batches

    def import_all(self, batches: Sequence[Staged]) -> None:
        """Imports every staged file and judges each nomination."""
        self.report("steps.import")
        outcomes: Counter[str] = Counter()
        for staged in batches:
            imported = staging.commit(self.app, staged.batch_id, progress=self.progress)
            outcomes.update(imported.counts)
            self.nominations += imported.nominations
        self.rows = outcomes.total()
        self.report(
            "told.imported",
            rows=self.rows - outcomes["error"],
            nominations=self.nominations,
            errors=outcomes["error"],
        )
        nominating.submit(self.app, year=self.year, progress=self.progress)
        verdicts = Counter(row.verdict for row in self.app.read(nominations, year=self.year))
        self.report(
            "told.verdicts",
            **{verdict: verdicts[verdict] for verdict in ("eligible", "not_eligible", "needs_review")},
        )

    def vote(self) -> int:
        """The council meets, votes by ballot and closes."""
        self.report("steps.council")
        table = demo_file("district")["council"]
        self.voted = self.app.read(nominations, year=self.year, states=["submitted"])
        voters, threshold = table["present"] + table["absent_written"], Fraction(table["threshold"])
        opened = sessions.open_session(
            self.app,
            year=self.year,
            nomination_ids=[row.id for row in self.voted],
            **{**table, "threshold": threshold},
        )
        self.report(
            "told.session",
            title=table["title"],
            members=table["total_members"],
            voters=voters,
            share=f"{threshold.numerator}/{threshold.denominator}",
        )
        sessions.record(self.app, opened.session_id, ballots(self.voted, voters=voters))
        sessions.close(self.app, opened.session_id)
        self.passed = self.app.read(nominations, year=self.year, states=["passed"])
        self.report("told.voted", passed=len(self.passed), failed=len(self.voted) - len(self.passed))
        return opened.session_id

    def decide(self) -> int:
        """What is ours is decided, signed with number and day; the rest waits for the level above."""
        self.report("steps.decision")
        waiting = decisions.queue(self.app, year=self.year)
        self.own = waiting.own
        self.report("told.queue", own=len(waiting.own), higher=len(waiting.higher))
        drafted = decisions.draft(self.app, year=self.year, nomination_ids=[row.id for row in waiting.own])
        table = demo_file("district")["decision"]
        decisions.sign(self.app, drafted.decision_id, number=table["number"], signed_on=table["signed_on"])
        grants = self.app.read(grant_query.of_decision, drafted.decision_id)
        self.report(
            "told.signed",
            number=grants[0].decision_number,
            day=f"{table['signed_on']:%d/%m/%Y}",
            counts=counts(**checking.number_by_kind_of(grants)),
            prize=grouped(sum(int(grant.prize or 0) for grant in grants)),
        )
        return drafted.decision_id

    def print_papers(self, session_id: int, decision_id: int) -> checking.Papers:
        """Decision with annex, certificates, minutes, tally, year summary."""
        self.report("steps.papers")
        names = {
            name: text(f"demo.files.{name}", year=self.year)
            for name in ("tally", "summary_book", "summary_paper")
        }
        papers = checking.Papers(
            decision=self.workspace.claim(paper.file_name(self.app, decision_id)),
            certificates=self.workspace.claim(certificates.file_name(self.app, decision_id)),
            minutes=self.workspace.claim(minutes.file_name(self.app, session_id)),
            **{name: self.workspace.claim(file) for name, file in names.items()},
        )
        paper.save(self.app, decision_id, papers.decision, progress=self.progress)
        run = certificates.render(self.app, decision_id, progress=self.progress)
        write_atomically(papers.certificates, run.pdf)
        for problem in run.problems:
            self.report("told.problem", words=problem.sentence())
        write_atomically(papers.minutes, minutes.render(self.app, session_id, progress=self.progress))
        statistics.save_tally(self.app, papers.tally, year=self.year)
        statistics.save_summary(self.app, papers.summary_book, year=self.year)
        statistics.save_summary(self.app, papers.summary_paper, year=self.year)
        self._save(papers.certificates, kind="certificates", decision_id=decision_id)
        self._save(papers.minutes, kind="minutes", session_id=session_id)
        for path in papers.paths():
            self.report("told.paper", file=path.name)
        return papers

    def _save(self, path: Path, *, kind: str, **of: int) -> None:
        """A copy with its hash, as for the decision."""
        paper.save_paper(self.app, kind=kind, name=path.name, data=path.read_bytes(), **of)

    def check(self, papers: checking.Papers, decision_id: int) -> int:
        """Reads everything back; the first disagreement ends the demo."""
        self.report("steps.check")
        rows = self.app.read(nominations, year=self.year)
        grants = self.app.read(grant_query.of_decision, decision_id)
        year_grants = self.app.read(grant_query.of_year, year=self.year)
        self.report("told.checked_import", count=checking.check_arrivals(self.expected, rows))
        checking.check_grants(self.own, grants)
        checking.check_decision(papers.decision, grants)
        self.report("told.checked_decision", count=len(grants))
        due = certificates.due_of(self.app, decision_id)
        checking.check_certificates(papers.certificates, due)
        self.report("told.checked_certificates", count=len(due))
        checking.check_minutes(papers.minutes, self.voted, self.passed)
        self.report("told.checked_minutes", count=len(self.voted), passed=len(self.passed))
        checking.check_tally(papers.tally, year_grants)
        self.report("told.checked_tally", count=len(year_grants))
        checking.check_summary(papers.summary_book, papers.summary_paper, year_grants, year=self.year)
        self.report("told.checked_summary", count=len(year_grants))
        return len(grants)

    def _report_staged(self, staged: Staged) -> None:
        self.report(
            "told.book",
            file=staged.file.file,
            rows=len(staged.file.records),
            warnings=staged.file.count("warning"),
            infos=staged.file.count("info"),
            **{outcome: staged.counts.get(outcome, 0) for outcome in ("new", "update", "identical", "error")},
        )
        for finding in staged.file.findings:
            if finding.severity in _FINDINGS_SHOWN:
                self.report(
                    "told.finding",
                    severity=text(f"demo.severity.{finding.severity}"),
                    place=finding.ref,
                    words=staging.finding_words(finding),
                )
