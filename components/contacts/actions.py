"""What can be done with a contact, and the dialog for a new one; each begins a line out."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from nicegui import ui

from components.engine.directions import isolated
from components.kit.buttons import button
from components.kit.format import counted
from components.kit.markup import box, text
from components.kit.menus import Item, open_dialog
from components.live.actions import Actions
from components.live.fields import LiveInput, flush_first
from models import Contact
from services.accounts.members import Member
from services.contacts import commands
from services.core import Services
from services.errors import AppError

FIELDS = {'full_name': 'Name', 'email': 'E-mail', 'phone': 'Phone', 'company': 'Company'}


class ContactActions:
    """Commands of one member on one page; what is made here, or brought back, is put in `mine`."""

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
            remove = partial(self.delete, contact)
            found.append(Item(label='Delete', icon='trash-2', danger=True, on_click=remove))
        return found

    async def create(self, **fields: Any) -> None:
        """Make a contact and open it. Raises: `AppError`."""
        made = await self._actions.run(commands.add_contact, **fields)
        self._page.client.open(f'/contacts/{made.id}')

    async def delete(self, contact: Contact) -> None:
        """Delete, with an undo; what they hold stays."""
        await self.delete_all((contact.id,), isolated(contact.full_name))

    async def delete_all(self, ids: Sequence[UUID], name: str = '') -> None:
        """The same for many, with one undo."""
        put = partial(self._actions.attempt, commands.delete_all)
        if done := await put(contact_ids=ids, deleted=True):
            self._mine.update(done)
            undo = partial(put, contact_ids=done, deleted=False)
            said = name or counted(len(done), 'contact')
            self._actions.toast(f'{said} deleted.', action=('Undo', undo))


class NewContact:
    """One opening of the dialog; what is refused keeps it open, what was made is opened."""

    def __init__(self, actions: ContactActions) -> None:
        self._actions = actions
        self._id = uuid4()
        detail = 'You can change everything later.'
        with open_dialog('New contact', detail=detail) as self._dialog:
            with box('t-dialog__body'):
                self._fields = {
                    name: LiveInput(
                        label, testid_=f'new-contact-{name}', touch=True, maxlength=200,
                        kind='email' if name == 'email' else 'text', first=name == 'full_name',
                    )
                    for name, label in FIELDS.items()
                }  # fmt: skip
                self._problem = text('', 't-help t-help--bad t-hidden', 'p', role='alert')
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=self._dialog.close)
                create = button('Create', kind='primary', name='new-contact-create')
                handed_over = flush_first(create, *self._fields.values())
                create.on_click(self._create, js_handler=handed_over)
                for field in self._fields.values():
                    field.on('keydown.enter', create.press, args=[], js_handler=handed_over)

    async def _create(self) -> None:
        typed = {name: field.value for name, field in self._fields.items()}
        try:
            await self._actions.create(id=self._id, **typed)
        except AppError as error:
            self._problem.set_text(str(error))
            self._problem.classes(remove='t-hidden')
