"""Search, life record, reports."""
