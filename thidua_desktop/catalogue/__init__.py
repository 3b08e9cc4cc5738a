"""The law and practice of commendation as dated data: awards, rule-sets, base salary, legal basis."""

from __future__ import annotations

from thidua_desktop.catalogue.acts import load_acts, load_levels
from thidua_desktop.catalogue.awards import award_by_code, load_awards, use_office_words
from thidua_desktop.catalogue.rule_sets import base_salary, legal_basis, load_rule_set, rule_set_for

__all__ = [
    "award_by_code",
    "base_salary",
    "legal_basis",
    "load_acts",
    "load_awards",
    "load_levels",
    "load_rule_set",
    "rule_set_for",
    "use_office_words",
]
