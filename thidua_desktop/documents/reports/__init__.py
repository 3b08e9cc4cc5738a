"""Summary, year report, figures, life record."""
