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
from thidua_desktop.services.office.context import Desk
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.people import save_person

SCHOOL = "Trường Tiểu học Minh Quang"
OTHER = "Trường Mầm non Hoa Sen"
AN = ("Nguyễn Văn An", "", "Giáo viên", SCHOOL, "LĐTT")


@pytest.fixture
def elsewhere(desk: Desk) -> int:
    """A person of the same name in another unit, birth year known."""
    for name in (SCHOOL, OTHER):
        organisation.save_unit(desk, name=name, kind="school")
    unit_id = next(row.id for row in desk.read(units) if row.name == OTHER)
    save_person(desk, full_name="Nguyễn Văn An", born=PartialDate("1980", "year"), unit_id=unit_id)
    return desk.read(persons, words="Nguyễn Văn An")[0].id


def asked(desk: Desk, batch_id: int) -> tuple[Question, ...]:
    return desk.read(questions, batch_id)


def names(desk: Desk) -> int:
    return len(desk.read(persons, words="Nguyễn Văn An"))


def test_a_person_of_the_register_is_shown_and_taken_for_the_same(
    desk: Desk, elsewhere: int, tmp_path: Path
) -> None:
    staged = staging.stage(desk, workbook(tmp_path, [AN]), year=YEAR)
    (question,) = asked(desk, staged.batch_id)
    (other,) = question.others
    assert (other.person_id, other.unit, question.row.unit) == (elsewhere, OTHER, SCHOOL)
    answer(desk, staged.batch_id, [(question, other)])
    assert asked(desk, staged.batch_id) == ()
    staging.commit(desk, staged.batch_id)
    assert names(desk) == 1
    assert [row.subject_id for row in listed(desk)] == [elsewhere]


def test_two_people_stay_two_and_the_same_file_again_makes_no_third(
    desk: Desk, elsewhere: int, tmp_path: Path
) -> None:
    path = workbook(tmp_path, [AN])
    staged = staging.stage(desk, path, year=YEAR)
    answer(desk, staged.batch_id, [(asked(desk, staged.batch_id)[0], None)])
    staging.commit(desk, staged.batch_id)
    assert names(desk) == 2
    again = staging.stage(desk, path, year=YEAR)
    assert again.counts == {"identical": 1}
    assert asked(desk, again.batch_id) == ()


@pytest.mark.parametrize("wanted", [1, 2])
def test_two_rows_of_one_file_become_one_person_or_two(desk: Desk, tmp_path: Path, wanted: int) -> None:
    path = workbook(tmp_path, [AN, (AN[0], "12/3/1980", *AN[2:])])
    staged = staging.stage(desk, path, year=YEAR)
    (question,) = asked(desk, staged.batch_id)
    assert [(side.row, side.person_id) for side in question.others] == [(2, None)]
    answer(desk, staged.batch_id, [(question, question.others[0] if wanted == 1 else None)])
    preview = import_preview.of_batch(desk, staged.batch_id)
    assert not [one for one in preview.file.findings if one.code == "DUP_POSSIBLE"]
    staging.commit(desk, staged.batch_id)
    assert names(desk) == wanted
    assert staging.stage(desk, path, year=YEAR).counts == {"identical": 2}
    staging.undo(desk, staged.batch_id)
    assert names(desk) == 0


def test_an_answer_outlives_a_mended_cell_and_a_learned_word(
    desk: Desk, elsewhere: int, tmp_path: Path
) -> None:
    staged = staging.stage(desk, workbook(tmp_path, [(*AN[:4], "Bông hoa đẹp")]), year=YEAR)
    assert asked(desk, staged.batch_id) == (), "a row that cannot be imported is not asked about"
    staging.learn_award(desk, spelling="Bông hoa đẹp", award_code="LDTT")
    again = import_preview.restage(desk, staged.batch_id)
    (question,) = asked(desk, again.batch_id)
    answer(desk, again.batch_id, [(question, question.others[0])])
    staging.learn_award(desk, spelling="Bông hoa đẹp", award_code="CSTDCS")
    once_more = import_preview.restage(desk, again.batch_id)
    assert asked(desk, once_more.batch_id) == ()
    staging.commit(desk, once_more.batch_id)
    assert names(desk) == 1


def test_an_imported_file_takes_no_more_answers(desk: Desk, elsewhere: int, tmp_path: Path) -> None:
    staged = staging.stage(desk, workbook(tmp_path, [AN]), year=YEAR)
    (question,) = asked(desk, staged.batch_id)
    staging.commit(desk, staged.batch_id)
    with pytest.raises(OfficeError, match=r"importing\.not_staged"):
        answer(desk, staged.batch_id, [(question, None)])
