"""Asks before a file takes the place of the present data: a copy from elsewhere, or a hand-over book."""

from __future__ import annotations

from pathlib import Path

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Field


def password_fields() -> list[Field]:
    """The one field that asks for the password of a hand-over book."""
    return [Field("password", text("handover.ask_password"), "password", required=True)]


def ask_restore(context: Context, path: Path) -> None:
    """Asks for the password of a closed book and once more whether to restore; ``restore_wanted`` is the answer."""
    from thidua_desktop.services.backup.handover import needs_password

    try:
        closed = needs_password(path)
    except OfficeError as error:
        context.dialogs.error(error)
        return
    values = context.dialogs.ask(text("handover.ask"), password_fields()) if closed else {}
    if values is None:
        return
    if context.dialogs.confirm(
        text("system.copies.restore_title"),
        text("system.copies.other_question", file=path.name),
        yes=text("system.copies.restore_yes"),
        dangerous=True,
    ):
        context.restore_wanted.emit(path, str(values.get("password", "")))
