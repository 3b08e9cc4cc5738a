"""A bloc scored cell by cell: after an entry only its criterion, its unit and the order are made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import localcontext

from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.cells import column
from thidua_desktop.domain.scoring.engine import EXACT, order, score_unit
from thidua_desktop.domain.scoring.entries import Entry, Inputs
from thidua_desktop.domain.scoring.results import BlocResult, Cell, UnitResult
from thidua_desktop.domain.scoring.score_sheet import Raws, inputs_of, judges_of, read_cell
from thidua_desktop.domain.scoring.sums import layout_of


class LiveBloc:
    """Always the same result as ``evaluate`` of everything entered so far."""

    def __init__(
        self, scheme: Scheme, units: Sequence[str], raws: Raws, places: Mapping[str, int] | None = None
    ) -> None:
        self.scheme = scheme
        self.units = tuple(units)
        self._places = dict(places or {})
        self._raws = {
            unit: {code: dict(given) for code, given in raws.get(unit, {}).items()} for unit in self.units
        }
        read = inputs_of(scheme, self.units, raws)
        self._entries: dict[str, dict[str, Mapping[str, Entry]]] = {
            unit: dict(row) for unit, row in read.units.items()
        }
        self._absent = {unit: set(read.not_scored.get(unit, ())) for unit in self.units}
        self._layout = layout_of(scheme)
        with localcontext(EXACT):
            columns = [column(one, read) for one in scheme.criteria]
            self._cells: dict[str, dict[str, Cell]] = {
                unit: {one.code: cells[place] for one, cells in zip(scheme.criteria, columns, strict=True)}
                for place, unit in enumerate(self.units)
            }
            self._results: dict[str, UnitResult] = {unit: self._score(unit) for unit in self.units}
        self._whole: BlocResult | None = None

    def raw(self, unit: str, criterion: str, scorer: str) -> str:
        """The plain writing of an entry, empty for none."""
        return self._raws[unit].get(criterion, {}).get(scorer, "")

    def raws_of(self, unit: str, criterion: str) -> Mapping[str, str]:
        """Scorer -> plain writing."""
        return self._raws[unit].get(criterion, {})

    @property
    def raws(self) -> Raws:
        return self._raws

    def unit(self, unit: str) -> UnitResult:
        return self._results[unit]

    def put(self, unit: str, criterion: str, scorer: str, raw: str) -> frozenset[str]:
        """Enters one word. The units whose points may be others now."""
        one = self.scheme.criterion(criterion)
        if one is None:
            return frozenset()
        given = self._raws[unit].setdefault(criterion, {})
        given[scorer] = raw
        entries, absent = read_cell(one, given, judges_of(unit, self.units))
        self._entries[unit][criterion] = entries
        (self._absent[unit].add if absent else self._absent[unit].discard)(criterion)
        # Only the cluster formula looks at other units.
        among = self.units if one.method == "cluster" else (unit,)
        slice_ = Inputs(
            {name: {criterion: self._entries[name].get(criterion, {})} for name in among},
            not_scored={name: frozenset(self._absent[name]) for name in among},
        )
        changed = set()
        with localcontext(EXACT):
            for name, cell in zip(among, column(one, slice_), strict=True):
                if cell != self._cells[name][criterion]:
                    self._cells[name][criterion] = cell
                    self._results[name] = self._score(name)
                    changed.add(name)
        if changed:
            self._whole = None
        return frozenset(changed)

    def place(self, places: Mapping[str, int]) -> None:
        """The order the meeting gave to equal units."""
        self._places = dict(places)
        self._whole = None

    @property
    def result(self) -> BlocResult:
        """Order, ties and proposals of everything entered so far."""
        if self._whole is None:
            with localcontext(EXACT):
                self._whole = order(self.scheme, dict(self._results), self._places)
        return self._whole

    def _score(self, unit: str) -> UnitResult:
        return score_unit(self.scheme, unit, dict(self._cells[unit]), self._layout)
