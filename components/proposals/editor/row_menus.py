"""What can be done with a day or an activity: menus made when they are opened, and moves by key.

Begins the line out.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from components.engine.directions import isolated
from components.kit.markup import box
from components.kit.menus import Item, open_dialog, open_menu
from components.live.cell_editor import row_id
from components.live.fields import live_area
from components.proposals.editor.activity_icons import ACTIVITY_ICONS
from components.proposals.editor.itinerary import Itinerary
from models import PriceUnit, ProposalActivity, ProposalDay
from services.proposals import building

Given = Mapping[str, Any]
Handler = Callable[[], Awaitable[object] | object]


class RowMenus:
    """Speaks for the itinerary's rows; `listen` once."""

    def __init__(self, itinerary: Itinerary) -> None:
        self._itinerary = itinerary
        self._editor = itinerary.editor

    def listen(self) -> None:
        cell_editor = self._itinerary.cell_editor
        cell_editor.on_act('activity-menu', self._open_activity_menu)
        cell_editor.on_act('activity-move', self._on_activity_move)
        cell_editor.on_act('day-menu', self._open_day_menu)
        cell_editor.on_act('day-move', self._on_day_move)

    # activities

    def _open_activity_menu(self, given: Given) -> None:
        row = self._activity(given)
        if row is not None:
            items = [*self._what_it_is(row), *self._where_it_stands(row, given)]
            self._open(given, items, row.title)

    def _what_it_is(self, row: ProposalActivity) -> list[Item]:
        edit = partial(self._editor.edit, row)
        per_person = row.price_unit == PriceUnit.PER_PERSON
        unit = PriceUnit.PER_GROUP if per_person else PriceUnit.PER_PERSON
        said = 'Always include' if row.is_optional else 'Make optional'
        mark = 'lock' if row.is_optional else 'circle-dashed'
        chosen = Item(
            label='Chosen from the start',
            checked=row.is_selected,
            on_click=partial(edit, is_selected=not row.is_selected),
        )
        return [
            Item(label=said, icon=mark, on_click=partial(edit, is_optional=not row.is_optional)),
            *([chosen] if row.is_optional else []),
            Item(
                label='Price for the group' if per_person else 'Price per person',
                icon='users',
                on_click=partial(edit, price_unit=unit),
            ),
        ]

    def _where_it_stands(self, row: ProposalActivity, given: Given) -> list[Item]:
        copied = {'source_id': row.id, 'id': uuid4()}
        duplicate = partial(self._editor.do, building.duplicate_activity, **copied)
        remove = partial(self._editor.remove_part, ProposalActivity, row.id, row.title)
        choices: tuple[tuple[str, str, Handler], ...] = (
            ('Icon', 'star', lambda: self._open_icons(row, given)),
            ('Description', 'file-text', lambda: self._open_description(row)),
            ('Move up', 'arrow-up', lambda: self._step(row, -1)),
            ('Move down', 'arrow-down', lambda: self._step(row, 1)),
            ('Move to another day', 'calendar-days', lambda: self._open_days(row, given)),
            ('Duplicate', 'copy', duplicate),
        )
        items = [Item(label=label, icon=mark, on_click=act) for label, mark, act in choices]
        return [*items, Item(label='Remove', icon='trash-2', danger=True, on_click=remove)]

    def _open(self, given: Given, items: list[Item], label: str) -> None:
        anchor = str(given.get('anchor', ''))
        known = anchor[1:].isdigit() and int(anchor[1:]) in self._editor.client.elements
        open_menu(self._itinerary, items, label=label, target=f'#{anchor}' if known else '')

    def _open_icons(self, row: ProposalActivity, given: Given) -> None:
        def choose(name: str) -> Callable[[], object]:
            return lambda: self._editor.edit(row, icon=name)

        items = [
            Item(label=label, icon=name, on_click=choose(name))
            for name, label in ACTIVITY_ICONS.items()
        ]
        self._open(given, items, 'Icon')

    def _open_days(self, row: ProposalActivity, given: Given) -> None:
        def go(day_id: UUID) -> Callable[[], object]:
            last = len(self._editor.activities_of(day_id))
            return lambda: self._itinerary.move_activity(row, day_id, last)

        items = [
            Item(label=f'Day {number}: {isolated(day.title)}', on_click=go(day.id))
            for number, day in enumerate(self._editor.days.rows, 1)
            if day.id != row.day_id
        ]
        self._open(given, items or [Item(label='There is no other day')], 'Move to')

    def _open_description(self, row: ProposalActivity) -> None:
        """Longer words about an activity, which the client unfolds."""

        async def save(value: str) -> None:
            base = {'description': field.base}
            await self._editor.save_from(field, ProposalActivity, row.id, base, description=value)

        said = 'What the client reads about it.'
        with self._editor, open_dialog(row.title, detail=said, width=600), box('t-dialog__body'):
            name = f'description-{row.id}'
            field = live_area('Description', row.description, save, rows=8, testid_=name)

    async def _on_activity_move(self, given: Given) -> None:
        row = self._activity(given)
        if row is not None:
            await self._step(row, 1 if given.get('by') == 1 else -1)

    async def _step(self, row: ProposalActivity, by: int) -> None:
        """One place up or down; past the end of a day it goes on in the next one."""
        days = [day.id for day in self._editor.days.rows]
        siblings = [one.id for one in self._editor.activities_of(row.day_id)]
        at, day = siblings.index(row.id) + by, days.index(row.day_id)
        if 0 <= at < len(siblings):
            await self._itinerary.move_activity(row, row.day_id, at)
        elif by < 0 and day > 0:
            above = days[day - 1]
            await self._itinerary.move_activity(row, above, len(self._editor.activities_of(above)))
        elif by > 0 and day + 1 < len(days):
            await self._itinerary.move_activity(row, days[day + 1], 0)
        else:
            self._itinerary.cell_editor.say(f'{isolated(row.title)} is already at the end.')

    # days

    def _open_day_menu(self, given: Given) -> None:
        day = self._day(given)
        if day is None:
            return
        copied = {'source_id': day.id, 'id': uuid4()}
        choices: tuple[tuple[str, str, Handler], ...] = (
            ('Duplicate day', 'copy', partial(self._editor.do, building.duplicate_day, **copied)),
            ('Move up', 'arrow-up', lambda: self._step_day(day, -1)),
            ('Move down', 'arrow-down', lambda: self._step_day(day, 1)),
        )
        remove = partial(self._editor.remove_part, ProposalDay, day.id, day.title or 'Day')
        items = [
            *(Item(label=label, icon=mark, on_click=act) for label, mark, act in choices),
            Item(label='Remove day', icon='trash-2', danger=True, on_click=remove),
        ]
        self._open(given, items, day.title)

    async def _on_day_move(self, given: Given) -> None:
        day = self._day(given)
        if day is not None:
            await self._step_day(day, 1 if given.get('by') == 1 else -1)

    async def _step_day(self, day: ProposalDay, by: int) -> None:
        order = [one.id for one in self._editor.days.rows]
        index = order.index(day.id) + by
        if not 0 <= index < len(order):
            return
        if await self._editor.do(building.move_day, id=day.id, index=index):
            self._itinerary.cell_editor.say(f'{isolated(day.title)} is now day {index + 1}.')

    def _activity(self, given: Given) -> ProposalActivity | None:
        return self._editor.activity(row_id(given))

    def _day(self, given: Given) -> ProposalDay | None:
        key = row_id(given)
        return next((day for day in self._editor.days.rows if day.id == key), None)
