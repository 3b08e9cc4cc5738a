"""Fields of each node's form, as data: a criterion shows only those its way of scoring uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from thidua_desktop.domain.schemes.scheme import METHODS, ROOT, Criterion, Scheme, Section
from thidua_desktop.texts import text
from ui.pages.schemes.nodes import AWARDS, BARS, HEAD, RANKING, SCORERS, TABLE, split
from ui.widgets.fields import Kind
from ui.widgets.forms import Choice, Field, lettered, mnemonic

ROLES: Final = ("base", "bonus", "deduction", "note")
OVERS: Final = ("refuse", "cut", "bonus", "allow")
_LIMITS: Final = ("cap", "floor", "excess_cap", "bonus_cap", "deduct_cap")
_CHOICES: Final = {
    "role": ROLES,
    "method": METHODS,
    "over": OVERS,
    "blank": ("open", "zero", "full"),
    "several": ("sum", "highest", "refuse"),
    "basis": ("value", "more", "less"),
    "combine": ("last", "weighted"),
    "confidence": ("C", "C2", "R", "U"),
    "scorer_role": ("self", "cross", "head", "agency", "office"),
    "missing": ("others", "zero", "open"),
    "judges": ("mean", "trimmed"),
    "shared": ("skip", "dense"),
}
_BY_METHOD: Final = {
    "fixed": ("standard",),
    "points": ("standard", "limit", "least", "over"),
    "more": ("standard", "unit", "limit", "over"),
    "less": ("standard", "unit", "limit", "over"),
    "grade": ("standard", "grades"),
    "yes_no": ("standard",),
    "each": ("standard", "unit", "limit", "over"),
    "bands": ("bands", "basis", "unit", "limit", "over"),
    "cluster": ("standard", "unit", "limit", "over"),
}
_MULTILINE: Final = frozenset(["name", "bands", "note", "source"])
_REQUIRED: Final = frozenset(["code", "name", "source", "role", "method", "scorer_role"])
_FLAGS: Final = frozenset(["yes", "unranked", "moves_up"])


def fields_of(scheme: Scheme, key: str) -> tuple[Field, ...]:
    """The form of a node; none for headings that only gather."""
    kind, mark = split(key)
    match kind:
        case "head":
            return _fields(("name", "source", "confidence", "valid_from", "valid_to", "note"), scheme)
        case "scorer":
            return _fields(("name", "scorer_role", "weight", "missing", "judges"), scheme)
        case "table":
            return _fields(_LIMITS, scheme)
        case "bar":
            names = ("name", "criterion", "yes", "values", "points", "of", "below", "awards", "unranked")
            return _fields(names, scheme)
        case "ranking":
            return _fields(("tie_breaks", "shared", "moves_up"), scheme)
        case "award":
            return _fields(("name", "count", "share", "at_least"), scheme)
        case "line":
            section = scheme.section(mark)
            criterion = scheme.criterion(mark)
            if isinstance(section, Section):
                return _fields(("code", "name", "standard", *_LIMITS), scheme)
            return _fields(_criterion(criterion), scheme) if criterion is not None else ()
    return ()


def help_of(key: str) -> str:
    """What a gathering node says instead of a form."""
    kind = split(key)[0]
    return text(f"schemes.help.{kind}") if kind in (SCORERS, BARS, AWARDS, TABLE, HEAD, RANKING) else ""


def _criterion(one: Criterion) -> tuple[str, ...]:
    names = ["code", "name", "role", "method", *_BY_METHOD[one.method]]
    if one.over == "bonus" and "over" in names:
        names += ["excess_rate", "excess_cap"]
    if one.method != "fixed":
        names += ["blank", "several", "scorers", "combine"]
    if one.role == "bonus":
        names += ["condition", "condition_least"]
    return tuple(names)


_BUTTONS: Final = ("trial", "out", "new", "remove", "take_over")
"""Buttons that stand beside the form: no field takes the letter of one."""


def _fields(names: Iterable[str], scheme: Scheme) -> tuple[Field, ...]:
    taken = {mnemonic(text(f"schemes.buttons.{key}")) for key in _BUTTONS}
    names = tuple(names)
    labels = lettered([text(f"schemes.fields.{name}") for name in names], taken)
    made = []
    for name, label in zip(names, labels, strict=True):
        made.append(
            Field(
                name,
                label,
                _kind(name),
                required=name in _REQUIRED,
                choices=_choices(name, scheme),
                help=text(f"schemes.hints.{name}") if name in _HINTED else "",
            )
        )
    return tuple(made)


_HINTED: Final = frozenset(
    [
        "grades",
        "bands",
        "scorers",
        "limit",
        "tie_breaks",
        "condition",
        "values",
        "share",
        "standard_each",
        "weight",
        "judges",
    ]
)


def _kind(name: str) -> Kind:
    if name in _MULTILINE:
        return "multiline"
    if name in _FLAGS:
        return "bool"
    if name in ("valid_from", "valid_to"):
        return "date"
    return "choice" if name in _CHOICES or name in ("condition", "of", "criterion") else "text"


def _choices(name: str, scheme: Scheme) -> tuple[Choice, ...]:
    if name in _CHOICES:
        return tuple(Choice(one, text(f"schemes.choices.{name}.{one}")) for one in _CHOICES[name])
    none = Choice("", text("schemes.choices.none"))
    if name == "condition":
        sections = tuple(Choice(one.code, f"{one.code}. {one.name}") for one in scheme.sections)
        return (none, *sections)
    if name == "of":
        sections = tuple(Choice(one.code, f"{one.code}. {one.name}") for one in scheme.sections)
        return (Choice(ROOT, text("schemes.choices.whole")), *sections)
    if name == "criterion":
        return (none, *(Choice(one.code, f"{one.code}. {one.name}") for one in scheme.criteria))
    return ()
