"""Where schemes come from and go to: a shipped one, a sheet, a file, an empty table; .xlsx and .toml out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.file_kinds import SCHEMES, pattern
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.texts import text
from ui.pages.schemes.paper import PaperDialog
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from thidua_desktop.services.scoring.scheme_files import PaperTable
    from ui.pages.schemes.panel import SchemesTab


class Files:
    """Actions of the tab that make, read or write whole schemes."""

    def __init__(self, tab: SchemesTab) -> None:
        self._tab = tab
        self._context = tab.context

    def blank(self) -> None:
        """An empty scheme under a name of the officer's."""
        from thidua_desktop.services.scoring.scheme_files import blank_scheme

        self._create(
            text("schemes.menu.blank"),
            lambda message: blank_scheme(message["name"], message["source"]),
            {"name": None},
        )

    def copy(self) -> None:
        """The scheme in sight as a new one of the office."""
        scheme = self._tab.scheme
        if scheme is not None:
            values = {"name": scheme.name, "source": scheme.source}
            self._create(
                text("schemes.menu.copy"),
                lambda message: replace(scheme, name=message["name"], source=message["source"]),
                values,
            )

    def read_text(self) -> None:
        """A scheme of another office."""
        paths = self._context.dialogs.choose_open_files(
            text("schemes.menu.read_text"), patterns=text("schemes.patterns.toml"), purpose="schemes"
        )
        if paths:
            from thidua_desktop.services.scoring.scheme_files import read_text

            self._read(lambda: read_text(paths[0]), self._save)

    def read_book(self) -> None:
        """A sheet of points: shown as understood before anything is stored."""
        paths = self._context.dialogs.choose_open_files(
            text("schemes.menu.read_book"),
            patterns=pattern(text("schemes.patterns.book"), SCHEMES),
            purpose="schemes",
        )
        if paths:
            from thidua_desktop.services.scoring.scheme_files import read_book

            self._read(lambda: read_book(paths[0]), self._analyse_file)

    def export_book(self) -> None:
        from thidua_desktop.services.scoring.scheme_files import write_book

        self._export("xlsx", write_book)

    def export_text(self) -> None:
        from thidua_desktop.services.scoring.scheme_files import write_text

        self._export("toml", write_text)

    def remove(self) -> None:
        """To the bin after a question."""
        offer = self._tab.offer
        title = text("schemes.buttons.remove").replace("&", "")
        if offer is None or not self._context.dialogs.confirm(
            title, text("schemes.remove_question", name=offer.name), yes=title, dangerous=True
        ):
            return

        def work() -> Changes:
            from thidua_desktop.services.scoring.schemes import remove_scheme

            return remove_scheme(self._context.app, offer.code)

        self._tab.code = ""
        self._context.act(lambda _: work(), label=title, owner=self._tab)

    def _analyse_file(self, table: PaperTable) -> None:
        dialog = PaperDialog(table)
        if self._context.dialogs.run(dialog):
            self._save(dialog.scheme())

    def _create(
        self, title: str, make: Callable[[Mapping[str, Any]], Scheme], values: Mapping[str, object]
    ) -> None:
        fields = (
            Field("name", text("schemes.fields_new.name"), required=True),
            Field(
                "source", text("schemes.fields_new.source"), required=True, help=text("schemes.hints.source")
            ),
        )
        message = self._context.dialogs.ask(
            title, fields, values=values, accept_label=text("schemes.buttons.create")
        )
        if message is not None:
            self._save(make(message))

    def _save(self, scheme: Scheme) -> None:
        tab = self._tab

        def work() -> tuple[Changes, str]:
            from thidua_desktop.services.scoring.schemes import create_scheme

            return create_scheme(self._context.app, replace(scheme, key=""))

        def done(made: tuple[Changes, str]) -> None:
            tab.code, tab.scheme = made[1], None
            self._context.settings.put("schemes/code", made[1])
            self._context.announce(made[0])
            tab.take_focus()

        self._context.runner.run(lambda _: work(), done=done, label=text("schemes.saving"), owner=tab)

    def _read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._context.runner.run(lambda _: work(), done=done, label=text("schemes.reading"), owner=self._tab)

    def _export(self, kind: str, write: Callable[[Scheme, Path], Path]) -> None:
        from thidua_desktop.services.scoring.scheme_files import file_stem

        scheme = self._tab.scheme
        if scheme is None:
            return
        path = self._context.dialogs.choose_save_file(
            text(f"schemes.menu.{kind}"),
            name=f"{file_stem(scheme)}.{kind}",
            patterns=text(f"schemes.patterns.{kind}"),
            purpose="schemes",
        )
        if path is not None:
            self._context.runner.run(
                lambda _: write(scheme, path),
                done=lambda made: self._context.notify(text("schemes.written", file=made.name)),
                label=text("schemes.saving"),
                owner=self._tab,
            )
