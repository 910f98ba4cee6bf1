"""What of a record is chosen from menus, and its tags. Begins the line out."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from components.engine.light import Part
from components.kit.menus import Item, open_menu
from components.live.editor import RecordEditor
from components.live.fields import live_input
from components.view.screen import Act
from models.text import LONGEST_TAG, clean_line
from services.errors import NotFound
from services.folding import alike
from services.realtime.live import OptimisticQuery

Choices = Callable[[], Mapping[Any, str]]
"""Values with the words for them."""


class RecordChoices:
    """Handles acts of `components/live/record_parts.py`; make it where its menus may stand."""

    def __init__(self, editor: RecordEditor, records: OptimisticQuery[Any]) -> None:
        self._editor = editor
        self._records = records
        self._menus = Part()

    @property
    def place(self) -> Part:
        """Where menus stand that a page opens by itself."""
        return self._menus

    def choosing(self, field: str, choices: Choices) -> Callable[[Act], None]:
        """What an act does that opens a menu of what a field can be."""

        def open_choices(act: Act) -> None:
            if (record := self._record) is not None:
                items = [
                    Item(
                        label=word,
                        checked=value == getattr(record, field),
                        on_click=partial(self._editor.edit, record, **{field: value}),
                    )
                    for value, word in choices().items()
                ]
                target = f'[data-act="{act.name}"]'
                open_menu(self._menus, items, label=act.name.capitalize(), target=target)

        return open_choices

    def members(self) -> Mapping[UUID | None, str]:
        """Whom to choose from where somebody looks after it."""
        return {**{one.id: one.full_name for one in self._editor.profiles.rows}, None: 'Nobody'}

    def place_tag_field(self, known: Callable[[], Sequence[str]]) -> Callable[[], None]:
        """Place where a tag is added; call what comes back when others are `known`."""
        if not self._editor.may_edit:
            return lambda: None

        async def add(typed: str) -> None:
            """As others write it already, where they do."""
            if tag := clean_line(typed):
                tag = next((each for each in known() if alike(each, tag)), tag)
                await self._add(tag)

        field = live_input(
            '', '', add, aria_label='Add a tag', placeholder='Add a tag', icon='plus', bare=True,
            clear_on_commit=True, maxlength=LONGEST_TAG, testid_='add-tag',
        )  # fmt: skip
        field.classes('t-tags__add')

        def offer() -> None:
            field.props['options'] = list(known())

        offer()
        return offer

    async def untag(self, act: Act) -> None:
        """Take the tag away that is the act's key."""
        if (record := self._record) is not None:
            tags = tuple(tag for tag in record.tags if tag != act.key)
            await self._editor.edit(record, tags=tags)

    @property
    def _record(self) -> Any:
        return next(iter(self._records.rows), None)

    async def _add(self, tag: str) -> None:
        record = self._record
        if record is None:
            raise NotFound
        await self._editor.save(
            type(record), record.id, base={'tags': record.tags}, tags=(*record.tags, tag)
        )
