"""Members, sessions, ballots, counts, minutes and the appraisal report.

May use ``nominations`` and what stands below it.
"""
