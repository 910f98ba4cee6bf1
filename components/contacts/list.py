"""The list of contacts: searched, by stage and by tag, whoever has them open. Both lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from components.contacts import row
from components.contacts.actions import ContactActions
from components.contacts.row import ContactRow
from components.kit.avatar import Face
from components.kit.menus import Item
from components.live.bulk import Bulk
from components.live.form_dialog import FormDialog
from components.live.held_list import Beside, HeldList
from components.live.list_screen import Bulk as BulkCommand
from components.live.listing import Listing
from components.live.shared_list import SharedList, SharedLists
from components.live.table import Column, Group, Table, no_rows
from components.live.table_bar import Choice, Filter, Tab, TableBar
from components.shell.frame import Frame
from components.shell.list_page import ListPage
from components.view.node import Node
from models import Contact
from services.accounts.members import Member
from services.contacts import queries
from services.contacts.queries import START, ContactCounts, ContactListState, Sort
from services.contacts.topics import contact_viewers, list_viewers
from services.core import Services
from services.realtime.live import Figure, Query

Counted = Figure[ContactCounts]
FIELDS = {'full_name': 'Name', 'email': 'E-mail', 'phone': 'Phone', 'company': 'Company'}
"""Of a new contact."""

TABLE: Table[ContactRow] = Table(
    label='Contacts',
    name='contacts',
    key=lambda shown: shown.contact.id,
    is_new=lambda shown: shown.is_new,
    title=lambda shown: shown.contact.full_name,
    columns=(
        Column('Name', row.name, Sort.NAME),
        Column('Stage', row.stage, width='132px'),
        Column('Tags', row.tags, width='212px'),
        Column('Owner', row.owner, width='116px'),
        Column('Last touched', row.touched, Sort.LATEST, width='92px'),
        Column('Here', row.here, width='52px'),
        Column(cell=row.more, width='28px'),
    ),
)
BAR: TableBar[Counted] = TableBar(
    label='Contacts',
    search='Name, mail or phone',
    uncounted=Figure(value=ContactCounts()),
    tabs=lambda counted: [Tab(each, each, counted.value.tabs.get(each)) for each in queries.Tab],
    filters=(Filter('Tag', 'tag', lambda counted: [Choice(t, t) for t in counted.value.tags]),),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactListing(Listing[Contact]):
    """What rows show beside their contacts."""

    owners: Mapping[UUID, Face] = field(default_factory=dict)


def listing_table(listing: ContactListing) -> Node:
    """What was chosen, or why there is nothing."""
    rows = [
        ContactRow(
            contact,
            listing.owners.get(contact.owner_id) if contact.owner_id else None,
            listing.here.get(contact.id, ()),
            contact.id in listing.came,
        )
        for contact in listing.rows
    ]
    return TABLE.draw(
        listing,
        [Group('', rows)],
        bulk=(Bulk('delete', 'Delete', 'trash-2', is_danger=True),),
        nothing=None if rows else nothing_here(listing.state),
    )


def nothing_here(state: ContactListState) -> Node:
    if state.words:
        return no_rows(
            f'No one called “{state.words}”',
            'No name, mail, phone, city or company has these words.',
            may_clear=True,
        )
    if state.filters:
        return no_rows('No contacts match', 'Nobody here has these tags.', may_clear=True)
    return no_rows('Nobody here yet', 'Change somebody’s stage, and they will be here.')


def windows_of(organization_id: UUID, state: ContactListState) -> Mapping[Any, Query[Any]]:
    return {
        None: queries.contact_window(organization_id, state),
        Beside.SECTIONS: queries.found_contacts(organization_id, state),
    }


class SharedContacts(SharedList[ContactListing]):
    def show_counts(self) -> None:
        super().show_counts()
        self._show_soon()  # they say who owns what, too

    def listing(self, state: ContactListState) -> ContactListing:
        owners = {
            one.id: Face(name=one.full_name, color=one.color, portrait=one.portrait)
            for one in self.counted.value.owners
        }
        return ContactListing(state=state, sections=self.only_section(), owners=owners)


class ContactsScreen(ListPage):
    """What the list of contacts has beside what every list has."""

    kind, heading, symbol = 'contact', 'Contacts', 'user-plus'
    empty = (
        'Your contacts will be here',
        'Everybody you deal with, with what you know of them and offered them.',
    )

    def __init__(
        self, services: Services, member: Member, shell: Frame, lists: SharedLists
    ) -> None:
        organization_id = member.viewer.organization_id
        topic = list_viewers(organization_id)
        super().__init__(services, member, shell, lists, BAR, viewers=topic)
        self._actions = ContactActions(services, member, self, self.mine)
        counts = queries.contact_counts(organization_id)
        windows = partial(windows_of, organization_id)
        self.begin(
            HeldList(
                self, services.live, member.viewer, windows=windows, counts=counts, start=START
            )
        )

    def share(self, held: HeldList[Any]) -> SharedContacts:
        return SharedContacts(
            (self.member.viewer.organization_id, held.state), held.queries, bar=BAR,
            draw=listing_table, presence=self.services.presence, topic_of=contact_viewers,
        )  # fmt: skip

    def open_new(self) -> None:
        FormDialog('New contact', FIELDS, self._actions.create)

    def items(self, row: Contact) -> Sequence[Item]:
        return self._actions.items(row)

    def bulk(self) -> Mapping[str, BulkCommand]:
        return {'delete': self._actions.delete_all} if self.member.may_edit else {}

    def name_of(self, row: Contact) -> str:
        return row.full_name

    @property
    def has_any(self) -> bool:
        counts = self.held.counts
        return bool(counts and counts.value.tabs[queries.Tab.ALL]) or super().has_any
