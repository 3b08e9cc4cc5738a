"""Third step: sessions and votes."""
