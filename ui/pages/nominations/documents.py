"""What belongs to a nomination besides its verdict: dossier, initiatives, facts, where it is filed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.nominations.initiatives import InitiativeRow, initiatives, named_for
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.queries.office.settings import find_office
from thidua_desktop.queries.organisation.year_records import confirmed_facts, year_record
from thidua_desktop.services.decisions.external.recording import record_nominations
from thidua_desktop.services.eligibility.caps import caps_of_year
from thidua_desktop.services.nominations import dossiers
from thidua_desktop.services.nominations import facts as nominee_facts
from thidua_desktop.services.nominations import initiatives as works
from thidua_desktop.services.nominations import nominations as service
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.first_lists import fill_year_facts
from ui.pages.caps import CapsDialog
from ui.pages.nominations.document_fields import (
    ANSWERS,
    answer,
    day_of,
    decided_fields,
    file_fields,
    read_record,
    record_fields,
    record_values,
)
from ui.pages.nominations.dossier import DossierDialog
from ui.style.icons import put_icon
from ui.widgets.allowing import allow
from ui.widgets.forms import Choice, Field, lettered, mnemonic

Rows = Sequence[NominationRow]
_MOST = 24
"""Works offered at once: one letter each."""
"""Mnemonics for fields made from data; H and N belong to the buttons below."""

_OF_ONE: Final = frozenset({"dossier", "works", "confirm"})


class NomineePapers(QObject):
    """A menu over the chosen nominations; each entry reads, asks and acts in the task runner."""

    acted = Signal(object, str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._owner = context, parent
        self._rows: Callable[[], Rows] = tuple
        self._of_one: list[QAction] = []

    def menu(self, rows: Callable[[], Rows]) -> QMenu:
        """The menu; ``rows`` reports which nominations are chosen and still open."""
        self._rows = rows
        menu = QMenu(self._owner)
        entries: tuple[tuple[str, str, Callable[[Rows], None]], ...] = (
            ("dossier", "document_text", lambda rows: self.dossier(rows[0])),
            ("works", "ribbon", lambda rows: self.works(rows[0])),
            ("record", "person", self.records),
            ("confirm", "checkmark_circle", lambda rows: self.confirm(rows[0])),
            ("file", "folder_open", self.file),
            ("decided", "certificate", self.decided),
        )
        for key, icon, pressed in entries:
            action = menu.addAction(text(f"nominees.menu.{key}"))
            put_icon(action, icon)
            action.triggered.connect(lambda _=False, pressed=pressed: self._with(pressed))
            if key in _OF_ONE:
                self._of_one.append(action)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._close_for_many)
        return menu

    def _close_for_many(self) -> None:
        """Entries that speak of one person say so while several rows are chosen."""
        several = len(self._rows()) > 1
        for action in self._of_one:
            allow(action, not several, words=text("nominees.menu.one_only"))

    def _with(self, pressed: Callable[[Rows], None]) -> None:
        rows = self._rows()
        if rows:
            pressed(rows)

    def dossier(self, row: NominationRow) -> None:
        """The checklist with its files."""

        def show(found: dossiers.Dossier) -> None:
            self._context.dialogs.run(DossierDialog(self._context, row, found, self._owner))

        self._context.read(lambda app: dossiers.dossier(app, row), done=show, owner=self)

    def caps(self) -> None:
        """Base, cap, used and left of the year."""
        year = self._context.year
        self._context.read(
            lambda app: caps_of_year(app, year=year),
            done=lambda found: self._run_caps(found),
            owner=self,
        )

    def _run_caps(self, found: Any) -> None:
        self._context.dialogs.run(CapsDialog(found, self._context.settings, self._owner))

    def works(self, row: NominationRow) -> None:
        """Which of the person's initiatives the nomination rests on; reuse is reported before it is stored."""
        if row.subject_type != "person":
            self._context.dialogs.report(text("nominees.works.title"), text("nominees.works.persons_only"))
            return

        def ask(found: tuple[tuple[InitiativeRow, ...], tuple[int, ...]]) -> None:
            self._ask_works(row, *found)

        self._context.read(
            lambda app: (
                app.read(initiatives, person_id=row.subject_id),
                app.read(named_for, row.id),
            ),
            done=ask,
            owner=self,
        )

    def _ask_works(self, row: NominationRow, found: Sequence[InitiativeRow], named: Sequence[int]) -> None:
        if not found:
            self._context.dialogs.report(
                text("nominees.works.title"), text("nominees.works.none", name=row.name)
            )
            return
        found = found[:_MOST]
        labels = _labels([f"{one.title} ({one.year})" for one in found])
        fields = [Field(str(one.id), label, "bool") for one, label in zip(found, labels, strict=True)]
        answers = self._context.dialogs.ask(
            text("nominees.works.title"),
            fields,
            values={str(one.id): one.id in named for one in found[: len(fields)]},
            lead=text("nominees.works.lead", name=row.name),
        )
        if answers is None:
            return
        chosen = [one for one in found if answers.get(str(one.id))]
        reported = works.warnings(chosen, nomination_id=row.id)
        if reported and not self._context.dialogs.confirm(
            text("nominees.works.title"), "\n".join(reported), yes=text("nominees.works.anyway")
        ):
            return
        app, ids = self._context.app, [one.id for one in chosen]
        self._act(
            lambda: works.name_for(app, row.id, ids, name=row.name),
            text("nominees.works.done", name=row.name),
        )

    def records(self, rows: Rows) -> None:
        """The form of one, the table of several."""
        if len(rows) == 1:
            self.record(rows[0])
        else:
            fill_year_facts(self._context, rows, owner=self._owner, done=self.acted.emit)

    def record(self, row: NominationRow) -> None:
        """Rating, discipline, members: what the year's record says."""
        if row.subject_type == "household":
            self._context.dialogs.report(text("nominees.record.title"), text("nominees.record.household"))
            return
        self._context.read(
            lambda app: app.read(
                year_record, year=row.year, subject_type=row.subject_type, subject_id=row.subject_id
            ),
            done=lambda stored: self._ask_record(row, stored),
            owner=self,
        )

    def _ask_record(self, row: NominationRow, stored: Mapping[str, Any]) -> None:
        app = self._context.app
        self._context.ask_and_act(
            text("nominees.record.title"),
            record_fields(row.subject_type),
            lambda values: nominee_facts.save_record(app, row, read_record(values)),
            values=record_values(row.subject_type, stored),
            lead=text("nominees.record.lead", name=row.name, year=row.year),
            done=lambda changes: self.acted.emit(changes, text("nominees.record.done", name=row.name)),
            owner=self,
        )

    def confirm(self, row: NominationRow) -> None:
        """What only the officer can confirm: yes, no, or not yet."""
        self._context.read(
            lambda app: (nominee_facts.ticks_of(app, row), app.read(confirmed_facts, row.id)),
            done=lambda found: self._ask_confirm(row, *found),
            owner=self,
        )

    def _ask_confirm(self, row: NominationRow, ticks: Mapping[str, str], stored: Mapping[str, bool]) -> None:
        choices = tuple(Choice(key, text(f"nominees.answers.{key}")) for key in ("unknown", "yes", "no"))
        labels = _labels([f"{words[:1].upper()}{words[1:]}" for words in ticks.values()])
        fields = [
            Field(code, label, "choice", choices=choices) for code, label in zip(ticks, labels, strict=True)
        ]
        app = self._context.app
        self._context.ask_and_act(
            text("nominees.confirm.title"),
            fields,
            lambda values: service.confirm_facts(
                app,
                row.id,
                year=row.year,
                facts={code: ANSWERS.get(str(value)) for code, value in values.items()},
            ),
            values={field.key: answer(stored.get(field.key)) for field in fields},
            lead=text("nominees.confirm.lead", name=row.name),
            done=lambda changes: self.acted.emit(changes, text("nominees.confirm.done", name=row.name)),
            owner=self,
        )

    def file(self, rows: Rows) -> None:
        """Occasion, cycle, batch and day of receipt of all that are chosen."""
        first, app, year = rows[0], self._context.app, self._context.year
        ids = [row.id for row in rows]

        def work(values: Mapping[str, Any]) -> Changes:
            achievement = values["achievement"] if len(ids) == 1 else None
            return service.file_under(
                app,
                ids,
                year=year,
                occasion=values["occasion"],
                year_type=values["year_type"],
                batch=str(values["batch"] or ""),
                achievement=achievement,
                received_on=values["received_on"],
            )

        self._context.ask_and_act(
            text("nominees.file.title"),
            file_fields(len(ids) == 1),
            work,
            values={
                "occasion": first.occasion,
                "year_type": first.year_type,
                "batch": first.batch,
                "received_on": first.received_on,
                **({"achievement": first.achievement} if len(ids) == 1 else {}),
            },
            lead=text("nominees.file.lead", count=len(ids)),
            done=lambda changes: self.acted.emit(changes, text("nominees.file.done", count=len(ids))),
            owner=self,
        )

    def decided(self, rows: Rows) -> None:
        """Already decided: number and day are all that is typed."""
        self._context.read(
            lambda app: app.read(find_office), done=lambda us: self._ask_decided(rows, us), owner=self
        )

    def _ask_decided(self, rows: Rows, us: Any) -> None:
        app, year = self._context.app, self._context.year
        ids = [row.id for row in rows]
        self._context.ask_and_act(
            text("nominees.decided.title"),
            decided_fields(),
            lambda values: record_nominations(
                app,
                ids,
                year=year,
                number=str(values["number"]),
                signed_on=day_of(values["signed_on"]),
                issuer=str(values["issuer"]),
                level=str(values["level"]),
            ),
            values={"issuer": us.name, "level": us.level} if us else {},
            lead=text("nominees.decided.lead", count=len(ids), name=rows[0].name),
            done=lambda changes: self.acted.emit(changes, text("nominees.decided.done", count=len(ids))),
            owner=self,
        )

    def _act(self, work: Callable[[], Changes], words: str) -> None:
        self._context.act(
            lambda _: work(), done=lambda changes: self.acted.emit(changes, words), label=words, owner=self
        )


def _labels(words: Sequence[str]) -> list[str]:
    """Labels whose letters are not those of the buttons below."""
    return lettered(words, {mnemonic(text(f"ui.buttons.{key}")) for key in ("ok", "cancel")})
