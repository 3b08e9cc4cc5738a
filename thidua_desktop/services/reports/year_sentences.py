"""Sentences of the reports of a year drafted from the plan, its movements, targets and tasks, blocs and works."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import Final

from thidua_desktop.documents.phrases import grouped, long_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.planning.attainment import Attainment
from thidua_desktop.domain.planning.task_times import state_of
from thidua_desktop.queries.council.sessions import sessions
from thidua_desktop.queries.decisions.fund import fund
from thidua_desktop.queries.nominations.initiatives import InitiativeRow, initiatives
from thidua_desktop.queries.planning.plan_text import (
    CampaignRow,
    MovementRow,
    campaigns_of_year,
    movements_of_year,
)
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.overview import each_once
from thidua_desktop.queries.reports.targets import TargetRow, targets
from thidua_desktop.queries.scoring.score_sheets import SheetRow, sheets
from thidua_desktop.services.decisions.fund import fund_words
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.targets import standing_words

_LISTED: Final = 15
"""Works named one by one; more are only counted."""
_RANKS: Final = 3


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
    """Movements, drives and campaigns one by one with who launched them and their days, then the targets."""
    words, message = wording("year_report"), []
    found, campaigns = app.read(movements_of_year, year=year), app.read(campaigns_of_year, year=year)
    if found or campaigns:
        message.append(words.fill("movements.all", **_numbers(app, year)))
        before = _numbers(app, year - 1)
        if before:
            message.append(words.fill("movements.before", year=str(year - 1), **before))
    message += [_movement(one) for one in found] + [_movement(one) for one in campaigns]
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


def _numbers(app: AppContext, year: int) -> dict[str, str]:
    """How many movements, drives and campaigns a year has; empty when it has none."""
    kinds = Counter(one.kind for one in app.read(movements_of_year, year=year))
    campaigns = len(app.read(campaigns_of_year, year=year))
    if not kinds and not campaigns:
        return {}
    drives = kinds["drive"]
    return {
        "movements": str(kinds.total() - drives),
        "drives": str(drives),
        "campaigns": str(campaigns),
    }


def _movement(one: MovementRow | CampaignRow) -> str:
    words = wording("year_report")
    parts = [words.fill("movements.item", name=one.name)]
    if isinstance(one, MovementRow) and one.launched_by:
        parts.append(words.fill("movements.launched", by=one.launched_by))
    if isinstance(one, CampaignRow) and one.slogan:
        parts.append(words.fill("movements.slogan", slogan=one.slogan))
    parts += [
        words.fill(f"movements.{key}", day=_said(day))
        for key, day in (("starts", one.starts), ("ends", one.ends))
        if day is not None
    ]
    return words.fill("movements.line", parts=", ".join(parts))


def upkeep(app: AppContext, *, year: int, until: dt.date | None = None) -> tuple[str, ...]:
    """Tasks done and late, council and works recognised; of a whole year (``until`` None) also blocs with their
    results and the fund. Nothing is said of what is not recorded."""
    return (
        *_tasks(app, year=year, until=until),
        *(_blocs(app, year=year) if until is None else ()),
        *_council(app, year=year, until=until),
        *(_fund(app, year=year) if until is None else ()),
        *_works(app, year=year, until=until),
    )


def _tasks(app: AppContext, *, year: int, until: dt.date | None) -> list[str]:
    words = wording("year_report")
    states = _states(app, year=year, day=until or app.today())
    if not states:
        return []
    late, done = states.count("overdue"), states.count("done")
    message = [
        words.fill(
            "upkeep.tasks",
            count=str(len(states)),
            done=str(done),
            late=str(late),
            rest=str(len(states) - done - late),
        )
    ]
    former = [] if until else _states(app, year=year - 1, day=app.today())
    if former:
        message.append(
            words.fill(
                "upkeep.tasks_before",
                year=str(year - 1),
                done=str(former.count("done")),
                count=str(len(former)),
            )
        )
    return message


def _states(app: AppContext, *, year: int, day: dt.date) -> list[str]:
    """How the tasks of a year stood on a day; done later is not done."""
    return [
        state_of("doing", task.spans, today=day)
        if task.done_on is not None and task.done_on > day
        else task.state(day)
        for task in each_once(app.read(tasks, year=year))
    ]


def _blocs(app: AppContext, *, year: int) -> list[str]:
    words = wording("year_report")
    scored = [one for one in app.read(sheets, year=year) if one.id is not None]
    if not scored:
        return []
    closed = str(sum(one.state != "open" for one in scored))
    message = [words.fill("upkeep.blocs", count=str(len(scored)), closed=closed)]
    return message + [line for line in map(_result, scored) if line]


def _result(one: SheetRow) -> str:
    """The first ranks of a closed sheet as they were closed; empty while it is open."""
    words = wording("year_report")
    if one.open:
        return ""
    units = (one.snapshot or {}).get("units", {}).values()
    ranked = sorted(
        (unit for unit in units if unit["rank"] is not None and unit["rank"] <= _RANKS),
        key=lambda unit: unit["rank"],
    )
    named = "; ".join(
        words.fill(
            "upkeep.rank", rank=str(unit["rank"]), unit=unit["name"], total=grouped(Decimal(unit["total"]))
        )
        for unit in ranked
    )
    return words.fill("upkeep.result", name=one.bloc_name, list=named) if named else ""


def _council(app: AppContext, *, year: int, until: dt.date | None) -> list[str]:
    words = wording("year_report")
    return [
        words.fill(
            "upkeep.council",
            day=long_date(one.held_on),
            present=str(one.present),
            members=str(one.total_members),
            candidates=str(one.candidates),
        )
        for one in app.read(sessions, year=year)
        if one.state == "closed" and one.held_on is not None and (until is None or one.held_on <= until)
    ]


def _fund(app: AppContext, *, year: int) -> list[str]:
    money = app.read(fund, year=year)
    return [fund_words(money)] if money.total is not None or money.spent else []


def _works(app: AppContext, *, year: int, until: dt.date | None) -> list[str]:
    words = wording("year_report")
    works = [
        one
        for one in app.read(initiatives, year=year)
        if until is None or (one.paper_date is not None and one.paper_date <= until)
    ]
    former = () if until else app.read(initiatives, year=year - 1)
    if not works:
        return []
    message = [words.fill("upkeep.works", count=str(len(works)))]
    if former:
        message.append(words.fill("upkeep.works_before", year=str(year - 1), count=str(len(former))))
    return message + [_work(one) for one in works] if len(works) <= _LISTED else message


def _work(one: InitiativeRow) -> str:
    words = wording("year_report")
    key = "work_paper" if one.paper_number else "work"
    names = ", ".join((one.author, *(name for _, name in one.authors)))
    return words.fill(f"upkeep.{key}", title=one.title.rstrip("."), author=names, number=one.paper_number)


def _target(aim: TargetRow, standing: Attainment) -> str:
    """One target with what was reached of it."""
    words = wording("year_report")
    said = standing_words(standing, measure=aim.measure).rstrip(".")
    return words.fill("movements.target", wording=aim.wording.rstrip("."), standing=said)


def _said(day: PartialDate) -> str:
    return day.vietnamese()
