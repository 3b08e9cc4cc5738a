"""Scoring the units of a bloc: the grid, its results, pictures, papers."""
