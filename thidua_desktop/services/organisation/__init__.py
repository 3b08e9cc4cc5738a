"""Units, persons, their year records and changes: merging, splitting, renaming.

May use ``office``.
"""
