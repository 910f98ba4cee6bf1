"""Who, how many, when, until when, in what currency, from where: each is changed where it stands.

The end of the line in for the proposal's own row, and the start of the line out for it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from nicegui import ui

from components.engine.directions import isolated
from components.engine.light import Part, Text
from components.engine.tree import content
from components.kit.avatar import Face, face
from components.kit.format import counted, date_range, short_date
from components.kit.icons import icon
from components.kit.markup import box
from components.kit.menus import Item, open_menu, open_popover
from components.live.fields import live_input
from components.live.people import of_contact
from components.proposals.editor.clients import choose_client
from components.proposals.editor.editor import ProposalEditor
from models import Contact, Proposal
from models.patch import Patch
from services import time_zones

CURRENCIES = ('EUR', 'GBP', 'USD', 'CHF', 'NOK', 'SEK', 'DKK', 'PLN', 'CZK', 'CAD', 'AUD', 'JPY')


class Facts(Part):
    """The row of facts under the title."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('div')
        self._editor = editor
        self._client_face: Face | None = None
        self._texts: dict[str, Text] = {}
        self.classes('t-facts')
        with self:
            self._add('client', '', 'Client', lambda at: choose_client(editor, at))
            self._add('travellers', 'users', 'Travellers', self._edit_travellers)
            self._add('dates', 'calendar-days', 'Dates', self._edit_dates)
            self._add('version', 'layers', 'Version', None)
            self._add('valid_until', 'hourglass', 'Valid until', self._edit_valid_until)
            self._add('currency', 'receipt', 'Currency', self._choose_currency)
            self._add('departs_from', 'plane', 'Departs from', self._edit_departure)
        self._show()
        editor.follow(editor.proposals, self._on_proposal)
        editor.follow(editor.clients, self._on_contacts)
        editor.follow_time_zone(self._show)

    def _add(
        self, name: str, symbol: str, label: str, edit: Callable[[ui.element], object] | None
    ) -> None:
        can = edit is not None and self._editor.may_edit
        fact = box('t-fact', 'button' if can else 'span', title=label)
        if can and edit is not None:
            handler = edit
            fact.props.update({'type': 'button', 'aria-haspopup': 'dialog'})
            fact.on('click', lambda: handler(fact), args=[])
        with fact:
            if symbol:
                icon(symbol)
            else:
                self._face_box = box('t-fact__face', 'span')
            with box(tag='span', data_glow=True):
                self._texts[name] = Text()

    # patches

    def _on_proposal(self, _: Sequence[Patch[Proposal]]) -> None:
        self._show()

    def _on_contacts(self, _: Sequence[Patch[Contact]]) -> None:
        self._show_client()

    def _show(self) -> None:
        row = self._editor.proposal
        if row is None:
            return
        self._show_client()
        words = {
            'travellers': counted(row.travellers, 'traveller'),
            'dates': date_range(row.starts_on, row.ends_on) or 'Add dates',
            'version': f'Version {row.version}',
            'valid_until': valid_until(row.valid_until, time_zones.today(self._editor.time_zone)),
            'currency': row.currency,
            'departs_from': f'From {isolated(row.departs_from)}'
            if row.departs_from
            else 'Add departure',
        }
        for name, said in words.items():
            self._texts[name].set_text(said)

    def _show_client(self) -> None:
        client = self._editor.people.client()
        self._texts['client'].set_text(client.full_name if client else 'Choose a client')
        shown = of_contact(client) if client else None
        if shown == self._client_face and content(self._face_box):
            return
        self._client_face = shown
        self._face_box.clear()
        with self._face_box:
            face(shown, size=20) if shown else icon('user-plus')

    # edits

    def _field(self, name: str, label: str, value: str, *, empty: Any = None, **more: Any) -> None:
        """A field in a popover; once that is closed, a refusal becomes a toast."""

        async def save(typed: str) -> None:
            seen, wanted = {name: field.base or empty}, {name: typed or empty}
            await self._editor.save_from(field, Proposal, self._editor.proposal_id, seen, **wanted)

        field = live_input(label, value, save, testid_=f'fact-{name}', **more)

    def _edit_travellers(self, at: ui.element) -> None:
        row = self._editor.proposal
        if row:
            with open_popover(at, 'Travellers'):
                self._field(
                    'travellers', 'Travellers', str(row.travellers), kind='decimal',
                    help='Prices per person follow.',
                )  # fmt: skip

    def _edit_dates(self, at: ui.element) -> None:
        row = self._editor.proposal
        if row:
            with open_popover(at, 'Dates'), box('t-pop__two'):
                self._field('starts_on', 'First day', typed_date(row.starts_on), kind='date')
                self._field('ends_on', 'Last day', typed_date(row.ends_on), kind='date')

    def _edit_valid_until(self, at: ui.element) -> None:
        row = self._editor.proposal
        if row:
            with open_popover(at, 'Valid until'):
                self._field(
                    'valid_until', 'Valid until', typed_date(row.valid_until), kind='date',
                    help='From the next day on nobody can approve.',
                )  # fmt: skip

    def _edit_departure(self, at: ui.element) -> None:
        row = self._editor.proposal
        if row:
            with open_popover(at, 'Departs from'):
                self._field('departs_from', 'Departs from', row.departs_from, empty='')

    def _choose_currency(self, at: ui.element) -> None:
        row = self._editor.proposal
        if row is None:
            return

        def choose(code: str) -> Callable[[], object]:
            return lambda: self._editor.edit(row, currency=code)

        codes = [row.currency, *(code for code in CURRENCIES if code != row.currency)]
        items = [
            Item(label=code, checked=code == row.currency, on_click=choose(code)) for code in codes
        ]
        open_menu(at, items, label='Currency')


def typed_date(value: date | None) -> str:
    """As a date field wants it."""
    return value.isoformat() if value else ''


def valid_until(last: date | None, today: date) -> str:
    """`Valid until 4 Dec`, `Valid until 4 Jan 2027`, `Valid until today`."""
    if last is None:
        return 'No end date'
    if last == today:
        return 'Valid until today'
    said = short_date(last)
    return f'Valid until {said.removesuffix(f" {today.year}")}'
