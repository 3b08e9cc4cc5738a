"""Targets, periods, tasks and anniversaries."""
