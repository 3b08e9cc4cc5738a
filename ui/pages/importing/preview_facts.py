"""What a preview shows, made ready beside the window: of fifty thousand rows that would be felt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.domain.importing.values import Finding, Severity, StagedRecord
from thidua_desktop.services.importing.preview import Preview
from ui.pages.importing.worksheet_view import Marks
from ui.widgets.cell_refs import Cell, place_of

_MANY: Final = 5
"""So many findings of one cause are one line."""
_SHOWN: Final = 6
_BY_VALUE: Final = frozenset({"AWARD_UNKNOWN", "AWARD_LEVEL_AMBIGUOUS", "UNIT_UNKNOWN", "UNIT_VARIANT"})
"""Findings whose answer depends on the words in the cell."""
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Line:
    """One row read: what would happen to it, and whether it wants a look."""

    record: StagedRecord
    outcome: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class PreviewFacts:
    """``lists``: findings by the list they stand in, the gravest first. ``listed``: list and place of a
    cell's first finding, by its reference. ``marks``: gravest finding and all of a cell, by sheet;
    ``widths``: how many columns a sheet has.
    """

    preview: Preview
    lines: tuple[Line, ...]
    lists: Mapping[str, Sequence[Finding]]
    listed: Mapping[str, tuple[str, int]]
    marks: Mapping[str, Marks]
    widths: Mapping[str, int]


def facts_of(preview: Preview) -> PreviewFacts:
    """Everything the preview page looks up; call it in the task runner."""
    findings = preview.file.findings
    marks: dict[str, dict[Cell, tuple[Severity, list[Finding]]]] = {}
    doubtful: set[tuple[str, int]] = set()
    for finding in findings:
        sheet, cell = place_of(finding.ref)
        if finding.severity == "warning":
            doubtful.add((sheet, cell[0] + 1 if cell else 0))
        if cell is not None:
            here = marks.setdefault(sheet, {})
            worst, found = here.get(cell, (finding.severity, []))
            found.append(finding)
            here[cell] = (min(worst, finding.severity, key=_ORDER.index), found)
    serious = sorted(
        (one for one in findings if one.severity != "info"), key=lambda one: one.severity != "error"
    )
    repaired = [one for one in findings if one.severity == "info"]
    lists: dict[str, Sequence[Finding]] = {}
    listed: dict[str, tuple[str, int]] = {}
    for side, side_findings in (("findings", serious), ("repaired", repaired)):
        groups = by_cause(side_findings)
        lists[side] = [grouped(group) for group in groups]
        for place, group in enumerate(groups):
            for one in group:
                listed.setdefault(one.ref, (side, place))
    lines = tuple(
        Line(record, outcome, (record.sheet, record.row) in doubtful)
        for record, outcome in zip(preview.file.records, preview.outcomes, strict=True)
    )
    widths = {sheet.name: max(map(len, sheet.rows), default=0) for sheet in preview.file.sheets}
    return PreviewFacts(preview, lines, lists, listed, marks, widths)


def by_cause(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one cause together, in the order of the first of each: the same code about the same value.

    Few of one cause stay apart, each at its own cell.
    """
    causes: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        about = one.params.get("award") or one.params.get("unit") or one.params.get("value", "")
        causes.setdefault((one.code, one.severity, about if one.code in _BY_VALUE else ""), []).append(one)
    groups: list[list[Finding]] = []
    for group in causes.values():
        groups.extend([group] if len(group) >= _MANY else [[one] for one in group])
    return groups


def grouped(group: Sequence[Finding]) -> Finding:
    """One line for findings of one cause: the first of them, with how many more there are and where."""
    first = group[0]
    if len(group) == 1:
        return first
    more = [one.ref for one in group[1 : 1 + _SHOWN]]
    rest = ", ".join(more) + (", …" if len(group) > 1 + _SHOWN else "")
    return replace(first, params={**first.params, "more": str(len(group) - 1), "places": rest})
