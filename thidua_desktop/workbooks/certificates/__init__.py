"""The sheet for a mail merge."""
