"""The page of one contact: what is known of them, and their proposals. Both lines."""

from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from components.contacts.row import stage_chip, stage_label
from components.engine.light import Part
from components.kit.avatar import Face
from components.kit.buttons import button
from components.kit.files import cover
from components.kit.icons import icon as symbol
from components.kit.markup import box, text
from components.kit.menus import Item, open_menu
from components.kit.moments import Saying
from components.live.conflict_flow import ConflictFlow
from components.live.editor import RecordEditor
from components.live.fields import live_input
from components.live.people import of_contact
from components.live.record_fields import RecordFields
from components.proposals.status import LOOKS as STATUS_LOOKS
from components.realtime.badge import LiveBadge
from components.shell.record_head import RecordHead
from components.shell.record_screen import RecordScreen
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import avatar, chip, icon, moment
from components.view.screen import Act, Acts
from models import Contact, ContactStage
from models.text import LONGEST_TAG, clean_line
from services import money
from services.accounts.members import Member
from services.contacts import commands
from services.contacts.commands import CONTACT
from services.contacts.queries import contact, contact_counts
from services.contacts.topics import contact_viewers, field_editors
from services.core import Services
from services.folding import alike
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


class ContactEditor(RecordEditor):
    """The page's root element: one contact, and what belongs to it."""

    def __init__(self, services: Services, member: Member, contact_id: UUID) -> None:
        super().__init__(services, member, (CONTACT,))
        self.contact_id = contact_id
        organization_id = self.organization_id
        self.contacts = self.open_edited(CONTACT, contact(contact_id, organization_id))
        self.proposals = self.open(proposals_of(organization_id, contact_id))
        self.counts = self.open(contact_counts(organization_id))

    async def put_away(self, *, deleted: bool) -> None:
        """Delete it or bring it back. Raises: `AppError`."""
        await self.run(commands.delete, contact_id=self.contact_id, deleted=deleted)


class ContactConflicts(ConflictFlow):
    called_by = 'full_name'

    def speak(self, field: str, value: Any) -> str:
        return stage_label(value) if field == 'stage' else super().speak(field, value)


class ContactHead(RecordHead):
    _editor: ContactEditor

    def place_actions(self) -> None:
        if self._editor.may_edit:
            more = button(icon='ellipsis', kind='ghost', aria_label='More actions')
            delete = partial(self._editor.do, commands.delete, contact_id=self._editor.contact_id)
            item = Item(label='Delete', icon='trash-2', danger=True, on_click=delete)
            more.on('click', lambda: open_menu(more, [item]), args=[])


class Shown(NamedTuple):
    """What is drawn beside the fields."""

    contact: Contact
    owner: Face | None
    proposals: tuple[ProposalCard, ...]
    may_edit: bool


class ContactScreen(RecordScreen):
    """What the page of a contact has beside what every record's has."""

    kind, place, named_by = 'contact', ('Contacts', '/contacts'), 'full_name'
    head_class = ContactHead
    editor: ContactEditor

    def __init__(self, services: Services, member: Member, contact_id: UUID) -> None:
        editor = ContactEditor(services, member, contact_id)
        super().__init__(
            editor, editor.contacts, row=str(contact_id),
            viewers=contact_viewers(contact_id), fields=field_editors(contact_id),
        )  # fmt: skip

    async def restore(self) -> None:
        await self.editor.put_away(deleted=False)

    def shown(self) -> Shown:
        editor, row = self.editor, self.record
        owner = next((one for one in editor.profiles.rows if one.id == row.owner_id), None)
        face = editor.people.face(owner.user_id) if owner else None
        return Shown(row, face, tuple(editor.proposals.rows), editor.may_edit)

    def build(self) -> None:
        acts: Acts = {
            'stage': self._choose_stage,
            'owner': self._choose_owner,
            'untag': self._untag,
        }
        with box('t-rec__head'):
            self.place_view(portrait)
            with box('t-grow'):
                with box('t-row t-row--wrap'):
                    self.place_title(label='Name', hint='Name them')
                    self.place_view(stage, acts)
                    LiveBadge(*self.editor.opened)
                    ContactConflicts(self.editor)
                self.place_view(stamps)
        with box('t-rec'):
            with box('t-rec__side t-col t-col--4', 'section', aria_label='Profile'):
                self._build_profile()
                self.place_view(owner, acts)
                self.place_view(tags, acts)
                if self.editor.may_edit:
                    self._build_tag_field()
            with box('t-rec__main t-col t-col--6'):
                self._fields.add('note', 'Notes', rows=6, help='Only colleagues see them.')
                self.place_view(proposals)
        self._menus = Part()
        self.editor.follow(self.editor.proposals, lambda _: self.show_views())
        self.editor.follow(self.editor.profiles, lambda _: self.show_views())

    def _build_profile(self) -> None:
        self._fields = RecordFields(
            self.editor, CONTACT, self.editor.contact_id, self.editor.contacts, row=self.row
        )
        with box('t-props'):
            text('Profile', 't-h4', 'h2')
            for name, label, shape in PROPERTIES:
                with box('t-prop'):
                    symbol(shape, 14)
                    empty = f'Add {label.lower()}' if self.editor.may_edit else ''
                    self._fields.add(name, label, bare=True, placeholder=empty)

    def _build_tag_field(self) -> None:
        field = live_input(
            '', '', self._tag, aria_label='Add a tag', placeholder='Add a tag', icon='plus',
            bare=True, clear_on_commit=True, maxlength=LONGEST_TAG, testid_='add-tag',
        )  # fmt: skip
        field.classes('t-tags__add')

        def offer() -> None:
            field.props['options'] = list(self._known_tags)

        offer()
        self.editor.follow(self.editor.counts, lambda _: offer())

    # what somebody does

    @property
    def _known_tags(self) -> tuple[str, ...]:
        return next((tuple(one.value.tags) for one in self.editor.counts.rows), ())

    async def _tag(self, typed: str) -> None:
        """As others write it already, where they do. Raises: `AppError`."""
        if tag := clean_line(typed):
            tag = next((known for known in self._known_tags if alike(known, tag)), tag)
            seen = self.record.tags
            await self.editor.save(
                Contact, self.editor.contact_id, base={'tags': seen}, tags=(*seen, tag)
            )

    async def _untag(self, act: Act) -> None:
        kept = tuple(tag for tag in self.record.tags if tag != act.key)
        await self.editor.edit(self.record, tags=kept)

    def _choose_stage(self, _: Act) -> None:
        self._choose('stage', {each: stage_label(each) for each in ContactStage})

    def _choose_owner(self, _: Act) -> None:
        people = {one.id: one.full_name for one in self.editor.profiles.rows}
        self._choose('owner', {**people, None: 'Nobody'}, field='owner_id')

    def _choose(self, act: str, choices: dict[Any, str], *, field: str = '') -> None:
        name, row = field or act, self.record
        items = [
            Item(
                label=label, checked=value == getattr(row, name),
                on_click=partial(self.editor.edit, row, **{name: value}),
            )
            for value, label in choices.items()
        ]  # fmt: skip
        open_menu(self._menus, items, label=act.capitalize(), target=f'[data-act="{act}"]')


# what is drawn; pure


def portrait(shown: Shown) -> Node:
    return avatar(of_contact(shown.contact), size=56)


def stage(shown: Shown) -> Node:
    here, label = stage_chip(shown.contact.stage), f'Stage: {stage_label(shown.contact.stage)}'
    return _button(here, 't-chipbtn', 'stage', label) if shown.may_edit else here


def stamps(shown: Shown) -> Node:
    touched = moment(shown.contact.updated_at, saying=Saying.FULL)
    return el('p', 't-2', el('span', '', 'Last touched '), touched)


def owner(shown: Shown) -> Node:
    face = shown.owner
    here = avatar(face, size=20) if face else icon('user-plus')
    who = [here, el('span', 't-clip', face.name if face else 'Nobody yet')]
    row = el('span', 't-pickrow', who, icon('chevron-down', 14) if shown.may_edit else None)
    label = f'Owner: {face.name if face else "nobody yet"}'
    field = _button(row, 't-pickbtn', 'owner', label) if shown.may_edit else row
    return el('div', 't-col', el('div', 't-label', 'Owner'), field)


def tags(shown: Shown) -> Node:
    chips = [tag(each, shown.may_edit) for each in shown.contact.tags]
    return el('div', 't-col', el('div', 't-label', 'Tags'), el('div', 't-tags', chips))


@part
def tag(word: str, may_edit: bool) -> Node:
    remove = el(
        'button', 't-x', icon('x', 12), type='button', aria_label=f'Remove {word}', data_act='untag'
    )  # fmt: skip
    return el(
        'span', 't-tag', el('span', '', word), remove if may_edit else None, key=word, data_key=word
    )  # fmt: skip


def proposals(shown: Shown) -> Node:
    cards = [proposal(card) for card in shown.proposals]
    head = el('div', 't-card__head', el('h2', 't-h4', 'Proposals'))
    nothing = el('p', 't-2 t-card__none', 'What they are offered will be here.', key='nothing')
    return el('section', 't-card', head, cards or nothing, aria_label='Proposals')


@part
def proposal(card: ProposalCard) -> Node:
    tone, shape = STATUS_LOOKS[card.status]
    amount = el('span', '', money.shown(card.total, card.currency), data_glow=True)
    return el(
        'a',
        't-item',
        el('img', 't-thumb', src=cover(card.cover), alt=''),
        el('span', 't-grow t-clip t-medium', card.title or 'Untitled proposal'),
        chip(card.status.capitalize(), tone=tone, symbol=shape),
        el('span', 't-num', amount),
        key=card.id,
        href=f'/proposals/{card.id}',
    )


def _button(content: Node, classes: str, act: str, label: str) -> Node:
    return el(
        'button', classes, content, type='button', aria_haspopup='menu', aria_label=label,
        data_act=act,
    )  # fmt: skip
