"""Which record an address names."""

from uuid import UUID

NO_RECORD = UUID(int=0)
"""Stands for an address that names none; it finds nothing, like any unknown id."""


def record_id(named: str) -> UUID:
    """The id in the address; what is none finds nothing, as a foreign or unknown one does."""
    try:
        return UUID(named)
    except ValueError:
        return NO_RECORD
