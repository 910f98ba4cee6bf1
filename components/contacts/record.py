"""The page of one contact: what is known of them, and their proposals. Both lines."""

from typing import Any, NamedTuple
from uuid import UUID

from components.contacts.row import stage_chip, stage_label
from components.kit.avatar import Face
from components.kit.markup import box, text
from components.kit.moments import Saying
from components.live import record_parts
from components.live.conflict_flow import ConflictFlow
from components.live.editor import RecordEditor
from components.live.people import of_contact
from components.live.record_choices import RecordChoices
from components.live.record_fields import RecordFields
from components.proposals.cards import proposals_card
from components.realtime.badge import LiveBadge
from components.shell.record_screen import RecordScreen
from components.view.node import Node, el
from components.view.pieces import avatar, moment
from components.view.screen import Acts
from models import Contact, ContactStage
from services.accounts.members import Member
from services.contacts import commands
from services.contacts.commands import CONTACT
from services.contacts.queries import contact, contact_counts
from services.contacts.topics import contact_viewers, field_editors
from services.core import Services
from services.proposals.cards import ProposalCard
from services.proposals.windows import proposals_of

PROPERTIES = (
    ('email', 'E-mail', 'mail'),
    ('phone', 'Phone', 'phone'),
    ('city', 'City', 'map-pin'),
    ('language', 'Language', 'languages'),
    ('travels_with', 'Travels with', 'users'),
    ('company', 'Company', 'building-2'),
    ('source', 'Source', 'corner-down-right'),
)


STAGES = {each: stage_label(each) for each in ContactStage}


class ContactEditor(RecordEditor):
    """The page's root element: one contact, and what belongs to it."""

    def __init__(self, services: Services, member: Member, contact_id: UUID) -> None:
        super().__init__(services, member, (CONTACT,))
        self.contact_id = contact_id
        organization_id = self.organization_id
        self.contacts = self.open_edited(CONTACT, contact(contact_id, organization_id))
        self.proposals = self.open(proposals_of(organization_id, contact_id))
        self.counts = self.open(contact_counts(organization_id))


class ContactConflicts(ConflictFlow):
    called_by = 'full_name'

    def speak(self, field: str, value: Any) -> str:
        return stage_label(value) if field == 'stage' else super().speak(field, value)


class Shown(NamedTuple):
    """What is drawn beside the fields."""

    contact: Contact
    owner: Face | None
    proposals: tuple[ProposalCard, ...]
    may_edit: bool


class ContactScreen(RecordScreen):
    """What the page of a contact has beside what every record's has."""

    kind, place, named_by = 'contact', ('Contacts', '/contacts'), 'full_name'
    editor: ContactEditor

    def __init__(self, services: Services, member: Member, contact_id: UUID) -> None:
        editor = ContactEditor(services, member, contact_id)
        super().__init__(
            editor, editor.contacts, row=str(contact_id),
            viewers=contact_viewers(contact_id), fields=field_editors(contact_id),
        )  # fmt: skip

    async def put_away(self, *, deleted: bool) -> None:
        editor = self.editor
        await editor.run(commands.delete, contact_id=editor.contact_id, deleted=deleted)

    def shown(self) -> Shown:
        editor, row = self.editor, self.record
        owner = editor.people.member(row.owner_id)
        return Shown(row, owner, tuple(editor.proposals.rows), editor.may_edit)

    def build(self) -> None:
        editor = self.editor
        choices = RecordChoices(editor, editor.contacts)
        acts: Acts = {
            'stage': choices.choosing(
                'stage', lambda: {each: stage_label(each) for each in ContactStage}
            ),
            'owner': choices.choosing('owner_id', choices.members),
            'untag': choices.untag,
        }
        fields = RecordFields(editor, CONTACT, editor.contact_id, editor.contacts, row=self.row)
        with box('t-rec__head'):
            self.place_view(portrait)
            with box('t-grow'):
                with box('t-row t-row--wrap'):
                    self.place_title(label='Name', hint='Name them')
                    self.place_view(stage, acts)
                    LiveBadge(*editor.opened)
                    ContactConflicts(editor)
                self.place_view(touched)
        with box('t-rec'):
            with box('t-col t-col--4', 'section', aria_label='Profile'):
                with box('t-props'):
                    text('Profile', 't-h4', 'h2')
                    for each in PROPERTIES:
                        fields.add_property(*each)
                self.place_view(owner, acts)
                self.place_view(tags, acts)
                offer = choices.place_tag_field(self._known_tags)
            with box('t-col t-col--6'):
                fields.add('note', 'Notes', rows=6, help='Only colleagues see them.')
                self.place_view(proposals)
        editor.follow(editor.counts, lambda _: offer())

    def _known_tags(self) -> tuple[str, ...]:
        return next((tuple(one.value.tags) for one in self.editor.counts.rows), ())


# what is drawn; pure


def portrait(shown: Shown) -> Node:
    return avatar(of_contact(shown.contact), size=56)


def stage(shown: Shown) -> Node:
    label = f'Stage: {stage_label(shown.contact.stage)}'
    chip = stage_chip(shown.contact.stage)
    return record_parts.choice(chip, 'stage', label, may_edit=shown.may_edit)


def touched(shown: Shown) -> Node:
    when = moment(shown.contact.updated_at, saying=Saying.FULL)
    return el('p', 't-2', el('span', '', 'Last touched '), when)


def owner(shown: Shown) -> Node:
    return record_parts.owner(shown.owner, may_edit=shown.may_edit)


def tags(shown: Shown) -> Node:
    return record_parts.tags(shown.contact.tags, may_edit=shown.may_edit)


def proposals(shown: Shown) -> Node:
    return proposals_card(shown.proposals, nothing='What they are offered will be here.')
