"""The yearly days by which blocs register, sign, review and close, as this office sets them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.scoring.blocs import BlocDay
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Field

_DAY: Final = re.compile(r"\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*")


def ask_days(context: Context, days: Sequence[BlocDay], *, owner: QObject) -> None:
    """Day and month of each; the source of the usual ones is reported."""
    fields = tuple(
        Field(one.code, text(f"blocs.calendar.{one.code}"), required=True, check=_problem) for one in days
    )

    def save(message: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.scoring.blocs import save_days

        return save_days(context.app, {code: _day_month(words) for code, words in message.items()})

    context.ask_and_act(
        text("blocs.calendar.title"),
        fields,
        save,
        values={one.code: f"{one.day:02d}/{one.month:02d}" for one in days},
        lead=text("blocs.calendar.lead"),
        owner=owner,
    )


def _problem(value: object) -> str | None:
    return None if _DAY.fullmatch(str(value)) else text("blocs.calendar.wrong")


def _day_month(words: str) -> tuple[int, int]:
    found = _DAY.fullmatch(words)
    return (int(found[2]), int(found[1])) if found else (0, 0)
