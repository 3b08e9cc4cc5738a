"""Reads of units, persons, year records and merges."""
