"""Numbers, text and the proof-reader of a decision."""
