"""Targets with their bars and forms, shown by two pages."""
