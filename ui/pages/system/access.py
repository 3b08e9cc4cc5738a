"""Dữ liệu › Mật khẩu: setting, changing and taking off the password of this machine."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import Card
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.fields import Choice
from ui.widgets.forms import Field
from ui.widgets.wrap_row import WrapRow
from ui.window.locking import DEFAULT_MINUTES, MINUTES, PASSWORD, AutoLock, unlocked

_MINUTES = (0, 5, 10, 15, 30, 60)


class AccessCard(Card):
    """Says what the password does and does not do."""

    def __init__(self, context: Context) -> None:
        super().__init__(text("access.heading"))
        self._context = context
        lead = QLabel(text("access.explained"))
        lead.setWordWrap(True)
        lead.setProperty("role", "muted")
        self.state = QLabel()
        self.body.addWidget(lead)
        self.body.addWidget(self.state)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self.set_button = make_button(text("access.set"))
        self.remove_button = make_button(text("access.remove"))
        self.set_button.clicked.connect(self._set)
        self.remove_button.clicked.connect(self._remove)
        row.addWidget(self.set_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._show()

    def _show(self) -> None:
        settings = self._context.settings
        known = bool(settings.words(PASSWORD))
        allow(self.remove_button, known, "no_password")
        minutes = settings.number(MINUTES, DEFAULT_MINUTES)
        if not known:
            self.state.setText(text("access.none"))
        elif minutes:
            self.state.setText(text("access.known", minutes=minutes))
        else:
            self.state.setText(text("access.known_never"))

    def _set(self) -> None:
        settings = self._context.settings
        if not unlocked(settings, self.window()):
            return
        fields = (
            Field("password", text("access.new"), "password", required=True, help=text("access.lost")),
            Field("again", text("access.again"), "password", required=True),
            Field("minutes", text("access.minutes"), "choice", choices=_minutes()),
        )
        values = self._context.dialogs.ask(
            text("access.heading"),
            fields,
            values={"minutes": settings.number(MINUTES, DEFAULT_MINUTES)},
            submit=_refusal,
        )
        if values is None:
            return
        from thidua_desktop.services.office.access import password_hash

        settings.put(PASSWORD, password_hash(str(values["password"])))
        minutes = values.get("minutes")
        settings.put(MINUTES, minutes if isinstance(minutes, int) else DEFAULT_MINUTES)
        self._changed()

    def _remove(self) -> None:
        settings = self._context.settings
        if unlocked(settings, self.window()):
            settings.put(PASSWORD, "")
            self._changed()

    def _changed(self) -> None:
        self._context.settings.save()
        for lock in self.window().findChildren(AutoLock):
            lock.begin()
        self._show()


def _refusal(values: Mapping[str, object]) -> str | None:
    from thidua_desktop.services.office.access import SHORTEST

    if values["password"] != values["again"]:
        return text("access.differ")
    if len(str(values["password"])) < SHORTEST:
        return error_sentence(OfficeError("access.too_short", count=SHORTEST))
    return None


def _minutes() -> tuple[Choice, ...]:
    return tuple(
        Choice(count, text("access.minutes_item", count=count) if count else text("access.minutes_never"))
        for count in _MINUTES
    )
