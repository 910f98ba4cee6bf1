"""The badge that says how live a page is, and never says more than is true.

Stands at the end of the line in: the server knows the link, the browser knows its own socket.
"""

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.live_element import LiveElement, LiveText
from components.visibility import Visibility
from services.status import LinkState, LinkStatus, StatusSource

WORDS = {
    LinkState.LIVE: 'Live',
    LinkState.CONNECTING: 'Connecting',
    LinkState.CATCHING_UP: 'Catching up',
    LinkState.POLLING: 'Polling',
    LinkState.OFFLINE: 'Offline',
    LinkState.ERROR: 'Not live',
}
WORST_FIRST = (
    LinkState.ERROR,
    LinkState.OFFLINE,
    LinkState.POLLING,
    LinkState.CONNECTING,
    LinkState.CATCHING_UP,
    LinkState.LIVE,
)


class LiveBadge(LiveElement):
    """Dot, word and age; give it the realtime service and the queries that the page shows."""

    def __init__(
        self,
        *sources: StatusSource,
        classes: str = 't-live t-live--badge',
        live_word: str = WORDS[LinkState.LIVE],
    ) -> None:
        super().__init__()
        self._sources = sources
        self._shown: LinkStatus | None = None
        self._words = {**WORDS, LinkState.LIVE: live_word}
        self.classes(classes).props('role=status data-testid=live-badge')
        with self:
            ui.element('span').classes('t-live__dot')
            self._word = LiveText()
            # the browser counts the seconds, so a page that waits costs the server nothing
            ui.element('span').classes('t-live__age').props('aria-hidden=true')
        # only the browser knows whether its tab is looked at
        self.on('visibility', self._on_visibility, js_handler='(e) => emit(e.detail)')
        for source in sources:
            self.on_end(source.on_status(lambda _: self._show()))
        self._show()

    @property
    def status(self) -> LinkStatus:
        """The worst of the sources."""
        return min(
            (source.status for source in self._sources),
            key=lambda status: WORST_FIRST.index(status.state),
        )

    def _show(self) -> None:
        status = self.status
        if status == self._shown:
            return
        self._shown = status
        state, word = status.state.replace('_', '-'), self._words[status.state]
        with self.props.suspend_updates():
            self.props['data-state'] = state
            # `badge.js` shows the truth of its own socket over this, and comes back to it
            self.props['data-truth'] = state
            self.props['data-word'] = word
            self.props['data-since'] = int(status.since.timestamp() * 1000)
        self._word.set_text(word)
        self.update()

    def _on_visibility(self, event: GenericEventArguments) -> None:
        Visibility.of(self.client).change(is_hidden=event.args is True)
