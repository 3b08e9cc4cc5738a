"""Units as written in texts."""
