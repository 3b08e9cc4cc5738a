"""The tabs in the order of the officer's year, declared as data; a page is imported when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from ui.core.context import Context
from ui.pages.base import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """``title``: key of the texts; ``icon``: shipped, also ``_filled``; ``factory``: ``module:Class``."""

    key: str
    title: str
    icon: str
    factory: str | Callable[[Context], Page]

    def build(self, context: Context) -> Page:
        """Makes the page. Whatever goes wrong in it is raised here."""
        if not isinstance(self.factory, str):
            return self.factory(context)
        module, _, name = self.factory.partition(":")
        page: Page = getattr(import_module(module), name)(context)
        return page


PAGES: Final = (
    PageEntry("overview", "ui.nav.overview", "home", "ui.pages.overview.page:OverviewPage"),
    PageEntry("plan", "ui.nav.plan", "calendar_ltr", "ui.pages.planning.page:PlanPage"),
    PageEntry("tasks", "ui.nav.tasks", "task_list_square_ltr", "ui.pages.tasks.page:TasksPage"),
    PageEntry("registration", "ui.nav.registration", "people", "ui.pages.registration.page:RegistrationPage"),
    PageEntry("blocs", "ui.nav.blocs", "organization", "ui.pages.blocs.page:BlocsPage"),
    PageEntry("commendation", "ui.nav.commendation", "trophy", "ui.pages.commendation.page:CommendationPage"),
    PageEntry("lookup", "ui.nav.lookup", "data_pie", "ui.pages.lookup.page:LookupPage"),
    PageEntry("registers", "ui.nav.registers", "registers", "ui.pages.registers:RegistersPage"),
    PageEntry("system", "ui.nav.system", "settings", "ui.pages.system.page:SystemPage"),
)
