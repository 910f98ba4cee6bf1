"""Rows of one demo proposal: moments counted back from now, histories as they went."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from models import (
    AuthorKind,
    Decision,
    Proposal,
    ProposalActivity,
    ProposalApproval,
    ProposalComment,
    ProposalDay,
    ProposalStatus,
    ProposalTransition,
    ProposalVersion,
    ProposalView,
    ShareLink,
    ViewVerdict,
)
from services import time_zones
from services.demo.people import People, key_id
from services.demo.shapes import DemoComment, DemoProposal
from services.proposals.totals import counts, line_total, totals
from services.proposals.versions import as_json


class ProposalRows:
    """The rows of one proposal."""

    def __init__(self, people: People, demo: DemoProposal) -> None:
        self._people = people
        self._now = people.now
        self.demo = demo
        self.id = self._id('proposal')
        self.proposal = self._proposal()
        self.days: list[ProposalDay] = []
        self.activities: list[ProposalActivity] = []
        for number, _ in enumerate(demo.days, 1):
            self._add_day(number)
        self._anchors: dict[str, ProposalDay | ProposalActivity] = {
            **{row.title: row for row in self.days},
            **{row.title: row for row in self.activities},
        }

    @property
    def _today(self) -> date:
        return time_zones.day_at(self._now, self._people.demo.time_zone)

    def _id(self, *parts: object) -> UUID:
        return key_id(self._people.demo.key, self.demo.key, *parts)

    def _of_proposal(self, *parts: object, at: timedelta) -> dict[str, Any]:
        """What every row of a proposal carries."""
        return {
            'id': self._id(*parts),
            'organization_id': self._people.organization_id,
            'proposal_id': self.id,
            'created_at': self._now - at,
        }

    def _proposal(self) -> Proposal:
        demo = self.demo
        today = self._today
        starts = demo.starts(today) if demo.starts else None
        stamps = {step.to: self._now - step.at for step in demo.steps}
        key = self._people.demo.key
        return Proposal(
            id=self.id,
            organization_id=self._people.organization_id,
            title=demo.title,
            subtitle=demo.subtitle,
            client_id=key_id(key, 'contact', demo.client) if demo.client else None,
            owner_id=key_id(key, 'member', demo.owner),
            status=demo.status,
            status_changed_at=self._now - (demo.steps[-1].at if demo.steps else demo.made),
            intro=demo.intro,
            terms=demo.terms,
            cover=f'asset:{demo.cover}',
            travellers=demo.travellers,
            starts_on=starts,
            ends_on=starts + timedelta(days=len(demo.days) - 1) if starts else None,
            departs_from=demo.departs_from,
            valid_until=(
                None if demo.valid_days is None else today + timedelta(days=demo.valid_days)
            ),
            version=max(len(demo.versions), 1),
            is_template=demo.is_template,
            sent_at=next((at for to, at in stamps.items() if to == 'sent'), None),
            first_viewed_at=next((at for to, at in stamps.items() if to == 'viewed'), None),
            created_at=self._now - demo.made,
        )

    def _add_day(self, number: int) -> None:
        written = self.demo.days[number - 1]
        row = ProposalDay(
            **self._of_proposal('day', number, at=self.demo.made),
            position=number,
            title=written.title,
            body=written.body,
            picture=written.picture,
        )
        self.days.append(row)
        for place, activity in enumerate(written.activities, 1):
            self.activities.append(
                ProposalActivity(
                    **self._of_proposal('activity', activity.title, at=self.demo.made),
                    day_id=row.id,
                    position=place,
                    icon=activity.icon,
                    title=activity.title,
                    note=activity.note,
                    description=activity.text,
                    price=activity.price,
                    price_unit=activity.unit,
                    is_optional=activity.is_optional,
                    is_selected=activity.is_selected,
                )
            )

    def link_id(self, label: str) -> UUID:
        return self._id('link', label)

    def links(self) -> list[ShareLink]:
        return [
            ShareLink(
                **self._of_proposal('link', link.label, at=link.made),
                label=link.label,
                scope=link.scope,
                expires_at=(
                    None
                    if link.ends_in_days is None
                    else time_zones.end_of(
                        self._today + timedelta(days=link.ends_in_days),
                        self._people.demo.time_zone,
                    )
                ),
                revoked_at=None if link.revoked is None else self._now - link.revoked,
            )
            for link in self.demo.links
        ]

    def views(self) -> list[ProposalView]:
        return [
            ProposalView(
                **self._of_proposal('view', number, at=visit.began),
                share_link_id=self.link_id(visit.link),
                device=visit.device,
                verdict=ViewVerdict.HUMAN,
                ended_at=self._now - visit.began + timedelta(minutes=visit.minutes),
            )
            for number, visit in enumerate(self.demo.visits)
        ]

    def comments(self) -> Iterator[ProposalComment]:
        """Questions, each before its answers."""
        for number, written in enumerate(self.demo.comments):
            question = self._comment(written, None, number)
            yield question
            for place, reply in enumerate(written.replies):
                yield self._comment(reply, question, number, place)

    def _comment(
        self, written: DemoComment, parent: ProposalComment | None, *place: int
    ) -> ProposalComment:
        by_client = written.by == 'client'
        anchor = self._anchors[written.about] if written.about else None
        return ProposalComment(
            **self._of_proposal('comment', *place, at=written.at),
            day_id=anchor.id if isinstance(anchor, ProposalDay) else None,
            activity_id=anchor.id if isinstance(anchor, ProposalActivity) else None,
            parent_id=parent.id if parent else None,
            author_kind=AuthorKind.CLIENT if by_client else AuthorKind.OPERATOR,
            author_id=(
                self.link_id(self.demo.links[0].label)
                if by_client
                else self._people.user_of(written.by)
            ),
            author_name=self._people.name_of(written.by, self.demo),
            link_label=self.demo.links[0].label if by_client else '',
            body=written.body,
            is_resolved=written.is_resolved,
        )

    def transitions(self) -> list[ProposalTransition]:
        """The history, from the draft on."""
        before = [ProposalStatus.DRAFT, *(step.to for step in self.demo.steps)]
        owner = self._people.name_of(self.demo.owner, self.demo)
        first = ProposalTransition(
            **self._of_proposal('transition', 0, at=self.demo.made),
            from_status=None,
            to_status=ProposalStatus.DRAFT,
            actor_name=owner,
        )
        return [
            first,
            *(
                ProposalTransition(
                    **self._of_proposal('transition', number, at=step.at),
                    from_status=before[number - 1],
                    to_status=step.to,
                    actor_name=self._people.name_of(step.by, self.demo) if step.by else '',
                    reason=step.reason,
                )
                for number, step in enumerate(self.demo.steps, 1)
            ),
        ]

    def decisions(self) -> list[ProposalApproval]:
        """What the client decided, with its evidence."""
        demo, said = self.demo, self.demo.status
        if not demo.decided_by or said not in {'approved', 'declined'}:
            return []
        chosen = [one for one in self.activities if counts(one)] if said == 'approved' else []
        return [
            ProposalApproval(
                **self._of_proposal('decision', at=demo.steps[-1].at),
                share_link_id=self.link_id(demo.links[0].label),
                decision=Decision(said.value),
                name=demo.decided_by,
                consent=said == 'approved',
                reason=demo.steps[-1].reason,
                version=self.proposal.version,
                total=self.total,
                selection={
                    str(one.id): {
                        'title': one.title,
                        'price': str(line_total(one, demo.travellers, self.proposal.currency)),
                    }
                    for one in chosen
                },
                user_agent='Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1',
                address_hash=sha256(demo.key.encode()).hexdigest(),
            )
        ]

    def versions(self) -> list[ProposalVersion]:
        """What was sent: the last one as it stands now, each one before with an option less."""
        count = len(self.demo.versions)
        return [
            self._version(number, began, lacks=count - number)
            for number, began in enumerate(self.demo.versions, 1)
        ]

    def _version(self, number: int, began: timedelta, *, lacks: int) -> ProposalVersion:
        options = [one for one in self.activities if one.is_optional]
        later = {one.id for one in options[max(0, len(options) - lacks) :]}
        held = [one for one in self.activities if one.id not in later]
        return ProposalVersion(
            **self._of_proposal('version', number, at=began),
            number=number,
            total=self._total_of(held),
            snapshot={
                'proposal': as_json(self.proposal),
                'days': [as_json(one) for one in self.days],
                'activities': [as_json(one) for one in held],
            },
        )

    @property
    def total(self) -> Decimal:
        return self._total_of(self.activities)

    def _total_of(self, activities: Sequence[ProposalActivity]) -> Decimal:
        return totals(activities, self.demo.travellers, self.proposal.currency).total
