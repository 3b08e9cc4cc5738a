"""Doing: one action of hers = one function = one transaction = one ``Changes``."""
