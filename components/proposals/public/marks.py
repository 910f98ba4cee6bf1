"""What changed since this client looked: marks beside the lines, and a list of it all.

The end of the line in. What they switch themselves is never marked.
"""

from collections.abc import Awaitable, Callable

from nicegui import events, ui

from components.engine.light import Part, Text
from components.engine.tree import container
from components.kit.markup import box, show, testid, text
from components.kit.moments import Saying, moment, show_moment
from components.proposals.public.change_list import ChangeList
from components.proposals.public.changes import sentences, since
from components.proposals.public.messages import Look, parse
from components.proposals.public.offer import Offer
from models import ProposalActivity

GOT_IT = "() => emit({shown: Number(document.getElementById('shown').textContent)})"
MOST = 6
"""Changes that are listed one by one."""


class Since:
    """Since when, by the reader's clock: when they looked last; nothing for what they look at."""

    def __init__(self) -> None:
        self._said = moment(None, saying=Saying.SINCE)

    def show(self, offer: Offer) -> None:
        at = offer.seen.moment if offer.seen else None
        self._said.set_text(since(at, time_zone=offer.time_zone))
        show_moment(self._said, at)


class Mark:
    """The place of a mark behind a title; nothing stands there until there is one."""

    def __init__(self, title: ui.element) -> None:
        self._title = title
        self._shown: Text | None = None
        self._since: Since

    def show(self, offer: Offer, activity: ProposalActivity) -> None:
        """Change what differs."""
        words = offer.mark(activity)
        if not words:
            if around := container(self._shown):
                around.delete()
                self._shown = None
        elif self._shown is None:
            with self._title, box('p-mark', 'span', data_enter=True):
                self._shown = Text(f'{words} ')
                self._since = Since()
            self._since.show(offer)
        else:
            self._shown.set_text(f'{words} ')
            self._since.show(offer)


class Changes(Part):
    """The list above the itinerary, with "Got it"; hidden while there is nothing to tell."""

    def __init__(self, on_seen: Callable[[int], Awaitable[object]]) -> None:
        """`on_seen` is told the number of what stood on the page."""
        super().__init__('section')
        self._on_seen = on_seen
        self.classes('p-since t-hidden').props('aria-label="What changed" role=status')
        testid(self, 'changes')
        self._told: list[tuple[str, str]] | None = None
        with self:
            with box('p-since__head'):
                with box('t-semi', 'h2'):
                    self._title = Text()
                    self._since = Since()
                got_it = text('Got it', 't-btn t-btn--secondary', 'button', type='button')
                testid(got_it, 'changes-seen')
                got_it.on('click', self._on_got_it, js_handler=GOT_IT)
            self._list = ChangeList('p-since__list', most=MOST)

    async def _on_got_it(self, event: events.GenericEventArguments) -> None:
        look = parse(Look, event.args)
        if look:
            await self._on_seen(look.shown)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        if not offer.seen or not offer.is_open:
            return
        told = sentences(offer.seen.changes(offer.picture), offer.proposal.currency)
        if told == self._told:
            return
        if self._told == []:
            # what comes while somebody reads must not push away what they read
            self.classes('p-since--floats')
        self._told = told
        show(self, bool(told))
        self._title.set_text('What changed ' if offer.seen.moment else 'Just changed')
        self._since.show(offer)
        self._list.show(told)
