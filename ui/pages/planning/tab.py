"""What a tab of the page of plans is: it shows one plan, and goes to a place of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.style.tokens import SPACING


class PlanTab(QWidget):
    """Fill ``column``; override ``reload``. ``plan_id`` is None while the year has no plan."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.plan_id: int | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, SPACING["s"], 0, 0)
        self.column.setSpacing(SPACING["s"])

    def show_plan(self, plan_id: int | None) -> None:
        """Shows another plan, or the same one again after a change."""
        if plan_id != self.plan_id:
            self.leave()
        self.plan_id = plan_id
        self.reload()

    def reload(self) -> None:
        """Reads again and shows."""

    def leave(self) -> None:
        """Keeps what was typed and not stored yet: another tab or plan comes to the front."""


def message(key: str) -> str:
    """A label without its mnemonic."""
    return text(key).replace("&", "")
