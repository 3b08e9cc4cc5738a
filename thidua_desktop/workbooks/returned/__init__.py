"""The sender's own package edited in place: marks, notes, list of corrections."""
