"""Presence around records and lists of them: its topics. Serves both lines.

`kind` is what people call one: `contact`.
"""

from uuid import UUID


def record_viewers(kind: str, id: UUID) -> str:
    """Everybody who has this record open."""
    return f'{kind}:{id}'


def field_editors(kind: str, id: UUID) -> str:
    """Colleagues who have a field of this record open for typing."""
    return f'{kind} fields:{id}'


def list_viewers(kind: str, organization_id: UUID) -> str:
    """Colleagues who have the list of them open."""
    return f'{kind} list:{organization_id}'
