"""The forms of what belongs to a nomination: fields, shown values, and values read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from thidua_desktop.catalogue import load_levels
from thidua_desktop.domain.nominations.nominating import OCCASIONS, YEAR_TYPES
from thidua_desktop.texts import text
from ui.widgets.forms import Choice, Field

ANSWERS = {"yes": True, "no": False}


def answer(stored: bool | None) -> str:
    return "unknown" if stored is None else "yes" if stored else "no"


def day_of(value: object) -> dt.date:
    if not isinstance(value, dt.date):
        raise TypeError(value)
    return value


def _choices(words: Callable[[str], str], codes: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, words(code)) for code in codes)


def record_fields(subject_type: str) -> list[Field]:
    """What a year's record holds of a person, or of a unit."""
    of_record = "nominees.record"
    answers = _choices(lambda code: text(f"nominees.answers.{code}"), ("unknown", "yes", "no"))
    fields = [
        Field(
            "rating",
            text(f"{of_record}.rating"),
            "choice",
            choices=_choices(
                lambda code: text(f"nominees.ratings.{code}"), ("unknown", "HTXS", "HTT", "HT", "KHT")
            ),
        ),
        Field("registered", text(f"{of_record}.registered"), "choice", choices=answers),
    ]
    if subject_type == "person":
        levels = ("unknown", "none", "khien_trach", "canh_cao", "heavier")
        return [
            *fields,
            Field(
                "discipline",
                text(f"{of_record}.discipline"),
                "choice",
                choices=_choices(lambda code: text(f"nominees.disciplines.{code}"), levels),
            ),
            Field("pending_case", text(f"{of_record}.pending"), "choice", choices=answers),
            Field("months_worked", text(f"{of_record}.months"), "int", between=(0, 12)),
            Field(
                "leave_days",
                text(f"{of_record}.leave"),
                "int",
                help=text(f"{of_record}.leave_help"),
                between=(0, 366),
            ),
        ]
    return [
        *fields,
        Field(
            "discipline",
            text(f"{of_record}.unit_discipline"),
            "choice",
            choices=_choices(lambda code: text(f"nominees.disciplines.{code}"), ("unknown", "none")),
        ),
        Field("member_count", text(f"{of_record}.members"), "int"),
        Field("completed_count", text(f"{of_record}.completed"), "int"),
    ]


def record_values(subject_type: str, stored: Mapping[str, Any]) -> dict[str, object]:
    shown = {field.key: stored[field.key] for field in record_fields(subject_type)}
    for name, value in shown.items():
        if name in ("registered", "pending_case"):
            shown[name] = answer(value)
        elif name in ("rating", "discipline"):
            shown[name] = value or "unknown"
    return shown


def read_record(values: Mapping[str, Any]) -> dict[str, Any]:
    read = dict(values)
    for name in ("registered", "pending_case"):
        if name in read:
            read[name] = ANSWERS.get(str(read[name]))
    for name in ("rating", "discipline"):
        read[name] = None if read[name] == "unknown" else read[name]
    return read


def file_fields(single: bool) -> list[Field]:
    of_file = "nominees.file"
    fields = [
        Field(
            "occasion",
            text(f"{of_file}.occasion"),
            "choice",
            required=True,
            choices=_choices(lambda code: text(f"nominations.occasions.{code}"), OCCASIONS),
        ),
        Field(
            "year_type",
            text(f"{of_file}.cycle"),
            "choice",
            required=True,
            choices=_choices(lambda code: text(f"nominations.year_types.{code}"), YEAR_TYPES),
        ),
        Field("batch", text(f"{of_file}.batch"), help=text(f"{of_file}.batch_help")),
        Field("received_on", text(f"{of_file}.received"), "date", help=text(f"{of_file}.received_help")),
    ]
    if single:
        fields.append(Field("achievement", text(f"{of_file}.achievement"), "multiline"))
    return fields


def decided_fields() -> list[Field]:
    of_decision = "nominees.decided"
    levels = tuple(Choice(level.code, level.name) for level in load_levels())
    return [
        Field("number", text(f"{of_decision}.number"), required=True),
        Field("signed_on", text(f"{of_decision}.day"), "date", required=True),
        Field("issuer", text(f"{of_decision}.issuer"), required=True),
        Field("level", text(f"{of_decision}.level"), "choice", required=True, choices=levels),
    ]
