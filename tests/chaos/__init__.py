"""Seeded histories of writes and faults, and the oracle that says whether anything was lost."""
