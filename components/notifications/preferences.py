"""Where what reaches somebody: a table of kinds and channels, saved at once. Both lines."""

from typing import NamedTuple

from components.live.actions import Actions
from components.live.element import LiveElement
from components.view.element import ViewElement
from components.view.node import Node, el
from components.view.pieces import icon
from components.view.screen import Act
from components.view.view import View
from models import NotificationPreference
from services.accounts.members import Member
from services.core import Services
from services.errors import NotFound
from services.notifications import commands, queries
from services.notifications.kinds import PREFERENCES, Channel, Preference, is_on

HEADS = {Channel.IN_APP: ('In app', 'inbox'), Channel.BROWSER: ('Browser', 'monitor')}
WHERE = {Channel.IN_APP: 'in the app', Channel.BROWSER: 'in the browser'}


class Chosen(NamedTuple):
    rows: tuple[NotificationPreference, ...] = ()


class Preferences(LiveElement):
    """The card; ends with its page."""

    def __init__(self, services: Services, member: Member) -> None:
        super().__init__()
        assert member.profile_id is not None  # every member has one
        self._actions = Actions(services, member.viewer, self)
        query = queries.preferences(member.profile_id, member.viewer.organization_id)
        self.chosen = self.watch(services.live, query, member.viewer)
        self._view = View(draw, Chosen())
        self.on_end(self._view.stop)
        with self:
            ViewElement(self._view, acts={'prefer': self._prefer})

    def fill(self) -> None:
        """Show what was chosen, and follow it."""
        self.follow(self.chosen, lambda _: self._show())
        self._show()

    def _show(self) -> None:
        self._view.show(Chosen(tuple(self.chosen.rows)))

    async def _prefer(self, act: Act) -> None:
        line, _, channel = act.key.partition(':')
        if channel not in {*Channel}:
            raise NotFound
        on = act.value is True
        await self._actions.run(commands.prefer, line=line, channel=Channel(channel), on=on)


def draw(chosen: Chosen) -> Node:
    """The table: one line a kind, one column a channel."""
    heads = [
        el('span', 't-mx__c', icon(symbol, 14), el('span', '', label), role='columnheader')
        for label, symbol in HEADS.values()
    ]
    first = el('span', '', el('span', 't-sr', 'Kind'), role='columnheader')
    head = el('div', 't-mx__r t-mx__h', first, heads, role='row')
    lines = [_line(each, chosen) for each in PREFERENCES]
    return el(
        'section',
        't-card t-mxcard',
        el('div', 't-card__head', el('h2', 't-h4', 'What reaches you, and where')),
        el('div', 't-mx', head, lines, role='table', aria_label='What reaches you, and where'),
        data_testid='notification-preferences',
    )


def _line(line: Preference, chosen: Chosen) -> Node:
    words = el(
        'span', 't-grow',
        el('span', 't-medium t-clip t-block', line.label),
        el('span', 't-12 t-3 t-clip t-block t-no-phone', line.detail),
    )  # fmt: skip
    name = el('span', 't-row t-mx__what', icon(line.symbol), words, role='rowheader')
    cells = [_cell(line, channel, chosen) for channel in HEADS]
    return el('div', 't-mx__r', name, cells, role='row', key=line.name)


def _cell(line: Preference, channel: Channel, chosen: Chosen) -> Node:
    if line.is_locked(channel):
        always = el('span', 't-sr', 'Always')
        content = el('span', 't-3 t-mx__lock', icon('lock', 14), always, title='Always')
    else:
        on = is_on(line, channel, chosen.rows)
        content = el(
            'button', 't-switch', type='button', role='switch',
            aria_checked='true' if on else 'false', aria_label=f'{line.label} {WHERE[channel]}',
            data={'act': 'prefer', 'key': f'{line.name}:{channel}'},
        )  # fmt: skip
    return el('span', 't-mx__c', content, role='cell')


def browser_state() -> Node:
    """Whether this browser may tell anything; which of these is true, it knows itself."""
    turn_on = el(
        'button', 't-btn t-btn--secondary t-btn--sm', 'Turn on', type='button',
        data_on='ask-notices', data_testid='notices-turn-on',
    )  # fmt: skip
    states = [
        _State(
            'default',
            'info',
            'bell',
            'This browser tells you nothing yet',
            'Turn it on to hear of it while no tab of Tradewind is in front.',
        ),
        _State(
            'granted',
            'ok',
            'check-check',
            'Browser notices are on here',
            'They come while no tab of Tradewind is in front.',
        ),
        _State(
            'denied',
            'warn',
            'bell-off',
            'Your browser blocks notices',
            'Allow them beside the address, then come back.',
        ),
        _State(
            'none',
            'info',
            'info',
            'This browser has no notices',
            'Everything still stands in the app.',
        ),
    ]
    shown = [_state(each, turn_on if each.when == 'default' else None) for each in states]
    return el('div', 't-mxstate', shown, data_testid='notices-state')


class _State(NamedTuple):
    when: str
    tone: str
    symbol: str
    title: str
    detail: str


def _state(state: _State, button: Node | None) -> Node:
    words = el('div', 't-grow', el('strong', '', state.title), el('p', '', state.detail))
    return el(
        'div',
        't-alert',
        icon(state.symbol),
        words,
        button,
        data={'tone': state.tone, 'when': state.when},
    )
