"""Workbooks of schemes and scores, in and out."""
