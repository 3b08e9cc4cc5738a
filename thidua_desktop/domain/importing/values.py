"""What was found in a sender's file, as frozen values: records, findings, the sheets as the officer knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal

from thidua_desktop.domain.awards.awards import Award, SubjectType
from thidua_desktop.domain.dates import PartialDate

Severity = Literal["error", "warning", "info"]
OpenStatus = Literal["ok", "password", "corrupt", "empty", "html", "refuse"]
Sex = Literal["M", "F"]
SCHEMA: Final = "tdkt-import-truth/1"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def _nothing() -> Mapping[str, str]:
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to report about a cell (``ref`` = ``Sheet!B5``), a sheet or the file.

    ``error``: the row cannot be imported as it stands; ``warning``: imported, but shown; ``info``: repaired
    silently and logged. ``of`` is the other cell of a duplicate.
    """

    ref: str
    code: str
    severity: Severity
    params: Mapping[str, str] = field(default_factory=_nothing)
    of: str | None = None


@dataclass(frozen=True, slots=True)
class StagedRecord:
    """One nominee row. ``row`` counts from 1 on the sheet; ``cells`` is the row as typed, by column.

    ``column`` is the letter of the column its name stands in.
    """

    sheet: str
    row: int
    subject_type: SubjectType
    name: str
    name_raw: str
    dob: PartialDate | None = None
    sex: Sex | None = None
    position: str | None = None
    unit: str | None = None
    awards: tuple[str, ...] = ()
    previous_awards: tuple[str, ...] | None = None
    score: Decimal | None = None
    score_self: Decimal | None = None
    score_appraised: Decimal | None = None
    achievement: str | None = None
    note: str | None = None
    national_id: str | None = None
    initiative: str | None = None
    initiative_ref: str | None = None
    hidden_row: bool = False
    importable: bool = True
    cells: Mapping[str, str] = field(default_factory=_nothing)
    column: str = "A"
    ethnicity: str | None = None

    def ref(self, column: str) -> str:
        return f"{self.sheet}!{column}{self.row}"


@dataclass(frozen=True, slots=True)
class StagedSheet:
    """A sheet for the preview: cell texts row by row, the rows that are headers, and which field a column
    is.
    """

    name: str
    rows: Sequence[tuple[str, ...]]
    header_rows: tuple[int, ...] = ()
    hidden: bool = False
    fields: Mapping[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class SkippedRows:
    """Rows of a sheet, from 1, that are no records, and why: ``title``, ``total``, ``not_proposed`` …"""

    sheet: str
    reason: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StagedFile:
    """Everything found in one file; ``open_status`` other than ``ok`` means nothing may be imported."""

    file: str
    sha256: str
    open_status: OpenStatus
    records: tuple[StagedRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheets: tuple[StagedSheet, ...] = ()
    sender: str | None = None
    """The unit its title or letterhead names."""
    skipped: tuple[SkippedRows, ...] = ()
    """Every row that is neither blank nor a record, by sheet and reason."""

    @property
    def importable(self) -> tuple[StagedRecord, ...]:
        return tuple(record for record in self.records if record.importable)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)

    def to_json_dict(self) -> dict[str, object]:
        """The form ``tdkt-import-truth/1``."""
        return {
            "schema": SCHEMA,
            "file": self.file,
            "open_status": self.open_status,
            "records": [_record_json(record) for record in self.records],
            "issues": [_finding_json(finding) for finding in self.findings],
            "skipped": [
                {"sheet": one.sheet, "reason": one.reason, "rows": list(one.rows)} for one in self.skipped
            ],
        }


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows already. Alias keys are ``domain.text.search_key`` of the spelling typed.

    ``units``: canonical names of the register (empty: no register yet). ``header_aliases`` values are field
    names.
    """

    awards: tuple[Award, ...]
    units: tuple[str, ...] = ()
    unit_aliases: Mapping[str, str] = field(default_factory=_nothing)
    award_aliases: Mapping[str, str] = field(default_factory=_nothing)
    header_aliases: Mapping[str, str] = field(default_factory=_nothing)
    review_year: int | None = None
    past: bool = False
    """Awards given in former years are wanted: no list is left out for telling of them."""


def _record_json(record: StagedRecord) -> dict[str, object]:
    dob = record.dob
    shown: dict[str, object] = {
        "sheet": record.sheet,
        "row": record.row,
        "subject_type": record.subject_type,
        "name": record.name,
        "name_raw": record.name_raw,
        "dob": {"value": dob.value, "precision": dob.precision} if dob else None,
        "sex": record.sex,
        "position": record.position,
        "unit": record.unit,
        "awards": sorted(record.awards),
        "score": _number(record.score),
        "importable": record.importable,
    }
    optional: dict[str, object] = {
        "previous_awards": None if record.previous_awards is None else sorted(record.previous_awards),
        "score_self": _number(record.score_self),
        "score_appraised": _number(record.score_appraised),
        "achievement": record.achievement,
        "note": record.note,
        "national_id": record.national_id,
        "ethnicity": record.ethnicity,
        "initiative": record.initiative,
        "initiative_ref": record.initiative_ref,
        "hidden_row": record.hidden_row or None,
    }
    shown.update({key: value for key, value in optional.items() if value is not None})
    return shown


def _finding_json(finding: Finding) -> dict[str, object]:
    shown: dict[str, object] = {"ref": finding.ref, "code": finding.code, "severity": finding.severity}
    if finding.of:
        shown["of"] = finding.of
    return shown


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
