"""An award taken back by a decision of another body: only recorded, with its number, day and reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from thidua_desktop.queries.decisions.grants import GrantRow


def record_revocation(context: Context, grant: GrantRow, *, owner: QObject) -> None:
    """Asks for the decision that took the award back and records it; the award counts until its day."""
    word = "lookup.revoking"

    def record(values: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.decisions import changes as decision_changes

        return decision_changes.record_revocation(context.app, [grant.id], **values)

    context.ask_and_act(
        text(f"{word}.title"),
        (
            Field("number", text(f"{word}.number"), required=True, placeholder=text(f"{word}.number_like")),
            Field("signed_on", text(f"{word}.signed_on"), "date", required=True),
            Field("issuer", text(f"{word}.issuer"), required=True),
            Field("reason", text(f"{word}.reason"), "multiline", required=True),
        ),
        record,
        values={"issuer": grant.issuer},
        lead=text(
            f"{word}.lead",
            name=grant.name,
            title=grant.title,
            number=grant.decision_number or text(f"{word}.none"),
        ),
        accept_label=text(f"{word}.accept"),
        done=lambda _: context.notify(text(f"{word}.done", name=grant.name)),
        owner=owner,
    )
