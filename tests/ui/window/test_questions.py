"""What is asked again with every key: the former question ends and is never answered."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.ui.page_app import bare_app
from thidua_desktop.db.tables.people import Person
from thidua_desktop.domain.errors import Cancelled
from thidua_desktop.services.office.context import AppContext
from ui.core.context import Context
from ui.core.task_runner import TaskRunner

__all__ = ["bare_app"]

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def asking(context: Context, bare_app: AppContext) -> Context:
    context.app = bare_app
    return context


def endless(app: AppContext) -> Any:
    with app.database.reading() as connection:
        return connection.exec_driver_sql(ENDLESS).scalar_one()


def test_a_question_that_runs_is_interrupted_and_only_the_last_is_answered(asking: Context) -> None:
    answers: list[object] = []
    asking.read(endless, done=answers.append, question="search")
    time.sleep(0.1)
    for number in range(5):
        asking.read(lambda _, n=number: n, done=answers.append, question="search")  # type: ignore[misc]
    asking.runner.wait()
    assert answers == [4]


def test_other_questions_and_work_are_left_alone(asking: Context) -> None:
    answers: list[object] = []
    asking.read(lambda _: time.sleep(0.1) or "other", done=answers.append, question="other")
    asking.read(lambda _: "first", done=answers.append, question="search")
    asking.read(lambda _: "plain", done=answers.append)
    asking.read(lambda _: "last", done=answers.append, question="search")
    asking.runner.wait()
    assert answers == ["other", "plain", "last"]


def test_the_reader_learns_that_it_was_cancelled_and_goes_on_reading(bare_app: AppContext) -> None:
    import threading

    ended = threading.Event()

    def interrupt() -> None:
        while not ended.wait(0.1):  # again, should the question not have begun yet
            bare_app.interrupt_reading()

    interrupting = threading.Thread(target=interrupt)
    interrupting.start()
    with pytest.raises(Cancelled):
        endless(bare_app)
    ended.set()
    interrupting.join()
    with bare_app.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_writing_is_never_interrupted(bare_app: AppContext) -> None:
    with bare_app.database.writing("save_person", name="An") as uow:
        bare_app.interrupt_reading()
        uow.add(Person, full_name="An", search_key="an", sort_key="an")
    with bare_app.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar_one() == 1


def test_a_lane_that_closes_still_answers_what_is_open(context: Context) -> None:
    assert isinstance(context.runner, TaskRunner)
    answers: list[object] = []
    context.runner.run(lambda _: 1, done=answers.append, label="", question="a")
    context.runner.close()
    assert answers == [1]
