"""Reads of members, sessions and what the council saw."""
