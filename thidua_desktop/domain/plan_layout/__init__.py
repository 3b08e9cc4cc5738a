"""A paper's layout before its meaning: columns, tables, foot, joined lines."""
