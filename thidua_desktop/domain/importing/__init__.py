"""Cells, names, findings and matching of imported rows."""
