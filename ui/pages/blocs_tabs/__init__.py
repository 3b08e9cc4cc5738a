"""Tabs of the page of blocs: the year's blocs, and our own membership of a bloc of a higher level."""
