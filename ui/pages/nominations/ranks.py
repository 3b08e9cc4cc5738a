"""Nominations made from an order of units that is no longer true, reported above the list."""

from __future__ import annotations

from thidua_desktop.services.scoring.proposals import changed_ranks, say_changed
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.step import Notice


class RanksLine(Notice):
    """Hidden while every rank that a nomination names is still true."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("notice", "warn")
        self._context = context

    def reload(self) -> None:
        """Looks again in the task runner."""
        year = self._context.year
        self._context.read(
            lambda app: "; ".join(say_changed(one) for one in changed_ranks(app, year=year)),
            done=lambda words: self.notify(
                text("score_proposals.changed_line", words=words) if words else ""
            ),
            owner=self,
        )
