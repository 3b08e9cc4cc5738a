"""Forms of a plan: what stands above and below its text, its issue, the year it is copied to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.planning.tab import message
from ui.widgets.fields import Kind
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.planning.plan_text import PlanHead

_HEAD: Final[tuple[tuple[str, Kind], ...]] = (
    ("parent_issuer", "text"),
    ("issuer", "text"),
    ("place", "text"),
    ("symbol", "text"),
    ("planned_for", "partial_date"),
    ("intro", "multiline"),
    ("closing", "multiline"),
    ("signer_prefix", "multiline"),
    ("signer_position", "multiline"),
    ("signer_name", "text"),
    ("annex_text", "multiline"),
    ("with_annex", "bool"),
    ("with_targets", "bool"),
)


def ask_head(context: Context, head: PlanHead, *, owner: QObject) -> None:
    """Letterhead, opening, closing, signature and annexes; left empty the office's own are printed."""
    fields = tuple(
        Field(name, text(f"planning.head.{name}"), kind, help=text(f"planning.head_help.{name}"))
        if name in _HELPED
        else Field(name, text(f"planning.head.{name}"), kind)
        for name, kind in _HEAD
    )

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.planning.plan_text import save_head

        kinds = dict(_HEAD)
        values = {name: _stored(kinds[name], value) for name, value in answers.items()}
        return save_head(context.app, plan_id=head.id, **values)

    values = {name: getattr(head, name) for name, _ in _HEAD}
    context.ask_and_act(message("planning.head_title"), fields, save, values=values, owner=owner)


def _stored(kind: Kind, value: Any) -> Any:
    """Blank words are empty; a day not said is none."""
    if kind == "bool":
        return bool(value)
    return value or (None if kind == "partial_date" else "")


_HELPED: Final = frozenset(
    {"parent_issuer", "issuer", "symbol", "planned_for", "signer_prefix", "annex_text"}
)


def ask_issue(context: Context, head: PlanHead, *, owner: QObject) -> None:
    """Number and day of a plan that went out."""
    fields = (
        Field("number", text("planning.issue.number"), required=True, help=text("plan.help.number")),
        Field("issued_on", text("planning.issue.day"), "date", required=True),
    )

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.planning.plan_text import issue

        return issue(
            context.app, plan_id=head.id, number=str(answers["number"]), issued_on=answers["issued_on"]
        )

    context.ask_and_act(
        message("planning.actions.issue"),
        fields,
        save,
        values={"number": head.number, "issued_on": head.issued_on},
        lead=text("planning.issue.lead"),
        accept_label=text("planning.issue.accept"),
        owner=owner,
    )
