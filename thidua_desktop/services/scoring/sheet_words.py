"""What a score sheet says in words: how a criterion is scored, what is typed, why a number came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from thidua_desktop.domain.schemes.scheme import Criterion, Scheme, Scorer
from thidua_desktop.domain.scoring.entries import Quantity
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.results import Cell, UnitResult
from thidua_desktop.domain.scoring.score_sheet import JUDGES, KC, entry_of, judge_word, judges_of
from thidua_desktop.domain.scoring.sensitivity import Swing
from thidua_desktop.domain.scoring.steps import cell_steps, section_steps, total_steps
from thidua_desktop.domain.scoring.views import points_alone
from thidua_desktop.services.scoring.step_words import number_words, step_sentence
from thidua_desktop.texts import text

_NAMED = 4
_HINTS = {"grade": "grade", "yes_no": "yes_no", "fixed": "fixed", "each": "count"}


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry that nobody gave although this scorer scores this criterion."""

    unit: str
    criterion: str
    scorer: Scorer
    waits: bool
    """The unit has no rank until it comes; otherwise the scheme's rule goes on without it."""
    judges: tuple[str, ...] = ()
    """Units that have not judged it, where every other unit does."""


@lru_cache(maxsize=8192)
def shown(criterion_key: tuple[str, str], raw: str) -> str:
    """A plain writing as read by people: decimal comma, yes and no as words; by ``(code, method)``."""
    if not raw or raw == KC:
        return raw
    _, method = criterion_key
    if method == "yes_no":
        return text("scoring.yes" if raw == "1" else "scoring.no").capitalize()
    if method == "grade":
        return raw
    return "; ".join(_grouped(part.strip()) for part in raw.split(";"))


def brief(name: str) -> str:
    """A unit's name where room is short: the words all of them begin with become their usual letters."""
    return name.replace(text("score_sheet.body_long"), text("score_sheet.body_short"))


def show_raw(criterion: Criterion, raw: str) -> str:
    """``28,5`` · ``1.120/1.000`` · ``A`` · ``Có`` · ``KC``; of judges what all gave together."""
    if JUDGES in raw:
        points = points_alone(criterion, raw)
        return KC if points is None else number_words(points)
    return shown((criterion.code, criterion.method), raw)


def show_points(cell: Cell) -> str:
    """The points that count; a deduction with its minus, nothing while the cell waits."""
    if cell.points is None:
        return ""
    if cell.problem:
        return KC
    message = number_words(cell.points + cell.excess)
    return f"−{message}" if cell.criterion.role == "deduction" and cell.points else message


def criterion_sentence(criterion: Criterion) -> str:
    """How it is scored, with its standard points and maximum."""
    if criterion.standard is None:
        standard = text("score_sheet.no_standard")
    else:
        standard = text("score_sheet.standard", points=number_words(criterion.standard))
    message = [text(f"score_sheet.methods.{criterion.method}"), standard]
    if criterion.limit is not None and criterion.limit != criterion.standard:
        message.append(text("score_sheet.most", points=number_words(criterion.limit)))
    if criterion.method != "fixed":
        message.append(text(f"score_sheet.over.{criterion.over}"))
    if criterion.only_if is not None:
        message.append(text("score_sheet.only_if"))
    return " ".join(message)


def hint_sentence(criterion: Criterion) -> str:
    """What is typed there."""
    if criterion.method == "grade":
        return text("score_sheet.hints.grade", grades=", ".join(criterion.grades))
    if criterion.method in ("more", "less", "cluster") or criterion.basis != "value":
        return text("score_sheet.hints.quantity", unit=criterion.unit or text("score_sheet.measure"))
    return text(f"score_sheet.hints.{_HINTS.get(criterion.method, 'number')}")


def section_sentence(scheme: Scheme, code: str) -> str:
    """The headings a criterion stands under, from the top."""
    names: list[str] = []
    while (section := scheme.section(code)) is not None:
        names.insert(0, f"{section.code}. {section.name}")
        code = section.parent
    return " › ".join(names)


def cell_sentence(cell: Cell, *, judges: bool = True) -> list[str]:
    """Why the cell has its points, step by step; without the steps of ``judges`` where they stand beside."""
    return [step_sentence(step) for step in cell_steps(cell) if judges or not step[0].startswith("judge")]


def unit_sentence(scheme: Scheme, unit: UnitResult) -> list[str]:
    """Why the unit has its total: sections, then the whole."""
    message = []
    for code, section in unit.sections.items():
        steps = " ".join(step_sentence(step) for step in section_steps(section))
        message.append(f"{code}. {section.section.name}: {steps}")
    return message + [step_sentence(step) for step in total_steps(scheme, unit)]


def swing_sentence(bloc: LiveBloc, swing: Swing) -> str:
    """What a meeting should know about two neighbours, as one sentence."""
    criterion = bloc.scheme.criterion(swing.criterion)
    return text(
        f"score_sheet.swings.{swing.kind}",
        unit=swing.unit,
        ahead=swing.ahead,
        gap=number_words(swing.gap),
        changed=swing.changed,
        criterion=f"{criterion.code} {criterion.name}" if criterion else "",
        before=number_words(swing.before),
        after="" if swing.after is None else number_words(swing.after),
    )


def missing(bloc: LiveBloc) -> Iterator[Missing]:
    """Entries not given, unit by unit in the order of the scheme; a bonus nobody claims is not missing."""
    for unit in bloc.units:
        for criterion in bloc.scheme.criteria:
            if criterion.role != "base" or criterion.method == "fixed":
                continue
            given = bloc.raws_of(unit, criterion.code)
            if KC in given.values():
                continue
            waits = bloc.unit(unit).cells[criterion.code].points is None
            for scorer in criterion.scorers:
                raw = given.get(scorer.code, "")
                silent = silent_judges(bloc, unit, raw) if scorer.judges else ()
                if silent or not raw:
                    yield Missing(unit, criterion.code, scorer, waits, silent)


def silent_judges(bloc: LiveBloc, unit: str, raw: str) -> tuple[str, ...]:
    """Units that have not judged this cell of ``unit``."""
    judges = judges_of(unit, bloc.units)
    return tuple(judge for place, judge in enumerate(judges) if not judge_word(raw, place))


def judges_sentence(bloc: LiveBloc, unit: str, criterion: Criterion, raw: str) -> str:
    """Who of the other units gave what, and who has given nothing yet."""
    judges = judges_of(unit, bloc.units)
    words = ((brief(judge), judge_word(raw, place)) for place, judge in enumerate(judges))
    message = _some([f"{judge} {show_raw(criterion, word)}" for judge, word in words if word])
    silent = silent_judges(bloc, unit, raw)
    if not silent:
        return message
    missing = text("score_sheet.silent", count=len(silent), judges=_some(list(map(brief, silent))))
    return f"{message}. {missing}" if message else missing


def _some(names: Sequence[str]) -> str:
    """What fits a strip of few lines; the list of ballots names everybody."""
    rest = len(names) - _NAMED
    shown = "; ".join(names[:_NAMED])
    return text("score_sheet.and_more", names=shown, count=rest) if rest > 0 else shown


def differs(criterion: Criterion, given: Mapping[str, str], scorer: str) -> tuple[str, Decimal | None]:
    """How a later entry stands to the first scorer's: ``""``, ``up``, ``down``, ``other``; by how much."""
    first = criterion.scorers[0].code if criterion.scorers else ""
    one, two = given.get(first, ""), given.get(scorer, "")
    if scorer == first or not one or not two or one == two:
        return "", None
    before, after = points_alone(criterion, one), points_alone(criterion, two)
    if before is None or after is None:
        return "other", None
    if before == after:
        return ("other" if criterion.method in ("more", "less") else ""), None
    better = (after > before) != (criterion.role == "deduction")
    return ("up" if better else "down"), after - before


def _grouped(raw: str) -> str:
    return "/".join(_thousands(part) for part in raw.split("/"))


def _thousands(raw: str) -> str:
    try:
        number = Decimal(raw)
    except ArithmeticError:
        return raw
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def entry_words(criterion: Criterion, raw: str) -> str:
    """A plain writing spelled out: ``thực hiện 1.120 / kế hoạch 1.000``."""
    if JUDGES in raw:
        return show_raw(criterion, raw)
    entry = None if raw == KC else entry_of(criterion, raw)
    if isinstance(entry, Quantity) and entry.plan is not None:
        return text("score_sheet.quantity", actual=number_words(entry.actual), plan=number_words(entry.plan))
    return show_raw(criterion, raw)
