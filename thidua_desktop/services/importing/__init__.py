"""A sender's file: staged, previewed, committed, corrected and returned.

May use ``office`` and ``organisation``. No database session is open while a file is read.
"""
