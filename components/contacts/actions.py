"""What can be done with contacts from the list; each one begins a line out."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from nicegui import ui

from components.engine.directions import isolated
from components.kit.format import counted
from components.kit.menus import Item
from components.live.actions import Actions
from models import Contact
from services.accounts.members import Member
from services.contacts import commands
from services.core import Services


class ContactActions:
    """Commands of one member on one page; what is deleted or brought back is put in `mine`."""

    def __init__(
        self, services: Services, member: Member, page: ui.element, mine: set[UUID]
    ) -> None:
        self._actions = Actions(services, member.viewer, page)
        self._may_edit = member.may_edit
        self._page = page
        self._mine = mine

    def items(self, contact: Contact) -> list[Item]:
        """The entries of a row's menu."""
        found = [Item(label='Open', icon='eye', href=f'/contacts/{contact.id}')]
        if self._may_edit:
            name = isolated(contact.full_name)
            remove = partial(self.delete_all, (contact.id,), name)
            found.append(Item(label='Delete', icon='trash-2', danger=True, on_click=remove))
        return found

    async def create(self, **fields: Any) -> None:
        """Make a contact and open it. Raises: `AppError`."""
        made = await self._actions.run(commands.add_contact, **fields)
        self._page.client.open(f'/contacts/{made.id}')

    async def delete_all(self, ids: Sequence[UUID], name: str = '') -> None:
        """Delete, with one undo; what they hold stays."""
        await self._actions.do_all(
            commands.delete_all, ids, lambda count: f'{name or counted(count, "contact")} deleted.',
            mine=self._mine, deleted=True,
        )  # fmt: skip
