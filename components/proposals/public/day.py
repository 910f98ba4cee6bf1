"""The itinerary, a day at a time: its date, its prose, what is included, what may be chosen."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from components.kit.files import picture
from components.kit.format import day_date
from components.kit.moments import Saying
from components.proposals.public.changes import since
from components.proposals.public.offer import Offer
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon, moment, paragraphs
from models import PriceUnit, ProposalActivity, ProposalDay
from services import money
from services.proposals.totals import line_total


class Pricing(NamedTuple):
    """What every price and switch depends on."""

    travellers: int
    currency: str
    may_choose: bool
    has_switches: bool
    has_questions: bool


class Mark(NamedTuple):
    """What changed about an activity since they looked."""

    words: str = ''
    since: str = ''
    at: datetime | None = None


UNMARKED = Mark()


def days(offer: Offer) -> Node:
    """All of them, as a timeline."""
    terms = pricing(offer)
    sections = (
        day_section(
            day, index, offer.date_of(index), tuple(offer.activities_of(day.id)),
            terms, marks_of(offer, offer.activities_of(day.id))
        )
        for index, day in enumerate(offer.days)
    )  # fmt: skip
    return el('div', 'p-days', sections)


def pricing(offer: Offer) -> Pricing:
    rights = offer.rights
    return Pricing(
        travellers=offer.proposal.travellers,
        currency=offer.proposal.currency,
        may_choose=offer.may_choose and offer.link is not None,
        has_switches=rights.choose,
        has_questions=rights.comment and not rights.is_preview,
    )


def marks_of(offer: Offer, rows: Sequence[ProposalActivity]) -> tuple[Mark, ...]:
    """Of each; nothing at all where none is marked."""
    marks = tuple(mark_of(offer, row) for row in rows)
    return marks if any(mark is not UNMARKED for mark in marks) else ()


def mark_of(offer: Offer, row: ProposalActivity) -> Mark:
    words = offer.mark(row)
    if not words or offer.seen is None:
        return UNMARKED
    at = offer.seen.moment
    return Mark(words, since(at, time_zone=offer.time_zone), at)


@part
def day_section(  # noqa: PLR0917  # all that a day shows
    day: ProposalDay,
    index: int,
    when: date | None,
    rows: tuple[ProposalActivity, ...],
    terms: Pricing,
    marks: tuple[Mark, ...],
) -> Node:
    number = f'Day {index + 1}'
    both = list(zip(rows, marks or (UNMARKED,) * len(rows), strict=True))
    address = picture(day.picture)
    image = el('div', 'p-pic', el('img', src=address, alt='', loading='lazy')) if address else None
    body = el(
        'div',
        'p-day__body',
        el('div', 'p-day__over', day_date(when) if when else number),
        el('h3', '', day.title or 'A day of your own', data_glow=True),
        el('div', 'p-day__text', paragraphs(day.body)),
        image,
        el('ul', 'p-inc', (included(row, mark) for row, mark in both if not row.is_optional)),
        el('div', 'p-opts', (option(row, terms, mark) for row, mark in both if row.is_optional)),
    )
    side = el('div', 'p-day__n', el('small', '', 'Day'), el('b', '', str(index + 1)))
    return el(
        'section',
        'p-day',
        side,
        body,
        key=day.id,
        aria_label=number,
        data={'enter': True, 'day': str(day.id)},
    )


@part
def included(activity: ProposalActivity, mark: Mark) -> Node:
    """One line that is part of the trip in any case; its price is within the sum."""
    note = activity.note or activity.description
    words = el(
        'span',
        '',
        el('span', '', activity.title),
        el('small', '', f' {note}' if note else ''),
        _mark(mark),
        data_glow=True,
    )
    return el(
        'li', '', icon('check'), words, key=activity.id,
        data={'enter': True, 'testid': f'activity-{activity.id}'}
    )  # fmt: skip


@part
def option(activity: ProposalActivity, terms: Pricing, mark: Mark) -> Node:
    """A card with its price and a switch."""
    key = str(activity.id)
    total = line_total(activity, terms.travellers, terms.currency)
    price = el(
        'span',
        'p-opt__price',
        el('span', '', money.shown(total, terms.currency), id=f'price-{key}'),
        el('small', '', each(activity, terms)),
        data_glow=True,
    )
    title = el('span', '', activity.title or 'Untitled option', id=f'title-{key}')
    said = activity.description or activity.note
    more = el(
        'div',
        'p-opt__more',
        el('p', '', el('span', '', said), data_glow=True),
        _ask(key) if terms.has_questions else None,
    )
    state = None if terms.has_switches else 'on' if activity.is_selected else 'off'
    return el(
        'div',
        'p-opt',
        el('h4', '', title, _mark(mark), data_glow=True),
        el('div', 'p-opt__end', price, _switch(activity, terms)),
        more,
        key=key,
        data={'enter': True, 'key': key, 'state': state, 'testid': f'activity-{key}'},
    )


def each(activity: ProposalActivity, terms: Pricing) -> str:
    """What the price is made of: `€62 each`, `for the group`; nothing for a single traveller."""
    if terms.travellers == 1:
        return ''
    if activity.price_unit is PriceUnit.PER_GROUP:
        return 'for the group'
    return f'{money.shown(activity.price, terms.currency)} each'


def _switch(activity: ProposalActivity, terms: Pricing) -> Node:
    if not terms.has_switches:
        return el('span', 'p-opt__word', 'Included' if activity.is_selected else 'Optional')
    return el(
        'button',
        't-switch t-switch--lg',
        type='button',
        role='switch',
        aria_labelledby=f'title-{activity.id} price-{activity.id}',
        aria_checked='true' if activity.is_selected else 'false',
        aria_disabled=None if terms.may_choose else 'true',
        data_act='choose',
    )


def _ask(key: str) -> Node:
    words = 'Ask about this'
    about = {'on': 'ask', 'about': key}
    return el('button', 'p-opt__ask', words, icon('message-circle', 14), type='button', data=about)


def _mark(mark: Mark) -> Node | None:
    if not mark.words:
        return None
    when = moment(mark.at, saying=Saying.SINCE, first=mark.since)
    said = el('span', '', f'{mark.words} ')
    return el('span', 'p-mark', said, when, data_enter=True, key='mark')
