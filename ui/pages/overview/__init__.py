"""First page: due, missing, unfinished."""
