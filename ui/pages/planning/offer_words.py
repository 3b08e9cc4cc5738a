"""What was found in a text, in words: a line of the list, and the form that corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.planning.amounts import parse_amount
from thidua_desktop.texts import lookup, text
from ui.pages.planning.list_specs import RANGES
from ui.tables.columns import plain_words
from ui.widgets.fields import Kind
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from thidua_desktop.services.planning.offers import Offer

_FIELDS: Final[Mapping[str, tuple[tuple[str, Kind], ...]]] = {
    "target": (("wording", "multiline"), ("minimum", "text"), ("maximum", "text"), ("measure", "text")),
    "task": (("wording", "multiline"), ("lead", "text"), ("partners", "text"), ("when_text", "text")),
    "movement": (
        ("name", "text"),
        ("launched_by", "text"),
        ("scope", "text"),
        ("criteria", "multiline"),
    ),
    "campaign": (
        ("name", "text"),
        ("starts", "partial_date"),
        ("ends", "partial_date"),
        ("slogan", "text"),
        ("review_month", "int"),
    ),
    "anniversary": (("event", "text"), ("count", "int")),
    "assignment": (("unit", "text"), ("wording", "multiline")),
    "report": (("due_text", "text"), ("receiver", "text")),
    "recipient": (("name", "text"), ("purpose", "text")),
    "basis": (("wording", "multiline"), ("number", "text"), ("subject", "text")),
}
_PARTIAL: Final = ("starts", "ends")
_NUMBERS: Final = ("minimum", "maximum")
_CODED: Final = {"kind": "plan.kinds"}


def what(offer: Offer) -> str:
    """The kind of a value of the head; of others what they are about."""
    values = offer.values
    if offer.group == "head":
        return text(f"planning.offers.head.{next(iter(values))}")
    if offer.group == "section":
        return f"{values['no']}. {values['heading']}"
    main = {"target": "wording", "task": "wording", "anniversary": "event", "assignment": "unit"}
    main |= {"report": "due_text", "basis": "wording"}
    return str(values[main.get(offer.group, "name")]).replace("\n", " ")


def message(offer: Offer, values: Mapping[str, Any]) -> str:
    """Its value: a figure, a period, a time."""
    if offer.group == "head":
        name, value = next(iter(values.items()))
        if name in {"issued_on", "planned_for"}:
            return PartialDate.parse_iso(value).vietnamese()
        return lookup(f"{_CODED[name]}.{value}") or str(value) if name in _CODED else _one(value)
    if offer.group == "section":
        return text("planning.offers.places", count=values["count"])
    if offer.group == "target":
        measure = str(values["measure"])
        return f"{_figure(values)}{'' if measure == '%' else ' '}{measure}".strip()
    if offer.group in {"movement", "campaign"}:
        days = [PartialDate.parse_iso(one).vietnamese() for one in (values["starts"], values["ends"]) if one]
        often = values.get("regularity")
        message = [
            text(f"planning.codes.movement.regularity.{often}") if often else "",
            " – ".join(days),
            str(values.get("launched_by", "")),
            str(values.get("scope", "")),
        ]
        return " · ".join(one for one in message if one)
    if offer.group == "anniversary":
        return text("planning.years", count=values["count"])
    keys = {"task": ("lead", "when_text"), "recipient": ("purpose",), "report": ("receiver",)}
    keys |= {"assignment": ("wording",), "basis": ("number",)}
    return " · ".join(str(values[key]) for key in keys[offer.group] if values[key])


def _one(value: Any) -> str:
    return str(value).replace("\n", " / ")


def _figure(values: Mapping[str, Any]) -> str:
    low, high = (plain_words(Decimal(values[key])) if values[key] else "" for key in _NUMBERS)
    if values.get("comparator") in {"up", "down"}:
        return text(f"plan_paper.figures.{values['comparator']}", figure=low or high)
    if low and high:
        return low if low == high else text("plan_paper.figures.between", low=low, high=high)
    name = "at_least" if low else "at_most"
    return text(f"plan_paper.figures.{name}", figure=low or high) if low or high else ""


def fields_for(offer: Offer) -> tuple[Field, ...]:
    """The form that corrects an offer; empty when there is nothing to correct."""
    if offer.group == "head":
        name = next(iter(offer.values))
        if name in {"kind", "issued_on", "planned_for"}:
            return ()
        kind: Kind = "int" if name == "year" else "multiline"
        years = (1950, 2100) if name == "year" else None
        return (Field(name, text("planning.offers.value"), kind, between=years),)
    fields = []
    for name, kind in _FIELDS.get(offer.group, ()):
        check = _no_number if name in _NUMBERS else None
        label = text(f"planning.offers.fields.{name}")
        fields.append(Field(name, label, kind, check=check, between=RANGES.get(name)))
    return tuple(fields)


def shown(offer: Offer, values: Mapping[str, Any]) -> dict[str, object]:
    """What the form begins with."""
    found: dict[str, object] = {}
    for field in fields_for(offer):
        value = values[field.key]
        typed = field.key in _NUMBERS and value
        found[field.key] = plain_words(Decimal(value)) if typed else value
        if field.key in _PARTIAL and value:
            found[field.key] = PartialDate.parse_iso(value)
    return found


def corrected(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The form's answers as they are stored: numbers as decimal text, blank words empty."""
    found: dict[str, Any] = {}
    for name, value in answers.items():
        if name in _NUMBERS:
            found[name] = str(parse_amount(str(value))) if value else None
        elif name in _PARTIAL:
            found[name] = value.value if isinstance(value, PartialDate) else None
        else:
            found[name] = "" if value is None and name not in {"count", "review_month", "year"} else value
    return found


def _no_number(value: object) -> str | None:
    try:
        parse_amount(str(value))
    except ValueError:
        return text("planning.offers.no_number")
    return None
