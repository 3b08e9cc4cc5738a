"""Office settings, catalogue, journal, data, help."""
