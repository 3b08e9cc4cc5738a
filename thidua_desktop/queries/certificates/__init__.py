"""Reads of print runs and the register."""
