"""What stands on the page of a contact beside its fields. Pure; line in, step 6."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from components.contacts.alike import why
from components.kit.avatar import Face
from components.kit.files import cover
from components.kit.format import long_date
from components.kit.moments import Saying
from components.live import record_parts
from components.live.people import of_contact
from components.proposals.status import drawn_status
from components.view.markdown import markdown
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import avatar, icon, moment
from models import ChannelKind, Contact, ContactChannel, ContactNote, MailConsent, ProposalStatus
from services import money, time_zones
from services.contacts.beside import Double
from services.proposals.cards import ProposalCard

CONSENT = {
    MailConsent.UNKNOWN: ('Not asked', 'circle-dashed'),
    MailConsent.AGREED: ('Agreed', 'circle-check'),
    MailConsent.DECLINED: ('Opted out', 'ban'),
}
SYMBOLS = {ChannelKind.EMAIL: 'mail', ChannelKind.PHONE: 'phone'}
SETTLED = {
    ProposalStatus.APPROVED,
    ProposalStatus.DECLINED,
    ProposalStatus.VOID,
    ProposalStatus.SUPERSEDED,
    ProposalStatus.EXPIRED,
}
FEW = 3
"""So many notes are shown before all are asked for."""


class Shown(NamedTuple):
    """What the views of the page are drawn of."""

    record: Contact
    may_edit: bool
    owner: Face | None = None
    proposals: tuple[ProposalCard, ...] = ()
    channels: tuple[ContactChannel, ...] = ()
    notes: tuple[ContactNote, ...] = ()
    doubles: tuple[Double, ...] = ()
    authors: Mapping[UUID, Face] = {}
    me: UUID | None = None
    """The profile of whoever looks."""
    reading: str = ''
    """The proposal that they have open now, and where in it they are."""
    all_notes: bool = False
    time_zone: str = 'UTC'


def portrait(shown: Shown) -> Node:
    return avatar(of_contact(shown.record), size=56, here=bool(shown.reading))


def about(shown: Shown) -> Node:
    """Whether they are here, what they read, and how long they are known."""
    here = el(
        'span', '',
        el('b', 't-medium t-rec__now', 'Here now', data_p=shown.record.color),
        el('span', '', f', reading {shown.reading}. '),
    ) if shown.reading else None  # fmt: skip
    known = day(shown, shown.record.created_at)
    return el('p', 't-2', here, el('span', '', f'Known since {known}' if known else ''))


def day(shown: Shown, at: datetime | None) -> str:
    """`2 October 2025`, where the organization is."""
    return long_date(time_zones.day_at(at, shown.time_zone)) if at else ''


def doubles(shown: Shown) -> Node:
    """Who may be the same person, the likeliest."""
    if not shown.doubles:
        return el('div')
    return el('div', '', _double(shown, shown.doubles[0]))


def _double(shown: Shown, first: Double) -> Node:
    more = len(shown.doubles) - 1
    also = f' {more} more may be, too.' if more else ''
    acts = (
        el('button', 't-btn t-btn--secondary t-btn--sm', 'Compare', type='button',
           data_act='compare', data_key=str(first.id)),
        el('button', 't-btn t-btn--ghost t-btn--sm', 'Not the same', type='button',
           data_act='apart', data_key=str(first.id)),
    )  # fmt: skip
    return el(
        'div', 't-alert t-alert--acts',
        icon('merge'),
        el(
            'div', 't-grow',
            el('strong', '', f'{first.full_name} may be the same person'),
            el('p', '', f'{why(first)}. Nothing is merged until you say so.{also}'),
        ),
        el('span', 't-row t-alert__acts', acts if shown.may_edit else None),
        key=first.id, data_tone='info', role='status', data_testid='contact-double',
    )  # fmt: skip


def further(shown: Shown) -> Node:
    """Addresses and numbers beside the primary ones; each says `channel`."""
    rows = [_channel(each, shown.may_edit) for each in shown.channels if not each.is_primary]
    return el('div', 't-chans', rows, data_testid='contact-field-channels')


@part
def _channel(channel: ContactChannel, may_edit: bool) -> Node:
    more = el(
        'button', 't-btn t-btn--ghost t-btn--icon t-btn--sm', icon('ellipsis'), type='button',
        aria_label=f'More for {channel.value}', aria_haspopup='menu',
        data_act='channel', data_key=str(channel.id),
    )  # fmt: skip
    return el(
        'div', 't-chan',
        icon(SYMBOLS[channel.kind], 14),
        el('span', 't-clip t-grow', channel.value),
        more if may_edit else None,
        key=channel.id,
    )  # fmt: skip


def consent(shown: Shown) -> Node:
    """Whether they want mails; says `mail_consent`."""
    word, symbol = CONSENT[shown.record.mail_consent]
    at = shown.record.mail_consent_at
    said = el(
        'span', f't-row t-consent t-consent--{shown.record.mail_consent}',
        icon(symbol, 14), el('span', '', f'{word}, {day(shown, at)}' if at else word),
    )  # fmt: skip
    value = record_parts.choice(
        said, 'mail_consent', f'Mails: {word}', may_edit=shown.may_edit, classes='t-prop__pick'
    )
    label = el('span', 't-prop__l', icon('shield-check', 14), el('span', '', 'Mails'))
    return el('div', 't-prop t-prop--pick', label, value, data_testid='contact-field-mail_consent')


def owner(shown: Shown) -> Node:
    return record_parts.owner(shown.owner, may_edit=shown.may_edit)


def tags(shown: Shown) -> Node:
    return record_parts.tags(shown.record.tags, may_edit=shown.may_edit)


def proposals(shown: Shown) -> Node:
    """Those that are open, and how many others there were; says `offer`."""
    living = [card for card in shown.proposals if card.status not in SETTLED]
    settled = len(shown.proposals) - len(living)
    add = el(
        'button', 't-btn t-btn--ghost t-btn--icon t-btn--sm', icon('plus'), type='button',
        aria_label=f'New proposal for {shown.record.full_name}', data_act='offer',
        data_testid='contact-offer',
    )  # fmt: skip
    head = el(
        'div', 't-card__head', el('h2', 't-h4', 'Open proposals'), add if shown.may_edit else None
    )
    nothing = el('p', 't-2 t-card__none', 'Nothing is offered to them now.', key='nothing')
    rows: list[Node] = [_proposal(card) for card in living]
    past = el('p', 't-12 t-3 t-card__none', _settled(settled), key='past') if settled else None
    return el(
        'section', 't-card', head, rows or nothing, past, aria_label='Open proposals'
    )  # fmt: skip


def _settled(count: int) -> str:
    return f'{count} earlier, in the timeline' if count > 1 else 'One earlier, in the timeline'


@part
def _proposal(card: ProposalCard) -> Node:
    amount = el('span', 't-num', money.shown(card.total, card.currency), data_glow=True)
    return el(
        'a', 't-item',
        el('img', 't-thumb', src=cover(card.cover), alt=''),
        el(
            'span', 't-grow',
            el('span', 't-medium t-clip t-block', card.title or 'Untitled proposal'),
            el('span', 't-row t-12 t-3 t-item__more', drawn_status(card.status), amount),
        ),
        key=card.id, href=f'/proposals/{card.id}',
    )  # fmt: skip


def notes(shown: Shown) -> Node:
    """What colleagues wrote, the newest first; each says `note`."""
    some = shown.notes if shown.all_notes else shown.notes[:FEW]
    rows = [_note(each, shown.authors.get(each.author_id), shown.may_edit) for each in some]  # type: ignore[arg-type]
    rest = len(shown.notes) - len(some)
    all_ = el(
        'button', 't-link t-12', f'Show all {len(shown.notes)} notes', type='button',
        data_act='all-notes', key='all',
    ) if rest else None  # fmt: skip
    return el(
        'section', 't-notes', rows, all_, aria_label='Notes', data_testid='contact-notes',
        hidden=not shown.notes,
    )  # fmt: skip


@part
def _note(note: ContactNote, author: Face | None, may_edit: bool) -> Node:
    face = avatar(author, size=28) if author else el('span', 't-tl__tile', icon('file-pen', 14))
    more = el(
        'button', 't-btn t-btn--ghost t-btn--icon t-btn--sm', icon('ellipsis'), type='button',
        aria_label='More for this note', aria_haspopup='menu',
        data_act='note', data_key=str(note.id),
    )  # fmt: skip
    head = el(
        'div', 't-row t-12 t-3',
        el('b', 't-medium', author.name if author else 'Somebody'),
        moment(note.created_at, saying=Saying.FULL),
    )  # fmt: skip
    return el(
        'article', 't-wrote', face,
        el('div', 't-grow', head, el('div', 't-md', list(markdown(note.text)))),
        more if may_edit else None,
        key=note.id, id=f'note-{note.id}',
    )  # fmt: skip
