"""The card "Activity": the last ten entries, live. Line in, step 6.

    feeds = SharedFeeds()                              # one for all pages of a route
    card = FeedCard(services, member, feeds)           # in the page, where it is to stand
    await card.ready(); card.fill()
    LiveBadge(…, card.source)

All members of an organization share its drawing; what one has seen, and what waits while one has
scrolled past its top, is laid over it for that one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from components.activity.entry import age, mark, said
from components.live.actions import Actions
from components.live.element import LiveElement
from components.view.element import ViewElement
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon
from components.view.screen import Act, Acts
from components.view.view import View
from services.accounts.members import Member
from services.accounts.queries import profiles
from services.activity import commands
from services.activity.events import Event
from services.activity.grouping import Entry, grouped
from services.activity.queries import latest_events
from services.core import Services
from services.realtime.live import LiveQuery

SHOWN = 10
KEPT = 2 * SHOWN
"""So many are at hand: what somebody reads stays though others come above."""
ALL = '/activity'


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the card shows the first of, newest first."""

    entries: tuple[Entry, ...] = ()
    unseen: frozenset[UUID] = frozenset()
    """Entries that are news to whoever looks."""
    waiting: int = 0
    """Entries that came while they read on below."""


def feed_of(events: Iterable[Event]) -> Feed:
    return Feed(entries=grouped(events)[:KEPT])


# what is drawn; pure


def feed_card(feed: Feed) -> Node:
    head = el(
        'div',
        't-card__head',
        el('h2', 't-h4', 'Activity'),
        el('a', 't-link t-12', 'See all', href=ALL) if feed.entries else None,
    )
    body = _entries(feed) if feed.entries else _nothing()
    return el('section', 't-card', head, body, aria_label='Activity')


def _entries(feed: Feed) -> Node:
    pill = el(
        'button',
        't-pill',
        icon('arrow-up', 12),
        el('span', '', f'{feed.waiting} new'),
        key='new',
        type='button',
        data_act='arrive',
        data_testid='feed-new',
    )
    entries = [_entry(each, each.id in feed.unseen) for each in feed.entries[:SHOWN]]
    return el(
        'div',
        't-feed',
        [pill] if feed.waiting else [],
        entries,
        role='log',
        aria_live='polite',
        aria_label='What happened last',
        data_testid='feed',
        data_does='feed',
    )


@part
def _entry(entry: Entry, is_unseen: bool) -> Node:
    classes = 't-feed__i' + ' t-feed__i--unseen' * is_unseen
    dot = el('span', 't-feed__dot', el('span', 't-sr', 'Not seen yet')) if is_unseen else None
    return el(
        'div',
        classes,
        mark(entry.latest),
        said(entry),
        el('span', 't-feed__end', dot, age(entry.at)),
        key=entry.id,
        data={'enter': 'lit', 'key': str(entry.id), 'act': 'seen' if is_unseen else None},
    )


def _nothing() -> Node:
    return el(
        'p',
        't-card__none t-3',
        'What clients and colleagues do will be here, as it happens.',
        data_testid='feed',
    )


# what all members of an organization share


class SharedFeed:
    """The drawing of one organization, until nobody shows it any more."""

    def __init__(self, events: LiveQuery[Event]) -> None:
        self.users = 0
        self._events = events
        self.view: View[Feed] = View(feed_card, feed_of(events.rows))
        self._unfollow = events.subscribe(lambda _: self.view.show(feed_of(events.rows)))

    def stop(self) -> None:
        self._unfollow()
        self.view.stop()


class SharedFeeds:
    """Those that somebody looks at."""

    def __init__(self) -> None:
        self._feeds: dict[UUID, SharedFeed] = {}

    def enter(self, organization_id: UUID, make: Callable[[], SharedFeed]) -> SharedFeed:
        feed = self._feeds.get(organization_id)
        if feed is None:
            feed = self._feeds[organization_id] = make()
        feed.users += 1
        return feed

    def leave(self, organization_id: UUID) -> None:
        feed = self._feeds[organization_id]
        feed.users -= 1
        if feed.users == 0:
            del self._feeds[organization_id]
            feed.stop()


# what is one's own


class FeedCard(LiveElement):
    """The card on one page: place it, wait until it is `ready`, then `fill` it."""

    def __init__(self, services: Services, member: Member, feeds: SharedFeeds) -> None:
        super().__init__('div')
        self._member = member
        self._feeds = feeds
        self._actions = Actions(services, member.viewer, self)
        self._organization_id = member.viewer.organization_id
        self.source = services.live.share(latest_events(self._organization_id), member.viewer)
        """For the page's badge."""
        self._people = services.live.share(profiles(self._organization_id), member.viewer)
        for share in (self.source, self._people):
            self.on_end(partial(services.live.close, share))
        self._standing: tuple[UUID, ...] | None = None
        """What stood there when they began to read on below."""
        self._opened_at = datetime.now(UTC)
        self._view: ViewElement[Feed] | None = None

    async def ready(self) -> None:
        await self.source.ready()
        await self._people.ready()

    def fill(self) -> None:
        """Show what was read, and from now on whatever happens."""
        shared = self._feeds.enter(self._organization_id, lambda: SharedFeed(self.source.shared))
        self.on_end(partial(self._feeds.leave, self._organization_id))
        acts: Acts = {'read': self._read, 'arrive': self._arrive, 'seen': self._mark_seen}
        with self:
            self._view = ViewElement(shared.view, acts=acts, own=self._own)
        self.follow(self._people, lambda _: self._show())
        self.on_end(self.source.on_turn(self._show))

    def _own(self, feed: Feed) -> Feed:
        """To the eyes of this member."""
        if not self.source.is_member:
            return Feed()
        seen_at, me = self._seen_at, self._member.profile_id
        unseen = frozenset(
            entry.id for entry in feed.entries if entry.at > seen_at and entry.latest.actor_id != me
        )
        if self._standing is None:
            return replace(feed, unseen=unseen) if unseen else feed
        now = {entry.id: entry for entry in feed.entries}
        kept = tuple(now[id] for id in self._standing if id in now)
        waiting = len({entry.id for entry in feed.entries[:SHOWN]} - set(self._standing))
        return Feed(entries=kept, unseen=unseen, waiting=waiting)

    @property
    def _seen_at(self) -> datetime:
        """Up to when they have seen it; whoever never said so, from when they came here."""
        me = self._member.profile_id
        mine = next((each.feed_seen_at for each in self._people.rows if each.id == me), None)
        return mine or self._opened_at

    def _show(self) -> None:
        if self._view is not None:
            self._view.screen.catch_up()

    def _read(self, act: Act) -> None:
        """They scrolled past its top, or are there again."""
        assert self._view is not None  # it was shown
        entries = self._view.screen.view.state.entries
        self._standing = tuple(entry.id for entry in entries[:SHOWN]) if act.value is True else None
        self._show()

    async def _arrive(self, act: Act) -> None:
        self._standing = None
        self._show()
        await self._mark_seen(act)

    async def _mark_seen(self, _: Act) -> None:
        await self._actions.do(commands.mark_seen, until=datetime.now(UTC))
