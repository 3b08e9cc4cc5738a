"""Two of one name: shown side by side before they are one or stay two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.small_office import YEAR, listed, workbook
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.importing import preview as import_preview
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.same_people import Question, answer, questions
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.people import save_person

SCHOOL = "Trường Tiểu học Minh Quang"
OTHER = "Trường Mầm non Hoa Sen"
AN = ("Nguyễn Văn An", "", "Giáo viên", SCHOOL, "LĐTT")


@pytest.fixture
def elsewhere(app: AppContext) -> int:
    """A person of the same name in another unit, birth year known."""
    for name in (SCHOOL, OTHER):
        organisation.save_unit(app, name=name, kind="school")
    unit_id = next(row.id for row in app.read(units) if row.name == OTHER)
    save_person(app, full_name="Nguyễn Văn An", born=PartialDate("1980", "year"), unit_id=unit_id)
    return app.read(persons, words="Nguyễn Văn An")[0].id


def asked(app: AppContext, batch_id: int) -> tuple[Question, ...]:
    return app.read(questions, batch_id)


def names(app: AppContext) -> int:
    return len(app.read(persons, words="Nguyễn Văn An"))


def test_a_person_of_the_register_is_shown_and_taken_for_the_same(
    app: AppContext, elsewhere: int, tmp_path: Path
) -> None:
    staged = staging.stage(app, workbook(tmp_path, [AN]), year=YEAR)
    (question,) = asked(app, staged.batch_id)
    (other,) = question.others
    assert (other.person_id, other.unit, question.row.unit) == (elsewhere, OTHER, SCHOOL)
    answer(app, staged.batch_id, [(question, other)])
    assert asked(app, staged.batch_id) == ()
    staging.commit(app, staged.batch_id)
    assert names(app) == 1
    assert [row.subject_id for row in listed(app)] == [elsewhere]


def test_two_people_stay_two_and_the_same_file_again_makes_no_third(
    app: AppContext, elsewhere: int, tmp_path: Path
) -> None:
    path = workbook(tmp_path, [AN])
    staged = staging.stage(app, path, year=YEAR)
    answer(app, staged.batch_id, [(asked(app, staged.batch_id)[0], None)])
    staging.commit(app, staged.batch_id)
    assert names(app) == 2
    again = staging.stage(app, path, year=YEAR)
    assert again.counts == {"identical": 1}
    assert asked(app, again.batch_id) == ()


@pytest.mark.parametrize("requested", [1, 2])
def test_two_rows_of_one_file_become_one_person_or_two(
    app: AppContext, tmp_path: Path, requested: int
) -> None:
    path = workbook(tmp_path, [AN, (AN[0], "12/3/1980", *AN[2:])])
    staged = staging.stage(app, path, year=YEAR)
    (question,) = asked(app, staged.batch_id)
    assert [(side.row, side.person_id) for side in question.others] == [(2, None)]
    answer(app, staged.batch_id, [(question, question.others[0] if requested == 1 else None)])
    preview = import_preview.of_batch(app, staged.batch_id)
    assert not [one for one in preview.file.findings if one.code == "DUP_POSSIBLE"]
    staging.commit(app, staged.batch_id)
    assert names(app) == requested
    assert staging.stage(app, path, year=YEAR).counts == {"identical": 2}
    staging.undo(app, staged.batch_id)
    assert names(app) == 0


def test_an_answer_outlives_a_corrected_cell_and_a_learned_word(
    app: AppContext, elsewhere: int, tmp_path: Path
) -> None:
    staged = staging.stage(app, workbook(tmp_path, [(*AN[:4], "Bông hoa đẹp")]), year=YEAR)
    assert asked(app, staged.batch_id) == (), "a row that cannot be imported is not asked about"
    staging.learn_award(app, spelling="Bông hoa đẹp", award_code="LDTT")
    again = import_preview.restage(app, staged.batch_id)
    (question,) = asked(app, again.batch_id)
    answer(app, again.batch_id, [(question, question.others[0])])
    staging.learn_award(app, spelling="Bông hoa đẹp", award_code="CSTDCS")
    once_more = import_preview.restage(app, again.batch_id)
    assert asked(app, once_more.batch_id) == ()
    staging.commit(app, once_more.batch_id)
    assert names(app) == 1


def test_an_imported_file_takes_no_more_answers(app: AppContext, elsewhere: int, tmp_path: Path) -> None:
    staged = staging.stage(app, workbook(tmp_path, [AN]), year=YEAR)
    (question,) = asked(app, staged.batch_id)
    staging.commit(app, staged.batch_id)
    with pytest.raises(OfficeError, match=r"importing\.not_staged"):
        answer(app, staged.batch_id, [(question, None)])
