"""Questions and answers below the itinerary, oldest first, answers under their question."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from components.engine.directions import isolated
from components.kit.avatar import Face
from components.kit.moments import Saying
from components.proposals.public.ask import ask_form
from components.proposals.public.offer import Offer
from components.proposals.public.person import owner, writing
from components.view.node import Node, el
from components.view.parts import part, section
from components.view.pieces import avatar, icon, moment, paragraphs
from models import AuthorKind, ProposalComment
from models.contact import CLIENT_COLOR
from services.naming import GUEST, called


class Said(NamedTuple):
    """What stands around the words of a comment."""

    name: str
    side: str
    about: str
    face: Face
    can_reply: bool


@section
def comments(offer: Offer) -> Node:
    threads, replies = threaded(offer.comments)
    answers = isolated(offer.host)
    can_ask = offer.rights.comment and not offer.rights.is_preview
    invitation = f' {answers} answers here, on this page.' if can_ask else ''
    none = el('p', 'p-talk__none t-2', f'Nothing asked yet.{invitation}', key='none')
    listing = el(
        'div',
        'p-talk__list',
        (_thread(offer, comment, replies[comment.id]) for comment in threads),
        role='log',
        aria_live='polite',
        data_testid='comment-list',
        key='list',
    )
    return el(
        'section',
        'p-section',
        el('h2', 'p-h2', 'Questions and answers'),
        el(
            'div',
            'p-talk',
            None if threads else none,
            listing,
            writing(offer.writing) if can_ask else None,
            ask_form(offer) if can_ask else None,
        ),
        id='questions',
        aria_label='Questions and answers',
    )


def threaded(
    comments: Sequence[ProposalComment],
) -> tuple[list[ProposalComment], dict[UUID, list[ProposalComment]]]:
    """Questions, and the answers by question; an answer to an answer stays in its thread."""
    by_id = {comment.id: comment for comment in comments}
    replies: dict[UUID, list[ProposalComment]] = defaultdict(list)
    threads = []
    for comment in comments:
        root, seen = comment, {comment.id}
        while root.parent_id in by_id and root.parent_id not in seen:
            seen.add(root.parent_id)
            root = by_id[root.parent_id]
        if root is comment:
            threads.append(comment)
        else:
            replies[root.id].append(comment)
    return threads, replies


def _thread(offer: Offer, comment: ProposalComment, replies: Sequence[ProposalComment]) -> Node:
    answers = tuple(answer(reply, said(offer, reply)) for reply in replies)
    return question(comment, said(offer, comment), answers)


def said(offer: Offer, comment: ProposalComment) -> Said:
    speaker = offer.speaker(comment)
    about = offer.asked_about.get(comment.activity_id) if comment.activity_id else None
    return Said(
        name=speaker.name,
        side=f', {speaker.side}, ' if speaker.side else ', ',
        about=f', about {isolated(about)}' if about is not None else '',
        face=_face(offer, comment),
        can_reply=offer.rights.comment and not offer.rights.is_preview,
    )


def _face(offer: Offer, comment: ProposalComment) -> Face:
    if comment.author_kind is AuthorKind.CLIENT:
        # two letters of a typed name could be a colleague's
        return Face(name=called(comment.link_label, GUEST), color=CLIENT_COLOR)
    if offer.owner and offer.owner.user_id == comment.author_id:
        return owner(offer)
    return Face(name=comment.author_name)


@part
def question(comment: ProposalComment, around: Said, answers: tuple[Node, ...]) -> Node:
    done = el('span', 'p-say__done', 'Answered', icon('check', 12), key='done')
    reply = el(
        'button', 'p-say__reply', 'Reply', key='reply', type='button',
        data={'on': 'reply', 'parent': str(comment.id), 'name': _speaker(around)}
    )  # fmt: skip
    foot = el(
        'div',
        'p-say__foot',
        done if comment.is_resolved else None,
        reply if around.can_reply else None,
    )
    state = 'resolved' if comment.is_resolved else 'open'
    return _item(comment, around, el('div', 'p-say__replies', answers), foot, state=state)


@part
def answer(comment: ProposalComment, around: Said) -> Node:
    return _item(comment, around)


def _item(comment: ProposalComment, around: Said, *below: Node, state: str | None = None) -> Node:
    by = el(
        'small',
        '',
        el('bdi', '', around.name),
        el('span', '', around.side),
        moment(comment.created_at, saying=Saying.FULL),
        el('span', '', around.about),
    )
    words = el('div', 'p-say__b', by, el('div', 'p-say__text', paragraphs(comment.body)))
    face = avatar(around.face, size=40)
    return el(
        'div', 'p-say', face, words, below, key=comment.id, data={'enter': True, 'state': state}
    )


def _speaker(around: Said) -> str:
    return around.name + around.side.rstrip(', ')
