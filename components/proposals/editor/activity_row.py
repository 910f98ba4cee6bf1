"""One activity of a day: what it is, what it costs, whether it is chosen.

The end of the line in: `patch` changes only the elements that show the changed columns.
"""

from collections.abc import Set
from dataclasses import dataclass

from nicegui import ui

from components.engine.light import Part, Text
from components.engine.tree import container
from components.kit.markup import box, testid, text
from components.kit.symbols import symbol
from components.live.cells import cell, open_cell
from components.proposals.editor.activity_icons import activity_symbol
from models import PriceUnit, ProposalActivity
from services import money
from services.proposals.totals import counts, line_total

PLACE = {'position', 'day_id', 'revision', 'updated_at', 'updated_by'}
"""Columns that change nothing inside the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """What a row's figures depend on besides the row."""

    travellers: int
    currency: str


class ActivityRow(Part):
    """About 16 elements and no listener; `CellEditor` hears its buttons."""

    def __init__(self, row: ProposalActivity, pricing: Pricing, *, editable: bool) -> None:
        super().__init__('div')
        self.row = row
        self.pricing = pricing
        self._editable = editable
        self._news: ui.element | None = None
        self.classes('t-act')
        self.props['data-row'] = str(row.id)
        self.props['data-enter'] = True
        testid(self, f'activity-{row.id}')
        with self:
            self._build()
        self._show_counting()

    def _build(self) -> None:
        row = self.row
        if self._editable:
            _grip()
        self._icon = box('t-act__i', 'span', innerHTML=activity_symbol(row.icon))
        with box('t-act__main') as self._main:
            self._title = cell(
                'title', row.title, label='Title', classes='t-act__t', hint='Name this activity',
                editable=self._editable,
            )  # fmt: skip
            self._note = cell(
                'note', row.note, label='Note', classes='t-act__s', hint='Add a note',
                editable=self._editable,
            )  # fmt: skip
        self._comments = text('', 't-act__n', 'button', type='button', data_act='comments')
        self._build_price()
        self._build_end()

    def _build_price(self) -> None:
        with open_cell(
            'price', label='Price', kind='decimal', classes='t-act__price', editable=self._editable
        ):
            self._line = Text(tag='b')
            self._each = Text(tag='small')
            self._raw = Text(tag='i')
        self._show_price()

    def _build_end(self) -> None:
        """A switch and its tag for an option, a lock for what is always included."""
        row = self.row
        self._ends: tuple[ui.element, ...]
        if not row.is_optional:
            lock = box(
                't-act__end', 'span', title='Always included', innerHTML=symbol('lock', size=14)
            )
            lock.props.update({'role': 'img', 'aria-label': 'Always included'})
            self._ends = (lock,)
            return
        switch = box('t-switch t-act__end', 'button', type='button', role='switch')
        switch.props['aria-labelledby'] = f'{self._title.html_id} {self._line.html_id}'
        switch.props['aria-checked'] = 'true' if row.is_selected else 'false'
        if self._editable:
            switch.props['data-act'] = 'toggle'
        else:
            switch.props['disabled'] = True
        self._switch = switch
        self._ends = (text('Optional', 't-tag t-act__tag'), switch)

    # patches

    def patch(self, row: ProposalActivity, fields: Set[str]) -> None:
        """Show the row's new values; only `fields` are looked at."""
        self.row = row
        if 'title' in fields:
            self._title.set_text(row.title)
        if 'note' in fields:
            self._note.set_text(row.note)
        if 'icon' in fields:
            self._icon.props['innerHTML'] = activity_symbol(row.icon)
        if 'is_optional' in fields:
            self._rebuild_end()
        elif 'is_selected' in fields and row.is_optional:
            self._switch.props['aria-checked'] = 'true' if row.is_selected else 'false'
        if fields & {'price', 'price_unit'}:
            self._show_price()
        if fields - PLACE:
            self.show_news('')
        self._show_counting()

    def cell_of(self, field: str) -> ui.element | None:
        """The cell of a column, if it has one."""
        found = {'title': self._title, 'note': self._note, 'price': self._line}.get(field)
        return container(found)

    def reprice(self, pricing: Pricing) -> None:
        """Show the figures for another number of travellers or currency."""
        if pricing != self.pricing:
            self.pricing = pricing
            self._show_price()

    def show_comments(self, count: int) -> None:
        """Count of open questions about this activity; none shows nothing."""
        self._comments.set_text(str(count) if count else '')
        self._comments.props['aria-label'] = f'{count} comments' if count else ''

    def show_news(self, sentence: str) -> None:
        """Mark the row as the news: `Sofia added this`; empty takes the mark away."""
        if self._news is not None:
            self._news.delete()
            self._news = None
            self.classes(remove='t-act--glow')
        if sentence:
            with self._main:
                self._news = text(sentence, 't-act__note t-12')
            self.classes('t-act--glow')

    def _show_price(self) -> None:
        row, pricing = self.row, self.pricing
        per_person = row.price_unit == PriceUnit.PER_PERSON
        amount = line_total(row, pricing.travellers, pricing.currency)
        each = f'{money.shown(row.price, pricing.currency)} each' if per_person else 'per group'
        self._line.set_text(money.shown(amount, pricing.currency))
        self._each.set_text(each)
        self._raw.set_text(money.plain(row.price, pricing.currency))

    def _rebuild_end(self) -> None:
        for element in self._ends:
            element.delete()
        with self:
            self._build_end()

    def _show_counting(self) -> None:
        self._dim(not counts(self.row))

    def _dim(self, off: bool) -> None:
        if off != ('t-act--off' in self.classes):
            self.classes(add='t-act--off' if off else '', remove='' if off else 't-act--off')


def _grip() -> None:
    """Drag it, press Alt and an arrow on it, or open it for everything else."""
    box(
        't-act__grip',
        'span',
        role='button',
        tabindex='0',
        data_act='activity-menu',
        data_move='activity-move',
        aria_haspopup='menu',
        aria_label='Actions. Alt and arrow keys move it',
        title='Drag to move, click for actions',
        innerHTML=symbol('grip-vertical', 'ellipsis'),
    )
