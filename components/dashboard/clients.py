"""Who reads a proposal now, what, and how far they are. Pure; line in, step 6."""

from typing import NamedTuple

from components.kit.avatar import Face
from components.presence.people_here import face_of
from components.proposals.list.row import with_face
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import avatar, icon, moment
from services.presence import Person
from services.proposals.cards import ProposalCard


class Clients(NamedTuple):
    """The clients who are here, and the proposals on which clients acted last."""

    people: tuple[Person, ...] = ()
    cards: tuple[ProposalCard, ...] = ()


def clients_card(clients: Clients) -> Node:
    count = len(clients.people)
    chip = el('span', 't-chip', icon('eye', 14), el('span', '', f'{count:,}'), data_tone='ok')
    head = el('div', 't-card__head', el('h2', 't-h4', 'Clients here now'), chip if count else None)
    nothing = 'Nobody reads a proposal now. Whoever opens one is shown here.'
    cards = {str(each.id): each for each in clients.cards}
    rows = [_row(each, face_of(with_face(each, cards.get(each.place)))) for each in clients.people]
    body = (
        el('div', '', rows, role='list', key='rows')
        if rows
        else el('p', 't-none t-2', nothing, key='none')
    )
    return el('section', 't-card', head, body, aria_label='Clients here now', data_testid='here')


@part
def _row(person: Person, face: Face) -> Node:
    name = el('a', 't-medium t-clip', person.name, href=f'/proposals/{person.place}')
    since = moment(person.since, 't-12 t-3 t-num') if person.since else None
    read = el(
        'span',
        't-prog',
        el('i', '', style=f'width:{person.progress}%;--c:var(--person-{face.color})'),
        role='img',
        aria_label=f'{person.progress} % of the page read',
    )
    return el(
        'div',
        't-item',
        avatar(face, size=32, here=True),
        el(
            'span',
            't-grow',
            el('span', 't-row t-between', name, since),
            el('span', 't-12 t-3 t-clip t-block t-reads', person.words),
            read,
        ),
        key=person.key,
        role='listitem',
        data_enter=True,
    )
