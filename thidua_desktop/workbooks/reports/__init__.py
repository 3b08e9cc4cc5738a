"""Tally and year summary."""
