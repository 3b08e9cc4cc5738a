"""The first-run set-up: the office and its first signer, filled in from level and place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.pages.base import scrolling
from ui.widgets.forms import Choice, Field, Form

LEVELS: Final = ("province", "department", "district", "commune")
KINDS: Final = ("commune", "ward", "zone", "department", "province", "city", "district")
"""What the first start asks: the kind an office is, of which its level follows."""
_LEVEL_OF: Final = {"ward": "commune", "zone": "commune", "city": "province"}
GUESSED: Final = ("name", "head_title", "standing_body", "council_name")
OFFICE_KEYS: Final = (
    "level",
    "place",
    *GUESSED,
    "superior_name",
    "symbol",
    "current_year",
    "letterhead_superior",
)
_LEAST_HEIGHT: Final = 150
_AROUND_FORM: Final = 190
_WIDTH: Final = 760
_EDGE: Final = 16
_FRAME_HEIGHT: Final = 60  # title bar and a margin of the screen
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def office_fields(*, first: bool = False) -> tuple[Field, ...]:
    """The particulars of an office, as set up first (with the kind it is) and edited later."""
    table, codes = ("kinds", KINDS) if first else ("levels", LEVELS)
    levels = tuple(Choice(code, text(f"setup.{table}.{code}")) for code in codes)
    return (
        Field("level", text("setup.fields.level"), "choice", required=True, choices=levels),
        Field("place", text("setup.fields.place"), required=True, placeholder=text("setup.help.place")),
        Field("name", text("setup.fields.name"), required=True),
        Field(
            "superior_name",
            text("setup.fields.superior_name"),
            help=text("setup.help.superior_name"),
        ),
        Field(
            "letterhead_superior",
            text("setup.fields.letterhead_superior"),
            help=text("setup.help.letterhead_superior"),
        ),
        Field("head_title", text("setup.fields.head_title"), required=True),
        Field("standing_body", text("setup.fields.standing_body"), required=True),
        Field("council_name", text("setup.fields.council_name")),
        Field("symbol", text("setup.fields.symbol"), required=True, help=text("setup.help.symbol")),
        Field("current_year", text("setup.fields.current_year"), "int", required=True, check=_wrong_year),
    )


class SetupDialog(Dialog):
    """``values`` holds what the officer entered once it was accepted."""

    def __init__(self, *, year: int, values: Mapping[str, object] | None = None) -> None:
        super().__init__(text("setup.title"), lead=text("setup.lead"))
        self.form = Form(
            (
                *office_fields(first=True),
                Field("signer_name", text("setup.fields.signer_name"), required=True),
                Field(
                    "signer_lines",
                    text("setup.fields.signer_lines"),
                    "multiline",
                    required=True,
                    help=text("setup.help.signer_lines"),
                ),
            ),
            columns=2,
        )
        common = {key: text(f"setup.guess.all.{key}") for key in ("symbol", "signer_lines")}
        self._guesses: dict[str, object] = dict.fromkeys(GUESSED)
        self.form.set_values({"current_year": year, **common, **(values or {})})
        self.form.edited.connect(self._guess)
        area = scrolling(self.form)
        area.setMinimumHeight(_LEAST_HEIGHT)
        self.body.addWidget(area)
        self.add_button(text("setup.later")).clicked.connect(self.reject)
        self.add_button(text("setup.save"), kind="primary").clicked.connect(self.accept)
        room = self.screen().availableGeometry()
        wide = min(_WIDTH, room.width() - _EDGE)  # at 200 % a small screen has room for less
        self.setMinimumWidth(wide)
        height = min(self.form.sizeHint().height() + _AROUND_FORM, room.height() - _FRAME_HEIGHT)
        self.resize(wide, height)
        self.form.focus_first()

    @property
    def values(self) -> dict[str, object]:
        return self.form.values()

    def accept(self) -> None:
        if self.form.validate():
            super().accept()

    def _guess(self, key: str) -> None:
        """Fills what the officer has not written herself; the officer's own words are never overwritten."""
        if key not in ("level", "place"):
            return
        values = self.form.values()
        if values["level"] is None or values["place"] is None:
            return
        for name, guessed in self._guesses.items():
            if values[name] == guessed:
                words = text(f"setup.guess.{values['level']}.{name}", place=values["place"])
                self._guesses[name] = words
                self.form.set_values({name: words})


def ask_setup(context: Context, values: Mapping[str, object] | None = None) -> None:
    """Opens the set-up; what a service refuses comes back with what the officer typed."""
    dialog = SetupDialog(year=context.app.today().year, values=values)
    if not context.dialogs.run(dialog):
        return
    entered = dialog.values

    def refused(error: Exception) -> None:
        context.dialogs.error(error)
        if isinstance(error, OfficeError):
            ask_setup(context, entered)

    def done(_changes: Changes) -> None:
        context.notify(text("setup.done", name=entered["name"]))

    context.act(lambda _: _save(context, entered), label=text("setup.label"), done=done, failed=refused)


def _save(context: Context, entered: Mapping[str, object]) -> Changes:
    from thidua_desktop.queries.office.settings import OfficeRow
    from thidua_desktop.services.office.settings import set_up

    values = {key: entered[key] or "" for key in OFFICE_KEYS}
    values["level"] = _LEVEL_OF.get(str(values["level"]), values["level"])
    return set_up(
        context.app,
        OfficeRow(**values),  # type: ignore[arg-type]
        signer_name=str(entered["signer_name"]),
        signer_lines=str(entered["signer_lines"]).splitlines(),
    )


def _wrong_year(value: object) -> str | None:
    good = isinstance(value, int) and _FIRST_YEAR <= value <= _LAST_YEAR
    return None if good else text("setup.year_wrong")
