"""What can be done with records from their list; each begins a line out."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from nicegui import ui

from components.engine.directions import isolated
from components.kit.menus import Item
from components.live.actions import Actions
from services.accounts.members import Member
from services.commands.editables import Editable
from services.core import Services
from services.records import bulk, commands
from services.records.lists import RecordList
from services.records.picked import BulkChange, Done, Picked, SetTo


class RecordActions:
    """Commands of one member on one page; what is deleted or brought back is put in `mine`."""

    def __init__(
        self,
        services: Services,
        member: Member,
        page: ui.element,
        mine: set[UUID],
        *,
        of: Editable[Any],
        address: str,
        read: RecordList[Any] | None = None,
    ) -> None:
        """`address`: of the list; `read`: what it shows, where many are changed at once."""
        self._actions = Actions(services, member.viewer, page)
        self._may_edit = member.may_edit
        self._page = page
        self._mine = mine
        self._of = of
        self._address = address
        self._read = read

    def items(self, record: Any) -> list[Item]:
        """The entries of a row's menu."""
        found = [Item(label='Open', icon='eye', href=self._address_of(record))]
        if self._may_edit:
            name = isolated(str(getattr(record, self._of.named_by)))
            remove = partial(self.delete_all, (record.id,), name)
            found.append(Item(label='Delete', icon='trash-2', danger=True, on_click=remove))
        return found

    async def create(self, **typed: Any) -> None:
        """Make one and open it. Raises: `AppError`."""
        made = await self._actions.run(commands.add, of=self._of, **typed)
        self._page.client.open(self._address_of(made))

    async def delete_all(self, ids: Sequence[UUID], name: str = '') -> None:
        """Delete, with one undo; what they hold stays."""
        await self._actions.do_all(
            commands.delete_all, ids, lambda count: f'{name or self.many(count)} deleted.',
            mine=self._mine, so={'deleted': True}, of=self._of,
        )  # fmt: skip

    async def change(
        self,
        picked: Picked,
        change: BulkChange,
        said: Callable[[int], str],
        *,
        refused_here: bool = False,
    ) -> None:
        """Change many at once, say of how many, and offer to take it back.

        Raises: `AppError` where the caller says why it was `refused_here`.
        """
        assert self._read is not None  # whoever changes many has a list
        run = self._actions.run if refused_here else self._actions.attempt
        done = await run(bulk.change_picked, read=self._read, picked=picked, change=change)
        if done is None:
            return
        self._mine.update(done.ids)
        count = len(done.rows)
        full = f'{self.many(done.full)} had no room for more tags.' if done.full else ''
        if count:
            undo = partial(self._take_back, done)
            self._actions.toast(said(count), detail=full, action=('Undo', undo))
        else:
            self._actions.toast(full or 'That is so already. Nothing was changed.', kind='info')

    async def delete_picked(self, picked: Picked) -> None:
        """Delete many, with one undo; what they hold stays."""
        change = SetTo(self._of.table.deleted_at, datetime.now(UTC))
        await self.change(picked, change, lambda count: f'{self.many(count)} deleted.')

    async def _take_back(self, done: Done) -> None:
        kept = await self._actions.attempt(bulk.take_back, of=self._of, read=self._read, done=done)
        if kept is None:
            return
        self._mine.update(kept.back)
        if kept.count:
            more = kept.count - len(kept.names)
            names = [isolated(name) for name in kept.names] + [f'{more:,} more'] * bool(more)
            words = (
                'was changed since and stays as it is'
                if kept.count == 1
                else ('were changed since and stay as they are')
            )
            self._actions.toast(f'{joined(names)} {words}.', kind='info')

    def many(self, count: int) -> str:
        """`One contact`, `3 contacts`"""
        some = self.some(count)
        return f'{some[0].upper()}{some[1:]}'

    def some(self, count: int) -> str:
        """The same within a sentence."""
        return f'{count:,} {self._of.name}s' if count > 1 else f'one {self._of.name}'

    def _address_of(self, record: Any) -> str:
        return f'{self._address}/{record.id}'


def joined(names: Sequence[str]) -> str:
    """`Ben, Kari and 3 more`"""
    *others, last = names
    return f'{", ".join(others)} and {last}' if others else last
