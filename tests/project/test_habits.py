"""Habits that keep the program whole on the officer's machine: encodings, renames, dates, sizes, words in place."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tests.project.source import ROOT, below, called, nothing, place, programs, read, spoken, tree, written

MODULE_LINES = 400
FUNCTION_LINES = 60

LEVEL_WORDS_ALLOWED: dict[str, str] = {}
"""File -> why it may name a level of government itself: recognising what senders write, invented examples."""

VIETNAMESE_ALLOWED: dict[str, str] = {
    "thidua_desktop/services/eligibility/case_facts.py": "recognises the words of a cases file",
    "thidua_desktop/services/eligibility/case_values.py": "recognises the words of a cases file",
}
"""File -> why Vietnamese words stand in its code and not in resources/texts."""

MARKED = "[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]"
VIETNAMESE = re.compile(rf"\w{MARKED}|{MARKED}\w")
LEVEL = re.compile(r"\b(huyện|xã|phường|thị trấn|quận|tỉnh)\b", re.IGNORECASE)


def test_text_files_are_opened_with_their_encoding() -> None:
    def faulty(call: ast.Call) -> bool:
        name = called(call)
        if name.endswith((".read_text", ".write_text")):
            return not _has(call, "encoding", position=0 if name.endswith("read_text") else 1)
        return name == "open" and not _binary(call) and not _has(call, "encoding", position=3)

    nothing(_calls(faulty))


def test_a_file_takes_its_place_with_replace_and_never_with_rename() -> None:
    # On Windows a rename onto an existing file fails.
    nothing(_calls(lambda call: called(call) in ("os.rename", "os.renames")))
    nothing(_calls(lambda call: called(call).endswith(".rename") and len(call.args) == 1))


def test_dates_do_not_depend_on_the_system() -> None:
    nothing(_calls(lambda call: called(call).endswith("setlocale")))
    nothing([where for path in programs() for where, message in spoken(path) if "%-" in message])


def test_no_test_measures_time() -> None:
    # A slow machine is no fault of the program: what takes how long is measured in benchmarks/.
    reporting = {"tests/corpus/fuzz.py", "tests/ui/window/test_watching.py"}
    clock = re.compile(r"\b(perf_counter|thread_time|process_time|monotonic|default_timer|QElapsedTimer)\(\)")
    measuring = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if clock.search(read(path))
    }
    assert measuring == reporting


def test_modules_stay_short() -> None:
    lengths = {place(path): len(read(path).splitlines()) for path in programs()}
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_stay_short() -> None:
    long = {}
    for path in programs():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long[f"{place(path, node)} {node.name}"] = lines
    assert long == {}


def test_sentences_live_in_the_texts_and_not_in_the_code() -> None:
    rooms = [f"thidua_desktop/{name}" for name in ("services", "queries", "documents", "cli", "db")]
    nothing(_wording(VIETNAMESE, ["ui", "main.py", *rooms], VIETNAMESE_ALLOWED))


def test_no_level_of_government_is_written_into_the_logic() -> None:
    rooms = [f"thidua_desktop/{name}" for name in ("domain", "services", "queries", "documents", "db")]
    nothing(_wording(LEVEL, ["ui", *rooms], LEVEL_WORDS_ALLOWED))


def test_nothing_is_left_for_later_and_nothing_names_somebodys_machine() -> None:
    words = ["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK", "raise Not" + "ImplementedError"]
    left = re.compile("|".join(rf"\b{word}\b" for word in words))
    machine = re.compile(
        r"(?<![\w.$~}])/(?:home|root|work|Users|tmp|opt)/\w|\bpypi\.|pythonhosted|\bC:\\Users\\\w"
    )
    faults = []
    for path in written():
        if path.name == "test_habits.py":
            continue
        for number, line in enumerate(read(path).splitlines(), start=1):
            if left.search(line) or machine.search(line):
                faults.append(f"{place(path, number)} {line.strip()}")
    nothing(faults)


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base_utils"}
    nothing([place(path) for path in programs() if drawers.intersection(path.with_suffix("").parts[-2:])])


def _wording(words: re.Pattern[str], folders: list[str], allowed: dict[str, str]) -> list[str]:
    """Where strings of these folders say such words, but for the files that may."""
    files = [path for path in below(*folders) if path.relative_to(ROOT).as_posix() not in allowed]
    return [
        f"{where} {message}" for path in files for where, message in spoken(path) if words.search(message)
    ]


def _calls(faulty: Callable[[ast.Call], bool]) -> Iterator[str]:
    for path in programs():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and faulty(node):
                yield f"{place(path, node)} {ast.unparse(node)}"


def _has(call: ast.Call, name: str, *, position: int) -> bool:
    return len(call.args) > position or any(keyword.arg in (name, None) for keyword in call.keywords)


def _binary(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)
