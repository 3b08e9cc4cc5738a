"""What was found in a plan's text, item by item, as rows ready to be stored once the officer agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from thidua_desktop.domain.plan_text.parts import (
    Campaign,
    Comparator,
    Message,
    Movement,
    PlanText,
    Section,
    Source,
    Target,
    TargetPart,
)
from thidua_desktop.texts import text

Group = Literal[
    "head",
    "section",
    "target",
    "movement",
    "campaign",
    "anniversary",
    "task",
    "assignment",
    "report",
    "recipient",
    "basis",
]
GROUPS: Final[tuple[Group, ...]] = (
    "head",
    "section",
    "target",
    "movement",
    "campaign",
    "anniversary",
    "task",
    "assignment",
    "report",
    "recipient",
    "basis",
)
_COMPARATORS: Final[Mapping[Comparator, str]] = {
    "equal": "eq",
    "at_least": "ge",
    "at_most": "le",
    "between": "between",
    "increase": "up",
    "decrease": "down",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing found. ``values`` are the columns it will be stored with; ``within`` is the key of the offer it
    belongs to (an anniversary to its campaign); ``pieces`` are the sub-tasks of a row."""

    key: str
    group: Group
    values: Mapping[str, Any]
    source: Source | None
    within: str = ""
    pieces: tuple[str, ...] = ()
    places: tuple[Section, ...] = field(default=())

    @property
    def sentence(self) -> str:
        return self.source.text if self.source else ""


def offers_of(plan: PlanText) -> tuple[Offer, ...]:
    """Everything found, in the order of the groups and of the text."""
    makers = (
        _head, _section, _targets, _movements, _campaigns, _tasks, _assignments, _reports, _recipients,
        _bases,
    )  # fmt: skip
    found = [offer for make in makers for offer in make(plan)]
    return tuple(sorted(found, key=lambda one: GROUPS.index(one.group)))


def _head(plan: PlanText) -> Iterator[Offer]:
    message: dict[str, Message] = {
        "doc_type": plan.doc_type,
        "parent_issuer": plan.superior,
        "issuer": plan.issuer,
        "place": plan.place,
        "symbol": plan.symbol,
        "number": plan.number,
        "title": plan.title,
        "theme": plan.theme,
    }
    if plan.year is not None:
        yield Offer("head:year", "head", {"year": plan.year}, plan.title.source)
    if plan.kind:
        kind_source = plan.doc_type.source if plan.kind == "CT_PHATDONG" else plan.title.source
        yield Offer("head:kind", "head", {"kind": plan.kind}, kind_source or plan.doc_type.source)
    for name, one in message.items():
        if one.value:
            yield Offer(f"head:{name}", "head", {name: one.value}, one.source)
    if plan.date is not None and plan.place.source:
        name = "issued_on" if plan.date.precision == "day" else "planned_for"
        yield Offer(f"head:{name}", "head", {name: plan.date.value}, plan.place.source)
    signer = plan.signer
    if signer.source:
        for name, value in (
            ("signer_prefix", signer.prefix),
            ("signer_position", signer.position),
            ("signer_name", signer.name),
        ):
            if value:
                yield Offer(f"head:{name}", "head", {name: value}, signer.source)


def _section(plan: PlanText) -> Iterator[Offer]:
    """Every outermost part with all below it; the opening goes with the first."""
    for number, section in enumerate(plan.sections, start=1):
        words = section.heading or section.text.split("\n")[0]
        values = {"no": section.no, "heading": section.heading, "count": _count(section)}
        source = Source(section.line, words)
        yield Offer(f"section:{number}", "section", values, source, places=(section,))


def _count(section: Section) -> int:
    return 1 + sum(_count(child) for child in section.children)


def _targets(plan: PlanText) -> Iterator[Offer]:
    for number, target in enumerate(plan.targets, start=1):
        parts = [part for part in target.parts if part.minimum is not None or part.maximum is not None]
        if len(parts) < 2:
            subject = target.parts[0].subject if len(target.parts) == 1 else None
            one = parts[0] if parts else None
            yield _target(f"target:{number}", target, one, subject)
            continue
        for place, part in enumerate(parts, start=1):
            yield _target(f"target:{number}.{place}", target, part, part.subject)


def _target(key: str, target: Target, part: TargetPart | None, subject: str | None) -> Offer:
    low = part.minimum if part else target.minimum
    high = part.maximum if part else target.maximum
    unit = target.unit
    if part and subject:
        unit = text(f"plan_offers.subjects.{subject}")
    values = {
        "section": target.group,
        "group_code": target.group,
        "wording": _capital(target.metric or target.text),
        # A share cannot be counted from decisions: it is a plain measure.
        "award_code": None if target.unit == "%" else target.award_code,
        "subject_type": subject,
        "minimum": _decimal(low),
        "maximum": _decimal(high),
        "measure": unit,
        "comparator": "between" if low != high and low and high else _COMPARATORS[target.comparator],
    }
    return Offer(key, "target", values, target.source)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _movements(plan: PlanText) -> Iterator[Offer]:
    for number, movement in enumerate(plan.movements, start=1):
        yield Offer(f"movement:{number}", "movement", _movement_values(movement), movement.sources[0])


def _movement_values(movement: Movement) -> dict[str, Any]:
    first, last = movement.period or (None, None)
    return {
        "name": movement.name,
        "kind": movement.kind,
        "launched_by": movement.launched_by,
        "scope": movement.scope,
        "regularity": movement.regularity,
        "starts": movement.start.value if movement.start else (str(first) if first else None),
        "ends": movement.end.value if movement.end else (str(last) if last else None),
        "criteria": movement.criteria,
    }


def _campaigns(plan: PlanText) -> Iterator[Offer]:
    known: set[tuple[str, int]] = set()
    for number, campaign in enumerate(plan.campaigns, start=1):
        key = f"campaign:{number}"
        yield Offer(key, "campaign", _campaign_values(campaign), campaign.source)
        for place, item in enumerate(campaign.anniversaries, start=1):
            known.add((item.event, item.source.line))
            yield Offer(f"anniversary:{number}.{place}", "anniversary", _event(item), item.source, within=key)
    for place, item in enumerate(plan.anniversaries, start=1):
        if (item.event, item.source.line) not in known:
            known.add((item.event, item.source.line))
            yield Offer(f"anniversary:0.{place}", "anniversary", _event(item), item.source)


def _event(item: Any) -> dict[str, Any]:
    return {
        "event": _capital(item.event),
        "count": item.count,
        "base_on": item.base.isoformat() if item.base else None,
        "held_on": item.on.isoformat() if item.on else None,
    }


def _campaign_values(campaign: Campaign) -> dict[str, Any]:
    return {
        "name": campaign.name,
        "starts": campaign.start.value if campaign.start else None,
        "ends": campaign.end.value if campaign.end else None,
        "slogan": campaign.slogan,
        "wording": campaign.text,
        "review": campaign.review,
        "review_month": campaign.review_month,
    }


def _tasks(plan: PlanText) -> Iterator[Offer]:
    for number, task in enumerate(plan.tasks, start=1):
        values = {
            "wording": task.text,
            "lead": task.lead,
            "partners": "; ".join(task.partners),
            "when_text": task.when_text,
            "months": list(task.months),
        }
        pieces = task.subtasks if len(task.subtasks) > 1 else ()
        yield Offer(f"task:{number}", "task", values, task.source, pieces=pieces)


def _assignments(plan: PlanText) -> Iterator[Offer]:
    for number, one in enumerate(plan.assignments, start=1):
        yield Offer(f"assignment:{number}", "assignment", {"unit": one.unit, "wording": one.text}, one.source)


def _reports(plan: PlanText) -> Iterator[Offer]:
    for number, one in enumerate(plan.reporting, start=1):
        values = {
            "kind": one.kind,
            "due_text": one.due_text,
            "months": list(one.months),
            "last_day": one.last_day,
            "receiver": one.receiver,
        }
        yield Offer(f"report:{number}", "report", values, one.source)
    for number, duty in enumerate(plan.duties, start=1):
        values = {
            "kind": duty.what,
            "due_text": duty.due_text,
            "months": list(duty.months),
            "last_day": duty.last_day,
            "receiver": duty.receiver,
        }
        yield Offer(f"duty:{number}", "report", values, duty.source)


def _recipients(plan: PlanText) -> Iterator[Offer]:
    for number, one in enumerate(plan.recipients, start=1):
        yield Offer(
            f"recipient:{number}", "recipient", {"name": one.name, "purpose": one.purpose}, one.source
        )


def _bases(plan: PlanText) -> Iterator[Offer]:
    for number, one in enumerate(plan.basis, start=1):
        values = {
            "wording": one.source.text,
            "doc_type": one.doc_type,
            "number": one.number,
            "dated": one.date.isoformat() if one.date else None,
            "issuer": one.issuer,
            "subject": one.subject,
            "in_text": True,
        }
        yield Offer(f"basis:{number}", "basis", values, one.source)
