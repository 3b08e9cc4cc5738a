"""Reads of staged files and batches."""
