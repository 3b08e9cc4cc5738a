"""Drafts, signing, changes, requests to the level above, payment.

May use ``council`` and what stands below it.
"""
