"""What happened at a demo organization: told by its own histories, and two weeks of work on them.

Nothing here is told by triggers: it was long ago, and each event has its own moment.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from models import (
    ActivityEvent,
    ActorKind,
    Contact,
    EventKind,
    ProposalActivity,
    ProposalStatus,
)
from services import time_zones
from services.demo.people import People, key_id
from services.demo.rows import ProposalRows
from services.demo.shapes import DemoComment, DemoContact
from services.naming import is_own
from services.proposals.totals import line_total

Kind = EventKind
DAYS = 14
STEPS = {
    ProposalStatus.SENT: Kind.PROPOSAL_SENT,
    ProposalStatus.APPROVED: Kind.PROPOSAL_APPROVED,
    ProposalStatus.DECLINED: Kind.PROPOSAL_DECLINED,
    ProposalStatus.EXPIRED: Kind.PROPOSAL_EXPIRED,
    ProposalStatus.VOID: Kind.PROPOSAL_VOIDED,
}
"""Steps that are told; of the others what brought them about is."""
OF_PROPOSALS = ('title', 'intro', 'terms', 'valid_until', 'travellers', 'cover')
OF_LINES = ('price', 'note', 'description', 'title')
OF_CONTACTS = ('phone', 'city', 'tags', 'notes', 'language', 'travels_with')
WORKING_HOURS = range(8, 18)
BEFORE = timedelta(hours=3)


class Activity:
    """The events of one organization."""

    def __init__(self, people: People, proposals: list[ProposalRows]) -> None:
        self._people = people
        self._proposals = proposals
        self._key = people.demo.key
        self._dice = random.Random(people.demo.key)  # the same at every loading
        self._count = 0
        self.events = self._events()
        """All of them, oldest first."""

    def touched(self, contacts: list[Contact]) -> list[Contact]:
        """The contacts, with when something last happened with them."""
        latest = {event.contact_id: event.occurred_at for event in self.events}
        for contact in contacts:
            moments = (contact.last_activity_at, latest.get(contact.id))
            contact.last_activity_at = max(filter(None, moments), default=None)
        return contacts

    def _events(self) -> list[ActivityEvent]:
        found = [*self._of_contacts(), *self._of_work()]
        for rows in self._proposals:
            if not rows.demo.is_template:
                found += self._of_proposal(rows)
        return sorted(found, key=lambda event: event.occurred_at)

    # of contacts

    def _of_contacts(self) -> Iterator[ActivityEvent]:
        for contact in self._people.demo.contacts:
            by = contact.owner or self._people.demo.members[0].key
            of_theirs = (one.demo for one in self._proposals if one.demo.client == contact.key)
            # whoever is offered something was known before
            made = max(contact.made, *(one.made + BEFORE for one in of_theirs), timedelta())
            yield self._event(Kind.CONTACT_ADDED, by, self._ago(made), contact=contact)
            if contact.last is not None:
                last = self._ago(contact.last)
                yield self._event(
                    Kind.CONTACT_CHANGED, by, last, contact=contact, fields=['notes'], count=1
                )

    # of proposals: what their histories say

    def _of_proposal(self, rows: ProposalRows) -> Iterator[ActivityEvent]:
        demo = rows.demo
        yield self._tell(rows, Kind.PROPOSAL_CREATED, demo.owner, demo.made)
        for link in demo.links:
            made = {'label': link.label, 'scope': link.scope.value}
            yield self._tell(rows, Kind.LINK_CREATED, demo.owner, link.made, **made)
        yield from self._steps(rows)
        for number, visit in enumerate(demo.visits, 1):
            said: dict[str, Any] = {'visit': number, 'device': visit.device}
            if not is_own(visit.link, self._people.name_of('client', demo)):
                said['by'] = visit.link
            yield self._tell(rows, Kind.PROPOSAL_VIEWED, 'client', visit.began, **said)
        for number, comment in enumerate(demo.comments):
            yield from self._comments(rows, comment, number)
        yield from self._options(rows)
        # before each version that followed, its owner changed something
        for began in demo.versions[1:]:
            for minutes in (46, 43, 31, 12):
                at = began + timedelta(minutes=minutes)
                yield self._edit(rows, demo.owner, self._ago(at))

    def _steps(self, rows: ProposalRows) -> Iterator[ActivityEvent]:
        demo = rows.demo
        decided = {
            'version': rows.proposal.version, 'total': str(rows.total),
            'currency': rows.proposal.currency, 'name': demo.decided_by,
        }  # fmt: skip
        for step in demo.steps:
            kind = STEPS.get(step.to)
            if kind is None:
                continue
            said: dict[str, Any] = {'reason': step.reason} if step.reason else {}
            if step.to in {ProposalStatus.APPROVED, ProposalStatus.DECLINED}:
                said |= decided
            yield self._tell(rows, kind, step.by, step.at, **said)

    def _comments(
        self, rows: ProposalRows, comment: DemoComment, *place: int
    ) -> Iterator[ActivityEvent]:
        key = (self._key, rows.demo.key, 'comment')
        said: dict[str, Any] = {'text': comment.body, 'comment_id': str(key_id(*key, *place))}
        if comment.about:
            said['about'] = comment.about
        is_reply = len(place) > 1
        if is_reply:
            said['thread_id'] = str(key_id(*key, place[0]))
        is_answer = is_reply and comment.by != 'client'
        kind = Kind.COMMENT_ANSWERED if is_answer else Kind.COMMENT_ADDED
        yield self._tell(rows, kind, comment.by, comment.at, **said)
        for number, reply in enumerate(comment.replies):
            yield from self._comments(rows, reply, *place, number)
        if comment.is_resolved and comment.replies:
            at = comment.replies[-1].at - timedelta(minutes=2)
            yield self._tell(rows, Kind.COMMENT_RESOLVED, rows.demo.owner, at)

    def _options(self, rows: ProposalRows) -> Iterator[ActivityEvent]:
        """What stands chosen was chosen during visits, the last of it when the history says so."""
        demo, proposal = rows.demo, rows.proposal
        chosen = [one for one in rows.activities if one.is_optional and one.is_selected]
        said, at = demo.last_act or ('', None)
        chosen.sort(key=lambda one: said == f'Added {one.title}')
        long = [visit for visit in demo.visits if visit.minutes >= 3]
        moments = [visit.began - timedelta(minutes=2) for visit in long][-len(chosen) :]
        if at is not None and chosen and said == f'Added {chosen[-1].title}':
            moments = [*moments[: len(chosen) - 1], at]
        total = rows.total - sum((self._price(rows, one) for one in chosen), Decimal(0))
        for one, when in zip(chosen, moments, strict=False):
            total += self._price(rows, one)
            yield self._tell(
                rows, Kind.OPTION_ADDED, 'client', when, activity_id=str(one.id), title=one.title,
                total=str(total), currency=proposal.currency,
            )  # fmt: skip

    def _price(self, rows: ProposalRows, one: ProposalActivity) -> Decimal:
        return line_total(one, rows.demo.travellers, rows.proposal.currency)

    # of two weeks of work

    def _of_work(self) -> Iterator[ActivityEvent]:
        """Each working day some contacts and some proposals are looked after."""
        zone = time_zones.zone(self._people.demo.time_zone)
        today = self._people.now.astimezone(zone)
        for back in range(DAYS):
            day = today - timedelta(days=back)
            if day.weekday() > 4:
                continue
            for _ in range(self._dice.randint(2, 4)):
                hour = self._dice.choice(WORKING_HOURS)
                at = day.replace(hour=hour, minute=self._dice.randrange(60))
                if at < today - timedelta(minutes=5):
                    yield from self._work(at)

    def _work(self, at: datetime) -> Iterator[ActivityEvent]:
        drafts = [one for one in self._proposals if one.demo.status is ProposalStatus.DRAFT]
        drafts = [one for one in drafts if not one.demo.is_template]
        # of whom it is said when there was last something, there is nothing since
        contacts = [one for one in self._people.demo.contacts if one.last is None]
        contacts = [one for one in contacts if self._ago(one.made) < at]
        members = [one.key for one in self._people.demo.members if one.role != 'read_only']
        by = self._dice.choice(members)
        if drafts and self._dice.random() < 0.5:
            rows = self._dice.choice(drafts)
            for minute in range(self._dice.randint(1, 3)):
                moment = at + timedelta(minutes=3 * minute)
                if self._ago(rows.demo.made) < moment < self._people.now:
                    yield self._edit(rows, by, moment)
        elif contacts:
            fields = sorted(self._dice.sample(OF_CONTACTS, self._dice.randint(1, 3)))
            yield self._event(
                Kind.CONTACT_CHANGED, by, at, contact=self._dice.choice(contacts),
                fields=fields, count=len(fields),
            )  # fmt: skip

    def _edit(self, rows: ProposalRows, by: str, at: datetime) -> ActivityEvent:
        if rows.activities and self._dice.random() < 0.6:
            line = self._dice.choice(rows.activities)
            said: dict[str, Any] = {
                'fields': [self._dice.choice(OF_LINES)], 'count': 1, 'part': 'activity',
                'title': line.title,
            }  # fmt: skip
        else:
            said = {'fields': [self._dice.choice(OF_PROPOSALS)], 'count': 1}
        return self._event(Kind.PROPOSAL_CHANGED, by, at, rows=rows, **said)

    # rows

    def _tell(
        self, rows: ProposalRows, kind: EventKind, by: str, ago: timedelta, /, **said: Any
    ) -> ActivityEvent:
        return self._event(kind, by, self._ago(ago), rows=rows, **said)

    def _event(
        self,
        kind: EventKind,
        by: str,
        at: datetime,
        /,
        *,
        rows: ProposalRows | None = None,
        contact: DemoContact | None = None,
        **said: Any,
    ) -> ActivityEvent:
        self._count += 1
        contact_id = key_id(self._key, 'contact', contact.key) if contact else None
        if rows is not None:
            contact_id = rows.proposal.client_id
        actor_kind, actor_id = self._actor(by, None if 'by' in said else contact_id)
        return ActivityEvent(
            id=key_id(self._key, 'event', self._count),
            organization_id=self._people.organization_id,
            kind=kind,
            actor_kind=actor_kind,
            actor_id=actor_id,
            contact_id=contact_id,
            proposal_id=rows.id if rows else None,
            subject=rows.proposal.title if rows else contact.full_name if contact else '',
            data=said,
            occurred_at=at,
            created_at=at,
        )

    def _actor(self, by: str, client: UUID | None) -> tuple[ActorKind, UUID | None]:
        """`by`: key of a member, `client`, or empty for the system."""
        if by == 'client':
            return ActorKind.CLIENT, client
        if not by:
            return ActorKind.SYSTEM, None
        return ActorKind.MEMBER, key_id(self._key, 'member', by)

    def _ago(self, span: timedelta) -> datetime:
        return self._people.now - span
