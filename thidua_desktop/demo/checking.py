"""Do all outputs say the same? Every name and every count against the grants stored in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.demo.nominees import ExpectedRecord
from thidua_desktop.demo.readback import pdf_pages, squeezed, workbook_sheets
from thidua_desktop.documents.phrases import counts, grouped, two_digits
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.decisions.grants import GrantRow
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.decisions.list_lines import number_by_kind
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Where the finished papers stand."""

    decision: Path
    certificates: Path
    minutes: Path
    tally: Path
    summary_book: Path
    summary_paper: Path

    def paths(self) -> tuple[Path, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def check_arrivals(expected: Iterable[ExpectedRecord], rows: Sequence[NominationRow]) -> int:
    """Every importable line became exactly its nominations, and nothing else is there. Returns how many."""
    # A set: a line sent twice is one nomination.
    requested: Counter[tuple[str, str, str, str]] = Counter(
        {
            (record.subject_type, record.name, record.unit, award)
            for record in expected
            if record.importable
            for award in record.awards
        }
    )
    found: Counter[tuple[str, str, str, str]] = Counter(
        (row.subject_type, row.name, row.unit_name, row.award_code) for row in rows
    )
    for _, name, _, award in requested - found:
        raise OfficeError("demo.not_arrived", name=name, award=award_by_code(award).short_name)
    for _, name, _, award in found - requested:
        raise OfficeError("demo.not_expected", name=name, award=award_by_code(award).short_name)
    return len(rows)


def check_grants(passed: Iterable[NominationRow], grants: Sequence[GrantRow]) -> None:
    """Who passed and may be decided here has a grant with the same name and award, and nobody else."""
    requested: Counter[tuple[int | None, str, str]] = Counter(
        (row.id, row.name, row.award_code) for row in passed
    )
    found: Counter[tuple[int | None, str, str]] = Counter(
        (grant.nomination_id, grant.name, grant.award_code) for grant in grants
    )
    for _, name, award in (requested - found) + (found - requested):
        raise OfficeError("demo.grant_differs", name=name, award=award_by_code(award).short_name)


def check_decision(path: Path, grants: Sequence[GrantRow]) -> None:
    """The annex lists every grant in its order; the articles report the right numbers and the right sum."""
    paper, annex = _parted(path)
    place = 0
    for grant in grants:
        place = annex.find(squeezed(grant.name), place)
        if place < 0:
            raise OfficeError("demo.name_missing", file=path.name, name=grant.name)
        place += len(squeezed(grant.name))
    _agree(path, counts(**number_by_kind_of(grants)), paper)
    _agree(path, grouped(sum(int(grant.prize or 0) for grant in grants)), paper)
    for part in (paper, annex):
        _agree(path, grants[0].decision_number or "", part)


def check_certificates(path: Path, grants: Sequence[GrantRow]) -> None:
    """One page a grant, in the order of the list, with its name, unit of register and decision."""
    pages = pdf_pages(path)
    if len(pages) != len(grants):
        raise OfficeError("demo.pages_differ", file=path.name, found=len(pages), expected=len(grants))
    for page, grant in zip(pages, grants, strict=True):
        _agree(path, grant.name, page)
        _agree(path, str(grant.register_number), page)
        _agree(path, grant.decision_number or "", page)


def check_minutes(path: Path, voted: Sequence[NominationRow], passed: Sequence[NominationRow]) -> None:
    """The vote table names every candidate; the conclusions count who was put up and who passed."""
    pages = "".join(pdf_pages(path))
    _all_named(path, pages, [row.name for row in voted])
    through = Counter(row.award_code for row in passed)
    for code, total in Counter(row.award_code for row in voted).items():
        counted = text(
            "documents.minutes.counted",
            award=award_by_code(code).name,
            passed=two_digits(through[code]),
            total=two_digits(total),
        )
        _agree(path, counted, pages)


def check_tally(path: Path, grants: Sequence[GrantRow]) -> None:
    """Totals shown without calculating are the numbers of the grants, award by award, and are live."""
    (sheet,) = workbook_sheets(path).values()
    label = text("statistics.total")
    for code, number in Counter(grant.award_code for grant in grants).items():
        _same(path, sheet.figure(label, award_by_code(code).short_name), number)
    _same(path, sheet.figure(label, text("statistics.columns.all")), len(grants))
    money = sum(int(grant.prize or 0) for grant in grants)
    _same(path, sheet.figure(label, text("statistics.columns.prize")), money)
    if not sheet.formulas:
        raise OfficeError("demo.no_formulas", file=path.name)


def check_summary(book: Path, paper: Path, grants: Sequence[GrantRow], *, year: int) -> None:
    """Workbook and paper of the year summary report the same numbers as the grants."""
    sheets = workbook_sheets(book)
    label = text("statistics.total")
    for tab in ("award", "unit", "occasion"):
        sheet = sheets[text(f"statistics.summary.tabs.{tab}")]
        _same(book, sheet.figure(label, text("statistics.columns.all")), len(grants))
    series = sheets[text("statistics.summary.tabs.series")]
    _same(book, series.figure(label, str(year)), len(grants))
    kinds = Counter(grant.subject_type for grant in grants)
    intro = text(
        "statistics.summary.intro",
        year=year,
        count=len(grants),
        **{kind: kinds[kind] for kind in ("collective", "person", "household")},
    )
    _agree(paper, intro, "".join(pdf_pages(paper)))


def number_by_kind_of(grants: Iterable[GrantRow]) -> dict[str, int]:
    """How many collectives, persons and households were given something."""
    from thidua_desktop.services.decisions.list_lines import lines_of_grants

    return number_by_kind(lines_of_grants(grants))


def _parted(path: Path) -> tuple[str, str]:
    """The articles and the annexed list: the annex begins on the page that has its heading."""
    pages = pdf_pages(path)
    heading = squeezed(text("decisions.annex.heading"))
    first = next((n for n, page in enumerate(pages) if n and page.find(heading, 0, 40) >= 0), len(pages))
    return "".join(pages[:first]), "".join(pages[first:])


def _all_named(path: Path, pages: str, names: Iterable[str]) -> None:
    for name, number in Counter(squeezed(name) for name in names).items():
        if pages.count(name) < number:
            raise OfficeError("demo.name_missing", file=path.name, name=name)


def _agree(path: Path, words: str, page: str) -> None:
    if squeezed(words) not in page:
        raise OfficeError("demo.words_missing", file=path.name, words=words)


def _same(path: Path, found: object, expected: int) -> None:
    if found != expected:
        raise OfficeError("demo.figure_differs", file=path.name, found=found, expected=expected)
