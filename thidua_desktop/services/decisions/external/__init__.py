"""Decisions signed elsewhere or before the program, recorded as they are."""
