"""A timeline as it is drawn: tabs, days, entries on a hairline. Pure; line in, step 6."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from uuid import UUID

from components.activity.entry import mark, said
from components.kit.format import day_date
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon
from services import time_zones
from services.activity.details import detail, quote
from services.activity.grouping import Entry
from services.activity.kinds import Part as Kinds
from services.activity.kinds import look_of
from services.activity.state import MOST

TABS: Mapping[Kinds, str] = {
    Kinds.ALL: 'All',
    Kinds.PROPOSALS: 'Proposals',
    Kinds.NOTES: 'Notes',
    Kinds.TRIPS: 'Trips',
    Kinds.PROFILE: 'Profile',
}
Counts = Mapping[Kinds, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What stands there, newest first."""

    entries: tuple[Entry, ...] = ()
    part: Kinds = Kinds.ALL
    counts: Counts
    earlier: int = 0
    """Events of this part that are not read yet."""
    time_zone: str
    today: date
    is_coming: bool = False
    """Whether another part is being read."""
    marked: UUID | None = None
    """An event that somebody was sent to."""
    is_filtered: bool = False
    """Whether there may be others that are not looked for."""


def drawn(shown: Timeline) -> Node:
    """Tabs, and what they show."""
    return el('div', '', _tabs(shown), days(shown))


def days(shown: Timeline) -> Node:
    """Day by day, with what leads further back."""
    parts = [
        _day(day, tuple(entries), shown.today, shown.time_zone, shown.marked)
        for day, entries in groupby(shown.entries, key=partial(_day_of, shown.time_zone))
    ]
    body = (
        [*parts, *_more(shown)]
        if parts
        else [_none_found() if shown.is_filtered else _nothing(shown.part)]
    )
    return el('div', 't-tl', body, key='days', aria_live='polite')


def _tabs(shown: Timeline) -> Node:
    tabs = [
        el(
            'button',
            '',
            f'{label} ',
            el('small', '', f'{shown.counts.get(each, 0):,}' if shown.counts else ''),
            key=each,
            type='button',
            role='tab',
            aria_selected='true' if each is shown.part else 'false',
            tabindex='0' if each is shown.part else '-1',
            data={'act': 'part', 'key': each.value},
        )
        for each, label in TABS.items()
        if each in {Kinds.ALL, shown.part} or shown.counts.get(each)
    ]
    return el('div', 't-seg t-tl__tabs', tabs, role='tablist', aria_label='Show in the timeline')


def _day_of(time_zone: str, entry: Entry) -> date:
    return time_zones.day_at(entry.at, time_zone)


@part
def _day(
    day: date, entries: tuple[Entry, ...], today: date, time_zone: str, marked: UUID | None
) -> Node:
    items = [_item(entry, time_zone, _has(entry, marked)) for entry in entries]
    return el(
        'section',
        't-tl__part',
        el('h3', 't-tl__day', day_words(day, today)),
        el('ul', '', items),
        key=day.isoformat(),
    )


def day_words(day: date, today: date) -> str:
    """`Today`, `Yesterday`, `Tuesday 17 November`."""
    if day >= today:
        return 'Today'
    if day == today - timedelta(days=1):
        return 'Yesterday'
    return day_date(day) if day.year == today.year else f'{day_date(day)} {day.year}'


@part
def _item(entry: Entry, time_zone: str, is_marked: bool) -> Node:
    look = look_of(entry.kind)
    tile = el('span', 't-tl__tile', icon(look.symbol, 14), data_tone=look.tone)
    words, more = quote(entry), detail(entry)
    at = entry.at.astimezone(time_zones.zone(time_zone))
    return el(
        'li',
        't-tl__i' + ' t-tl__i--marked' * is_marked,
        tile if look.is_tile else mark(entry.latest, size=28),
        el(
            'div',
            't-grow',
            said(entry),
            el('p', 't-12 t-3 t-tl__more-said', more) if more else None,
            el('blockquote', 't-quote', words) if words else None,
        ),
        el(
            'a',
            't-tl__at',
            el('time', '', f'{at:%H:%M}', datetime=at.isoformat(timespec='seconds')),
            href=f'/activity?event={entry.latest.id}',
            aria_label=f'{at:%H:%M}, on its own',
        ),
        key=entry.id,
        data={'enter': 'lit', 'key': str(entry.id), 'does': 'marked' if is_marked else None},
    )


def _has(entry: Entry, marked: UUID | None) -> bool:
    return marked is not None and any(event.id == marked for event in entry.events)


def _more(shown: Timeline) -> Iterator[Node]:
    if shown.earlier <= 0:
        return
    is_end = sum(len(entry.events) for entry in shown.entries) >= MOST
    if is_end:
        words = f'{shown.earlier:,} earlier ones are not shown here. Narrow it down to see them.'
        yield el('p', 't-tl__end t-3', words, key='more')
        return
    yield el(
        'button',
        't-add t-tl__more',
        icon('history'),
        el('span', '', f'{shown.earlier:,} earlier'),
        key='more',
        type='button',
        data={'act': 'more', 'does': 'more'},
    )


def _nothing(part: Kinds) -> Node:
    words = {
        Kinds.ALL: 'What happens from here on will be here, as it happens.',
        Kinds.NOTES: 'Notes that you and your colleagues write will be here.',
        Kinds.TRIPS: 'Trips that are made of proposals will be here.',
    }.get(part, 'Nothing of this kind has happened yet.')
    return el('p', 't-tl__end t-3', words, key='nothing')


def _none_found() -> Node:
    clear = el('button', 't-btn t-btn--sm', 'Show everything', type='button', data_act='clear')
    return el(
        'div',
        't-empty t-well',
        el('h2', 't-h4', 'Nothing matches'),
        el('p', '', 'Nothing of this kind happened in that time.'),
        el('div', 't-row', clear),
        key='none',
    )
