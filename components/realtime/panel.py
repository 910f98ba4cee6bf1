"""What opens from the badge: the card, and every feed of the page with its own state.

A popover at the badge, on phones a sheet from below; made when it opens, gone when it closes.
"""

from typing import Any

from nicegui import ui

from components.engine.light import Text
from components.kit.icons import icon
from components.kit.markup import box, text
from components.live.element import LiveElement
from components.live.windows import Windows
from components.realtime.card import ConnectionCard
from components.realtime.mark import LiveMark
from components.realtime.words import Voice
from services.realtime.live import LiveQuery
from services.realtime.status import LinkState, StatusSource


def open_panel(anchor: ui.element, *sources: StatusSource, voice: Voice) -> None:
    """Open the panel at an element; call from its click handler."""
    with anchor:
        menu = ui.menu(value=True).props(
            'no-parent-event max-height=80vh class=t-livepop role=dialog aria-label=Connection'
        )
        menu.props['anchor'] = 'bottom left'
        menu.props['self'] = 'top left'
        menu.props['offset'] = [0, 8]
        menu.on('hide', menu.delete, args=[])
        with menu, box('t-livepop__in') as sheet:
            sheet.props['data-testid'] = 'live-panel'
            ConnectionCard(*sources, voice=voice)
            queries = [
                query
                for source in sources
                for query in (source.queries if isinstance(source, Windows) else [source])
                if isinstance(query, LiveQuery)
            ]
            if voice.shows_feeds:
                if queries:
                    Feeds(*queries)
                with box('t-livepop__foot'):
                    text('How the line is doing', 't-link', 'a', href='/realtime')


class Feeds(LiveElement):
    """One line for each live query, and how many are live."""

    def __init__(self, *queries: LiveQuery[Any]) -> None:
        super().__init__('section')
        self._queries = queries
        self.props['aria-label'] = 'Feeds of this page'
        with self:
            with box('t-livepop__head'):
                text('Feeds of this page', 't-over', 'h2')
                with box('t-12 t-3 t-num', 'span', data_testid='live-feeds'):
                    self._count = Text()
            with box('t-feeds', 'ul'):
                for query in queries:
                    self._line(query)
        for query in queries:
            self.on_end(query.on_status(lambda _: self._show()))
        self._show()

    def _line(self, query: LiveQuery[Any]) -> None:
        with box(tag='li'):
            icon(query.query.label.icon)
            text(query.query.label.word)
            LiveMark(query)

    def _show(self) -> None:
        live = sum(query.status.state is LinkState.LIVE for query in self._queries)
        self._count.set_text(f'{live} of {len(self._queries)} active')
