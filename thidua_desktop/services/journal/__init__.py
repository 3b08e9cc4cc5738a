"""Undo and redo by action: registry, rules, sentences."""
