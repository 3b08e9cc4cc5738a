"""Wording, layouts, printing, the register, the ceremony list and the archive folder.

May use ``decisions`` and what stands below it.
"""
