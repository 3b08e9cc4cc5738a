"""The same blocks as a Word file."""
