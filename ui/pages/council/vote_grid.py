"""The count of each candidate, typed as it is read out: digits, Enter, digits, Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from thidua_desktop.domain.council.voting import is_tie
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.council.sessions import VoteRow
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.council.rules import VoteRules, ballot_of, needed_words, result_of
from thidua_desktop.services.council.sessions import Count
from thidua_desktop.texts import text
from ui.pages.award_words import award_word
from ui.style.theme import theme
from ui.style.tokens import ROW_HEIGHT
from ui.tables.columns import Badge
from ui.tables.delegate import CellDelegate
from ui.tables.model import BADGE_ROLE

Index = QModelIndex | QPersistentModelIndex
TYPED: Final = ("issued", "collected", "valid", "agree", "disagree", "abstain")
KEYS: Final = ("name", "unit", "award", *TYPED, "share", "needed", "result")
WIDTHS: Final = (160, 104, 82, 56, 56, 56, 56, 56, 56, 72, 68, 104)
"""Pixels at the usual letter size; a column is never narrower than its heading, the first takes what is left."""
_HEADING_ROOM: Final = 23
NUMBERS: Final = frozenset({*TYPED, "share", "needed"})
_AGREE: Final = KEYS.index("agree")
_DISAGREE: Final = KEYS.index("disagree")
_LARGEST: Final = 9999


@dataclass(frozen=True, slots=True)
class Candidate:
    """A nomination, its count, and what the count comes to: a result or the sentence of what is wrong."""

    row: NominationRow
    vote: VoteRow
    share: str
    passed: bool | None
    wrong: str
    needed: str = ""
    tied: bool = False
    doubt: str = ""
    """Why the share needed is not certain; empty when it is."""

    @property
    def count(self) -> Count:
        vote = self.vote
        return Count(
            vote.nomination_id,
            vote.agree,
            vote.disagree,
            vote.issued,
            vote.collected,
            vote.valid,
            abstain=vote.abstain,
            chair_agrees=vote.chair_agrees,
        )


def counted(rules: VoteRules, row: NominationRow, vote: VoteRow) -> Candidate:
    """The candidate with what the present figures come to."""
    rule = rules.of(row.award_code)
    needed = needed_words(rule)
    doubt = text("council_desk.unconfirmed", source=rule.source) if rule.confidence == "U" else ""
    if not vote.counted:
        return Candidate(row, vote, "", None, "", needed, doubt=doubt)
    tied = rules.meeting.tie_rule == "chair" and is_tie(ballot_of(vote), rule)
    try:
        result = result_of(rules, vote, row)
    except OfficeError as error:
        reason = str(error.params.get("reason", error.code))
        return Candidate(row, vote, "", None, reason, needed, tied, doubt)
    whole, hundredths = divmod(result.hundredths, 100)
    share = f"{whole},{hundredths:02d}".rstrip("0").rstrip(",")
    message = text("commendation.council.percent", share=share)
    return Candidate(row, vote, message, result.passed, "", needed, tied, doubt)


class VoteModel(QAbstractTableModel):
    """``typed`` reports a candidate whose figures the officer changed."""

    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rules: VoteRules | None = None
        self.candidates: list[Candidate] = []

    def show_votes(self, rules: VoteRules, pairs: Sequence[tuple[NominationRow, VoteRow]]) -> None:
        """Candidates of one title stand together. The same ones again change in place: the officer may be
        typing."""
        titles = list(dict.fromkeys(row.award_code for row, _ in pairs))
        grouped = sorted(pairs, key=lambda pair: titles.index(pair[0].award_code))
        made = [counted(rules, row, vote) for row, vote in grouped]
        before = self._rules.meeting if self._rules is not None else None
        same = before is not None and before.id == rules.meeting.id
        same = same and [one.row.id for one in made] == [one.row.id for one in self.candidates]
        if same and before is not None and before.state == rules.meeting.state:
            self._rules, self.candidates = rules, made
            self._report(0, len(made) - 1)
            return
        self.beginResetModel()
        self._rules, self.candidates = rules, made
        self.endResetModel()

    @property
    def closed(self) -> bool:
        return self._rules is not None and self._rules.meeting.state == "closed"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.candidates)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(KEYS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        one, key = self.candidates[index.row()], KEYS[index.column()]
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)):
            if key in ("agree", "disagree", "abstain") and not one.vote.counted:
                return ""
            return _READ[key](one) if key in _READ else str(getattr(one.vote, key))
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            number = key in NUMBERS
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == BADGE_ROLE and key == "result":
            return _badge(one)
        if role == int(Qt.ItemDataRole.ForegroundRole) and one.wrong and key in TYPED:
            return QColor(theme().colour("danger_text"))
        if role == int(Qt.ItemDataRole.ForegroundRole) and not one.vote.counted:
            return QColor(theme().colour("text_muted"))
        if role == int(Qt.ItemDataRole.ToolTipRole):
            if key == "needed" and one.doubt:
                return one.doubt
            return one.wrong or (_READ[key](one) if key in _READ else None)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        words = str(value).strip()
        if role != int(Qt.ItemDataRole.EditRole) or not words.isdecimal() or self._rules is None:
            return False
        place, key = index.row(), KEYS[index.column()]
        one = self.candidates[place]
        if getattr(one.vote, key) != int(words) or not one.vote.counted:
            vote = _with(one.vote, key, int(words))
            self.candidates[place] = counted(self._rules, one.row, vote)
            self._report(place, place)
            self.typed.emit(self.candidates[place])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if KEYS[index.column()] in TYPED and not self.closed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == int(Qt.ItemDataRole.DisplayRole) else None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return text(f"commendation.council.columns.{KEYS[section]}")
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return text(f"commendation.council.columns.{KEYS[section]}")
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            number = KEYS[section] in NUMBERS
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def settle_tie(self, place: int, *, chair_agrees: bool) -> None:
        """The chairman's side for a candidate whose votes are equal."""
        one = self.candidates[place]
        if self._rules is not None and one.tied:
            vote = replace(one.vote, chair_agrees=chair_agrees, counted=True)
            self.candidates[place] = counted(self._rules, one.row, vote)
            self._report(place, place)
            self.typed.emit(self.candidates[place])

    def _report(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(KEYS) - 1))


def _with(vote: VoteRow, key: str, count: int) -> VoteRow:
    changed: dict[str, Any] = {key: count}
    return replace(vote, counted=True, **changed)


def _badge(one: Candidate) -> Badge:
    if not one.vote.counted:
        return Badge(text("council_desk.not_counted"), "neutral")
    if one.wrong:
        return Badge(text("commendation.council.wrong"), "danger")
    return Badge(
        text("commendation.council.passed" if one.passed else "commendation.council.failed"),
        "ok" if one.passed else "warn",
    )


_READ: Final[dict[str, Callable[[Candidate], str]]] = {
    "name": lambda one: (
        text("council_desk.close_mark", name=one.row.name) if one.vote.close_members else one.row.name
    ),
    "unit": lambda one: one.row.unit_name,
    "award": lambda one: award_word(one.row.award_code),
    "share": lambda one: one.share,
    "needed": lambda one: one.needed,
    "result": lambda one: _badge(one).words,
}


class VoteGrid(QTableView):
    """Typing begins at once; Enter goes from for to against and on to the next candidate."""

    def __init__(self, model: VoteModel) -> None:
        super().__init__()
        self.votes = model
        self.setModel(model)
        self.setAccessibleName(text("commendation.council.grid"))
        self.setItemDelegate(_CountDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 16))
        rows.setAccessibleName(text("commendation.council.numbers"))
        heads.setAccessibleName(text("commendation.council.grid"))
        heads.setHighlightSections(False)
        self._fit_columns()

    def _fit_columns(self) -> None:
        heads = self.horizontalHeader()
        scale = max(1.0, self.fontMetrics().height() / 16)
        widths = []
        for column, width in enumerate(WIDTHS):
            heading = str(self.votes.headerData(column, Qt.Orientation.Horizontal))
            needed = heads.fontMetrics().horizontalAdvance(heading) + _HEADING_ROOM
            widths.append(max(round(width * scale), needed))
        widths[0] = max(widths[0], self.viewport().width() - sum(widths[1:]))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def show_matching(self, words: str, award: str = "") -> None:
        """Only candidates of the title (none: of all) whose name, unit or award holds the words, with or
        without marks."""
        requested = search_key(words)
        for place, one in enumerate(self.votes.candidates):
            message = " ".join((one.row.name, one.row.unit_name, award_word(one.row.award_code)))
            other = bool(award) and one.row.award_code != award
            self.setRowHidden(place, other or (bool(requested) and requested not in search_key(message)))

    def vote_id(self) -> int | None:
        """The record of the count the officer stands on."""
        now = self.currentIndex()
        return self.votes.candidates[now.row()].vote.id if now.isValid() else None

    def begin(self) -> None:
        """Stands on the first candidate's votes for, ready to type."""
        if self.votes.rowCount():
            self.setCurrentIndex(self.votes.index(0, _AGREE))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # An open editor passes the key on before it closes; closing it goes on by itself.
            if self.state() != QAbstractItemView.State.EditingState:
                self.advance()
        else:
            super().keyPressEvent(event)

    def advance(self) -> None:
        """To the next cell to type: against after for, then the next candidate's for."""
        now = self.currentIndex()
        if not now.isValid():
            return
        if now.column() == _AGREE:
            following = self.votes.index(now.row(), _DISAGREE)
        elif now.column() == _DISAGREE:
            following = self.votes.index(self._next_row(now.row()), _AGREE)
        else:
            following = self.votes.index(self._next_row(now.row()), now.column())
        if following.isValid():
            self.setCurrentIndex(following)
            self.scrollTo(following)

    def _next_row(self, row: int) -> int:
        """The next candidate in sight."""
        row += 1
        while row < self.votes.rowCount() and self.isRowHidden(row):
            row += 1
        return row

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.advance()


class _CountDelegate(CellDelegate):
    """Editors take whole numbers only; Enter submits."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setValidator(QIntValidator(0, _LARGEST, line))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(text(f"commendation.council.columns.{KEYS[index.column()]}"))
        line.setProperty("cell", "true")
        return line
