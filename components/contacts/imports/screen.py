"""The page of an import: reads and shows where it stands, and says what people do. Both lines.

`/contacts/import` has no import yet and takes a file; `/contacts/import/{id}` follows one, on every
screen that has it open.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from nicegui import background_tasks

from components.contacts.imports import words
from components.contacts.imports.shown import Shown
from components.contacts.imports.steps import wizard
from components.engine.light import Part
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.menus import Item, open_menu
from components.live.editor import RecordEditor
from components.live.element import LiveElement
from components.live.empty import no_record
from components.realtime.badge import LiveBadge
from components.shell.frame import head_end, page_head
from components.shell.live_page import LiveScreen
from components.view.element import ViewElement
from components.view.screen import Act, Acts
from components.view.view import View
from models import Import, ImportPolicy, ImportState
from services.accounts.members import Member
from services.contacts.imports import commands, mending, queries
from services.contacts.imports.queries import AT_ONCE, Line, Tab
from services.core import Services
from services.errors import AppError

REGIONS = {
    'AT': 'Austria', 'AU': 'Australia', 'BE': 'Belgium', 'BR': 'Brazil', 'CA': 'Canada',
    'CH': 'Switzerland', 'CZ': 'Czechia', 'DE': 'Germany', 'DK': 'Denmark', 'ES': 'Spain',
    'FI': 'Finland', 'FR': 'France', 'GB': 'United Kingdom', 'GR': 'Greece', 'IE': 'Ireland',
    'IN': 'India', 'IS': 'Iceland', 'IT': 'Italy', 'JP': 'Japan', 'MA': 'Morocco',
    'NL': 'Netherlands',
    'NO': 'Norway', 'NZ': 'New Zealand', 'PL': 'Poland', 'PT': 'Portugal', 'SE': 'Sweden',
    'SI': 'Slovenia', 'TZ': 'Tanzania', 'US': 'United States', 'ZA': 'South Africa',
}  # fmt: skip
"""Countries whose numbers are written without their code."""


class ImportScreen(LiveScreen):
    """Made once; from then on only patches change it."""

    def __init__(self, services: Services, member: Member, id: UUID | None) -> None:
        self.services = services
        self.member = member
        self.id = id
        self.editor = RecordEditor(services, member, ())
        organization_id = self.editor.organization_id
        self.imports = (
            self.editor.open(queries.import_of(id, organization_id)) if id is not None else None
        )
        self._tab, self._edited = Tab.ALL, ''
        self._starts: tuple[int, ...] = (0,)
        self._next = 0
        self._lines: tuple[Line, ...] = ()
        self._has_more = False
        self._read_of: tuple[Any, ...] = ()
        self._view: View[Shown] | None = None

    @property
    def root(self) -> LiveElement:
        return self.editor

    def enter(self) -> None:
        if self.member.may_edit and (self.row is None or self.row.state is ImportState.READY):
            self.services.imports.warm()

    async def ready(self) -> None:
        await self.editor.ready()
        await self._read_lines()

    @property
    def row(self) -> Import | None:
        return next(iter(self.imports.rows), None) if self.imports else None

    def is_there(self) -> bool:
        return self.id is None or self.row is not None

    def show_missing(self) -> None:
        no_record('import', back='All contacts', href='/contacts')

    def title(self) -> str:
        return 'Import contacts · Tradewind'

    # the page

    def fill(self) -> None:
        with self.editor:
            with box('t-crumbs t-no-phone', 'nav', aria_label='You are here'):
                text('Contacts', tag='a', href='/contacts')
                icon('chevron-right', 14)
                text('Import')
            with page_head('Import contacts'):
                LiveBadge(self.services.realtime, *self.editor.opened)
                with head_end():
                    sample = text('Sample file', 't-btn t-btn--ghost t-no-phone', 'a',
                                  href='/contacts/import/sample.csv', download=True)  # fmt: skip
                    with sample:
                        icon('download')
                    text('Close', 't-btn t-btn--secondary', 'a', href='/contacts')
            view = self._view = View(wizard, self._shown())
            self.editor.on_end(view.stop)
            ViewElement(view, acts=self._acts())
            self._menus = Part()
        if self.imports is not None:
            self.editor.follow(self.imports, lambda _: self._on_row())

    def _shown(self) -> Shown:
        return Shown(
            self.row, self.member.may_edit, self._tab, self._lines, self._has_more, self._starts,
            self._edited, datetime.now(UTC),
        )  # fmt: skip

    def _show(self) -> None:
        if self._view is not None and not self.editor.is_deleted:
            self._view.show(self._shown())

    def _on_row(self) -> None:
        self._show()
        if self._is_stale:
            background_tasks.create(self._read_again(), name='read lines of an import')

    # lines

    @property
    def _looked_at(self) -> tuple[Any, ...]:
        """What the lines that are shown depend on."""
        row = self.row
        if row is None or row.state is not ImportState.READY:
            return ()
        return row.policy, str(row.counts), self._tab, self._starts[-1], row.total

    @property
    def _is_stale(self) -> bool:
        return self._looked_at != self._read_of

    async def _read_again(self) -> None:
        await self._read_lines()
        self._show()

    async def _read_lines(self) -> None:
        row, looked_at = self.row, self._looked_at
        self._read_of = looked_at
        if row is None or not looked_at:
            self._lines, self._has_more = (), False
            return
        found = await self.services.run(
            queries.lines, self.member.viewer, of=row, tab=self._tab, start=self._starts[-1]
        )
        if looked_at == self._looked_at:
            self._lines, self._has_more = tuple(found[:AT_ONCE]), len(found) > AT_ONCE
            self._next = found[AT_ONCE].row.line if self._has_more else 0

    # what people do

    def _acts(self) -> Acts:
        return {
            'tab': self._look_at, 'before': self._before, 'after': self._after,
            'policy': self._set_policy, 'policies': self._open_policies, 'field': self._open_fields,
            'region': self._open_regions, 'encoding': self._open_encodings,
            'date_order': self._open_orders, 'reset': self._reset, 'fix': self._fix,
            'mend': self._mend, 'go': self._doing(commands.start),
            'resume': self._doing(commands.start), 'stop': self._doing(commands.stop),
            'undo': self._doing(commands.undo),
        }  # fmt: skip

    def _doing(self, command: Any) -> Callable[[Act], Any]:
        async def do(_: Act) -> None:
            if self.id is not None:
                await self.services.imports.run(command, self.member.viewer, id=self.id)

        return do

    async def _look_at(self, act: Act) -> None:
        self._tab, self._starts, self._edited = Tab(act.key), (0,), ''
        await self._read_again()

    async def _before(self, _: Act) -> None:
        if len(self._starts) > 1:
            self._starts = self._starts[:-1]
            await self._read_again()

    async def _after(self, _: Act) -> None:
        if self._has_more:
            self._starts = (*self._starts, self._next)
            await self._read_again()

    async def _set_policy(self, act: Act) -> None:
        await self._run(commands.set_policy, policy=ImportPolicy(act.key))

    def _fix(self, act: Act) -> None:
        self._edited = act.key
        self._show()

    async def _mend(self, act: Act) -> None:
        self._edited = ''
        self._show()
        if isinstance(act.value, str):
            await self._run(mending.mend, row_id=UUID(act.key), text=act.value)

    async def _reset(self, _: Act) -> None:
        await self._choose({'columns': {}})

    async def _choose(self, options: Mapping[str, Any]) -> None:
        await self._run(commands.choose, options=options)

    async def _run(self, command: Any, **fields: Any) -> None:
        if self.id is not None:
            await self.services.imports.run(command, self.member.viewer, id=self.id, **fields)

    # menus

    def _open_fields(self, act: Act) -> None:
        row = self.row
        if row is None or not act.key.isdigit():
            return
        column = next(
            (each for each in row.guess.get('columns', ()) if str(each['place']) == act.key), None
        )
        if column is None:
            return
        chosen = dict(row.options.get('columns', {}))
        items = {field.value: (look.label, look.symbol) for field, look in words.FIELDS.items()}
        self._menu(
            f'[data-key="{act.key}"] [data-act="field"]', items, str(column['field']),
            lambda field: self._choose({'columns': {**chosen, act.key: field}}),
            str(column['header']),
        )  # fmt: skip

    def _open_policies(self, _: Act) -> None:
        items = {policy.value: (label, '') for policy, (label, _) in words.POLICIES.items()}
        chosen = self.row.policy if self.row else ''
        self._menu(
            '[data-act="policies"]', items, chosen,
            lambda policy: self._run(commands.set_policy, policy=ImportPolicy(policy)),
            'When someone is here already',
        )  # fmt: skip

    def _open_regions(self, _: Act) -> None:
        self._open('region', REGIONS, 'Numbers without a country')

    def _open_encodings(self, _: Act) -> None:
        self._open('encoding', words.ENCODINGS, 'Letters are')

    def _open_orders(self, _: Act) -> None:
        self._open('date_order', words.DATE_ORDERS, 'Dates are')

    def _open(self, name: str, choices: Mapping[str, str], label: str) -> None:
        row = self.row
        if row is not None:
            chosen = str(row.options.get(name) or row.guess.get(name) or '')
            items = {key: (word, '') for key, word in choices.items()}
            choose = partial(self._choose_one, name)
            self._menu(f'[data-act="{name}"]', items, chosen, choose, label)

    async def _choose_one(self, name: str, value: str) -> None:
        await self._choose({name: value})

    def _menu(
        self,
        target: str,
        items: Mapping[str, tuple[str, str]],
        chosen: str,
        choose: Callable[[str], Any],
        label: str,
    ) -> None:
        async def do(key: str) -> None:
            try:
                await choose(key)
            except AppError as error:
                self.editor.actions.refuse(error)

        entries: Sequence[Item] = [
            Item(label=word, icon=symbol, checked=key == chosen, on_click=partial(do, key))
            for key, (word, symbol) in items.items()
        ]
        open_menu(self._menus, entries, label=label, target=target)
