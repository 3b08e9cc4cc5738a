"""Scoring schemes as values: checked, edited, read from paper."""
