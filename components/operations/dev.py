"""The developer's panel: break the line, act as a colleague, read the tape, prove it.

Both lines, on purpose and in development only.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from nicegui import background_tasks, ui

from components.engine.light import Text
from components.engine.visibility import Visibility
from components.kit.buttons import Button, button
from components.kit.format import counted
from components.kit.markup import box, testid, text
from components.live.element import LiveElement
from models import Profile
from models.viewer import Operator
from services.accounts.members import Member
from services.accounts.queries import profiles
from services.core import Services
from services.errors import AppError
from services.operations.dev import Dev, Message
from services.operations.dev.acting import change_price, flip_option, say_something
from services.operations.proof import Outcome, Pages, Proof
from services.proposals.windows import latest_proposals

REFRESH_S = 1.0
SHOWN = 200
WRITERS = 4
WRITES_PER_FAULT = 20
AMOUNTS = {1_000: '1,000 writes, 50 faults', 100: '100 writes, 5 faults'}
ACTS = (('Switch an option', flip_option), ('Change a price', change_price),
        ('Write a comment', say_something))  # fmt: skip
Act = Callable[..., Awaitable[str]]


class Breaking(LiveElement):
    """Buttons that hurt the wire, and one that heals it."""

    def __init__(self, dev: Dev) -> None:
        super().__init__('section')
        self._dev = dev
        self.classes('t-card')
        with self:
            _head('Break the line')
            with box('t-dev__body'):
                if dev.wire is None:
                    text('Only a plain http server can be broken from here.', 't-2', 'p')
                    return
                with box('t-2', 'p', role='status'):
                    self._state = Text()
                with box('t-row t-row--wrap'):
                    button('Cut', on_click=lambda: self._do('cut'), name='dev-cut')
                    button('Freeze', on_click=lambda: self._do('freeze'), name='dev-freeze')
                    for delay_ms in (200, 1000):
                        button(
                            f'Delay {delay_ms} ms', on_click=partial(self._delay, delay_ms / 1000)
                        )
                    button('Heal', kind='primary', on_click=lambda: self._do('heal'))
                self._show()

    def _do(self, fault: str) -> None:
        getattr(self._dev.wire, fault)()
        self._show('The connection was reset.' if fault == 'cut' else '')

    def _delay(self, seconds: float) -> None:
        assert self._dev.wire is not None
        self._dev.wire.delay_s = seconds
        self._show()

    def _show(self, said: str = '') -> None:
        wire = self._dev.wire
        assert wire is not None
        state = 'The wire is whole.'
        if wire.is_frozen:
            state = 'Frozen: connections stay open and nothing passes.'
        elif wire.delay_s:
            state = f'Each message is held back {wire.delay_s * 1000:.0f} ms, each way.'
        self._state.set_text(f'{said} {state}'.strip())


class Acting(LiveElement):
    """Changes in a colleague's name, so that one's own screens hear of them."""

    def __init__(self, services: Services, member: Member) -> None:
        super().__init__('section')
        self._services = services
        self._member = member
        viewer = member.viewer
        self.people = self.watch(services.live, profiles(viewer.organization_id), viewer)
        self.proposals = self.watch(services.live, latest_proposals(viewer.organization_id), viewer)
        self.classes('t-card')

    def fill(self) -> None:
        """Call once both queries are ready."""
        own = self._member.viewer.user_id
        colleagues = [row for row in self.people.rows if row.user_id != own]
        with self:
            _head('Act as somebody else')
            with box('t-dev__body'):
                if not colleagues or not self.proposals.rows:
                    text('There is no colleague or no proposal yet.', 't-2', 'p')
                    return
                self._who = _choice(_names(colleagues), 'Who')
                titles = {row.id: row.title for row in self.proposals.rows}
                self._what = _choice(titles, 'Proposal')
                with box('t-row t-row--wrap'):
                    for label, act in ACTS:
                        button(label, on_click=partial(self._act, act))
                with box('t-2', 'p', role='status'):
                    self._said = Text()

    async def _act(self, act: Act) -> None:
        organization_id = self._member.viewer.organization_id
        viewer = Operator(user_id=UUID(str(self._who.value)), organization_id=organization_id)
        try:
            said = await self._services.run(act, viewer, proposal_id=self._what.value)
        except AppError as error:
            said = str(error)
        self._said.set_text(said)


class Proving(LiveElement):
    """Random writes under random faults, and what was lost."""

    def __init__(self, services: Services, member: Member, pages: Pages) -> None:
        super().__init__('section')
        self._services = services
        self._member = member
        self._pages = pages
        self._figures: dict[str, Text] = {}
        self.classes('t-card')
        with self:
            _head('Prove it')
            with box('t-dev__body'):
                with box('t-2', 'p', role='status', data_testid='proof-said'):
                    self._said = Text(
                        'Random writes under random faults, then every open screen is compared '
                        'with the database.'
                    )
                with box('t-bar-track'):
                    self._bar = box(tag='i')
                with box('t-verdicts'):
                    for name in ('lost', 'doubled', 'stale', 'leaked'):
                        self._figure(name)
                with box('t-row t-row--wrap t-row--end'):
                    self._amount = _choice(AMOUNTS, 'How much')
                    self._start: Button = button(
                        'Prove it', kind='primary', on_click=self._prove, name='prove'
                    )

    def _figure(self, name: str) -> None:
        with box():
            text(name.capitalize(), 't-over')
            with box(tag='b') as figure:
                testid(figure, f'proof-{name}')
                self._figures[name] = Text('–')

    async def _prove(self) -> None:
        dev, services = self._services.dev, self._services
        if dev is None or dev.wire is None:
            return
        writes = int(self._amount.value)
        proof = Proof(
            services.database,
            services.realtime,
            services.live,
            [self._member.viewer] * WRITERS,
            fault=dev.wire.fault,
            writes=writes,
            cuts=writes // WRITES_PER_FAULT,
            pages=self._pages,
        )
        timer = ui.timer(0.25, lambda: self._progress(proof.done, writes))
        try:
            outcome = await background_tasks.create(proof.run(), name='proof')
            if not self.is_deleted:
                self._show(outcome)
        except AppError as error:
            if not self.is_deleted:
                self._said.set_text(str(error))
        except Exception:
            if not self.is_deleted:
                self._said.set_text('The proof did not come to its end; the log says why.')
            raise
        finally:
            timer.cancel()

    def _progress(self, done: int, writes: int) -> None:
        self._bar.style(f'width: {done / writes:.0%}')
        self._said.set_text(f'{done:,} of {writes:,} writes')

    def _show(self, outcome: Outcome) -> None:
        self._bar.style('width: 100%')
        for name, figure in self._figures.items():
            figure.set_text(str(getattr(outcome, name)))
        verdict = 'Nothing was lost.' if outcome.is_clean else 'Something is wrong.'
        feeds = counted(outcome.queries, 'live query', 'live queries')
        self._said.set_text(
            f'{verdict} {outcome.writes:,} writes and {outcome.cuts} faults in '
            f'{outcome.seconds:.1f} s; {feeds} and {counted(outcome.pages, "open page")} compared.'
        )


class TapeView(LiveElement):
    """The last messages, newest first; looked at once a second."""

    def __init__(self, services: Services, dev: Dev, organization_id: UUID) -> None:
        super().__init__('section')
        self._dev = dev
        # whoever reads along looks at everything, so the server sends all of it meanwhile
        own = f'organization_id=eq.{organization_id}'
        self.on_end(services.realtime.subscribe_to_table('*', '*', own, lambda _: None))
        self._organization_id = organization_id
        self._last = 0
        self._rows: list[ui.element] = []
        self.classes('t-card')
        with self:
            _head(f'Last {SHOWN} messages')
            with box('t-tape', tabindex='0', role='log', aria_label='Messages', aria_live='off'):
                self._list = box(tag='ul')
            self._visibility = Visibility.of(self.client)
            ui.timer(REFRESH_S, self._look, immediate=False)
        self.show()

    def _look(self) -> None:
        if not self._visibility.is_hidden:
            self.show()

    def show(self) -> None:
        """Add what is new."""
        for message in self._dev.tape.since(self._last, self._organization_id):
            self._last = message.number
            with self._list:
                row = _message(message)
            row.move(target_index=0)
            self._rows.append(row)
        while len(self._rows) > SHOWN:
            self._rows.pop(0).delete()


def _message(message: Message) -> ui.element:
    with box(tag='li') as row:
        text(f'{message.at:%H:%M:%S.%f}'[:-3], 't-3')
        text(message.kind)
        text(f'{message.table} {message.key[:8]}', 't-clip')
        text(f'revision {message.revision}' if message.revision else '', 't-3')
    return row


def _head(title: str) -> None:
    with box('t-card__head'):
        text(title, 't-h4', 'h2')


def _names(people: list[Profile]) -> dict[UUID, str]:
    return {row.user_id: row.full_name for row in people}


def _choice(options: Mapping[Any, str], label: str) -> ui.select:
    first = next(iter(options))
    return ui.select(dict(options), value=first, label=label).props('outlined dense')
