"""Fourth step: drafts, proof-reading, signing, changes."""
