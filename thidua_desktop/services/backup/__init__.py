"""Copies of the data: backup, restore, hand-over book, checks, stray files."""
