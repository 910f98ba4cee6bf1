"""What clients asked and nobody has answered, the oldest first. Step 5 of the line in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col

from models import AuthorKind, Contact, Proposal, ProposalActivity, ProposalComment, ProposalDay
from services.dashboard.counting import AT_MOST_EVERY_S
from services.realtime.live import Figure, Label, Query, figure_of

MOST = 5
"""So many are shown; the list of proposals has the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The last words of a client in a thread in which nobody has said anything since."""

    id: UUID
    thread_id: UUID
    """What an answer answers."""
    body: str
    asked_at: datetime
    asker: str
    """As they typed it, or their link is called."""
    about: str
    """The activity or day it is about, else the proposal."""
    proposal_id: UUID
    cover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The oldest, and how many there are."""

    shown: tuple[Question, ...] = ()
    count: int = 0


def open_questions(organization_id: UUID) -> Query[Figure[Questions]]:
    """Of proposals that are neither archived nor templates; a thread that is resolved is over."""
    return figure_of(
        'open_questions', organization_id, '', _found(organization_id),
        value=_questions, label=Label('Questions', 'message-circle'),
        tables=('proposal_comments', 'proposals', 'proposal_activities'),
        at_most_every_s=AT_MOST_EVERY_S,
    )  # fmt: skip


def _found(organization_id: UUID) -> Select[Any]:
    asked, root = ProposalComment, aliased(ProposalComment)
    columns: tuple[Any, ...] = (
        col(asked.id), func.coalesce(asked.parent_id, asked.id).label('thread'), col(asked.body),
        col(asked.created_at), col(asked.author_name), col(asked.link_label),
        func.coalesce(Contact.full_name, '').label('client'),
        func.coalesce(ProposalActivity.title, ProposalDay.title, '').label('about'),
        col(Proposal.id).label('proposal'), col(Proposal.title), col(Proposal.cover),
        func.count().over().label('all'),
    )  # fmt: skip
    return (
        select(*columns)
        .join(Proposal, col(Proposal.id) == asked.proposal_id)
        .join(root, col(root.id) == asked.parent_id, isouter=True)
        .join(Contact, col(Contact.id) == Proposal.client_id, isouter=True)
        .join(ProposalActivity, col(ProposalActivity.id) == asked.activity_id, isouter=True)
        .join(ProposalDay, col(ProposalDay.id) == asked.day_id, isouter=True)
        .where(
            col(asked.organization_id) == organization_id,
            col(asked.author_kind) == AuthorKind.CLIENT,
            ~col(asked.is_resolved),
            col(asked.deleted_at).is_(None),
            or_(
                col(root.id).is_(None), and_(~col(root.is_resolved), col(root.deleted_at).is_(None))
            ),
            col(Proposal.deleted_at).is_(None),
            col(Proposal.archived_at).is_(None),
            ~col(Proposal.is_template),
            ~_goes_on(asked),
        )
        .order_by(col(asked.created_at), col(asked.id))
        .limit(MOST)
    )


def _goes_on(asked: type[ProposalComment]) -> ColumnElement[bool]:
    """Whether anybody has said something in the thread since."""
    later = aliased(ProposalComment)
    return exists().where(
        col(later.proposal_id) == asked.proposal_id,
        func.coalesce(later.parent_id, later.id) == func.coalesce(asked.parent_id, asked.id),
        tuple_(later.created_at, later.id) > tuple_(asked.created_at, asked.id),
        col(later.deleted_at).is_(None),
    )


def _questions(rows: Sequence[Any]) -> Questions:
    shown = tuple(
        Question(
            id=row.id,
            thread_id=row.thread,
            body=row.body,
            asked_at=row.created_at,
            asker=row.author_name or row.link_label or row.client,
            about=row.about or row.title,
            proposal_id=row.proposal,
            cover=row.cover,
        )
        for row in rows
    )
    return Questions(shown=shown, count=rows[0].all if rows else 0)
