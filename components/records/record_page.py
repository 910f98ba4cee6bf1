"""The page of a plain record: reads and shows what its domain declared. Both lines.

A domain that has more to show places it in a class of its own, `build_profile` or `build_side`.
"""

from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from components.kit.markup import box, text
from components.live.conflict_flow import ConflictFlow
from components.live.editor import RecordEditor
from components.live.record_choices import RecordChoices
from components.live.record_fields import RecordFields
from components.realtime.badge import LiveBadge
from components.records import plain_record
from components.records.looks import Words
from components.records.plain_record import PlainRecord, Shown
from components.shell.record_screen import RecordScreen
from components.view.screen import Acts
from services.accounts.members import Member
from services.commands.editables import Editable
from services.core import Services


class PlainRecordPage(RecordScreen):
    """`PlainRecordPage(CONTACT_PAGE, services, member, contact_id)`"""

    parts: ClassVar[tuple[Editable[Any], ...]] = ()
    """Other tables whose rows are edited on the page; it opens their queries itself."""

    def __init__(
        self, declared: PlainRecord[Any], services: Services, member: Member, id: UUID
    ) -> None:
        found_in = declared.found_in
        of = found_in.of
        self.declared = declared
        self.place = (found_in.heading, found_in.address)
        editor = RecordEditor(services, member, (of, *self.parts))
        organization_id = editor.organization_id
        self.records = editor.open_edited(of, declared.read(id, organization_id))
        self.cards = [editor.open(each.read(id, organization_id)) for each in declared.cards]
        self.counts = editor.open(found_in.read.counts(organization_id))
        super().__init__(editor, self.records, of=of, id=id)

    def shown(self) -> Shown[Any]:
        editor, record = self.editor, self.record
        cards = tuple(tuple(each.rows) for each in self.cards)
        return Shown(record, editor.people.member(record.owner_id), editor.may_edit, cards)

    def build(self) -> None:
        self._choices = RecordChoices(self.editor, self.records)
        self._fields = RecordFields(self.editor, self.of, self.id, self.records, row=self.row)
        with box('t-rec__head'):
            self.place_face()
            with box('t-grow'):
                with box('t-row t-row--wrap'):
                    self._build_name()
                self.place_view(plain_record.touched)
        with box('t-rec'):
            with box('t-col t-col--4', 'section', aria_label=self.declared.about):
                self.build_profile()
            with box('t-col t-col--6'):
                self.build_side()

    def place_face(self) -> None:
        """Place what it is known by, before its name."""
        if face := self.declared.face:
            self.place_view(partial(plain_record.portrait, face))

    def _build_name(self) -> None:
        self.place_title(label='Name', hint=self.declared.hint)
        for each in self.declared.looks:
            act = each.facet.name
            self.place_view(each.choice, {act: self._choices.choosing(act, each.words)})
        LiveBadge(*self.editor.opened)
        ConflictFlow(self.editor)

    def build_profile(self) -> None:
        """Place what is known of it, field by field."""
        choices = self._choices
        acts: Acts = {
            'owner': choices.choosing('owner_id', choices.members), 'untag': choices.untag
        }  # fmt: skip
        with box('t-props'):
            text(self.declared.about, 't-h4', 'h2')
            for each in self.declared.properties:
                self._fields.add_property(*each)
        self.place_view(plain_record.owner, acts)
        if self.declared.tags:
            self.place_view(plain_record.tags, acts)
            offer = choices.place_tag_field(partial(self._known_tags, self.declared.tags))
            self.editor.follow(self.counts, lambda _: offer())

    def build_side(self) -> None:
        """Place what there is to read, and what belongs to it."""
        for each in self.declared.prose:
            self._fields.add(each.name, each.label, rows=6, help=each.help)
        for number, card in enumerate(self.declared.cards):
            self.place_view(partial(plain_record.card, number, card))

    def _known_tags(self, tags: Words) -> tuple[str, ...]:
        return next((tuple(one.value.of(tags.facet) or ()) for one in self.counts.rows), ())
