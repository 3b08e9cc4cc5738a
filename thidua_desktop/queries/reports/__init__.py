"""Reads across subjects: first page, targets with their actuals, statistics."""
