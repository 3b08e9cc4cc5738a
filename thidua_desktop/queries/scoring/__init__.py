"""Reads of blocs, schemes and score sheets."""
