"""Blocs, members, meetings."""
