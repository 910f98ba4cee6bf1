"""A dialog that asks for a few words and makes something of them. Begins a line out."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import uuid4

from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.kit.menus import open_dialog
from components.live.fields import LiveInput, flush_first
from services.errors import AppError

KINDS = {'email': 'email', 'on': 'date'}
"""By the last word of a field's name: `starts_on` is a day."""


class FormDialog:
    """One opening; what is refused keeps it open, with what was typed."""

    def __init__(
        self, title: str, fields: Mapping[str, str], make: Callable[..., Awaitable[object]]
    ) -> None:
        """`fields`: labels by name. `make(id=…, **typed)` gets the same id at each try; raises
        `AppError` to refuse."""
        self._make = make
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
                self._problem = text('', 't-help t-help--bad t-hidden', 'p', role='alert')
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=dialog.close)
                create = button('Create', kind='primary', name=f'{name}-create')
                handed_over = flush_first(create, *self._fields.values())
                create.on_click(self._create, js_handler=handed_over)
                for each in self._fields.values():
                    each.on('keydown.enter', create.press, args=[], js_handler=handed_over)

    async def _create(self) -> None:
        try:
            typed = {name: field.value for name, field in self._fields.items()}
            await self._make(id=self._id, **typed)
        except AppError as error:
            self._problem.set_text(str(error))
            show(self._problem, True)
