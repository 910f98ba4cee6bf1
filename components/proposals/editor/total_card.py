"""What the trip costs now: the card beside the itinerary, and the dock on small screens.

The end of the line in; the figures come from `services/proposals/totals.py`.
"""

import asyncio
from decimal import Decimal

from components.engine.light import Text
from components.kit.format import counted
from components.kit.markup import box, testid, text
from components.proposals.editor.editor import ProposalEditor
from services import money
from services.proposals.totals import Totals

FRESH_S = 60.0
"""How long a difference is called "just now"."""


class Delta:
    """`+€185 just now`, for a minute after the total changed."""

    def __init__(self, editor: ProposalEditor, element: Text, suffix: str = '') -> None:
        self._element = element
        self._suffix = suffix
        self._timer: asyncio.TimerHandle | None = None
        editor.on_end(self._stop)

    def show(self, change: Decimal, currency: str) -> None:
        self._stop()
        sign = '+' if change > 0 else '−'
        self._element.set_text(f'{sign}{money.shown(abs(change), currency)}{self._suffix}')
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(FRESH_S, self._element.set_text, '')

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class TotalCard:
    """Total, its parts, and what changed it last."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._editor = editor
        self._total = editor.totals.total
        with box('t-card t-total', 'section', aria_label='Running total'):
            with box('t-row t-between'):
                with box('t-over', 'span'):
                    self._title = Text()
                with box('t-delta', 'span'):
                    self._delta = Delta(editor, Text(), ' just now')
            with box('t-total__n'):
                figure = box(tag='span', data_glow=True, data_roll=True, aria_live='polite')
                testid(figure, 'proposal-total')
                with figure:
                    self._figure = Text()
            self._included = _line('Included')[1]
            self._chosen, self._options = _line('')
            self._per_person = _line('Per person')[1]
        self.show(editor.totals)
        editor.on_totals(self.show)

    def show(self, totals: Totals) -> None:
        """Show new figures, and the difference they made."""
        proposal = self._editor.proposal
        if proposal is None:
            return
        currency = proposal.currency
        self._title.set_text(f'Total for {counted(proposal.travellers, "traveller")}')
        self._figure.set_text(money.shown(totals.total, currency))
        self._included.set_text(money.shown(totals.included, currency))
        self._options.set_text(money.shown(totals.options, currency))
        self._chosen.set_text(f'Options, {totals.chosen} of {totals.offered} chosen')
        about = '' if totals.is_even else 'about '
        self._per_person.set_text(f'{about}{money.shown(totals.per_person, currency)}')
        if totals.total != self._total:
            self._delta.show(totals.total - self._total, currency)
            self._total = totals.total


def _line(label: str) -> tuple[Text, Text]:
    with box('t-kv'):
        name = Text(label)
        with box(tag='span', data_glow=True):
            return name, Text()


class Dock:
    """The total at the bottom of a small screen; `with dock.actions: …` adds buttons."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._editor = editor
        self._total = editor.totals.total
        with box('t-dock') as self.actions, box('t-grow', 'span'):
            self._title = text('', 't-12 t-3 t-dock__t')
            with box('t-h2 t-num', 'span'):
                with box(tag='span', data_glow=True, data_roll=True):
                    self._figure = Text()
                with box('t-delta', 'span'):
                    self._delta = Delta(editor, Text())
        self.show(editor.totals)
        editor.on_totals(self.show)

    def show(self, totals: Totals) -> None:
        proposal = self._editor.proposal
        if proposal is None:
            return
        self._title.set_text(f'Total, {totals.chosen} of {totals.offered} options')
        self._figure.set_text(money.shown(totals.total, proposal.currency))
        if totals.total != self._total:
            self._delta.show(totals.total - self._total, proposal.currency)
            self._total = totals.total
