"""Scoring schemes: the list, the tree of criteria, forms of one line, the check and the try-out."""
