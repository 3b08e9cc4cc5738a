"""The office's own words, from its particulars into the names of awards and the lines of papers."""

from __future__ import annotations

from thidua_desktop.catalogue import use_office_words
from thidua_desktop.catalogue.office_words import PLAIN, is_committee, words_of_office
from thidua_desktop.documents.wording import wording
from thidua_desktop.queries.office.settings import OfficeRow, find_office
from thidua_desktop.services.office.context import AppContext


def follow_office(app: AppContext) -> None:
    """Gives the awards the names this office uses; the usual ones while it is not set up."""
    us = app.read(find_office)
    if us is None:
        use_office_words(PLAIN)
        return
    use_office_words(
        words_of_office(
            level=us.level,
            name=us.name,
            superior=us.superior_name,
            head_title=us.head_title,
            year=us.current_year,
        )
    )


def signing_lines(us: OfficeRow, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines above the signature of a paper that goes out in the body's name.

    The head of a People's Committee signs on its behalf: ``TM.`` is a form of signing of Nghị định
    30/2020/NĐ-CP, Phụ lục I (C), and plans of districts and communes of 2021-2024 bear it (C). That the head
    of any other body, such as a department, signs alone is usage (R).
    """
    if not is_committee(us.name):
        return lines
    return (wording("letterhead").fill("signing.collective"), *lines)
