"""By which rule a meeting votes, and its hours: asked by a form, each doubtful point marked as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, cast

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.council.voting import TieRule
from thidua_desktop.queries.council.sessions import SessionRow
from thidua_desktop.services.council import session_changes
from thidua_desktop.services.council.session_changes import SessionRules
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.council.session_form import BASES, share_words
from ui.widgets.forms import Choice, Field

_SHARES: Final = tuple(Fraction(share) for share in ("1/2", "2/3", "7/10", "3/4", "4/5", "9/10", "1"))
_TIES: Final = ("none", "chair")


def rule_fields(meeting: SessionRow) -> tuple[Field, ...]:
    """The fields; the meeting's own share is among the choices whatever it is."""
    shares = sorted({*_SHARES, Fraction(meeting.threshold)})
    bases = tuple(Choice(base, text(f"council.bases.{base}")) for base in BASES)
    ties = tuple(Choice(tie, text(f"council_desk.rules.ties.{tie}")) for tie in _TIES)
    return (
        _field("threshold", tuple(Choice(share, share_words(share)) for share in shares)),
        _field("strict", _pair("strict")),
        _field("base", bases),
        _field("secret", _pair("secret")),
        _field("tie_rule", ties),
        _field("exclude_conflicts", _pair("exclude")),
        Field("started", text("council_desk.rules.started"), placeholder="8h00"),
        Field("ended", text("council_desk.rules.ended"), placeholder="10h30"),
    )


def rule_values(meeting: SessionRow) -> dict[str, object]:
    """What stands in the form before the officer types."""
    return {
        "threshold": Fraction(meeting.threshold),
        "strict": meeting.strict,
        "base": meeting.base,
        "secret": meeting.secret,
        "tie_rule": meeting.tie_rule,
        "exclude_conflicts": meeting.exclude_conflicts,
        "started": meeting.started,
        "ended": meeting.ended,
    }


def word_fields() -> tuple[Field, ...]:
    """What the minutes report besides the counts."""
    return tuple(
        Field(
            key,
            text(f"council_desk.words.{key}"),
            "multiline",
            placeholder=text(f"council_desk.words.{key}_like"),
        )
        for key in ("guests", "proceedings")
    )


def rules_of(values: Mapping[str, Any]) -> SessionRules:
    """What the officer chose."""
    return SessionRules(
        threshold=Fraction(values["threshold"]),
        strict=bool(values["strict"]),
        base=values["base"],
        secret=bool(values["secret"]),
        exclude_conflicts=bool(values["exclude_conflicts"]),
        tie_rule=cast(TieRule, values["tie_rule"] or "none"),
        started=values["started"],
        ended=values["ended"],
    )


def _pair(key: str) -> tuple[Choice, ...]:
    words = {False: text(f"council_desk.rules.{key}_no"), True: text(f"council_desk.rules.{key}_yes")}
    return tuple(Choice(flag, message) for flag, message in words.items())


def _field(key: str, choices: tuple[Choice, ...]) -> Field:
    return Field(key, text(f"council_desk.rules.{key}"), "choice", required=True, choices=choices)


def ask_rules(
    context: Context, meeting: SessionRow, *, done: Callable[[Changes], None], owner: QWidget
) -> None:
    """By which rule a meeting votes, and its hours."""
    context.ask_and_act(
        text("council_desk.rules.title"),
        rule_fields(meeting),
        lambda values: session_changes.set_rules(context.app, meeting.id, rules_of(values)),
        values=rule_values(meeting),
        lead=text("council_desk.rules.lead"),
        accept_label=text("council_desk.rules.accept"),
        done=done,
        owner=owner,
    )


def ask_words(
    context: Context, meeting: SessionRow, *, done: Callable[[Changes], None], owner: QWidget
) -> None:
    """Guests and what was said, for the minutes."""
    context.ask_and_act(
        text("council_desk.words.title"),
        word_fields(),
        lambda values: session_changes.set_minutes_words(context.app, meeting.id, **values),
        values={"guests": meeting.guests, "proceedings": meeting.proceedings},
        lead=text("council_desk.words.lead"),
        done=done,
        owner=owner,
    )
