"""Words around the itinerary: subtitle, letter, terms, and whose face the client sees.

Both lines: each field saves by itself and is patched while nobody types in it.
"""

from nicegui import ui

from components.engine.light import Part
from components.kit.avatar import face
from components.kit.keyed import Keyed
from components.kit.markup import box, show_choice, text
from components.live.people import of_profile
from components.live.record_fields import RecordFields
from components.proposals.editor.editor import OF_PROPOSAL, ProposalEditor
from models import Profile
from services.proposals.editing import PROPOSAL


class Prose(Part):
    """The tab "Intro and terms"."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('div')
        self._editor = editor
        self.classes('t-col t-col--6 t-prose')
        with self:
            fields = RecordFields(
                editor, PROPOSAL, editor.proposal_id, editor.proposals, row=OF_PROPOSAL
            )
            fields.add('subtitle', 'Line under the title', help='Stands on the cover.')
            fields.add('intro', 'Letter', rows=8, help='Greets the client, before the first day.')
            fields.add('terms', 'Terms', rows=6, help='What is included, payment, changes.')
            with box('t-field'):
                text('Their contact', 't-label')
                owners = box('t-pick t-pick--row', role='radiogroup', aria_label='Their contact')
                owners.props['data-saves'] = True
                self._owners = Keyed(owners, self._owner, key=lambda row: (row.id, row.revision))
        self._show_owners()
        editor.follow(editor.proposals.live, lambda _: self._show_owners())
        editor.follow(editor.profiles, lambda _: self._show_owners())

    def _show_owners(self) -> None:
        """Change what differs."""
        proposal, profiles = self._editor.proposal, self._editor.profiles.rows
        self._owners.show(profiles)
        ids = (row.id for row in profiles)
        entries = dict(zip(ids, self._owners.in_order, strict=True))
        show_choice(entries, proposal and proposal.owner_id)

    def _owner(self, profile: Profile) -> ui.element:
        async def choose() -> None:
            if (proposal := self._editor.proposal) is not None:
                await self._editor.edit(proposal, owner_id=profile.id)

        entry = box('t-pick__one', 'button', type='button', role='radio')
        if self._editor.may_edit:
            entry.on('click', choose, args=[])
        else:
            entry.props['disabled'] = True
        with entry:
            face(of_profile(profile), size=28)
            text(profile.full_name, 't-medium')
        return entry
