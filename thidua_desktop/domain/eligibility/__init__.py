"""Rules by date, facts, conditions, verdicts, caps and suggestions."""
