"""Reads of settings, journal and touched rows."""
