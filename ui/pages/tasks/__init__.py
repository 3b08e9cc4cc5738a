"""Tasks and their timeline."""
