"""Nominees judged by dated law and the office's rulings; caps and suggestions.

May use the subjects below it in the order office, organisation, importing.
"""
