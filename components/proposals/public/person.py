"""The operator behind a proposal: face, name and place, and whether they are here now."""

from components.engine.directions import isolated
from components.kit.avatar import Face
from components.presence.writing import joined
from components.proposals.public.offer import Offer
from components.view.node import Node, el
from components.view.parts import section
from components.view.pieces import avatar
from services.naming import called


def owner_face(offer: Offer, size: int) -> Node:
    """The owner's portrait, else the organization's letters."""
    return el('span', 'p-face', avatar(owner(offer), size=size), data_here='false')


def owner(offer: Offer) -> Face:
    """Whose face the client sees."""
    if offer.owner:
        person = offer.owner
        return Face(name=person.full_name, color=person.color, portrait=person.portrait)
    return Face(name=offer.office)


def owner_name(offer: Offer) -> str:
    """The owner's full name, or the organization's."""
    return offer.owner.full_name if offer.owner else offer.office


def place(offer: Offer) -> str:
    """`Skyline Tours, Hamburg`"""
    organization = offer.organization
    if organization is None:
        return ''
    return ', '.join(isolated(part) for part in (organization.name, organization.city) if part)


@section
def host_presence(offer: Offer) -> Node:
    """Whether somebody of the operator's side looks at it now; keeps its place when nobody does."""
    names = [called(person.name) for person in offer.hosts]
    face = offer.hosts[0] if offer.hosts else owner(offer)
    how = 'Ask anything right now' if names else 'Not here at the moment'
    return el(
        'div',
        'p-here',
        el('span', 'p-face', avatar(face, size=32), data_here='true' if names else 'false'),
        el(
            'span',
            'p-lines',
            el('b', 't-medium', f'{joined(names)} here' if names else offer.host),
            el('span', 't-3', f'{offer.office}. {how}' if offer.office else how),
        ),
        role='status',
    )


def writing(words: str) -> Node:
    """Who writes an answer right now; keeps its height while nobody does."""
    dots = el('span', 't-typing', (el('i') for _ in range(3)), aria_hidden='true')
    return el('div', 't-writing t-12 t-3', dots, el('span', 't-clip', el('span', '', words)))
