"""Presence around proposals: its topics, and clients as it knows them. Serves both lines."""

from uuid import UUID

from models.contact import CLIENT_COLOR
from models.text import cut, is_name
from models.viewer import LinkHolder
from services.naming import present
from services.presence import Person, PersonKind
from services.records.topics import record_viewers


def proposal_viewers(proposal_id: UUID) -> str:
    """Everybody who has this proposal open: clients and colleagues."""
    return record_viewers('proposal', proposal_id)


def proposal_writers(proposal_id: UUID) -> str:
    """Whoever writes a comment on this proposal right now."""
    return f'writers:{proposal_id}'


def clients_here(organization_id: UUID) -> str:
    """Clients who read any proposal of the organization; `place` is the proposal's id."""
    return f'clients:{organization_id}'


def client(viewer: LinkHolder, typed: str, *, label: str) -> Person:
    """Whoever holds a share link; what it is called says who that is, whatever they typed."""
    return Person(
        key=f'link:{viewer.share_link_id}',
        name=cut(present(typed if is_name(typed) else '', label)),
        kind=PersonKind.CLIENT,
        color=CLIENT_COLOR,
        label=label,
    )
