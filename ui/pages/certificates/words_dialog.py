"""The words on the certificate of one award, asked for and stored by the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.services.certificates import wording
from thidua_desktop.services.certificates.wording import FIELDS, Words
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Field


def ask_words(context: Context, award_code: str, *, award: str, owner: QWidget) -> None:
    """Shows the words of now and keeps what the officer made of them; the preview is drawn again by itself."""
    app = context.app

    def save(values: Mapping[str, Any]) -> Changes:
        made = Words(*(str(values[field] or "") for field in FIELDS))
        return wording.save_words(app, award_code, made)

    def ask(words: Words) -> None:
        places = ", ".join("{" + name + "}" for name in wording.place_names().values())
        context.ask_and_act(
            text("printing.words.title"),
            [Field(field, text(f"printing.words.{field}")) for field in FIELDS],
            save,
            values={field: getattr(words, field) for field in FIELDS},
            lead=text("printing.words.lead", award=award, places=places),
            accept_label=text("printing.words.save"),
            owner=owner,
        )

    context.read(lambda app: wording.words_of(app, award_code), done=ask, owner=owner)
