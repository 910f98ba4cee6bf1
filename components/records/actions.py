"""What can be done with records from their list; each begins a line out."""

from collections.abc import Sequence
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
from services.records import commands


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
    ) -> None:
        """`address`: of the list."""
        self._actions = Actions(services, member.viewer, page)
        self._may_edit = member.may_edit
        self._page = page
        self._mine = mine
        self._of = of
        self._address = address

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

    def many(self, count: int) -> str:
        """`One contact`, `3 contacts`"""
        return f'{count} {self._of.name}s' if count > 1 else f'One {self._of.name}'

    def _address_of(self, record: Any) -> str:
        return f'{self._address}/{record.id}'
