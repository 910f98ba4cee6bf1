"""A dialog that asks for a few words and makes something of them. Begins a line out."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.kit.menus import open_dialog
from components.live.fields import LiveInput, flush_first
from components.view.element import ViewElement
from components.view.node import Node, el
from components.view.pieces import icon
from components.view.view import View
from services.errors import AppError

KINDS = {'email': 'email', 'on': 'date'}
"""By the last word of a field's name: `starts_on` is a day."""


class Alike(NamedTuple):
    """What is there already and may be the same."""

    name: str
    why: str
    href: str


Look = Callable[[Mapping[str, str]], Awaitable[Sequence[Alike]]]
"""Finds what is like what was typed so far."""


def alike(found: Sequence[Alike]) -> Node:
    """Each with a link, so that nobody makes it twice without knowing."""
    rows = [
        el(
            'div', 't-alert',
            icon('merge'),
            el(
                'div', 't-grow',
                el('a', 't-link', f'{one.name} is here already', href=one.href, target='_blank'),
                el('p', '', one.why),
            ),
            key=one.href, data_tone='warn',
        )
        for one in found
    ]  # fmt: skip
    return el('div', 't-col t-col--2', rows, role='status', data_testid='alike')


class FormDialog:
    """One opening; what is refused keeps it open, with what was typed."""

    def __init__(
        self,
        title: str,
        fields: Mapping[str, str],
        make: Callable[..., Awaitable[object]],
        *,
        look: Look | None = None,
    ) -> None:
        """`fields`: labels by name. `make(id=…, **typed)` gets the same id at each try; raises
        `AppError` to refuse. `look` is asked after each field; what it finds is a warning only."""
        self._make = make
        self._look = look
        self._alike: View[Sequence[Alike]] = View(alike, ())
        self._id = uuid4()
        name, first = title.lower().replace(' ', '-'), next(iter(fields))
        with open_dialog(title, detail='You can change everything later.') as dialog:
            with box('t-dialog__body'):
                self._fields = {
                    field: LiveInput(
                        label,
                        testid_=f'{name}-{field}',
                        kind=KINDS.get(field.rpartition('_')[2], 'text'),
                        touch=True,
                        maxlength=200,
                        first=field == first,
                    )
                    for field, label in fields.items()
                }
                if look:
                    ViewElement(self._alike, acts={})
                    dialog.on('hide', self._alike.stop, args=[])
                    for field in self._fields.values():
                        field.on('commit', self._on_typed, args=[])
                self._problem = text('', 't-help t-help--bad t-hidden', 'p', role='alert')
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=dialog.close)
                create = button('Create', kind='primary', name=f'{name}-create')
                handed_over = flush_first(create, *self._fields.values())
                create.on_click(self._create, js_handler=handed_over)
                for each in self._fields.values():
                    each.on('keydown.enter', create.press, args=[], js_handler=handed_over)

    async def _on_typed(self) -> None:
        if self._look is not None:
            self._alike.show(tuple(await self._look(self._typed())))

    def _typed(self) -> dict[str, str]:
        return {name: field.value for name, field in self._fields.items()}

    async def _create(self) -> None:
        try:
            await self._make(id=self._id, **self._typed())
        except AppError as error:
            self._problem.set_text(str(error))
            show(self._problem, True)
