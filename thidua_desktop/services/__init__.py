"""Doing: one action of the officer's = one function = one transaction = one ``Changes``."""
