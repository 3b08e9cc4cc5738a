"""The office itself: context, settings, number series, journal and undo, attachments, maintenance.

Stands below every other subject; imports no other services package.
"""
