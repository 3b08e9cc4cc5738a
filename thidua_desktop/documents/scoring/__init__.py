"""Minutes of a bloc."""
