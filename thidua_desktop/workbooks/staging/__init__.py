"""Rows of a found table into records with findings."""
