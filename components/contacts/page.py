"""The page of one contact: what is known of them, what happened, what is open. Both lines."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from nicegui import background_tasks, ui

from components.activity.timeline import ContactTimeline
from components.contacts import parts
from components.contacts.looks import STAGE, TAGS
from components.contacts.merge_dialog import open_merge
from components.contacts.parts import CONSENT, Shown
from components.contacts.record import CONTACT_PAGE
from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.kit.menus import Item, open_dialog, open_menu
from components.live.conflict_flow import ConflictFlow
from components.live.fields import LiveInput, flush_first, live_input, text_field
from components.live.record_choices import RecordChoices
from components.live.record_fields import RecordFields
from components.realtime.badge import LiveBadge
from components.records.record_page import PlainRecordPage
from components.view.screen import Act, Acts
from models import ContactChannel, ContactNote
from services.accounts.members import Member
from services.commands import editables
from services.contacts import beside, channels, merging, notes
from services.contacts.notes import with_mentions
from services.core import Services
from services.errors import AppError
from services.proposals import drafting
from services.proposals.editing import PROPOSAL
from services.proposals.topics import clients_here

Ids = dict[str, UUID]


class ContactPage(PlainRecordPage):
    """`ContactPage(services, member, contact_id)`"""

    def __init__(self, services: Services, member: Member, id: UUID) -> None:
        super().__init__(CONTACT_PAGE, services, member, id)
        editor, organization_id = self.editor, self.editor.organization_id
        self._channels = editor.open(beside.channels_of(id, organization_id))
        self._notes = editor.open(beside.notes_of(id, organization_id))
        self._doubles = editor.open(beside.doubles_of(id, organization_id))
        self._went = editor.open(beside.went(id, organization_id))
        self._all_notes = False

    def shown(self) -> Any:
        editor, record = self.editor, self.record
        profiles = {one.id: editor.people.member(one.id) for one in editor.profiles.rows}
        return Shown(
            record=record,
            may_edit=editor.may_edit,
            owner=editor.people.member(record.owner_id),
            proposals=tuple(self.cards[0].rows),
            channels=tuple(self._channels.rows),
            notes=tuple(self._notes.rows),
            doubles=next((one.value for one in self._doubles.rows), ()),
            authors={key: face for key, face in profiles.items() if face},
            reading=self._reading(),
            all_notes=self._all_notes,
            time_zone=editor.member.time_zone,
        )

    def _reading(self) -> str:
        """What they have open now."""
        offers = {str(card.id) for card in self.cards[0].rows}
        topic = clients_here(self.editor.organization_id)
        here = self.editor.services.presence.viewers(topic)
        return next((one.words for one in here if one.place in offers), '')

    # what it is built of

    def build(self) -> None:
        editor = self.editor
        self._choices = RecordChoices(editor, self.records)
        self._fields = RecordFields(editor, self.of, self.id, self.records, row=self.row)
        with box('t-rec__head'):
            self.place_view(parts.portrait)
            with box('t-grow'):
                with box('t-row t-row--wrap', data_testid='contact-field-full_name'):
                    self.place_title(label='Name', hint=self.declared.hint)
                    stage: Acts = {'stage': self._choices.choosing('stage', STAGE.words)}
                    with box(tag='span', data_testid='contact-field-stage'):
                        self.place_view(STAGE.choice, stage)
                    LiveBadge(*editor.opened)
                    ConflictFlow(editor)
                self.place_view(parts.about)
        self.place_view(parts.doubles, {'compare': self._compare, 'apart': self._apart})
        with box('t-rec t-rec--three'):
            with box('t-col t-col--4 t-rec__side', 'section', aria_label='Profile'):
                self.build_profile()
            with box('t-rec__main', 'section', aria_label='Timeline'):
                self.build_main()
            with box('t-col t-col--4 t-rec__right', 'section', aria_label='Open with them'):
                self.place_view(parts.proposals, {'offer': self._offer})
        topic = clients_here(editor.organization_id)
        editor.on_end(editor.services.presence.on_change(topic, lambda _: editor.show_views()))
        editor.follow(self._went, lambda _: self._on_went())

    def build_profile(self) -> None:
        editor, choices = self.editor, self._choices
        with box('t-row t-between'):
            text('Profile', 't-h4', 'h2')
            if editor.may_edit:
                text('Click a value to edit', 't-12 t-3')
        with box('t-props'):
            for name, label, symbol, kind in CONTACT_PROPERTIES:
                self._add_property(name, label, symbol, kind)
                if name == 'phone':
                    self.place_view(parts.further, {'channel': self._open_channel})
                    self._place_channel_field()
            mails: Acts = {'mail_consent': choices.choosing('mail_consent', _consent)}
            self.place_view(parts.consent, mails)
        with box(data_testid='contact-field-owner'):
            who: Acts = {'owner': choices.choosing('owner_id', choices.members)}
            self.place_view(parts.owner, who)
        with box('t-col', data_testid='contact-field-tags'):
            self.place_view(parts.tags, {'untag': choices.untag})
            offer = choices.place_tag_field(partial(self._known_tags, TAGS))
            editor.follow(self.counts, lambda _: offer())
        self._fields.add(
            'notes', 'Notes', rows=4, help='Only colleagues see them.',
            testid_='contact-field-notes',
        )  # fmt: skip

    def _add_property(self, name: str, label: str, symbol: str, kind: str) -> None:
        self._fields.add_property(name, label, symbol, kind, testid_=f'contact-field-{name}')

    def _place_channel_field(self) -> None:
        if not self.editor.may_edit:
            return
        field = live_input(
            '', '', self._add_channel, aria_label='Another address or number',
            placeholder='Another address or number', icon='plus', bare=True, clear_on_commit=True,
            maxlength=200, testid_='contact-add-channel',
        )  # fmt: skip
        field.classes('t-tags__add t-chans__add')

    def build_main(self) -> None:
        """Place where a note is written, those that there are, and what happened."""
        editor = self.editor
        if editor.may_edit:
            with box('t-noting'):
                self._note: LiveInput = text_field(
                    '', name=f'note-{self.id}', rows=1, aria_label='Note', maxlength=20_000,
                    placeholder='Write a note. @ brings in a colleague', hotkey='n',
                    testid_='contact-note',
                )  # fmt: skip
                send = button('Add note', kind='secondary', size='sm', name='contact-note-add')
                send.on_click(self._write, js_handler=flush_first(send, self._note))
        acts: Acts = {'note': self._open_note, 'all-notes': self._show_all}
        self.place_view(parts.notes, acts)
        self._timeline = ContactTimeline(editor.services, editor.member, self.id)
        background_tasks.create(self._fill_timeline(), name='timeline of a contact')

    async def _fill_timeline(self) -> None:
        await self._timeline.ready()
        if not self._timeline.is_deleted:
            with self._timeline:
                self._timeline.fill()

    # notes

    async def _write(self) -> None:
        typed = with_mentions(self._note.value, self.editor.profiles.rows)
        if await self.editor.do(notes.write, contact_id=self.id, text=typed, id=uuid4()):
            self._note.reset()

    def _open_note(self, act: Act) -> None:
        note = self._of(self._notes.rows, act)
        if note is None:
            return
        remove = partial(self._remove, notes.remove, note.id, 'Note')
        items = [Item(label='Delete', icon='trash-2', danger=True, on_click=remove)]
        mine = next(
            (one.id for one in self.editor.profiles.rows if self.editor.people.is_me(one.user_id)),
            None,
        )
        if note.author_id == mine:
            edit = partial(self._edit_note, note)
            items.insert(0, Item(label='Edit', icon='pencil-line', on_click=edit))
        self._menu(act, items)

    def _edit_note(self, note: ContactNote) -> None:
        editor = self.editor
        with editor, open_dialog('Edit note') as dialog:
            with box('t-dialog__body'):
                field = text_field('Note', name=f'edit-{note.id}', value=note.text, rows=6)
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=dialog.close)
                save = button('Save', kind='primary')

            async def rewrite() -> None:
                typed = with_mentions(field.value, editor.profiles.rows)
                if await editor.do(notes.rewrite, id=note.id, text=typed):
                    dialog.close()

            save.on_click(rewrite, js_handler=flush_first(save, field))

    def _show_all(self, _: Act) -> None:
        self._all_notes = True
        self.editor.show_views()

    # channels

    async def _add_channel(self, typed: str) -> None:
        if typed.strip():
            await self.editor.run(channels.add, contact_id=self.id, value=typed, id=uuid4())

    def _open_channel(self, act: Act) -> None:
        channel: ContactChannel | None = self._of(self._channels.rows, act)
        if channel is None:
            return
        first = partial(self.editor.do, channels.make_primary, id=channel.id)
        remove = partial(self._remove, channels.remove, channel.id, channel.value)
        self._menu(
            act,
            [
                Item(label='Make primary', icon='star', on_click=first),
                Item(label='Remove', icon='trash-2', danger=True, on_click=remove),
            ],
        )

    async def _remove(self, command: Any, id: UUID, name: str) -> None:
        do = partial(self.editor.do, command, id=id)
        await self.editor.take_out(id, name, do, partial(do, removed=False))

    def _menu(self, act: Act, items: list[Item]) -> None:
        target = f'[data-act="{act.name}"][data-key="{act.key}"]'
        with self.editor:
            open_menu(self._choices.place, items, target=target)

    def _of(self, rows: Any, act: Act) -> Any:
        return next((row for row in rows if str(row.id) == act.key), None)

    # doubles

    async def _compare(self, act: Act) -> None:
        if self.record is not None:
            await open_merge(self.editor, self.record, UUID(act.key))

    async def _apart(self, act: Act) -> None:
        ids: Ids = {'one_id': self.id, 'other_id': UUID(act.key)}
        do = partial(self.editor.do, merging.tell_apart, **ids)
        if await do():
            self.editor.toast('They stay two contacts.', action=('Undo', partial(do, apart=False)))

    def _on_went(self) -> None:
        """It was merged, or parted: the page says where to go on."""
        if self._gone is not None:
            self._gone.delete()
            with self.editor:
                self._gone = self._build_gone()

    def _build_gone(self) -> ui.element:
        went = self._merged_into()
        if went is None:
            return super()._build_gone()
        show(self._content, True)  # what is typed in its fields is still there
        with box('t-alert t-alert--acts', role='status', data_tone='info') as gone:
            gone.props['data-testid'] = 'contact-merged'
            with box('t-grow'):
                text(f'This contact was merged into {went.full_name}', tag='strong')
                text('What you typed here is still in its field. Put it there.', tag='p')
            with box('t-row t-alert__acts', 'span'):
                address = f'/contacts/{went.kept_id}'
                text(f'Open {went.full_name}', 't-btn t-btn--primary t-btn--sm', 'a', href=address)
                if self.editor.may_edit:
                    undo = partial(self.editor.do, merging.part, merge_id=went.merge_id)
                    button('Undo the merge', size='sm', on_click=undo)
        gone.move(target_index=0)
        return gone

    def _merged_into(self) -> beside.Went | None:
        return next((one.value for one in self._went.rows), None)

    # offers, and the end

    async def _offer(self, _: Act) -> None:
        editor = self.editor
        try:
            made = await editor.run(drafting.create, id=uuid4())
            changes = {'client_id': self.id}
            await editor.run(editables.edit, of=PROPOSAL, id=made.id, changes=changes)
        except AppError as error:
            editor.actions.refuse(error)
            return
        editor.client.open(f'/proposals/{made.id}')

    async def _delete(self) -> None:
        """Somebody who was offered something goes only once that is known."""
        count = len(self.cards[0].rows)
        if not count or self.record is None:
            await super()._delete()
            return
        some = f'{count} proposals' if count > 1 else 'one proposal'
        with self.editor, open_dialog(f'Delete {self.record.full_name}?') as dialog:
            with box('t-dialog__body'):
                text(f'They have {some}. Those stay, and name them still.', tag='p')
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=dialog.close)

                async def delete() -> None:
                    dialog.close()
                    await PlainRecordPage._delete(self)

                button('Delete', kind='danger', on_click=delete, name='contact-delete')


CONTACT_PROPERTIES = (
    ('email', 'E-mail', 'mail', ''),
    ('phone', 'Phone', 'phone', ''),
    ('first_name', 'First name', 'user-round', ''),
    ('last_name', 'Last name', 'user-round', ''),
    ('city', 'City', 'map-pin', ''),
    ('country', 'Country', 'map-pin', ''),
    ('language', 'Language', 'languages', ''),
    ('birthday', 'Birthday', 'cake', 'date'),
    ('travels_with', 'Travels with', 'users', ''),
    ('company', 'Company', 'building-2', ''),
    ('source', 'Source', 'corner-down-right', ''),
)


def _consent() -> dict[Any, str]:
    return {value: word for value, (word, _) in CONSENT.items()}
