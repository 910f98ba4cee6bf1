"""Notifications as they stand in the centre and on their page. Pure; line in, step 6.

Says `tab`, `all`, `read` (with a notification's key), `menu` (the same), `older`.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from components.engine.directions import isolated
from components.kit.avatar import Face
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import avatar, icon, moment
from models import ActorKind, Notification
from models.contact import CLIENT_COLOR
from services.notifications import snoozing
from services.notifications.grouping import Day, Grouped, days, grouped, is_new
from services.notifications.kinds import GROUP_OF, Group
from services.notifications.queries import Unread
from services.notifications.sentences import LOOKS, Sentence, sentence


class Tab(StrEnum):
    ALL = 'all'
    CLIENTS = 'clients'
    TEAM = 'team'


class Shown(NamedTuple):
    """What the list is drawn of."""

    rows: tuple[Notification, ...]
    unread: Unread
    tab: Tab
    now: datetime
    time_zone: str
    is_read: bool
    """Whether the rows are here, so that none means that there are none."""
    has_older: bool = False
    """Whether there may be more than these."""

    @property
    def groups(self) -> list[Grouped]:
        chosen = (
            row
            for row in self.rows
            if row.in_app and (self.tab is Tab.ALL or GROUP_OF[row.kind] is Group(self.tab))
        )
        return grouped(chosen)


def face_of(row: Notification) -> Face:
    """Of whoever acted, as they looked then."""
    color, portrait = row.data.get('color'), row.data.get('portrait')
    usual = CLIENT_COLOR if row.actor_kind is ActorKind.CLIENT else 1
    return Face(
        name=row.actor_name,
        color=color if type(color) is int and 1 <= color <= 6 else usual,
        portrait=portrait if isinstance(portrait, str) else '',
    )


def panel(shown: Shown) -> Node:
    """What opens at the bell."""
    return el('div', 't-notif', _head(shown), _tabs(shown), *_body(shown, 'h3'), _all_link())


def page(shown: Shown) -> Node:
    """The page of all of them."""
    older = el(
        'button', 't-btn t-btn--secondary', 'Show older', type='button', data_act='older', key='o'
    )
    return el(
        'div',
        't-notif t-notif--page t-card',
        el('div', 't-notif__tools', _tabs(shown), _read_all(shown)),
        *_body(shown, 'h2'),
        el('div', 't-notif__older', older) if shown.has_older else None,
    )


def _head(shown: Shown) -> Node:
    count = shown.unread.total
    return el(
        'div',
        't-notif__head',
        el('h2', 't-h3', 'Notifications'),
        el('span', 't-count t-count--on', str(count)) if count else None,
        el('span', 't-grow'),
        _read_all(shown),
        el(
            'a', 't-btn t-btn--ghost t-btn--icon t-btn--sm', icon('settings'),
            href='/settings/notifications', aria_label='What reaches you, and where',
            title='What reaches you, and where',
        ),
    )  # fmt: skip


def _read_all(shown: Shown) -> Node | None:
    if not shown.unread.total:
        return None
    return el(
        'button', 't-btn t-btn--ghost t-btn--sm', 'Read all', icon('check-check'),
        type='button', data_act='all', key='all',
    )  # fmt: skip


def _tabs(shown: Shown) -> Node:
    counts = {Tab.ALL: 0, Tab.CLIENTS: shown.unread.clients, Tab.TEAM: shown.unread.team}
    tabs = [
        el(
            'button', '', f'{tab.capitalize()} ', el('small', '', str(count) if count else ''),
            key=tab, type='button', role='tab',
            aria_selected='true' if tab is shown.tab else 'false',
            tabindex='0' if tab is shown.tab else '-1', data={'act': 'tab', 'key': tab},
        )
        for tab, count in counts.items()
    ]  # fmt: skip
    seg = el('div', 't-seg t-seg--sm t-seg--wide', tabs, role='tablist', aria_label='Kinds')
    return el('div', 't-notif__tabs', seg)


def _body(shown: Shown, heading: str) -> Sequence[Node]:
    if not shown.is_read:
        return [_skeleton()]
    groups = shown.groups
    if not groups:
        return [_nothing(shown.tab)]
    found = days(groups, shown.now, shown.time_zone)
    lists = [_day(each, shown, heading) for each in found]
    return [el('div', 't-nts', lists, key='nts', data_walk=True, data_testid='notifications')]


def _day(day: Day, shown: Shown, heading: str) -> Node:
    lines = [_line(each, _snoozed(each.row, shown)) for each in day.groups]
    label = el(heading, 't-nts__day', day.label)
    return el('section', '', label, el('ul', '', lines), key=day.label, aria_label=day.label)


def _snoozed(row: Notification, shown: Shown) -> str:
    if row.snoozed_until is None:
        return ''
    return snoozing.until(row.snoozed_until, shown.now, shown.time_zone)


@part
def _line(group: Grouped, snoozed: str) -> Node:
    row, waits = group.row, is_new(group.row)
    said = sentence(row, times=group.times, others=group.others)
    return el(
        'li',
        't-nt' + ' t-nt--new' * waits,
        _mark(row),
        el(
            'div', 't-grow',
            _words(said, row.link),
            el('p', 't-12 t-3 t-clip', said.detail) if said.detail else None,
            _verbs(row, said) if waits and LOOKS[row.kind].verb else None,
        ),
        _end(row, said, snoozed, waits=waits),
        key=row.id,
        data_key=str(row.id),
        data_enter=True,
    )  # fmt: skip


def _mark(row: Notification) -> Node:
    look = LOOKS[row.kind]
    if look.has_face and row.actor_name:
        return avatar(face_of(row), size=28)
    return el('span', 't-toast__i', icon(look.symbol, 14), data_tone=look.tone)


def _words(said: Sentence, address: str) -> Node:
    link = el(
        'a', 't-nt__link',
        el('b', '', said.who, dir='auto'),
        el('span', '', f' {said.does} ' if said.what else f' {said.does}'),
        el('b', '', said.what, dir='auto') if said.what else None,
        el('span', '', said.more) if said.more else None,
        href=address, data={'act': 'read', 'step': True},
    )  # fmt: skip
    return el('p', '', link)


def _verbs(row: Notification, said: Sentence) -> Node:
    verb = LOOKS[row.kind].verb
    symbol = 'corner-down-left' if verb == 'Answer' else 'arrow-right'
    return el(
        'div', 't-nt__verbs',
        el(
            'a', 't-btn t-btn--secondary t-btn--sm', verb, icon(symbol),
            href=row.link, data_act='read', aria_label=f'{verb}: {isolated(said.plain)}',
        ),
        el(
            'button', 't-btn t-btn--ghost t-btn--sm', 'Snooze', icon('alarm-clock'),
            type='button', aria_haspopup='menu', data_act='menu',
            aria_label=f'Snooze: {isolated(said.plain)}',
        ),
    )  # fmt: skip


def _end(row: Notification, said: Sentence, snoozed: str, *, waits: bool) -> Node:
    dot = el(
        'button', 't-nt__dot', el('i', 't-dot'), type='button', data_act='read', key='dot',
        aria_label=f'Mark as read: {isolated(said.plain)}', title='Mark as read',
    )  # fmt: skip
    sleeps = el('span', 't-nt__till', el('span', '', snoozed), icon('moon', 12), key='till')
    return el(
        'div', 't-nt__end',
        moment(row.arrived_at, 't-nowrap'),
        el(
            'div', 't-nt__acts',
            el(
                'button', 't-x t-nt__more', icon('ellipsis'), type='button', aria_haspopup='menu',
                aria_label=f'More: {isolated(said.plain)}', data_act='menu', key='more',
            ),
            sleeps if snoozed else None,
            dot if waits else None,
        ),
    )  # fmt: skip


def _nothing(tab: Tab) -> Node:
    words = {
        Tab.ALL: 'The next view, comment or decision arrives here by itself.',
        Tab.CLIENTS: 'When a client opens, asks or decides, it stands here.',
        Tab.TEAM: 'When a colleague mentions you or an import is done, it stands here.',
    }
    return el(
        'div', 't-empty t-notif__nothing',
        el('span', 't-tile', icon('check-check'), data_tone='ok'),
        el('b', 't-h4', 'You have seen everything'),
        el('p', 't-12', words[tab]),
        key='nothing',
    )  # fmt: skip


def _skeleton() -> Node:
    bars = [el('div', 't-skel', key=str(number)) for number in range(5)]
    return el('div', 't-notif__wait', bars, key='wait', aria_label='Loading', role='status')


def _all_link() -> Node:
    return el('a', 't-notif__all t-link', 'All notifications', href='/notifications', key='every')
