"""Reads of the facts that conditions ask for."""
