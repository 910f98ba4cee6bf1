"""What can be done with a contact, and the dialog for a new one; each begins a line out."""

from functools import partial
from uuid import uuid4

from components.engine.directions import isolated
from components.kit.buttons import button
from components.kit.markup import box, text
from components.kit.menus import Item, open_dialog
from components.live.actions import Actions
from components.live.fields import LiveInput, flush_first
from models import Contact
from services.contacts import commands
from services.errors import AppError

FIELDS = {'full_name': 'Name', 'email': 'E-mail', 'phone': 'Phone', 'company': 'Company'}


def items(actions: Actions, contact: Contact, *, may_edit: bool) -> list[Item]:
    """The entries of a row's menu."""
    found = [Item(label='Open', icon='eye', href=f'/contacts/{contact.id}')]
    if may_edit:
        remove = partial(delete, actions, contact)
        found.append(Item(label='Delete', icon='trash-2', danger=True, on_click=remove))
    return found


async def delete(actions: Actions, contact: Contact) -> None:
    """Delete, with an undo; what it holds stays."""
    put = partial(actions.do, commands.delete, contact_id=contact.id)
    await actions.do_with_undo(
        f'{isolated(contact.full_name)} deleted.',
        partial(put, deleted=True),
        partial(put, deleted=False),
    )


class NewContact:
    """One opening of the dialog; what is refused keeps it open, what was made is opened."""

    def __init__(self, actions: Actions) -> None:
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
            made = await self._actions.run(commands.add_contact, id=self._id, **typed)
        except AppError as error:
            self._problem.set_text(str(error))
            self._problem.classes(remove='t-hidden')
            return
        self._dialog.client.open(f'/contacts/{made.id}')
