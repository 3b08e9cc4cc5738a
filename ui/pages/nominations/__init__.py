"""Second step: nominees and their cards."""
