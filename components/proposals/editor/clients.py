"""Whom the proposal is for: one of the contacts, or somebody new. Begins the line out."""

from collections.abc import Sequence
from dataclasses import replace

from nicegui import background_tasks, ui
from nicegui.events import GenericEventArguments

from components.engine.directions import isolated
from components.kit.avatar import face
from components.kit.buttons import button
from components.kit.icons import icon
from components.kit.keyed import Keyed
from components.kit.markup import box, show, testid, text
from components.kit.menus import open_dialog
from components.live.fields import flush_first, text_field
from components.live.people import of_contact
from components.proposals.editor.editor import ProposalEditor
from models import Contact, Proposal
from models.text import clean_line
from services.contacts.commands import CONTACT
from services.contacts.queries import CONTACTS, Sort
from services.errors import AppError
from services.folding import alike, folded
from services.records import commands as records

MOST = 8
"""How many contacts are listed at once; typing narrows them."""
MOST_READ = 50
"""Among so many is somebody of the very name that was typed."""


def choose_client(editor: ProposalEditor, _anchor: ui.element) -> None:
    """Open the choice; call from a click handler."""
    with editor, open_dialog('Who is it for?', width=440) as dialog:
        _Choice(editor, dialog)


class _Choice:
    def __init__(self, editor: ProposalEditor, dialog: ui.dialog) -> None:
        self._editor = editor
        self._dialog = dialog
        with box('t-dialog__body t-col t-col--3'):
            with box('t-input'):
                icon('search')
                label = 'Find a contact, or name a new one'
                field = box(
                    tag='input', placeholder=label, aria_label=label, autocomplete='off', dir='auto'
                )
                field.on('input', self._on_find, js_handler='(e) => emit(e.target.value)')
                testid(field, 'client-search')
            found = box('t-pick', role='group', aria_label='Contacts')
            self._entries = Keyed(found, self._entry, key=lambda row: (row.id, row.revision))
            self._email = text_field('E-mail, if you know it', name='email', kind='email')
            self._add = button('Add contact', icon='user-plus', kind='primary')
            self._add.on_click(self._on_add, js_handler=flush_first(self._add, self._email))
        self._typed = ''
        self._show([])
        background_tasks.create(self._find(), name='find contacts')

    async def _on_find(self, event: GenericEventArguments) -> None:
        self._typed = clean_line(str(event.args))
        await self._find()

    async def _find(self) -> None:
        """Those of what is typed, unless it is something else by the time they are read."""
        editor, typed = self._editor, self._typed
        state = replace(CONTACTS.start, sort=Sort.NAME, words=typed, most=MOST_READ)
        found = CONTACTS.window(editor.organization_id, state)
        rows = await editor.services.live.read(found, editor.viewer)
        if typed == self._typed and not self._dialog.is_deleted:
            self._show(rows)

    def _show(self, found: Sequence[Contact]) -> None:
        self._entries.show(found[:MOST])
        is_new = bool(folded(self._typed)) and not any(
            alike(one.full_name, self._typed) for one in found
        )
        for element in (self._email, self._add):
            show(element, is_new)
        if is_new:
            self._add.set_text(f'Add {isolated(self._typed)}')

    def _entry(self, contact: Contact) -> ui.element:
        proposal = self._editor.proposal
        chosen = proposal is not None and proposal.client_id == contact.id
        entry = box('t-pick__one', 'button', type='button')
        entry.props['aria-current'] = 'true' if chosen else 'false'
        entry.on('click', lambda: self._choose(contact), args=[])
        with entry:
            face(of_contact(contact), size=28)
            with box('t-grow', 'span'):
                text(contact.full_name, 't-clip t-medium t-block')
                about = ' · '.join(part for part in (contact.city, contact.email) if part)
                text(about, 't-clip t-12 t-3 t-block')
        return entry

    async def _choose(self, contact: Contact) -> None:
        self._dialog.close()
        self._editor.people.meet(contact)
        proposal = self._editor.proposal
        if proposal is not None:
            await self._editor.edit(proposal, client_id=contact.id)

    async def _on_add(self) -> None:
        if not self._dialog.value:
            return  # the second of two clicks, while it closes
        try:
            contact = await self._editor.run(
                records.add, of=CONTACT, full_name=self._typed, email=self._email.value
            )
            self._editor.people.meet(contact)
            await self._editor.save(Proposal, self._editor.proposal_id, client_id=contact.id)
        except AppError as error:
            self._editor.toast(str(error), kind='bad')
            return
        self._dialog.close()
