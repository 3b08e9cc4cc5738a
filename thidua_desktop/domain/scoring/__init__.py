"""The scoring engine: entries, methods, sums, ranking, steps."""
