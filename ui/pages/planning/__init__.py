"""Tabs and dialogs of the page of plans: the text, the lists, the proof-reader, the paper."""
