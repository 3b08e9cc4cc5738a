"""What the program counts from one definition only: no second one is written beside it."""

from __future__ import annotations

import ast
import re

from tests.project.source import ROOT, below, nothing, read, spoken, tree

READS_GRANTS: dict[str, str] = {
    "thidua_desktop/queries/standing_grants.py": "the definition",
    "thidua_desktop/queries/decisions/decisions.py": "how long the list of each decision is, drafts and ended ones too",
    "thidua_desktop/queries/certificates/printing.py": "certificates of a batch by the id of their award",
    "thidua_desktop/queries/office/settings.py": "the years in which anything was recorded",
    "thidua_desktop/queries/office/consistency.py": "compares awards with decisions, whatever became of them",
    "thidua_desktop/queries/office/concerned.py": "awards an undo concerns, whatever became of them",
    "thidua_desktop/queries/office/register_gaps.py": "numbers of the register, given once and for all",
    "thidua_desktop/services/journal/undo_rules.py": "whether awards of an action were printed",
    "thidua_desktop/services/decisions/changes.py": "ends awards by id",
    "thidua_desktop/services/organisation/merging.py": "moves the awards of a person to another one",
    "thidua_desktop/services/office/number_series.py": "numbers given once are used, whatever became of the award",
    "thidua_desktop/services/decisions/request_answers.py": "the next place in the list of a decision",
}
"""Module -> why it reads columns of the table of awards itself; everything else asks ``standing_grants``."""


def test_awards_are_read_through_one_definition() -> None:
    found: set[str] = set()
    for path in below("thidua_desktop", "ui"):
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "Grant"
            ):
                found.add(path.relative_to(ROOT).as_posix())
    assert found == set(READS_GRANTS)


def test_no_statement_names_the_table_of_awards_in_words() -> None:
    sql = re.compile(r"\b(from|join)\s+award_grant\b", re.IGNORECASE)
    nothing(
        where
        for path in below("thidua_desktop", "ui")
        if "versions" not in path.parts
        # Who has any award at all, for the sake of the bin; what a copy of the data holds, row by row.
        and path.name not in ("names.py", "copy_facts.py")
        for where, message in spoken(path)
        if sql.search(message)
    )


def test_awards_that_ended_are_asked_for_only_where_the_list_shows_them() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in below("thidua_desktop", "ui")
        if "recorded_grants" in read(path)
    }
    assert users == {
        "thidua_desktop/queries/standing_grants.py",
        "thidua_desktop/queries/lookup/finding.py",
        "thidua_desktop/queries/decisions/grants.py",
        "thidua_desktop/queries/certificates/printing.py",
        "thidua_desktop/services/decisions/external/past_award_list.py",
    }


def test_which_files_are_lists_stands_in_one_place() -> None:
    named = re.compile(r"""["*]\.(?:ods|xlsb)\b""")
    texts = (ROOT / "resources" / "texts").glob("*.toml")
    places = [path for path in (*below("thidua_desktop", "ui"), *texts) if named.search(read(path))]
    assert [path.name for path in places] == ["file_kinds.py"]
