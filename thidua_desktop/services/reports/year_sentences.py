"""Sentences of the year-end report drafted from the plan, its movements, targets and tasks, and the year's works."""

from __future__ import annotations

from thidua_desktop.documents.phrases import long_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.planning.attainment import Attainment
from thidua_desktop.queries.decisions.fund import fund
from thidua_desktop.queries.nominations.initiatives import initiatives
from thidua_desktop.queries.planning.plan_text import movements_of_year
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.overview import each_once
from thidua_desktop.queries.reports.targets import TargetRow, targets
from thidua_desktop.queries.scoring.score_sheets import sheets
from thidua_desktop.services.decisions.fund import fund_words
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.targets import standing_words


def guidance(app: AppContext, *, year: int) -> tuple[str, ...]:
    """The plans of the year with number and day as far as they are known."""
    words, message = wording("year_report"), []
    for plan in app.read(plans, year=year):
        known = plan.number is not None and plan.issued_on is not None
        message.append(
            words.fill(
                "guidance.issued" if known else "guidance.plan",
                title=plan.title,
                number=plan.number or "",
                day=long_date(plan.issued_on) if plan.issued_on else "",
            )
        )
    return tuple(message)


def movements(app: AppContext, *, year: int) -> tuple[str, ...]:
    """Movements with who launched them and their days, then how the targets stand."""
    words, message = wording("year_report"), []
    found = app.read(movements_of_year, year=year)
    if found:
        message.append(words.fill("movements.all", count=str(len(found))))
    for one in found:
        parts = [words.fill("movements.item", name=one.name)]
        if one.launched_by:
            parts.append(words.fill("movements.launched", by=one.launched_by))
        parts += [
            words.fill(f"movements.{key}", day=_said(day))
            for key, day in (("starts", one.starts), ("ends", one.ends))
            if day is not None
        ]
        message.append(words.fill("movements.line", parts=", ".join(parts)))
    aims = app.read(targets, year=year)
    if aims:
        standing = [aim.standing for aim in aims]
        message.append(
            words.fill(
                "movements.targets",
                count=str(len(aims)),
                met=str(sum(one is not None and one.met for one in standing)),
                below=str(sum(one is not None and not one.met for one in standing)),
                unknown=str(sum(one is None for one in standing)),
            )
        )
        message += [_target(aim, one) for aim, one in zip(aims, standing, strict=True) if one is not None]
    return tuple(message)


def upkeep(app: AppContext, *, year: int) -> tuple[str, ...]:
    """Tasks done and late, blocs scored, works recognised; nothing is said of what is not recorded."""
    words, message, today = wording("year_report"), [], app.today()
    states = [task.state(today) for task in each_once(app.read(tasks, year=year))]
    if states:
        late = states.count("overdue")
        message.append(
            words.fill(
                "upkeep.tasks",
                count=str(len(states)),
                done=str(states.count("done")),
                late=str(late),
                rest=str(len(states) - states.count("done") - late),
            )
        )
    scored = [one for one in app.read(sheets, year=year) if one.id is not None]
    if scored:
        closed = str(sum(one.state != "open" for one in scored))
        message.append(words.fill("upkeep.blocs", count=str(len(scored)), closed=closed))
    money = app.read(fund, year=year)
    if money.total is not None or money.spent:
        message.append(fund_words(money))
    works = app.read(initiatives, year=year)
    if works:
        message.append(words.fill("upkeep.works", count=str(len(works))))
    return tuple(message)


def _target(aim: TargetRow, standing: Attainment) -> str:
    """One target with what was reached of it."""
    words = wording("year_report")
    said = standing_words(standing, measure=aim.measure).rstrip(".")
    return words.fill("movements.target", wording=aim.wording.rstrip("."), standing=said)


def _said(day: PartialDate) -> str:
    return day.vietnamese()
