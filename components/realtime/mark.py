"""Dot, word and age of a connection: the compact form, and the core of the other two.

Stands at the end of the line in: the server knows the link, the browser knows its own socket.
"""

from collections.abc import Callable

from components.engine.light import Text
from components.kit.markup import box
from components.live.element import LiveElement
from components.realtime.words import WORKSPACE, Voice
from services.realtime.status import LinkState, LinkStatus, StatusSource, worst


class LiveMark(LiveElement):
    """Shows the worst of its sources; `on_state` is called with each new state."""

    def __init__(
        self,
        *sources: StatusSource,
        classes: str = 't-live',
        voice: Voice = WORKSPACE,
        on_state: Callable[[LinkState], None] | None = None,
    ) -> None:
        super().__init__('span')
        self.sources = sources
        self._voice = voice
        self._on_state = on_state
        self._shown: LinkStatus | None = None
        self.classes(classes).props['data-voice'] = voice.name
        with self:
            box('t-live__dot', 'span')
            self._word = Text()
            # the browser counts the seconds, so a page that waits costs the server nothing
            box('t-live__age', 'span', aria_hidden='true')
        for source in sources:
            self.on_end(source.on_status(lambda _: self._show()))
        self._show()

    @property
    def status(self) -> LinkStatus:
        """The worst of the sources."""
        return worst(source.status for source in self.sources)

    def _show(self) -> None:
        status = self.status
        if status == self._shown:
            return
        self._shown = status
        state, word = status.state.replace('_', '-'), self._voice.words[status.state]
        with self.props.suspend_updates():
            self.props['data-state'] = state
            # `badge.js` shows the truth of its own socket over this, and comes back to it
            self.props['data-truth'] = state
            self.props['data-word'] = word
            self.props['data-since'] = int(status.since.timestamp() * 1000)
        self._word.set_text(word)
        self.update()
        if self._on_state is not None:
            self._on_state(status.state)
