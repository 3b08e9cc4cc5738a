"""Reads of nominations, registrations, dossiers and initiatives."""
