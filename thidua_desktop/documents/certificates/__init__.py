"""Certificates, calibration sheet, register and ceremony list."""
