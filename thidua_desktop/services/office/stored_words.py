"""The words of the office as a file holds them, read before the database layer is loaded."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from thidua_desktop.catalogue import use_office_words
from thidua_desktop.catalogue.office_words import PLAIN, words_of_office
from thidua_desktop.db.engine.session import connect_existing, faults_named

_QUERY = "SELECT level, name, superior_name, head_title, current_year FROM office LIMIT 1"


def follow_stored_office(path: Path) -> None:
    """Gives the awards the names the office of this file uses; the usual ones while it is not set up.

    OfficeError as any reading of the file.
    """
    with faults_named(path), closing(connect_existing(path)) as connection:
        row = connection.execute(_QUERY).fetchone()
    if row is None:
        use_office_words(PLAIN)
        return
    level, name, superior, head_title, year = row
    use_office_words(
        words_of_office(level=level, name=name, superior=superior, head_title=head_title, year=year)
    )
