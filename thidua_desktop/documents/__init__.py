"""Paper: decisions, annexes, certificates, minutes and summaries as PDF. Knows no database."""
