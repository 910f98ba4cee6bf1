"""Presence around contacts: its topics. Serves both lines."""

from uuid import UUID


def contact_viewers(contact_id: UUID) -> str:
    """Colleagues who have this contact open."""
    return f'contact:{contact_id}'


def field_editors(contact_id: UUID) -> str:
    """Colleagues who have a field of this contact open for typing."""
    return f'contact fields:{contact_id}'


def list_viewers(organization_id: UUID) -> str:
    """Colleagues who have the list of contacts open."""
    return f'contacts:{organization_id}'
