"""What can be done with proposals from the list; each one begins a line out."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID, uuid4

from nicegui import ui

from components.engine.directions import isolated
from components.kit.menus import Item
from components.proposals.list.new_dialog import NewProposalValues
from components.records.actions import RecordActions
from models import Proposal
from models.text import cut
from services.accounts.members import Member
from services.contacts import commands as contacts
from services.core import Services
from services.proposals import drafting, editing
from services.proposals.cards import ProposalCard
from services.proposals.editing import PROPOSAL
from services.records import commands as records


class ProposalActions(RecordActions):
    """What is made here is put in `mine`, too."""

    def __init__(
        self, services: Services, member: Member, page: ui.element, mine: set[UUID]
    ) -> None:
        super().__init__(services, member, page, mine, of=PROPOSAL, address='/proposals')

    def items(self, card: ProposalCard) -> list[Item]:
        """The entries of a row's menu."""
        opening = Item(label='Open', icon='eye', href=f'/proposals/{card.id}')
        if not self._may_edit:
            return [opening]
        verb = 'Bring back' if card.is_archived else 'Archive'
        template = Item(
            label='Save as template',
            icon='layers',
            on_click=lambda: self.duplicate(card, as_template=True),
        )
        return [
            opening,
            Item(label='Duplicate', icon='copy', on_click=lambda: self.duplicate(card)),
            *([] if card.is_template else [template]),
            Item(
                label=verb,
                icon='undo-2' if card.is_archived else 'archive',
                on_click=lambda: self.archive(card, archived=not card.is_archived),
            ),
            Item(label='Delete', icon='trash-2', danger=True, on_click=lambda: self.delete(card)),
        ]

    async def draft(self, wish: NewProposalValues) -> None:
        """Make a proposal and open it; a client nobody knows is added. Raises: `AppError`."""
        run = self._actions.run
        client_id = None
        if wish.client:
            client = await run(contacts.client_called, name=wish.client)
            client_id = client.id
        if wish.source:
            made = await run(
                drafting.copy,
                source_id=wish.source,
                title=wish.title,
                client_id=client_id,
                id=wish.id,
            )
        else:
            made = await run(drafting.create, title=wish.title, id=wish.id)
            if client_id:
                changes = {'client_id': client_id}
                await run(editing.edit, kind=Proposal, id=made.id, changes=changes)
        self._page.client.open(f'/proposals/{made.id}')

    async def duplicate(self, card: ProposalCard, *, as_template: bool = False) -> None:
        title = card.title if as_template else f'{card.title}, copy'
        id = uuid4()
        self._mine.add(id)
        made = await self._actions.attempt(
            drafting.copy, source_id=card.id, title=cut(title), as_template=as_template, id=id
        )
        if made is not None:
            name = isolated(card.title if as_template else made.title)
            said = f'{name} is a template now.' if as_template else f'{name} is ready.'
            self._actions.toast(said, action=('Open', f'/proposals/{made.id}'))

    async def archive(self, card: ProposalCard, *, archived: bool) -> None:
        """Put away or bring back, with an undo."""
        self._mine.add(card.id)
        put = partial(self._actions.do, drafting.archive, proposal_id=card.id)
        await self._actions.do_with_undo(
            f'{isolated(card.title)} {"archived" if archived else "is back"}.',
            partial(put, archived=archived),
            partial(put, archived=not archived),
            kind='mute' if archived else 'ok',
        )

    async def delete(self, card: ProposalCard) -> None:
        """Delete, with an undo; its links stop until then."""
        self._mine.add(card.id)
        put = partial(self._actions.do, records.delete, of=PROPOSAL, id=card.id)
        await self._actions.do_with_undo(
            f'{isolated(card.title)} deleted.',
            partial(put, deleted=True),
            partial(put, deleted=False),
        )

    async def archive_all(self, ids: Sequence[UUID], *, archived: bool) -> None:
        """Put many away or bring them back, with one undo."""

        def said(count: int) -> str:
            words = 'archived' if archived else 'are back' if count > 1 else 'is back'
            return f'{self.many(count)} {words}.'

        await self._actions.do_all(
            drafting.archive_all, ids, said, mine=self._mine, so={'archived': archived}
        )
