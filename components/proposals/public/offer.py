"""What a public proposal shows: its rows, the sums, what changed. A value; no element in here.

Between the live queries and the views of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from components.kit.avatar import Face
from components.proposals.public.plain import plain
from components.proposals.public.seen import Seen, picture_of
from models import (
    AuthorKind,
    LinkScope,
    Organization,
    Profile,
    Proposal,
    ProposalActivity,
    ProposalApproval,
    ProposalComment,
    ProposalDay,
    ProposalStatus,
)
from models.organization import ANYWHERE
from services import time_zones
from services.naming import Speaker, called, guest, host
from services.proposals.differences import Picture
from services.proposals.totals import Totals, line_total, totals
from services.realtime.status import LinkStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the person behind this screen may do while the proposal is open."""

    choose: bool = False
    comment: bool = False
    decide: bool = False
    is_preview: bool = False
    """Staff look at the client's page; everything is shown, nothing answers."""

    @classmethod
    def of(cls, scope: LinkScope) -> 'Rights':
        interacts = scope in {LinkScope.INTERACT, LinkScope.APPROVE}
        return cls(choose=interacts, comment=interacts, decide=scope is LinkScope.APPROVE)


PREVIEW = Rights(choose=True, comment=True, decide=True, is_preview=True)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The rows, as of one moment; another moment is another offer."""

    rights: Rights
    proposal: Proposal
    organization: Organization | None = None
    owner: Profile | None = None
    """The member whose face the client sees."""
    days: Sequence[ProposalDay] = ()
    activities: Sequence[ProposalActivity] = ()
    """On one's own screen with what its person has switched and nobody confirmed yet."""
    comments: Sequence[ProposalComment] = ()
    approvals: Sequence[ProposalApproval] = ()
    seen: Seen | None = None
    """What they saw last; None for those who are shown no marks."""
    hosts: tuple[Face, ...] = ()
    """Who of the operator's side looks at it now."""
    writing: str = ''
    """`Anna Keller (Skyline Tours) is writing`"""
    link: LinkStatus | None = None
    """How live the page is; None until its socket is there."""

    @cached_property
    def sums(self) -> Totals:
        lines = map(plain, self.activities)
        return totals(lines, self.proposal.travellers, self.proposal.currency)

    @cached_property
    def _by_day(self) -> dict[UUID, list[ProposalActivity]]:
        by_day: dict[UUID, list[ProposalActivity]] = {}
        for row in self.activities:
            by_day.setdefault(plain(row).day_id, []).append(row)
        return by_day

    @cached_property
    def picture(self) -> Picture:
        """The rows as they are kept for "what changed"."""
        return picture_of(self.proposal, self.days, self.activities)

    def mark(self, activity: ProposalActivity) -> str:
        """What changed about it since they looked, in words; mostly nothing."""
        if not self.seen:
            return ''
        return self.seen.mark(activity, self.proposal.travellers, self.proposal.currency)

    def activities_of(self, day_id: UUID) -> list[ProposalActivity]:
        """In their order."""
        return self._by_day.get(day_id, [])

    @property
    def chosen(self) -> list[ProposalActivity]:
        """Chosen options in the order of the days."""
        return [
            activity
            for day in self.days
            for activity in self.activities_of(day.id)
            if plain(activity).is_optional and plain(activity).is_selected
        ]

    @cached_property
    def asked_about(self) -> dict[UUID, str]:
        """Titles of the activities that comments are about."""
        asked = {comment.activity_id for comment in self.comments} - {None}
        if not asked:
            return {}
        return {row.id: row.title for row in self.activities if row.id in asked}

    def amount(self, activity: ProposalActivity) -> Decimal:
        """What an activity costs for everybody."""
        return line_total(activity, self.proposal.travellers, self.proposal.currency)

    def date_of(self, index: int) -> date | None:
        """Date of the day at this place, 0 is first."""
        start = self.proposal.starts_on
        return start + timedelta(days=index) if start else None

    @property
    def nights(self) -> int:
        first, last = self.proposal.starts_on, self.proposal.ends_on
        return (last - first).days if first and last else 0

    @cached_property
    def status(self) -> ProposalStatus:
        """The row's status; over as soon as its last day is over for the organization."""
        row = self.proposal
        if row.status.is_open and time_zones.is_past(row.valid_until, self.time_zone):
            return ProposalStatus.EXPIRED
        return row.status

    @property
    def time_zone(self) -> str:
        """The organization's."""
        return self.organization.time_zone if self.organization else ANYWHERE

    @property
    def may_choose(self) -> bool:
        return self.rights.choose and self.is_open and not self.rights.is_preview

    @property
    def is_open(self) -> bool:
        return self.status.is_open

    @cached_property
    def host(self) -> str:
        """Who answers: the owner, else the organization."""
        return called(self.owner.full_name if self.owner else '', self.office or 'us')

    @property
    def office(self) -> str:
        """The operator's side in words."""
        return self.organization.name if self.organization else ''

    def speaker(self, comment: ProposalComment) -> Speaker:
        """Whose words a comment is, by side and name."""
        if comment.author_kind is AuthorKind.CLIENT:
            return guest(comment.author_name, comment.link_label)
        return host(comment.author_name, self.office)
