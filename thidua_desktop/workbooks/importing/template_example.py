"""The example sheet of a template: how a person, a year of birth and a collective are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.texts import text


def example_rows(choices: Mapping[SubjectType, Sequence[str]]) -> list[dict[str, str | int]]:
    """Three rows by column name, with awards that the unit may really choose."""

    def award(subject: SubjectType, place: int) -> str:
        names = choices[subject]
        return names[min(place, len(names) - 1)] if names else ""

    person, female = text("templates.subjects.person"), text("templates.sexes.female")
    return [
        {
            "number": 1,
            "subject_type": person,
            "name": text("templates.example.person_1"),
            "dob": text("templates.example.dob_1"),
            "sex": female,
            "position": text("templates.example.position_1"),
            "award": award("person", 0),
            "achievement": text("templates.example.achievement_1"),
        },
        {
            "number": 2,
            "subject_type": person,
            "name": text("templates.example.person_2"),
            "dob": text("templates.example.dob_2"),
            "sex": text("templates.sexes.male"),
            "position": text("templates.example.position_2"),
            "award": award("person", 0),
            "achievement": text("templates.example.achievement_2"),
            "note": text("templates.example.note"),
        },
        {
            "number": 3,
            "subject_type": text("templates.subjects.collective"),
            "name": text("templates.example.collective"),
            "award": award("collective", 0),
            "achievement": text("templates.example.achievement_3"),
        },
    ]
