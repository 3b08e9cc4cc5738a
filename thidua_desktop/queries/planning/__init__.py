"""Reads of plans, their text and tasks."""
