"""The year's plan, its text, targets and tasks, in and out of files.

Stands beside ``importing``; may use ``office`` and ``organisation``.
"""
