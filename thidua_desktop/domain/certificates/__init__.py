"""Printers, calibration and layouts as values."""
