"""One day: its date, its name, what it costs, and the activities in their order.

The end of the line in for a day's row; its activities are placed by `itinerary.py`.
"""

from collections.abc import Callable, Set
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from nicegui import ui
from nicegui.elements.mixins.sortable_element import SortableElement
from nicegui.events import SortableEventArguments

from components.engine.light import Part, Text
from components.engine.tree import container
from components.kit.format import LOCALE, counted
from components.kit.markup import box, text
from components.kit.symbols import symbol
from components.live.cells import cell
from models import ProposalActivity, ProposalDay
from services import money

OnDrop = Callable[[SortableEventArguments], object]
DRAGGING = {
    'draggable': '.t-act',
    # a pointer of our own instead of the browser's drag: it works from a button, and on touch
    'forceFallback': True,
    'fallbackTolerance': 4,
    'delay': 150,
    'delayOnTouchOnly': True,
}


class DaySection(Part):
    """A day; `rows` holds its activity rows and nothing else."""

    def __init__(self, day: ProposalDay, *, editable: bool, on_drop: OnDrop) -> None:
        super().__init__('section')
        self.day = day
        self._editable = editable
        self.classes('t-day')
        self.props['data-row'] = str(day.id)
        self.props['data-enter'] = True
        with self:
            self._build_head()
            self._body = cell(
                'body', day.body, tag='p', kind='prose', label='Description of the day',
                classes='t-day__body', hint='Describe this day', editable=editable,
            )  # fmt: skip
            with box('t-acts'):
                self.rows = SortableElement('div')
                self.rows.classes('t-acts__rows')
                if editable:
                    self._make_sortable(on_drop)
                    with box('t-add', 'button', type='button', data_act='add-activity'):
                        text('Add activity')
                        box(tag='span', innerHTML=symbol('plus'))

    def _make_sortable(self, on_drop: OnDrop) -> None:
        self.rows.make_sortable(
            DRAGGING,
            handle='.t-act__grip',
            group='activities',
            ghost_class='t-act--ghost',
            on_end=on_drop,
        )

    def _build_head(self) -> None:
        with box('t-day__top'):
            fold = box(
                't-day__fold', 'button', type='button', data_act='fold', aria_expanded='true'
            )
            fold.props['aria-label'] = 'Show or hide this day'
            fold.props['innerHTML'] = symbol('chevron-right')
            with box('t-day__n', 'span'):
                self._number = Text()
        with box('t-day__head'):
            with box('t-h3', 'h3'):
                self._title = cell(
                    'title', self.day.title, label='Name of the day', hint='Name this day',
                    editable=self._editable,
                )  # fmt: skip
            self._more = text('', 't-day__more')
            with box('t-day__sum', 'span', data_glow=True):
                self._sum = Text()
            if self._editable:
                box(
                    't-day__menu t-x', 'button', type='button', data_act='day-menu',
                    data_move='day-move', aria_haspopup='menu', innerHTML=symbol('ellipsis'),
                    aria_label='Actions for this day. Alt and arrow keys move it',
                    title='Actions for this day',
                )  # fmt: skip

    # patches

    def patch(self, day: ProposalDay, fields: Set[str]) -> None:
        """Show the row's new values."""
        self.day = day
        if 'title' in fields:
            self._title.set_text(day.title)
        if 'body' in fields:
            self._body.set_text(day.body)

    def cell_of(self, field: str) -> ui.element | None:
        """The cell of a column, if it has one."""
        found = {'title': self._title, 'body': self._body}.get(field)
        return container(found)

    def show_number(self, index: int, starts_on: date | None) -> None:
        """`Day 1 · Sun 14 Mar`."""
        name = day_name(index, starts_on)
        self._number.set_text(name)
        if self.props.get('aria-label') != name:
            self.props['aria-label'] = name

    def show_sum(self, amount: Decimal, currency: str) -> None:
        self._sum.set_text(money.shown(amount, currency))

    def show_content(self, activities: list[ProposalActivity]) -> None:
        """What a folded day says of its activities: `2 activities, 1 optional`."""
        options = sum(row.is_optional for row in activities)
        said = counted(len(activities), 'activity', 'activities') if activities else 'Nothing yet'
        self._more.set_text(f'{said}, {options} optional' if options else said)


def day_name(index: int, starts_on: date | None) -> str:
    """`Day 3 · Tue 16 Mar`, or `Day 3` while the dates are open."""
    if starts_on is None:
        return f'Day {index + 1}'
    on = date.fromordinal(starts_on.toordinal() + index)
    return f'Day {index + 1} · {format_date(on, "EEE d MMM", locale=LOCALE)}'
