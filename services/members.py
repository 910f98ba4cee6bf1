"""Members: who works in an organization, as a page needs to know them."""

from dataclasses import dataclass

from models.organization import MemberRole
from models.viewer import Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """The person behind a session; read once when a page is built."""

    viewer: Operator
    name: str
    email: str
    organization: str
    role: MemberRole = MemberRole.MEMBER
    color: int = 1
    """Presence colour, 1 to 6."""
    portrait: str = ''

    @property
    def may_edit(self) -> bool:
        """Whether controls are offered at all; the database decides in any case."""
        return self.role is not MemberRole.READ_ONLY

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name
