"""PDF view, printers, calibration."""
