"""What the keys of the tree do to a scheme: add, remove, move, indent, whatever is stood on."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from thidua_desktop.domain.schemes import editing
from thidua_desktop.domain.schemes.scheme import ROOT, Award, Bar, Scheme, Scorer, Section
from thidua_desktop.texts import text
from ui.pages.schemes.nodes import AWARDS, BARS, LINE, SCORERS, TABLE, key_of, nodes, split

T = TypeVar("T")


def act_on(scheme: Scheme, key: str, action: str) -> tuple[Scheme, str]:
    """The scheme after ``action`` on a node, and the node to stand on; the same when it means nothing."""
    kind, mark = split(key)
    if action in ("add", "add_section"):
        return _added(scheme, kind, mark, section=action == "add_section")
    if kind == LINE:
        return _line(scheme, key, mark, action)
    if action == "remove":
        return _removed(scheme, kind, mark)
    if kind in ("bar", "award") and action in ("up", "down"):
        return _moved(scheme, kind, int(mark), -1 if action == "up" else 1)
    return scheme, key


def _line(scheme: Scheme, key: str, code: str, action: str) -> tuple[Scheme, str]:
    match action:
        case "remove":
            return editing.remove(scheme, code), _beside(scheme, key)
        case "up":
            return editing.move(scheme, code, -1), key
        case "down":
            return editing.move(scheme, code, 1), key
        case "indent":
            return editing.indent(scheme, code), key
        case "outdent":
            return editing.outdent(scheme, code), key
    return scheme, key


def _added(scheme: Scheme, kind: str, mark: str, *, section: bool) -> tuple[Scheme, str]:
    if kind in (SCORERS, "scorer"):
        code = next(
            one for one in (f"n{n}" for n in range(1, 99)) if all(o.code != one for o in scheme.scorers)
        )
        made = Scorer(code, text("schemes.new.scorer"), "agency")
        everyone = scheme.scorers
        criteria = tuple(
            replace(one, scorers=(*one.scorers, made)) if one.scorers == everyone else one
            for one in scheme.criteria
        )
        return replace(scheme, scorers=(*everyone, made), criteria=criteria), key_of("scorer", code)
    if kind in (BARS, "bar"):
        bar = Bar(text("schemes.new.bar"))
        return replace(scheme, bars=(*scheme.bars, bar)), key_of("bar", len(scheme.bars))
    if kind in (AWARDS, "award"):
        code = next(
            one for one in (f"kt{n}" for n in range(1, 99)) if all(o.code != one for o in scheme.awards)
        )
        award = Award(code, text("schemes.new.award"), count=1)
        return replace(scheme, awards=(*scheme.awards, award)), key_of("award", len(scheme.awards))
    line = editing.find(scheme, mark) if kind == LINE else None
    name = text("schemes.new.section" if section else "schemes.new.criterion")
    add = editing.add_section if section else editing.add_criterion
    if line is None:
        changed, code = add(scheme, name=name, under=ROOT)
    elif isinstance(line, Section) and not section:
        changed, code = add(scheme, name=name, under=line.code)
    else:
        changed, code = add(scheme, name=name, under=editing.parent_of(line), after=line.code)
    return changed, key_of(LINE, code)


def _removed(scheme: Scheme, kind: str, mark: str) -> tuple[Scheme, str]:
    if kind == "scorer":
        criteria = tuple(
            replace(one, scorers=tuple(who for who in one.scorers if who.code != mark))
            for one in scheme.criteria
        )
        left = tuple(one for one in scheme.scorers if one.code != mark)
        return replace(scheme, scorers=left, criteria=criteria), SCORERS
    if kind == "bar":
        return replace(scheme, bars=_without(scheme.bars, int(mark))), BARS
    if kind == "award":
        return replace(scheme, awards=_without(scheme.awards, int(mark))), AWARDS
    return scheme, kind or TABLE


def _moved(scheme: Scheme, kind: str, place: int, by: int) -> tuple[Scheme, str]:
    other = place + by
    if kind == "bar" and 0 <= other < len(scheme.bars):
        bars = list(scheme.bars)
        bars[place], bars[other] = bars[other], bars[place]
        return replace(scheme, bars=tuple(bars)), key_of(kind, other)
    if kind == "award" and 0 <= other < len(scheme.awards):
        awards = list(scheme.awards)
        awards[place], awards[other] = awards[other], awards[place]
        return replace(scheme, awards=tuple(awards)), key_of(kind, other)
    return scheme, key_of(kind, place)


def _without(rows: tuple[T, ...], place: int) -> tuple[T, ...]:
    return (*rows[:place], *rows[place + 1 :])


def _beside(scheme: Scheme, key: str) -> str:
    """The node after this one and what stands below it, else the one before."""
    found = [one.key for one in nodes(scheme)]
    parents = {one.key: one.parent for one in nodes(scheme)}
    brothers = [one for one in found if parents[one] == parents[key]]
    place = brothers.index(key)
    if place + 1 < len(brothers):
        return brothers[place + 1]
    return brothers[place - 1] if place else parents[key]
