"""The search as typed: name index, ids, rows ready to show."""
