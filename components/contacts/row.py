"""A contact as it stands in lists and at the head of its page. Pure; line in, step 6."""

from typing import NamedTuple

from components.kit.avatar import Face
from components.live.people import of_contact
from components.presence.people_here import face_of
from components.view.node import Node, el
from components.view.pieces import avatar, chip, faces, icon, moment
from models import Contact, ContactStage
from services.presence import Person

LOOKS: dict[ContactStage, tuple[str, str]] = {
    ContactStage.LEAD: ('', 'circle-dashed'),
    ContactStage.IN_CONVERSATION: ('info', 'message-circle'),
    ContactStage.CLIENT: ('sea', 'file-text'),
    ContactStage.CUSTOMER: ('ok', 'star'),
}
"""Stage → (tone, icon), the same on every screen."""
MOST_TAGS = 2
"""Of one row; the rest is counted."""


class ContactRow(NamedTuple):
    """All that a row shows."""

    contact: Contact
    owner: Face | None
    people: tuple[Person, ...]
    """Who has it open now."""
    is_new: bool


def stage_label(stage: ContactStage) -> str:
    """`In conversation`"""
    return stage.replace('_', ' ').capitalize()


def stage_chip(stage: ContactStage) -> Node:
    tone, symbol = LOOKS[stage]
    return chip(stage_label(stage), tone=tone, symbol=symbol)


def name(row: ContactRow) -> Node:
    """Face, name as a link, and what tells it from others of that name."""
    contact = row.contact
    address = f'/contacts/{contact.id}'
    words = el('span', '', contact.full_name)
    about = ', '.join(part for part in (contact.company, contact.city) if part)
    return el(
        'div',
        't-line__t',
        avatar(of_contact(contact)),
        el('a', 't-clip t-medium t-line__link', words, href=address, data_step=True),
        el('span', 't-clip t-12 t-3', about),
        role='cell',
    )


def stage(row: ContactRow) -> Node:
    return el('div', 't-line__status', stage_chip(row.contact.stage), role='cell')


def tags(row: ContactRow) -> Node:
    given = row.contact.tags
    shown = [el('span', 't-tag', tag, key=tag) for tag in given[:MOST_TAGS]]
    more = [el('span', 't-tag', f'+{len(given) - MOST_TAGS}', key='+')] * (len(given) > MOST_TAGS)
    return el('div', 't-tags', [*shown, *more], role='cell')


def owner(row: ContactRow) -> Node:
    face = row.owner
    shown = [avatar(face, size=20), el('span', 't-clip', face.name)] if face else ()
    return el('div', 't-line__owner', shown, role='cell')


def touched(row: ContactRow) -> Node:
    return el('div', 't-line__act', moment(row.contact.updated_at, 't-3 t-nowrap'), role='cell')


def here(row: ContactRow) -> Node:
    return faces([face_of(person) for person in row.people], role='cell')


def more(_: ContactRow) -> Node:
    button = el(
        'button', 't-x', icon('ellipsis'), type='button', aria_haspopup='menu',
        aria_label='More about this contact', data_act='menu',
    )  # fmt: skip
    return el('div', 't-line__more', button, role='cell')
