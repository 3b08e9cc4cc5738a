"""Blocs, schemes, score sheets, results, minutes and tallies.

Stands beside ``importing``; hands proposals to ``nominations``.
"""
