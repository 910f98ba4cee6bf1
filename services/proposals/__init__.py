"""Proposals: what they cost, how they are read, written, sent and decided."""
