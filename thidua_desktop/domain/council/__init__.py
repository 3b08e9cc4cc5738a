"""Votes, thresholds and conflicts of interest."""
