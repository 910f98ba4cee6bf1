"""Who looks: the one value that decides a transaction's role and claims.

Row-level security turns a viewer into the rows it may see; no Python repeats that rule.
"""

import json
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Base of all viewers; `scope` is equal for viewers who may share one live query."""

    @property
    def role(self) -> str:
        """Postgres role that the transaction switches to."""
        return 'anon'

    @property
    def claims(self) -> str:
        """JSON for `request.jwt.claims`: `{"role": "anon"}`."""
        return json.dumps({'role': self.role})

    @property
    def scope(self) -> str:
        return self.role

    @property
    def organization_scope(self) -> str:
        """Equal for viewers who may share what all members of an organization see alike."""
        return self.scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymous(Viewer):
    """Nobody in particular: sees zero rows of every table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator(Viewer):
    """A signed-in member of an organization."""

    user_id: UUID
    organization_id: UUID
    session_id: UUID | None = None
    """Sign-in that they act under; once it has ended the database takes no more of their writes."""

    @property
    def role(self) -> str:
        return 'authenticated'

    @property
    def claims(self) -> str:
        """`{"role": "authenticated", "sub": "<user id>", "tradewind_session": "<session id>"}`."""
        said = {'role': self.role, 'sub': str(self.user_id)}
        if self.session_id is not None:
            said['tradewind_session'] = str(self.session_id)
        return json.dumps(said)

    @property
    def scope(self) -> str:
        return f'operator:{self.user_id}'

    @property
    def organization_scope(self) -> str:
        return f'members:{self.organization_id}'


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHolder(Viewer):
    """Whoever presents a share link; rights follow the link's scope, end and revocation."""

    share_link_id: UUID
    proposal_id: UUID
    organization_id: UUID

    @property
    def claims(self) -> str:
        """`{"role": "anon", "share_link_id": "<link id>"}`."""
        return json.dumps({'role': self.role, 'share_link_id': str(self.share_link_id)})

    @property
    def scope(self) -> str:
        return f'link:{self.share_link_id}'


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Viewer):
    """The program itself, for work no person asked for: bypasses row-level security."""

    @property
    def role(self) -> str:
        return 'service_role'
