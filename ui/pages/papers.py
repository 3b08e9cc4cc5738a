"""The papers a step offers beside the decision: minutes, request to the level above, payment list."""

from __future__ import annotations

from thidua_desktop.services.council import appraisal, ballots, minutes
from thidua_desktop.services.decisions import paper, payment, requests
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.printing.paper_dialog import Paper


def minutes_of(app: AppContext, session_id: int) -> Paper:
    """The minutes of a closed meeting; what is saved is stored with the meeting."""
    return Paper(
        title=text("commendation.council.minutes_title"),
        label=text("commendation.council.drawing"),
        render=lambda progress: minutes.render(app, session_id, progress=progress),
        name=lambda: minutes.file_name(app, session_id),
        save_docx=lambda path, progress: minutes.save_docx(app, session_id, path, progress=progress),
        keep=lambda name, data: paper.save_paper(
            app, kind="minutes", name=name, data=data, session_id=session_id
        ),
    )


def ballots_of(app: AppContext, session_id: int) -> Paper:
    """The ballots of a meeting, one sheet a voter and award."""
    return Paper(
        title=text("council_desk.menu.ballots").rstrip("…"),
        label=text("council_desk.menu.ballots_drawing"),
        render=lambda progress: ballots.render(app, session_id, progress=progress),
        name=lambda: ballots.file_name(app, session_id),
        save_docx=lambda path, progress: ballots.save_docx(app, session_id, path, progress=progress),
    )


def vote_table_of(app: AppContext, session_id: int) -> Paper:
    """The counting table; what is saved is stored with the meeting."""
    return Paper(
        title=text("council_desk.menu.table").rstrip("…"),
        label=text("council_desk.menu.table_drawing"),
        render=lambda progress: ballots.render_table(app, session_id, progress=progress),
        name=lambda: ballots.table_name(app, session_id),
        save_docx=lambda path, progress: ballots.save_table_docx(app, session_id, path, progress=progress),
        keep=lambda name, data: paper.save_paper(
            app, kind="vote_table", name=name, data=data, session_id=session_id
        ),
    )


def appraisal_of(app: AppContext, *, year: int, session_id: int | None) -> Paper:
    """The appraisal report: of a meeting's candidates, or of the year; stored with the meeting."""
    return Paper(
        title=text("council_desk.menu.appraisal").rstrip("…"),
        label=text("council_desk.menu.appraisal_drawing"),
        render=lambda progress: appraisal.render(app, year=year, session_id=session_id, progress=progress),
        name=lambda: appraisal.file_name(year=year),
        save_docx=lambda path, progress: appraisal.save_docx(
            app, path, year=year, session_id=session_id, progress=progress
        ),
        keep=lambda name, data: paper.save_paper(
            app, kind="appraisal", name=name, data=data, session_id=session_id
        ),
    )


def payment_list_of(app: AppContext, decision_id: int) -> Paper:
    """The list for paying out the prizes of an issued decision; what is saved is stored with it."""
    return Paper(
        title=text("commendation.decisions.payment_title"),
        label=text("commendation.decisions.payment_drawing"),
        render=lambda progress: payment.render(app, decision_id, progress=progress),
        name=lambda: payment.file_name(app, decision_id),
        save_docx=lambda path, progress: payment.save_docx(app, decision_id, path, progress=progress),
        keep=lambda name, data: paper.save_paper(
            app, kind="payment", name=name, data=data, decision_id=decision_id
        ),
    )


def request_of(app: AppContext, *, year: int, ids: frozenset[int]) -> Paper:
    """The request to the level above for these nominations; its number and day are still open."""
    return Paper(
        title=text("commendation.decisions.request_title"),
        label=text("commendation.decisions.request_drawing"),
        render=lambda progress: requests.render(app, year=year, nomination_ids=ids, progress=progress),
        name=lambda: requests.file_name(year=year),
        save_docx=lambda path, progress: requests.save_docx(
            app, path, year=year, nomination_ids=ids, progress=progress
        ),
        keep=lambda name, data: paper.save_paper(app, kind="submission", name=name, data=data),
    )
