"""The score sheet as a table: a row a unit; under each criterion a column a scorer, then the points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Criterion, Scorer
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.results import Cell
from thidua_desktop.domain.scoring.score_sheet import judge_word, judges_of, plan_of, typed, with_judge
from thidua_desktop.services.scoring.score_sheets import LoadedSheet, NewEntry
from thidua_desktop.services.scoring.sheet_words import differs, show_points, show_raw
from thidua_desktop.texts import error_sentence, text

Index = QModelIndex | QPersistentModelIndex
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
EDIT: Final = int(Qt.ItemDataRole.EditRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_READ_OUT: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``scorer`` None: the points that count."""

    criterion: Criterion
    scorer: Scorer | None


@dataclass(frozen=True, slots=True)
class Change:
    """A word for one cell, and what stood there."""

    unit: str
    criterion: str
    scorer: str
    raw: str
    before: str
    judge: str = ""
    """The unit whose ballot it is, where every other unit of the bloc judges."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was typed into a cell and could not be taken, and why."""

    words: str
    sentence: str


_Place = tuple[int, str, str, str, str]
"""Sheet, unit, criterion, scorer and the unit whose ballot it is."""


class SheetModel(QAbstractTableModel):
    """``entered`` reports changes that were taken, ``doubted`` those that need a reason first."""

    entered = Signal(object)  # tuple of NewEntry
    doubted = Signal(object)  # tuple of Change
    refused = Signal(str)
    corrected = Signal()  # refused words were taken out of a cell

    def __init__(self) -> None:
        super().__init__()
        self.loaded: LoadedSheet | None = None
        self.live: LiveBloc | None = None
        self.columns: tuple[SheetColumn, ...] = ()
        self.units: tuple[str, ...] = ()
        self.judge = ""
        """Whose ballot is shown and typed in the columns of judges; empty: what all gave together."""
        self._ranks: dict[str, int] = {}
        self._refusals: dict[_Place, Refusal] = {}

    def show_sheet(self, loaded: LoadedSheet) -> None:
        """The same sheet again changes in place: the officer may be typing."""
        columns = tuple(_columns(loaded))
        units = tuple(loaded.units.values())
        same = self.loaded is not None and self.loaded.id == loaded.id
        same = same and columns == self.columns and units == self.units
        if not same:
            self.beginResetModel()
        self.loaded, self.columns, self.units = loaded, columns, units
        self.live = loaded.live()
        self._rank()
        if same:
            self._report_all()
        else:
            self.endResetModel()

    @property
    def locked(self) -> bool:
        return self.loaded is None or not self.loaded.row.open

    def cell(self, index: Index) -> Cell | None:
        """The scored cell a place belongs to."""
        if self.live is None or not index.isValid():
            return None
        return self.live.unit(self.units[index.row()]).cells[self.columns[index.column()].criterion.code]

    @property
    def has_judges(self) -> bool:
        """Whether the units of the bloc score each other one by one."""
        return any(column.scorer is not None and column.scorer.judges for column in self.columns)

    def judge_by(self, unit: str) -> None:
        """Shows the ballot of a unit; empty: all ballots together."""
        self.judge = unit if unit in self.units else ""
        self._report_all()

    def raw(self, index: Index) -> str:
        """What this column's scorer entered, or the judge whose ballot is shown."""
        column = self.columns[index.column()]
        if self.live is None or column.scorer is None:
            return ""
        unit = self.units[index.row()]
        whole = self.live.raw(unit, column.criterion.code, column.scorer.code)
        if not column.scorer.judges or not self.judge:
            return whole
        place = self._judge_place(unit)
        return "" if place is None else judge_word(whole, place)

    def refusal(self, index: Index) -> Refusal | None:
        """What stands in red in a cell because it could not be taken."""
        return self._refusals.get(self._place(index)) if index.isValid() else None

    def refusals(self) -> tuple[tuple[QModelIndex, Refusal], ...]:
        """The red cells of the sheet on show, by unit and criterion; those of every ballot."""
        if self.loaded is None:
            return ()
        columns = {
            (column.criterion.code, column.scorer.code): place
            for place, column in enumerate(self.columns)
            if column.scorer is not None
        }
        found = [
            (self.index(self.units.index(unit), columns[criterion, scorer]), refusal)
            for (sheet, unit, criterion, scorer, _), refusal in self._refusals.items()
            if sheet == self.loaded.id and unit in self.units and (criterion, scorer) in columns
        ]
        return tuple(sorted(found, key=lambda one: (one[0].row(), one[0].column())))

    @property
    def refused_anywhere(self) -> bool:
        """Whether a cell of any sheet shown so far is red."""
        return bool(self._refusals)

    def hold(self, index: Index, words: str, sentence: str) -> None:
        """The typed words stay in their cell, in red, until they are corrected or taken out."""
        self._refusals[self._place(index)] = Refusal(words, sentence)
        self.dataChanged.emit(index, index)

    def hold_entry(self, sheet_id: int, entry: NewEntry, sentence: str) -> None:
        """The same for an entry that could not be stored."""
        loaded = self.loaded
        if loaded is None or entry.unit_id not in loaded.units:
            return
        judge = loaded.units.get(entry.judge_id, "") if entry.judge_id is not None else ""
        place = (sheet_id, loaded.units[entry.unit_id], entry.criterion, entry.scorer, judge)
        self._refusals[place] = Refusal(entry.raw.replace(".", ","), sentence)
        self._report_all()

    def release(self, index: Index) -> bool:
        """Takes refused words out of their cell; what is stored shows again. False: none stood there."""
        if self._refusals.pop(self._place(index), None) is None:
            return False
        self.dataChanged.emit(index, index)
        return True

    def _place(self, index: Index) -> _Place:
        column = self.columns[index.column()]
        scorer = column.scorer
        sheet = self.loaded.id if self.loaded is not None else 0
        judge = self.judge if scorer is not None and scorer.judges else ""
        return (
            sheet,
            self.units[index.row()],
            column.criterion.code,
            scorer.code if scorer is not None else "",
            judge,
        )

    def closed(self, index: Index) -> str:
        """Why nothing can be typed in a cell of the judges now; empty when it can."""
        column = self.columns[index.column()]
        if column.scorer is None or not column.scorer.judges:
            return ""
        unit = self.units[index.row()]
        if self._judge_place(unit) is not None:
            return ""
        return text("score_sheet.own_ballot" if self.judge else "score_sheet.choose_ballot", unit=unit)

    def _judge_place(self, unit: str) -> int | None:
        judges = judges_of(unit, self.units)
        return judges.index(self.judge) if self.judge in judges else None

    def difference(self, index: Index) -> tuple[str, Decimal | None]:
        """How the entry stands to the unit's own: ``""``, ``up``, ``down``, ``other``."""
        column = self.columns[index.column()]
        if self.live is None or column.scorer is None:
            return "", None
        given = {**self.live.raws_of(self.units[index.row()], column.criterion.code)}
        given[column.scorer.code] = self.raw(index)
        return differs(column.criterion, given, column.scorer.code)

    def rank(self, row: int) -> int | None:
        return self._ranks.get(self.units[row])

    def total(self, row: int) -> Decimal:
        return Decimal(0) if self.live is None else self.live.unit(self.units[row]).total

    def waits(self, row: int) -> bool:
        return self.live is not None and bool(self.live.unit(self.units[row]).open)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        column = self.columns[index.column()]
        refusal = self.refusal(index) if role in (DISPLAY, EDIT, _TIP, _READ_OUT) else None
        if refusal is not None:
            return refusal.words if role in (DISPLAY, EDIT) else refusal.sentence
        if role == DISPLAY:
            if column.scorer is not None:
                return show_raw(column.criterion, self.raw(index))
            cell = self.cell(index)
            return show_points(cell) if cell is not None else ""
        if role == EDIT:
            return show_raw(column.criterion, self.raw(index))
        if role == _ALIGN:
            return _RIGHT
        if role in (_TIP, _READ_OUT):
            return self._message(index, column)
        return None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or self.locked:
            return False
        words = str(value)
        held = self.refusal(index)
        if held is not None and held.words == words:
            return False
        change, sentence = self.read(index, words)
        if sentence:
            self.hold(index, words, sentence)
            self.refused.emit(sentence)
            return True
        if self.release(index):
            self.corrected.emit()
        if change is not None:
            self.take([change])
        return True

    def read(self, index: Index, words: str) -> tuple[Change | None, str]:
        """The change that ``words`` mean there; nothing when they say what stands; or why not."""
        column = self.columns[index.column()]
        if self.live is None or column.scorer is None:
            return None, ""
        unit, criterion = self.units[index.row()], column.criterion
        judge = self.judge if column.scorer.judges else ""
        if why := self.closed(index):
            return None, why
        try:
            plan = plan_of(criterion, self.live.raws_of(unit, criterion.code))
            raw = typed(criterion, words, plan=plan)
        except OfficeError as error:
            return None, text("score_sheet.refused", unit=unit, why=error_sentence(error))
        before = self.raw(index)
        if raw == before:
            return None, ""
        return Change(unit, criterion.code, column.scorer.code, raw, before, judge), ""

    def take(self, changes: Sequence[Change]) -> None:
        """New entries at once; changes of entries that stand are handed on to ask the reason."""
        fresh = [one for one in changes if not one.before]
        doubtful = tuple(one for one in changes if one.before)
        if fresh:
            self.enter(fresh, reason="")
        if doubtful:
            self.doubted.emit(doubtful)

    def enter(self, changes: Iterable[Change], *, reason: str) -> None:
        """Scores the changes and reports them to whoever keeps them."""
        if self.live is None or self.loaded is None:
            return
        made = []
        for one in changes:
            self.live.put(one.unit, one.criterion, one.scorer, self._whole(one))
            unit_id = self.loaded.id_of(one.unit)
            judge = self.loaded.id_of(one.judge) if one.judge else None
            made.append(NewEntry(unit_id, one.criterion, one.scorer, one.raw, reason=reason, judge_id=judge))
            row = self.units.index(one.unit)
            places = [n for n, column in enumerate(self.columns) if column.criterion.code == one.criterion]
            self.dataChanged.emit(self.index(row, places[0]), self.index(row, places[-1]))
        self._rank()
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.units) - 1)
        self.entered.emit(tuple(made))

    def _whole(self, change: Change) -> str:
        """The scorer's writing with the changed word in it."""
        if not change.judge or self.live is None:
            return change.raw
        judges = judges_of(change.unit, self.units)
        stored = self.live.raw(change.unit, change.criterion, change.scorer)
        return with_judge(stored, judges.index(change.judge), change.raw, count=len(judges))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].scorer is not None and not self.locked:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role not in (DISPLAY, _TIP):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.units[section]
        column = self.columns[section]
        who = column.scorer.name if column.scorer else text("score_sheet.points_of")
        if role == DISPLAY:
            return f"{column.criterion.code} · {who}"
        return f"{column.criterion.code}. {column.criterion.name}\n{who}"

    def _message(self, index: Index, column: SheetColumn) -> str:
        """The cell for the tool tip and for a reader of the screen."""
        cell = self.cell(index)
        shown = str(self.data(index))
        if column.scorer is None:
            return shown or text("score_sheet.waits")
        how, by = self.difference(index)
        if how and cell is not None:
            change = "" if by is None else text("score_sheet.by", points=_signed(by))
            return f"{shown} – {text(f'score_sheet.differs.{how}')} {change}".rstrip()
        return shown or text("score_sheet.blank")

    def _rank(self) -> None:
        result = self.live.result if self.live else None
        self._ranks = {place.unit: place.rank for place in result.ranking} if result else {}

    def _report_all(self) -> None:
        if self.units and self.columns:
            last = self.index(len(self.units) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.units) - 1)


def _columns(loaded: LoadedSheet) -> Iterable[SheetColumn]:
    for criterion in loaded.scheme.criteria:
        if criterion.method != "fixed":
            for scorer in criterion.scorers:
                yield SheetColumn(criterion, scorer)
        yield SheetColumn(criterion, None)


def _signed(number: Decimal) -> str:
    return f"{number:+f}".replace(".", ",").replace("-", "−")
