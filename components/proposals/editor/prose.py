"""Words around the itinerary: subtitle, letter, terms, and whose face the client sees.

Both lines: each field saves by itself and is patched while nobody types in it.
"""

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from components.engine.light import Part
from components.kit.avatar import face
from components.kit.keyed import Keyed
from components.kit.markup import box, show_choice, text
from components.live.conflict import OpenConflict
from components.live.fields import LiveInput, live_area, live_input
from components.proposals.editor.editor import OF_PROPOSAL, ProposalEditor
from components.proposals.editor.people import of_profile
from models import Profile, Proposal
from models.patch import Patch
from services.proposals.editing import PROPOSAL


class Prose(Part):
    """The tab "Intro and terms"."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('div')
        self._editor = editor
        self._fields: dict[str, LiveInput] = {}
        self.classes('t-col t-col--6 t-prose')
        with self:
            self._add('subtitle', 'Line under the title', rows=0, help='Stands on the cover.')
            self._add('intro', 'Letter', rows=8, help='Greets the client, before the first day.')
            self._add('terms', 'Terms', rows=6, help='What is included, payment, changes.')
            with box('t-field'):
                text('Their contact', 't-label')
                owners = box('t-pick t-pick--row', role='radiogroup', aria_label='Their contact')
                owners.props['data-saves'] = True
                self._owners = Keyed(owners, self._owner, key=lambda row: (row.id, row.revision))
        self._show_owners()
        editor.places.add(OF_PROPOSAL, self._fields.get)
        # fields show what is typed in them by themselves, so they hear of what is saved only
        editor.follow(editor.proposals.live, self._on_proposal)
        editor.conflicts.on_settled(self._on_settled)
        editor.follow(editor.profiles, lambda _: self._show_owners())

    def _add(self, name: str, label: str, *, rows: int, help: str) -> None:
        async def save(value: str) -> None:
            base = {name: self._fields[name].base}
            await self._editor.save(Proposal, self._editor.proposal_id, base=base, **{name: value})

        proposal = self._editor.proposal
        value = getattr(proposal, name) if proposal else ''
        options = {'testid_': f'field-{name}', 'help': help}
        made = (
            live_area(label, value, save, rows=rows, **options)
            if rows
            else live_input(label, value, save, **options)
        )
        made.set_enabled(self._editor.may_edit)
        made.props['data-field'] = name
        self._fields[name] = made

    def _on_proposal(self, patches: Sequence[Patch[Proposal]]) -> None:
        people = self._editor.people
        for patch in patches:
            row = patch.row
            if row is None:
                continue
            by = '' if people.is_me(row.updated_by) else people.name(row.updated_by)
            for name in patch.fields & self._fields.keys():
                self._fields[name].patch(getattr(row, name), by=by)
            if 'owner_id' in patch.fields:
                self._show_owners()

    def _on_settled(self, conflict: OpenConflict, value: Any) -> None:
        if conflict.of is PROPOSAL and conflict.field in self._fields:
            self._fields[conflict.field].reset(value)

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
