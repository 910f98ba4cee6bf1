"""Asks what is to be of many records, does it, and offers to take it back. Begins a line out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from components.engine.light import Part
from components.kit.menus import Item, open_menu
from components.live.held_list import HeldList
from components.records.actions import RecordActions
from components.records.bulk_acts import BulkAct, Choosing, Tagging
from components.records.tag_picker import TagPicker, choice_of
from services.records.lists import ListCounts, RecordList
from services.records.picked import Picked, SetTo
from services.records.picked import Tagged as Retagged

UNSELECT = 'window.tradewind.on.unselect()'


class BulkMenus(Part):
    """Place it on the list's page."""

    def __init__(
        self,
        declared: Sequence[BulkAct],
        read: RecordList[Any],
        held: HeldList[Any],
        actions: RecordActions,
    ) -> None:
        super().__init__()
        self._declared = {each.act.name: each for each in declared}
        self._read = read
        self._list = held
        self._actions = actions

    async def begin(self, name: str, picked: Picked) -> None:
        """Ask what is to be of these. Raises: `AppError`."""
        match self._declared.get(name):
            case Choosing() as act:
                self._choose(act, picked)
            case Tagging() as act:
                await self._tag(act, picked)

    @property
    def _counts(self) -> ListCounts:
        return self._list.counts or ListCounts()

    def _choose(self, act: Choosing, picked: Picked) -> None:
        async def choose(value: object, word: str) -> None:
            change = SetTo(act.facet.column, value)
            said = lambda count: (  # noqa: E731  one line either way
                f'{act.act.label} of {self._actions.some(count)} is now {word}.'
            )
            await self._actions.change(picked, change, said)
            self._unselect()

        items = [
            Item(label=word, on_click=partial(choose, value, word))
            for value, word in act.choices(self._counts).items()
        ]
        target = f'.t-bulk [data-bulk="{act.act.name}"]'
        open_menu(self, items, label=act.act.label, target=target)

    async def _tag(self, act: Tagging, picked: Picked) -> None:
        organization_id, facet = self._list.viewer.organization_id, act.facet
        (these,) = await self._list.read(self._read.picked_values(organization_id, picked, facet))
        (total,) = await self._list.read(self._read.picked_count(organization_id, picked))

        async def apply(added: tuple[str, ...], removed: tuple[str, ...]) -> None:
            if added or removed:
                change = Retagged(facet.column, added, removed)
                await self._actions.change(
                    picked, change, partial(self._said, added, removed), refused_here=True
                )
                self._unselect()

        choice = choice_of(self._counts.of(facet) or {}, these.value, total.value)
        with self:
            TagPicker(f'Tags of {self._actions.some(total.value)}', choice, apply)

    def _said(self, added: tuple[str, ...], removed: tuple[str, ...], count: int) -> str:
        some = self._actions.some(count)
        if not removed:
            return f'{self._actions.many(count)} tagged {", ".join(added)}.'
        return (
            f'{", ".join(removed)} taken off {some}.' if not added else f'Tags of {some} changed.'
        )

    def _unselect(self) -> None:
        if not self.is_deleted:
            self.client.run_javascript(UNSELECT)
