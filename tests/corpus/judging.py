"""Compares what was found in a file with what is true of it, and says every difference."""

from __future__ import annotations

from tests.corpus.build import Book
from tests.corpus.layout import Layout
from thidua_desktop.domain.importing.values import StagedFile, StagedRecord

FIELDS = ("subject", "unit", "awards", "born", "sex", "importable")


def differences(layout: Layout, book: Book, staged: StagedFile) -> list[str]:
    """Empty when every record, every error at its cell and nothing else was found."""
    text_file = layout.file.endswith((".csv", ".txt"))
    true = {
        ("(csv)" if text_file else one.sheet, one.row, one.name): tuple(getattr(one, name) for name in FIELDS)
        for one in book.records
    }
    found = {(one.sheet, one.row, one.name): _facts(one) for one in staged.records}
    reported = [f"missing {place}" for place in true.keys() - found.keys()]
    reported += [f"invented {place}" for place in found.keys() - true.keys()]
    for place in true.keys() & found.keys():
        reported += [
            f"{place}: {name} is {right!r}, read {read!r}"
            for name, right, read in zip(FIELDS, true[place], found[place], strict=True)
            if right != read
        ]
    errors = {(ref.replace("DS!", "(csv)!") if text_file else ref, code) for ref, code in book.errors}
    raised = {(one.ref, one.code) for one in staged.findings if one.severity == "error"}
    reported += [f"not told: {error}" for error in errors - raised]
    reported += [f"told for nothing: {error}" for error in raised - errors]
    reported += [
        f"warned for nothing: {one.ref} {one.code}"
        for one in staged.findings
        if one.severity == "warning" and one.code not in layout.warnings
    ]
    return sorted(reported)


def _facts(record: StagedRecord) -> tuple[object, ...]:
    return (record.subject_type, record.unit, record.awards, record.dob, record.sex, record.importable)
