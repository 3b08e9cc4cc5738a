"""Templates for senders."""
