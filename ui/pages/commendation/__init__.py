"""The steps from a list to a certificate, side by side."""
