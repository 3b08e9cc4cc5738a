"""The office's particulars and its signers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.first_start import OFFICE_KEYS, office_fields
from ui.pages.base import Card, scrolling
from ui.pages.list_section import RegisterSection
from ui.pages.tabs import Tab
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.widgets.dates import show_date
from ui.widgets.forms import Choice, Field, Form

if TYPE_CHECKING:
    from thidua_desktop.queries.office.settings import OfficeRow, SignerRow
    from thidua_desktop.services.office.context import AppContext


class OfficeSection(Tab):
    """One form with its own button: a half-typed name must never reach a paper."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.SETTINGS, topic.DECISIONS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        card = Card()
        lead = QLabel(text("system.office.lead"))
        lead.setWordWrap(True)
        lead.setProperty("role", "muted")
        self.form = Form(office_fields(), columns=2)
        self.form.edited.connect(lambda _: self._note_typed())
        self.save = make_button(text("system.office.save"), kind="primary")
        self.save.clicked.connect(self._save)
        self.series = QLabel()
        self.series.setWordWrap(True)
        self.series.setProperty("role", "muted")
        for widget in (lead, self.form):
            card.body.addWidget(widget)
        card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.series)
        self.series_button = make_button(text("number_series.set"))
        self.series_button.clicked.connect(lambda _: self._ask_series())
        card.body.addWidget(self.series_button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.setSpacing(SPACING["m"])
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(0, 0, SPACING["xs"], 0)
        column.addWidget(card)
        column.addStretch(1)
        self.column.addWidget(scrolling(background), 1)

    def reload(self) -> None:
        year = self.context.year

        def read(app: AppContext) -> tuple[OfficeRow | None, Mapping[str, int]]:
            from thidua_desktop.queries.office.settings import find_office
            from thidua_desktop.services.office.number_series import next_numbers

            return app.read(find_office), app.read(next_numbers, year=year)

        self.context.read(read, done=lambda found: self._show(year, *found), owner=self)

    def _show(self, year: int, office: OfficeRow | None, numbers: Mapping[str, int]) -> None:
        lines = [
            text(f"system.office.series.{kind}", year=year, number=number) for kind, number in numbers.items()
        ]
        self.series.setText("\n".join(lines))
        if office is not None:  # what was typed and not saved stays
            typed = self.form.changed()
            self.form.set_values({key: getattr(office, key) for key in OFFICE_KEYS if key not in typed})
        self._note_typed()

    def _note_typed(self) -> None:
        self.context.drafts.note(self, text("system.office.unsaved"), typed=bool(self.form.changed()))

    def _ask_series(self) -> None:
        """The next number of a series: an office that begins in mid-year goes on from its paper book."""
        year = self.context.year
        kinds = tuple(
            Choice(kind, text(f"number_series.kinds.{kind}", year=year)) for kind in ("decision", "register")
        )
        fields = (
            Field("kind", text("number_series.kind"), "choice", required=True, choices=kinds),
            Field(
                "next_number",
                text("number_series.next_number"),
                "int",
                required=True,
                between=(1, 999_999),
            ),
        )

        def work(answers: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.office.number_series import set_next

            return set_next(self.context.app, year=year, **answers)

        self.context.ask_and_act(
            text("number_series.title"),
            fields,
            work,
            values={"kind": "decision"},
            lead=text("number_series.lead"),
            owner=self,
        )

    def _save(self) -> None:
        if not self.form.validate():
            return
        values: dict[str, Any] = {key: value or "" for key, value in self.form.values().items()}

        def work() -> Changes:
            from thidua_desktop.queries.office.settings import OfficeRow
            from thidua_desktop.services.office.settings import save_office

            return save_office(self.context.app, OfficeRow(**values))

        self.context.act(
            lambda _: work(),
            label=text("system.office.save").replace("&", ""),
            done=lambda _: self._saved(),
            owner=self,
        )

    def _saved(self) -> None:
        self.form.settle()
        self._note_typed()
        self.context.notify(text("system.office.saved"))


class SignersSection(RegisterSection["SignerRow"]):
    """Who may sign, from when to when, under which lines."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.SETTINGS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, words="signers", key="signers", columns=signer_columns(), table="signer")

    def reload(self) -> None:
        def read(app: AppContext) -> tuple[SignerRow, ...]:
            from thidua_desktop.queries.office.settings import signers

            return app.read(signers)

        self.context.read(read, done=self.show_rows, owner=self)

    def ask(self, row: SignerRow | None) -> None:
        fields = (
            Field("full_name", text("system.signers.fields.full_name"), required=True),
            Field(
                "lines",
                text("system.signers.fields.lines"),
                "multiline",
                required=True,
                help=text("system.signers.help.lines"),
            ),
            Field("valid_from", text("system.signers.fields.valid_from"), "date"),
            Field("valid_to", text("system.signers.fields.valid_to"), "date"),
        )
        values: dict[str, object] = {}
        if row is not None:
            values = {field.key: getattr(row, field.key) for field in fields}
            values["lines"] = "\n".join(row.lines)

        def save(answers: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.office.settings import save_signer

            lines = str(answers["lines"]).splitlines()
            return save_signer(
                self.context.app, signer_id=row.id if row else None, **{**answers, "lines": lines}
            )

        title = text("system.signers.new" if row is None else "system.signers.edit").replace("&", "")
        self.context.ask_and_act(title, fields, save, values=values, owner=self)

    def remove(self, rows: Sequence[SignerRow]) -> Changes:
        from thidua_desktop.services.office.settings import remove_signers

        return remove_signers(self.context.app, [row.id for row in rows])


def signer_columns() -> tuple[Column[SignerRow], ...]:
    return (
        Column("name", text("system.signers.columns.name"), lambda row: row.full_name, 240),
        Column("lines", text("system.signers.columns.lines"), lambda row: " / ".join(row.lines), 320),
        _day_column("valid_from"),
        _day_column("valid_to"),
    )


def _day_column(key: str) -> Column[SignerRow]:
    return Column(
        key,
        text(f"system.signers.columns.{key}"),
        lambda row: getattr(row, key),
        130,
        text=lambda day: show_date(day) if day else "",
    )
