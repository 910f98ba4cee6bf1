"""The connection as a card: what it is, what that means, and one thing to do about it."""

from components.engine.light import Part, Text
from components.kit.buttons import Button, button
from components.kit.markup import box, text
from components.realtime.mark import LiveMark
from components.realtime.words import WORKSPACE, Voice
from services.realtime.live import LiveQuery
from services.realtime.status import LinkState, StatusSource

CHECK = '/realtime/check'
RETRIES = {LinkState.POLLING, LinkState.OFFLINE}


class ConnectionCard(Part):
    """The default form of the indicator; changes with its sources."""

    def __init__(self, *sources: StatusSource, voice: Voice = WORKSPACE) -> None:
        super().__init__('div')
        self.classes('t-conn').props['data-testid'] = 'connection-card'
        self._sources = sources
        self._voice = voice
        self._sentence: Text | None = None
        with self:
            mark = LiveMark(
                *sources, classes='t-live t-live--title', voice=voice, on_state=self._on_state
            )
            with box(tag='p'):
                self._sentence = Text()
            text(voice.lost, 't-conn__lost', 'p')
            with box('t-row') as self._row:
                self._retry: Button = button('Try now', size='sm', on_click=self._try_now)
                self._reload = button('Load again', size='sm')
                self._reload.on('click', js_handler='() => location.reload()')
                self._why = text('Find out why', 't-btn t-btn--primary t-btn--sm', 'a', href=CHECK)
        self._on_state(mark.status.state)

    def _on_state(self, state: LinkState) -> None:
        if self._sentence is None:
            return  # the mark tells its first state before there is anything to show it with
        self._sentence.set_text(self._voice.sentences[state])
        failed = state in {LinkState.ERROR, LinkState.INCOMPLETE}
        self._retry.set_visibility(state in RETRIES)
        self._reload.set_visibility(failed and not self._voice.shows_feeds)
        self._why.set_visibility(failed and self._voice.shows_feeds)
        self._row.set_visibility(failed or state in RETRIES)

    def _try_now(self) -> None:
        for source in self._sources:
            if isinstance(source, LiveQuery):
                source.refresh()
