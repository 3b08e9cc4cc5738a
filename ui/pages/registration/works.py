"""Sáng kiến: the register of initiatives and research, each with its paper and where it was used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.changes import NOMINATIONS, PEOPLE, Changes
from thidua_desktop.domain.text import sort_key
from thidua_desktop.queries.nominations.initiatives import InitiativeRow, UseRow, initiatives
from thidua_desktop.services.nominations import initiatives as service
from thidua_desktop.services.office import attachments
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.finding import person_finder
from ui.core.opening import show_file
from ui.dialogs.history import offer_history
from ui.pages.registration.bars import Bar
from ui.pages.tabs import Tab
from ui.style.theme import theme
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.fields import Choice, Finder
from ui.widgets.forms import Field


def work_columns() -> tuple[Column[InitiativeRow], ...]:
    return (
        Column("title", text("registration.works.title"), lambda row: row.title, 330, least=0.7),
        Column(
            "author",
            text("registration.works.author"),
            lambda row: ", ".join([row.author, *(name for _, name in row.authors)]),
            190,
            sort=lambda row: sort_key(row.author),
        ),
        Column("unit", text("registration.works.unit"), lambda row: row.unit_name, 170, least=0.6, aside=1),
        Column("year", text("registration.works.year"), lambda row: row.year, 56, text=str, align="right"),
        Column(
            "kind",
            text("registration.works.kind"),
            lambda row: text(f"initiatives.kinds.{row.kind}"),
            110,
            hidden=True,
        ),
        Column(
            "scope",
            text("registration.works.scope"),
            lambda row: row.scope,
            104,
            badge=lambda row: Badge(
                text(f"initiatives.scopes.{row.scope}"), "neutral" if row.scope == "base" else "info"
            ),
        ),
        Column("paper", text("registration.works.paper"), _paper_words, 136),
        Column(
            "day",
            text("registration.works.day"),
            lambda row: row.paper_date,
            96,
            aside=2,
            text=lambda day: show_date(day) if day else "",
        ),
        Column(
            "used",
            text("registration.works.used"),
            lambda row: len(row.uses),
            124,
            badge=_used_badge,
        ),
    )


def _paper_words(row: InitiativeRow) -> str:
    if not row.paper_number:
        return text("registration.works.no_paper")
    return row.paper_number


def _used_badge(row: InitiativeRow) -> Badge | None:
    live = [use for use in row.uses if use.state not in ("returned", "failed")]
    if not live:
        return None
    if len(live) > 1:
        return Badge(text("registration.works.used_twice", count=len(live)), "warn")
    return Badge(
        text(
            "registration.works.used_once",
            award=award_by_code(live[0].award_code).short_name,
            year=live[0].year,
        ),
        "ok",
    )


class WorksTab(Tab):
    """One table; Enter opens a work."""

    topics: ClassVar[frozenset[str]] = frozenset({PEOPLE, NOMINATIONS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table: TablePanel[InitiativeRow] = TablePanel(
            work_columns(),
            key="initiatives",
            name=text("registration.works.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("registration.works.empty"), text("registration.works.add_empty"), self.add),
        )
        offer_history(context, self.table, "initiative")
        bar = Bar()
        self.words = bar.add_words()
        self.paper_button = bar.add_button(
            text("registration.works.paper_menu"), "document_text", lambda: None
        )
        menu = QMenu(self.paper_button)
        self.open_action = menu.addAction(text("registration.works.open"))
        self.open_action.triggered.connect(lambda _=False: self.open_paper())
        self.file_action = menu.addAction(text("registration.works.file"))
        self.file_action.triggered.connect(lambda _=False: self.attach())
        self.paper_button.setMenu(menu)
        self.remove_button = bar.add_button(text("registration.works.remove"), "delete", self.remove)
        self.edit_button = bar.add_button(text("registration.works.edit"), "edit", self.edit)
        bar.add_button(text("registration.works.add"), "add", self.add, kind="primary")
        self.column.addLayout(bar)
        self.warning = QLabel()
        self.warning.setProperty("notice", "warn")
        self.warning.setWordWrap(True)
        self.warning.hide()
        self.column.addWidget(self.warning)
        self.column.addWidget(self.table, 1)
        self.uses = QLabel()
        self.uses.setTextFormat(Qt.TextFormat.RichText)
        self.uses.setWordWrap(True)
        self.uses.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.uses.setAccessibleName(text("registration.works.uses_name"))
        self.uses.linkActivated.connect(self._open_use)
        self.column.addWidget(self.uses)
        theme().changed.connect(self._enable)
        self._requested: int | None = None
        self.table.selection_changed.connect(self._enable)
        self.table.opened.connect(lambda _: self.edit())
        self.table.act_on_rows(self.edit_button, self.paper_button, delete=self.remove_button)

    def reload(self) -> None:
        self.context.read(lambda app: app.read(initiatives), done=self._show, owner=self)

    def _show(self, rows: tuple[InitiativeRow, ...]) -> None:
        year = self.context.year
        here = sum(row.year == year for row in rows)
        self.words.setText(text("registration.works.counted", total=len(rows), here=here, year=year))
        self.table.set_rows(rows)
        if self._requested is not None:
            self.table.select([self._requested])
            self._requested = None
        if not self.table.selected() and rows:
            self.table.view.select_places([0])
        self._enable()

    def take_focus(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.take_focus()

    def show_target(self, target: object) -> None:
        """The work of this id."""
        self._requested = target if isinstance(target, int) else None
        self.reload()

    def _enable(self) -> None:
        row, count = self.table.chosen(), len(self.table.selected())
        allow(self.edit_button, count == 1, "one_row")
        allow(self.paper_button, count == 1, "one_row")
        allow(self.remove_button, count > 0, "row")
        allow(self.open_action, row is not None and row.attachment_sha is not None, "no_file")
        live = [use for use in row.uses if use.state not in ("returned", "failed")] if row else []
        reported = (
            service.warnings([row], nomination_id=live[-1].nomination_id) if row and len(live) > 1 else ()
        )
        self.warning.setText(" ".join(reported))
        self.warning.setVisible(bool(reported))
        self.uses.setText(_uses_line(row.uses) if row else "")
        self.uses.setVisible(row is not None)

    def _open_use(self, place: str) -> None:
        """The nomination it was put forward for; of a former year what that person received."""
        row = self.table.chosen()
        use = next((one for one in row.uses if str(one.nomination_id) == place), None) if row else None
        if use is None:
            return
        if use.year == self.context.year:
            self.context.go("commendation", ("nominees", (use.nomination_id,)))
        else:
            self.context.go("lookup", use.name)

    def add(self) -> None:
        self._ask(None)

    def edit(self) -> None:
        row = self.table.chosen()
        if row is not None:
            self._ask(row)

    def _ask(self, row: InitiativeRow | None) -> None:
        app = self.context.app

        def work(values: Mapping[str, Any]) -> Changes:
            return service.save_initiative(
                app,
                person_id=values["author"],
                year=int(values["year"]),
                title=str(values["title"] or ""),
                kind=str(values["kind"]),
                scope=str(values["scope"]),
                paper_number=str(values["paper"] or ""),
                paper_date=values["day"],
                recognised_by=str(values["by"] or ""),
                note=str(values["note"] or ""),
                authors=[int(str(one)) for one in values["authors"] or ()],
                initiative_id=row.id if row else None,
            )

        self.context.ask_and_act(
            text("registration.works.edit_title" if row else "registration.works.add_title"),
            work_fields(row, person_finder(self.context)),
            work,
            values=_values(row, self.context.year),
            done=lambda changes: self.acted.emit(changes, text("registration.works.saved")),
            again=self.table.expect_new if row is None else None,
            owner=self,
        )

    def remove(self) -> None:
        rows = self.table.selected()
        app = self.context.app
        if rows:
            self.context.act(
                lambda _: service.remove_initiatives(app, rows),
                done=lambda changes: self.acted.emit(
                    changes, text("registration.works.removed", count=len(rows))
                ),
                label=text("registration.removing"),
                owner=self,
            )

    def attach(self) -> None:
        """Keeps the scanned certificate with the work."""
        row = self.table.chosen()
        if row is None:
            return
        paths = self.context.dialogs.choose_open_files(
            text("registration.works.file_title"),
            patterns=text("registration.works.patterns"),
            purpose="initiative",
        )
        if paths:
            self._attach(row, paths[0])

    def _attach(self, row: InitiativeRow, path: Path) -> None:
        app = self.context.app
        self.context.act(
            lambda _: service.save_initiative(
                app,
                person_id=row.person_id,
                year=row.year,
                title=row.title,
                kind=row.kind,
                scope=row.scope,
                paper_number=row.paper_number,
                paper_date=row.paper_date,
                recognised_by=row.recognised_by,
                note=row.note,
                authors=[person for person, _ in row.authors],
                paper=path,
                initiative_id=row.id,
            ),
            done=lambda changes: self.acted.emit(
                changes, text("registration.works.attached", file=path.name)
            ),
            label=text("registration.works.attaching"),
            owner=self,
        )

    def open_paper(self) -> None:
        """The certificate in the program the machine opens such files with."""
        row = self.table.chosen()
        if row is None or row.attachment_sha is None:
            return
        app, digest, name = self.context.app, row.attachment_sha, row.attachment_name or row.title
        self.context.read(
            lambda _: attachments.shown_copy(app, digest, name=name),
            done=lambda path: show_file(self.context, path),
            owner=self,
        )


def _uses_line(uses: Sequence[UseRow]) -> str:
    """Each nomination an initiative was put forward for, as a link, with what became of it."""
    if not uses:
        return f"<span style='color:{_ink('text_muted')}'>{escape(text('registration.works.unused'))}</span>"
    ink = _ink("accent_text")
    links = (
        f"<a href='{use.nomination_id}' style='color:{ink}'>{escape(service.use_words(use))}</a>"
        for use in uses
    )
    return f"{escape(text('registration.works.used_for'))} {'; '.join(links)}"


def _ink(token: str) -> str:
    return theme().colour(token).name()


def work_fields(row: InitiativeRow | None, find: Finder) -> list[Field]:
    known = ((row.person_id, row.author), *row.authors) if row else ()
    who = tuple(Choice(number, name) for number, name in known)
    kinds = tuple(Choice(kind, text(f"initiatives.kinds.{kind}")) for kind in service.KINDS)
    scopes = tuple(Choice(scope, text(f"initiatives.scopes.{scope}")) for scope in service.SCOPES)
    label = "registration.works.fields"
    return [
        Field("title", text(f"{label}.title"), "multiline", required=True),
        Field("author", text(f"{label}.author"), "choice", required=True, choices=who, find=find),
        Field("authors", text(f"{label}.authors"), "several", choices=who, find=find),
        Field("year", text(f"{label}.year"), "int", required=True, between=(1950, 2100)),
        Field("kind", text(f"{label}.kind"), "choice", required=True, choices=kinds),
        Field("scope", text(f"{label}.scope"), "choice", required=True, choices=scopes),
        Field("paper", text(f"{label}.paper"), help=text(f"{label}.paper_help")),
        Field("day", text(f"{label}.day"), "date"),
        Field("by", text(f"{label}.by")),
        Field("note", text(f"{label}.note")),
    ]


def _values(row: InitiativeRow | None, year: int) -> dict[str, object]:
    if row is None:
        return {"year": year, "kind": "initiative", "scope": "base"}
    return {
        "title": row.title,
        "author": row.person_id,
        "authors": tuple(person for person, _ in row.authors),
        "year": row.year,
        "kind": row.kind,
        "scope": row.scope,
        "paper": row.paper_number,
        "day": row.paper_date,
        "by": row.recognised_by,
        "note": row.note,
    }
