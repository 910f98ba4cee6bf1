"""The dialog for a new proposal: blank, from a template, or from another one. Begins a line out."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid4

from nicegui import background_tasks, ui

from components.engine.tree import content
from components.kit.buttons import button
from components.kit.files import cover
from components.kit.icons import icon
from components.kit.markup import box, show_choice, text
from components.kit.menus import open_dialog
from components.live.fields import LiveInput, flush_first
from models.text import clean_line
from services import money
from services.errors import AppError
from services.proposals.cards import ProposalCard
from services.proposals.list_state import Tab

MOST = 30
"""How many others can be chosen from here."""
ANY_OTHER = 'Duplicate any other one from its menu in the list.'


class Origin(StrEnum):
    BLANK = 'Blank'
    TEMPLATE = 'From a template'
    OTHER = 'From another'


NOTHING = {
    Origin.TEMPLATE: 'No templates yet. Save any proposal as one from its menu.',
    Origin.OTHER: 'No other proposal yet. Begin with a blank one.',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposalValues:
    """What somebody wants made."""

    title: str
    client: str
    """A line of `told_apart`, or the name of somebody new; may be empty."""
    source: UUID | None = None
    id: UUID
    """Of the proposal to be; the same however often it is wished for."""


Make = Callable[[NewProposalValues], Awaitable[None]]
Find = Callable[[Tab, int], Awaitable[tuple[Sequence[ProposalCard], int]]]
"""Reads the first so many cards of a tab, and how many there are."""
TABS = {Origin.TEMPLATE: Tab.TEMPLATES, Origin.OTHER: Tab.ALL}


class NewProposal:
    """One opening of the dialog; `make` raises an `AppError` to keep it open."""

    def __init__(self, find: Find, clients: Sequence[str], make: Make, origin: Origin) -> None:
        self._find = find
        self._origin = origin
        self._finding: asyncio.Task[None] | None = None
        self._make = make
        self._id = uuid4()
        self._source: UUID | None = None
        self._choices: dict[UUID, ui.element] = {}
        detail = 'You can change everything later.'
        with open_dialog('New proposal', detail=detail) as self._dialog:
            with box('t-dialog__body'):
                with box('t-seg', role='tablist', aria_label='Begin with') as self._tabs:
                    for each in Origin:
                        self._tab(each)
                self._sources = box('t-choices', role='radiogroup', aria_label='Begin with')
                self._title = LiveInput(
                    'Title',
                    placeholder='Madeira, slowly',
                    testid_='new-proposal-title',
                    touch=True,
                    maxlength=200,
                    first=True,
                )
                self._client = LiveInput(
                    'Client',
                    placeholder='Name of a contact, or a new one',
                    options=clients,
                    testid_='new-proposal-client',
                    touch=True,
                )
                self._problem = text('', 't-help t-help--bad t-hidden', 'p', role='alert')
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=self._dialog.close)
                create = button('Create', kind='primary', name='new-proposal-create')
                handed_over = flush_first(create, self._title, self._client)
                create.on_click(self._create, js_handler=handed_over)
                for field in (self._title, self._client):
                    field.on('keydown.enter', create.press, args=[], js_handler=handed_over)
        self._choose_origin(origin)

    def _tab(self, origin: Origin) -> None:
        tab = text(origin.value, '', 'button', type='button', role='tab')
        tab.on('click', lambda: self._choose_origin(origin), args=[])

    def _choose_origin(self, origin: Origin) -> None:
        for tab, each in zip(content(self._tabs), Origin, strict=True):
            tab.props['aria-selected'] = 'true' if each is origin else 'false'
        self._origin = origin
        self._source = None
        self._choices.clear()
        self._sources.clear()
        self._sources.set_visibility(origin is not Origin.BLANK)
        if origin is not Origin.BLANK:
            finding = self._show_sources(origin)
            self._finding = background_tasks.create(finding, name='find proposals to begin with')

    async def _show_sources(self, origin: Origin) -> None:
        found, count = await self._find(TABS[origin], MOST)
        if self._dialog.is_deleted or self._origin is not origin or content(self._sources):
            return
        with self._sources:
            for card in found:
                self._choice(card)
            if not found:
                text(NOTHING[origin], 't-2', 'p')
            elif count > len(found):
                text(f'The first {len(found)} of {count:,}. {ANY_OTHER}', 't-help', 'p')
        if found:
            self._choose(found[0].id)

    def _choice(self, card: ProposalCard) -> None:
        choice = box('t-choice', 'button', type='button', role='radio')
        choice.on('click', lambda: self._choose(card.id), args=[])
        self._choices[card.id] = choice
        with choice:
            box('t-thumb', 'img', src=cover(card.cover), alt='')
            text(card.title, 't-clip t-medium t-grow')
            text(money.shown(card.total, card.currency), 't-num t-3')
            icon('check')

    def _choose(self, source: UUID) -> None:
        self._source = source
        show_choice(self._choices, source)

    async def _create(self) -> None:
        if self._finding is not None:
            await self._finding  # or what was to begin with another one would begin blank
        wish = NewProposalValues(
            title=clean_line(self._title.value),
            client=clean_line(self._client.value),
            source=self._source,
            id=self._id,
        )
        try:
            await self._make(wish)
        except AppError as error:
            self._problem.set_text(str(error))
            self._problem.classes(remove='t-hidden')
