"""Offers browser notices once they would have been of use; only a click asks the browser.

Begins and ends in the browser (`components/assets/notifications.js`), which knows whether it was
asked before, and what somebody answered.
"""

from nicegui import json

from components.kit.icons import icon
from components.kit.markup import box, text
from components.live.element import LiveElement

TITLE = 'Know it when this tab is behind'
ABOUT = (
    'The browser can tell you at once, also while you are elsewhere: questions, decisions, '
    'mentions.'
)
ASK = '() => window.tradewind.notices.ask()'
NOT_NOW = '() => { window.tradewind.notices.decline(); emit(); }'
ANSWERED = '(event) => emit(event.detail)'


class Permit:
    """`offer` it as often as it may be of use; the browser says whether it still is."""

    def __init__(self, element: LiveElement) -> None:
        self._element = element
        self._card: LiveElement | None = None
        self._why = ''
        element.on('permit', self._show, args=[])
        element.on('answered', self._hide, args=[])

    def offer(self, why: str) -> None:
        """Show the card if the browser was neither asked nor told not to; `why`: a sentence."""
        if self._card is None:
            self._why = why
            client = self._element.client
            client.run_javascript(f'window.tradewind.notices.offer({json.dumps(client.id)})')

    def _show(self) -> None:
        if self._card is not None:
            return
        with self._element:
            self._card = LiveElement('section')
        self._card.classes('t-card t-permit').props['aria-label'] = 'Browser notices'
        self._card.props['data-testid'] = 'notice-permit'
        with self._card:
            with box('t-tile', 'span', data_tone='sea'):
                icon('bell')
            with box('t-grow'):
                text(TITLE, 't-h4', 'h3')
                text(f'{self._why}. {ABOUT}' if self._why else ABOUT, 't-2', 'p')
                with box('t-row t-row--wrap t-permit__acts'):
                    on = text('Turn on', 't-btn t-btn--primary', 'button', type='button')
                    on.on('click', js_handler=ASK)
                    later = text('Not now', 't-btn t-btn--ghost', 'button', type='button')
                    later.on('click', self._hide, args=[], js_handler=NOT_NOW)
                    text('The browser asks once more', 't-12 t-3')

    def _hide(self) -> None:
        if self._card is not None:
            self._card.delete()
            self._card = None
