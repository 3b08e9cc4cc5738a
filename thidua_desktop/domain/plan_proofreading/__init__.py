"""What a proof-reader marks in a plan."""
