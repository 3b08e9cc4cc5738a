"""Ballot, minutes, vote table, appraisal report."""
