"""Names are found by what is typed of them: complete, whole words first, marks narrow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_desktop import queries
from thidua_desktop.db.engine.database import Database
from thidua_desktop.db.engine.migrate import prepare
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.people import Person
from thidua_desktop.domain.text import search_key, sort_key
from thidua_desktop.queries.office.names import ids_bearing

NAMES = (
    "Nguyễn Văn An",
    "Lò Thị Yến",
    "Hà Thị Yên",
    "Hoàng Thị Hoà",
    "Lò Văn Hóa",
    "Đặng Thị Thanh",
    "Lường Văn Yếng",
    "Trần Văn Hà",
    "Nông Văn Ái",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("names")
    prepare(folder / "thidua.db", backups=folder / "backups")
    opened = Database(folder / "thidua.db")
    with opened.writing("x") as uow:
        uow.insert(
            Person,
            [
                {"full_name": name, "search_key": search_key(name), "sort_key": sort_key(name)}
                for name in NAMES
            ],
        )
        uow.add(
            Decision, year=2024, issuer="x", level="district", number="3140/QĐ-UBND", subject="Tặng Giấy khen"
        )
    yield opened
    opened.close()


def found(database: Database, words: str, limit: int | None = None) -> list[str]:
    with database.reading() as connection:
        return [NAMES[number - 1] for number in ids_bearing(connection, "person", words, limit=limit).ids]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("yen", ["Hà Thị Yên", "Lò Thị Yến", "Lường Văn Yếng", "Nguyễn Văn An"]),
        ("Yến", ["Lò Thị Yến"]),
        ("Yế", ["Lò Thị Yến", "Lường Văn Yếng"]),
        ("yê", ["Hà Thị Yên", "Lò Thị Yến", "Lường Văn Yếng"]),
        ("hoa", ["Hoàng Thị Hoà", "Lò Văn Hóa"]),
        ("Hoà", ["Hoàng Thị Hoà"]),
        ("Hòa", ["Hoàng Thị Hoà"]),
        ("nva", ["Nông Văn Ái", "Nguyễn Văn An"]),
        ("n v a", ["Nông Văn Ái", "Nguyễn Văn An"]),
        ("an nguyen", ["Nguyễn Văn An"]),
        ("Thị Y", ["Hà Thị Yên", "Lò Thị Yến"]),
        ("đ", ["Đặng Thị Thanh"]),
        ("THANH", ["Đặng Thị Thanh"]),
        ("%", []),
        ('" OR *', []),
        ("zz", []),
        ("Lò-Văn", ["Lò Văn Hóa"]),
    ],
)
def test_whole_words_come_first_and_marks_narrow(database: Database, words: str, names: list[str]) -> None:
    assert found(database, words) == names


def test_a_cut_answer_says_so_and_a_whole_one_does_not(database: Database) -> None:
    with database.reading() as connection:
        for limit in range(1, 7):
            cut = ids_bearing(connection, "person", "yen", limit=limit)
            assert (len(cut.ids), cut.more) == (min(limit, 4), limit < 4)


@pytest.mark.parametrize("words", ["3140", "3140/QĐ", "314", "3140 qd ubnd", "giấy khen"])
def test_a_decision_is_found_by_its_number_or_subject(database: Database, words: str) -> None:
    with database.reading() as connection:
        assert ids_bearing(connection, "decision", words, limit=5).ids == (1,)


def test_no_reading_is_cut_unless_the_caller_says_how_far() -> None:
    """A limit nobody asked for is taken for the whole: it lost people, awards and co-authors."""
    folder = Path(queries.__path__[0])
    cut = []
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                given = {argument.arg: default for argument, default in pairs}
                default = given.get("limit")
                if default is not None and ast.literal_eval(default) is not None:
                    cut.append(f"{path.stem}:{node.name}")
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "limit":
                message = node.args[0]
                if isinstance(message, ast.Constant) and message.value not in (1, None):
                    cut.append(f"{path.stem}: limit({message.value})")
    assert cut == []
