"""Is a scheme whole? Codes unique and known, the numbers a method needs, bands that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.scoring_scheme import ROOT, ZERO, Band, Criterion, Scheme

NEED_STANDARD: Final = frozenset(["fixed", "more", "less", "yes_no", "each", "cluster"])


class Unbalanced(NamedTuple):
    """A section whose parts do not add up to its standard points."""

    section: str
    standard: Decimal
    parts: Decimal


def check_scheme(scheme: Scheme) -> None:
    """OfficeError("scoring.scheme_…") naming the first thing that does not fit."""
    if not scheme.criteria:
        raise OfficeError("scoring.scheme_empty", scheme=scheme.key)
    _unique([one.code for one in scheme.sections] + [one.code for one in scheme.criteria])
    _unique(one.code for one in scheme.scorers)
    _unique(one.code for one in scheme.awards)
    known = {ROOT}
    for section in scheme.sections:
        _known(section.parent, known, where=section.code)
        known.add(section.code)
    for criterion in scheme.criteria:
        _known(criterion.section, known, where=criterion.code)
        _check_criterion(criterion)
        if criterion.only_if is not None:
            _known(criterion.only_if.of, known, where=criterion.code)
    _check_references(scheme, known)


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


def _unique(codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise OfficeError("scoring.scheme_twice", code=code)
        seen.add(code)


def _known(code: str, known: Iterable[str], *, where: str) -> None:
    if code not in known:
        raise OfficeError("scoring.scheme_unknown", code=code, where=where)


def _check_criterion(criterion: Criterion) -> None:
    code = criterion.code
    if criterion.standard is None and (
        criterion.method in NEED_STANDARD or criterion.over == "bonus" or criterion.blank == "full"
    ):
        raise OfficeError("scoring.scheme_no_standard", criterion=code)
    if criterion.method == "grade" and not criterion.grades:
        raise OfficeError("scoring.scheme_no_grades", criterion=code)
    if criterion.method == "bands":
        _check_bands(code, criterion.bands)
    if criterion.over == "bonus" and criterion.role != "base":
        raise OfficeError("scoring.scheme_excess", criterion=code)
    if not criterion.scorers and criterion.method != "fixed":
        raise OfficeError("scoring.scheme_no_scorer", criterion=code)
    if any(scorer.weight < 0 for scorer in criterion.scorers):
        raise OfficeError("scoring.scheme_weight", criterion=code)
    if criterion.combine == "weighted" and not sum(scorer.weight for scorer in criterion.scorers):
        raise OfficeError("scoring.scheme_weight", criterion=code)


def _check_bands(code: str, bands: Sequence[Band]) -> None:
    if not bands:
        raise OfficeError("scoring.scheme_no_bands", criterion=code)
    for number, band in enumerate(bands):
        if band.start is not None and band.stop is not None and band.start >= band.stop:
            raise OfficeError("scoring.scheme_bands", criterion=code)
        if any(_overlap(band, other) for other in bands[number + 1 :]):
            raise OfficeError("scoring.scheme_bands", criterion=code)


def _overlap(one: Band, other: Band) -> bool:
    before = one.stop is not None and other.start is not None and one.stop <= other.start
    after = other.stop is not None and one.start is not None and other.stop <= one.start
    return not before and not after


def _check_references(scheme: Scheme, sections: set[str]) -> None:
    criteria = {one.code for one in scheme.criteria}
    awards = {one.code for one in scheme.awards}
    for bar in scheme.bars:
        if bar.criterion:
            _known(bar.criterion, criteria, where=bar.name)
        else:
            _known(bar.of, sections, where=bar.name)
        for award in bar.awards:
            _known(award, awards, where=bar.name)
        if bar.below is None and bar.points is None and not bar.values:
            raise OfficeError("scoring.scheme_bar", bar=bar.name)
    for rule in scheme.ranking.tie_breaks:
        if rule.by == "section":
            _known(rule.of, sections - {ROOT}, where="ranking")
        if rule.by == "criterion":
            _known(rule.of, criteria, where="ranking")
