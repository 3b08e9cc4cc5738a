"""Statistics, figures, the year report and the life record, from standing grants.

May use every other subject.
"""
