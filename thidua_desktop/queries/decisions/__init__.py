"""Reads of decisions, standing grants, receivers and requests."""
