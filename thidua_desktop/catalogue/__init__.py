"""The law and practice of commendation as dated data: awards, rule-sets, base salary, legal basis."""

from __future__ import annotations

from thidua_desktop.catalogue.awards import award_by_code, load_awards

__all__ = ["award_by_code", "load_awards"]
