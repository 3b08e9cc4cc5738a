"""Is a scheme whole? Codes unique and known, the numbers a method needs, bands that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import ROOT, ZERO, Band, Criterion, Scheme

NEED_STANDARD: Final = frozenset(["fixed", "more", "less", "yes_no", "each", "cluster"])


class Unbalanced(NamedTuple):
    """A section whose parts do not add up to its standard points."""

    section: str
    standard: Decimal
    parts: Decimal


class Fault(NamedTuple):
    """What keeps a scheme from being scored by; ``line``: code, bar or part of the scheme it stands in."""

    line: str
    error: OfficeError


def check_scheme(scheme: Scheme) -> None:
    """OfficeError("scoring.scheme_…") naming the first thing that does not fit."""
    for fault in faults(scheme):
        raise fault.error


def faults(scheme: Scheme) -> Iterator[Fault]:
    """Everything that does not fit, in the order of the table."""
    if not scheme.criteria:
        yield _fault("", "empty", scheme=scheme.key)
    yield from _unique([one.code for one in scheme.sections] + [one.code for one in scheme.criteria])
    yield from _unique(one.code for one in scheme.scorers)
    yield from _unique(one.code for one in scheme.awards)
    known = {ROOT}
    for section in scheme.sections:
        yield from _known(section.parent, known, where=section.code)
        known.add(section.code)
    for criterion in scheme.criteria:
        yield from _known(criterion.section, known, where=criterion.code)
        yield from _check_criterion(criterion)
        if criterion.only_if is not None:
            yield from _known(criterion.only_if.of, known, where=criterion.code)
    yield from _check_references(scheme, known)


def unbalanced(scheme: Scheme) -> tuple[Unbalanced, ...]:
    """Sections with standard points that their base criteria and sections below do not add up to."""
    found = []
    for section in scheme.sections:
        parts = [one.full for one in scheme.within(section.code) if one.role == "base"]
        parts += [one.standard for one in scheme.sections if one.parent == section.code]
        if section.standard is None or not parts or None in parts:
            continue
        total = sum((part for part in parts if part is not None), ZERO)
        if total != section.standard:
            found.append(Unbalanced(section.code, section.standard, total))
    return tuple(found)


def _fault(line: str, what: str, /, **params: object) -> Fault:
    return Fault(line, OfficeError(f"scoring.scheme_{what}", **params))


def _unique(codes: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield _fault(code, "twice", code=code)
        seen.add(code)


def _known(code: str, known: Iterable[str], *, where: str) -> Iterator[Fault]:
    if code not in known:
        yield _fault(where, "unknown", code=code, where=where)


def _check_criterion(criterion: Criterion) -> Iterator[Fault]:
    code = criterion.code
    if criterion.standard is None and (
        criterion.method in NEED_STANDARD or criterion.over == "bonus" or criterion.blank == "full"
    ):
        yield _fault(code, "no_standard", criterion=code)
    if criterion.method == "grade" and not criterion.grades:
        yield _fault(code, "no_grades", criterion=code)
    if criterion.method == "bands":
        yield from _check_bands(code, criterion.bands)
    if criterion.over == "bonus" and criterion.role != "base":
        yield _fault(code, "excess", criterion=code)
    if not criterion.scorers and criterion.method != "fixed":
        yield _fault(code, "no_scorer", criterion=code)
    weightless = criterion.combine == "weighted" and not sum(scorer.weight for scorer in criterion.scorers)
    if weightless or any(scorer.weight < 0 for scorer in criterion.scorers):
        yield _fault(code, "weight", criterion=code)


def _check_bands(code: str, bands: Sequence[Band]) -> Iterator[Fault]:
    if not bands:
        yield _fault(code, "no_bands", criterion=code)
    for number, band in enumerate(bands):
        reversed_band = band.start is not None and band.stop is not None and band.start >= band.stop
        if reversed_band or any(_overlap(band, other) for other in bands[number + 1 :]):
            yield _fault(code, "bands", criterion=code)
            return


def _overlap(one: Band, other: Band) -> bool:
    before = one.stop is not None and other.start is not None and one.stop <= other.start
    after = other.stop is not None and one.start is not None and other.stop <= one.start
    return not before and not after


def _check_references(scheme: Scheme, sections: set[str]) -> Iterator[Fault]:
    criteria = {one.code for one in scheme.criteria}
    awards = {one.code for one in scheme.awards}
    for bar in scheme.bars:
        if bar.criterion:
            yield from _known(bar.criterion, criteria, where=bar.name)
        else:
            yield from _known(bar.of, sections, where=bar.name)
        for award in bar.awards:
            yield from _known(award, awards, where=bar.name)
        if bar.below is None and bar.points is None and not bar.values:
            yield _fault(bar.name, "bar", bar=bar.name)
    for rule in scheme.ranking.tie_breaks:
        if rule.by == "section":
            yield from _known(rule.of, sections - {ROOT}, where="ranking")
        if rule.by == "criterion":
            yield from _known(rule.of, criteria, where="ranking")
