"""First step: files, preview, answers."""
