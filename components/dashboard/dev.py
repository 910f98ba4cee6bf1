"""The developer's part of the dashboard: let things happen, and read what arrived. Both lines.

In development only.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from components.kit.buttons import button
from components.kit.markup import box, testid, text
from components.live.element import LiveElement
from components.operations.dev import TapeView
from models.viewer import Operator
from services.accounts.members import Member
from services.core import Services
from services.dashboard.acting import BURST, add_contact, add_many
from services.errors import AppError
from services.operations.dev import Dev
from services.operations.dev.acting import change_price, say_something
from services.proposals.cards import ProposalCard

Command = Callable[..., Awaitable[str]]


def place(
    services: Services, dev: Dev, member: Member, proposals: Callable[[], Sequence[ProposalCard]]
) -> None:
    """Place the buttons, and the tape of what came."""
    with box('t-dash__dev'):
        Happening(services, member, proposals)
        TapeView(services, dev, member.viewer.organization_id)


class Happening(LiveElement):
    """Buttons for contacts and activities."""

    def __init__(
        self,
        services: Services,
        member: Member,
        proposals: Callable[[], Sequence[ProposalCard]],
    ) -> None:
        """`proposals`: on which something may happen."""
        super().__init__('section')
        self._services = services
        self._viewer: Operator = member.viewer
        self._proposals = proposals
        self.classes('t-card')
        with self:
            with box('t-card__head'):
                text('Let something happen', 't-h4', 'h2')
            with box('t-dev__body'):
                with box('t-row t-row--wrap'):
                    for label, name, do in (
                        ('Add a contact', 'contact', partial(self._run, add_contact)),
                        ('Write a comment', 'comment', partial(self._on_proposal, say_something)),
                        ('Change a price', 'price', partial(self._on_proposal, change_price)),
                        (f'Add {BURST:,} contacts', 'burst', partial(self._run, add_many)),
                    ):
                        button(label, on_click=do, name=f'dev-{name}')
                with box('t-2', 'p', role='status') as said:
                    testid(said, 'dev-said')
                    self._said = text()

    async def _on_proposal(self, command: Command) -> None:
        card = next((each for each in self._proposals() if not each.is_archived), None)
        if card is None:
            self._said.set_text('No client has done anything with a proposal yet.')
            return
        await self._run(command, proposal_id=card.id)

    async def _run(self, command: Command, **fields: Any) -> None:
        try:
            said = await self._services.run(command, self._viewer, **fields)
        except AppError as error:
            said = str(error)
        if not self.is_deleted:
            self._said.set_text(said)
