"""The badge that says how live a page is, and never says more than is true.

Stands at the end of the line in; a click opens the panel with every feed of the page.
"""

from nicegui.events import GenericEventArguments

from components.engine.visibility import Visibility
from components.kit.markup import box
from components.realtime.mark import LiveMark
from components.realtime.panel import open_panel
from components.realtime.words import WORKSPACE, Voice
from services.realtime.status import StatusSource


class LiveBadge(LiveMark):
    """Dot, word and age; give it the realtime service and the queries that the page shows."""

    def __init__(
        self,
        *sources: StatusSource,
        classes: str = 't-live t-live--badge',
        voice: Voice = WORKSPACE,
    ) -> None:
        super().__init__(*sources, classes=classes, voice=voice)
        self.props('role=status data-testid=live-badge')
        with self:
            # over the whole badge, and a sibling of the words, which a button would silence
            self._button = box('t-live__open', 'button', type='button', aria_haspopup='dialog')
            self._button.props.update(
                {'aria-label': 'Connection details', 'title': 'Connection details'}
            )
            self._button.on('click', self._open, args=[])
        # only the browser knows whether its tab is looked at
        self.on('visibility', self._on_visibility, js_handler='(e) => emit(e.detail)')

    def _open(self) -> None:
        open_panel(self._button, *self.sources, voice=self._voice)

    def _on_visibility(self, event: GenericEventArguments) -> None:
        Visibility.of(self.client).change(is_hidden=event.args is True)
