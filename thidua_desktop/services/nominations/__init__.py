"""Who is proposed for what: nominations, facts, dossiers, initiatives, registrations.

May use ``eligibility`` and what stands below it.
"""
