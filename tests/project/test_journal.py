"""Every journaled action is known to undo, and everything the journal names has a word."""

from __future__ import annotations

import ast

from tests.project.source import below, nothing, place, tree
from thidua_desktop.db.engine.schema import metadata, topic_of
from thidua_desktop.domain.changes import Topic
from thidua_desktop.services.journal.actions import KNOWN
from thidua_desktop.texts import lookup

COMPUTED = {
    "draft_amend",
    "draft_replace",
    "draft_revoke",
    "record_scores",
    "import_scores",
    "commit_together",
    "stage_file",
    "tell_columns",
    "edit_nomination",
    "edit_nominations",
}
"""Actions whose name the code puts together or hands on."""


def test_every_action_has_its_entry_and_its_sentence() -> None:
    found = dict.fromkeys(COMPUTED, "computed")
    for path in below("thidua_desktop", "ui"):
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "writing"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found[str(node.args[0].value)] = place(path, node)
    assert len(found) > 100
    nothing([f"{where} {action}: no entry" for action, where in found.items() if action not in KNOWN])
    nothing([action for action in KNOWN | set(found) if lookup(f"actions.{action}") is None])
    nothing(KNOWN - set(found) - {"undo", "redo", "demo"})


def test_every_table_has_its_word_and_its_topic() -> None:
    nothing(
        [
            name
            for name in metadata.tables
            if name != "name_term" and lookup(f"system.journal.tables.{name}") is None
        ]
    )
    own = {"journal_entry", "journal_change", "id_counter", "name_term"}
    assert all(isinstance(topic_of(name), Topic) for name in metadata.tables if name not in own)


DRAWN_BEFORE = {
    "stage": "a file is read before; the batch only stores what was read",
    "send": "the paper is drawn before; what it says is asked again inside",
    "set_number": "the paper is drawn before; the number is refused inside",
    "submit": "judging takes long; which nominations are still open is asked again inside",
    "import_list": "a file is read before; registrations are read inside",
}
"""Services that read before they write, each with the reason."""


def test_services_read_and_refuse_inside_the_transaction_that_writes() -> None:
    early = []
    for path in below("thidua_desktop/services"):
        for function in (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)):
            blocks = [node for node in ast.walk(function) if isinstance(node, ast.With) and _writes(node)]
            if not blocks or function.name in DRAWN_BEFORE:
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and node.lineno < blocks[0].lineno and _reads(node):
                    early.append(f"{place(path, node)} {function.name}: {ast.unparse(node)[:60]}")
    nothing(early)


def _writes(block: ast.With) -> bool:
    return any(ast.unparse(item.context_expr).startswith("app.database.writing(") for item in block.items)


def _reads(call: ast.Call) -> bool:
    """A query, or a function of the services that is handed the application context."""
    name = ast.unparse(call.func)
    handed = bool(call.args) and ast.unparse(call.args[0]) == "app" and not name.startswith("app.")
    return name == "app.read" or handed


def test_nothing_can_be_given_up_after_it_was_written() -> None:
    """``progress`` may end the work: after a writing block it would call what is stored given up."""

    def writes(node: ast.AST) -> bool:
        return isinstance(node, ast.With) and any(
            isinstance(item.context_expr, ast.Call)
            and isinstance(item.context_expr.func, ast.Attribute)
            and item.context_expr.func.attr == "writing"
            for item in node.items
        )

    faults = []
    for path in below("thidua_desktop"):
        for function in ast.walk(tree(path)):
            if not isinstance(function, ast.FunctionDef):
                continue
            ends = [node.end_lineno or 0 for node in ast.walk(function) if writes(node)]
            faults += [
                place(path, node)
                for node in ast.walk(function)
                if isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "progress"
                and ends
                and node.lineno > max(ends)
            ]
    nothing(faults)
