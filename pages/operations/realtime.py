"""How the line does, for those who work here: `/realtime`, `/realtime/check`, `/realtime/dev`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from nicegui import Client, ui

from components.kit.buttons import button
from components.kit.markup import box, text
from components.live.element import LiveElement
from components.operations.checks import show_checks, summary
from components.operations.dev import Acting, Breaking, Proving, TapeView
from components.operations.figures import LineFigures
from components.presence import Attending
from components.realtime.badge import LiveBadge
from components.realtime.card import ConnectionCard
from components.shell.frame import Frame, frame, head_end, page_head
from components.shell.rail import RailHere
from components.shell.rail_counts import RailCounts
from components.view.screen import screens_of
from pages.guard import Guard
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.core import Services
from services.operations.dev import Dev
from services.operations.selfcheck import SelfCheck

PLACES = (('Figures', '/realtime'), ('Check', '/realtime/check'))
DEV = ('Developer', '/realtime/dev')


def register(services: Services, guard: Guard) -> None:
    """Make the pages, and tell the metrics what only pages know."""
    Who = Annotated[Member, Depends(guard)]
    gauges = services.realtime.metrics.gauges
    gauges['screens'] = lambda: len(open_screens())
    gauges['people'] = lambda: len({viewer_key(client) for client in open_screens()})

    @ui.page('/realtime', title='Realtime · Tradewind', response_timeout=15)
    def figures(member: Who) -> None:
        with place(services, member, '/realtime'):
            ConnectionCard(services.realtime).classes('t-card')
            LineFigures(services, lambda: count_screens(member.viewer.organization_id))

    @ui.page('/realtime/check', title='Check · Tradewind', response_timeout=15)
    async def check(client: Client, member: Who) -> None:
        selfcheck = SelfCheck(services.database, services.realtime)
        with place(services, member, '/realtime/check') as page:
            said = text(
                'Checking every table. This takes a few seconds.', 't-2', 'p', role='status'
            )
            outcome = box()

        async def run() -> None:
            reports = await selfcheck.run(member.viewer)
            if page.is_deleted:
                return
            said.set_text(summary(reports))
            outcome.clear()
            with outcome:
                show_checks(reports)

        with page, box('t-row'):
            button('Check again', icon='rotate-cw', on_click=run, name='check-again')
        await client.connected()
        if not client.is_deleted:
            await run()

    if services.dev is not None:
        developer(services, services.dev, guard)


def developer(services: Services, dev: Dev, guard: Guard) -> None:
    """Make the page that breaks the line."""

    @ui.page('/realtime/dev', title='Developer · Tradewind', response_timeout=15)
    async def panel(member: Annotated[Member, Depends(guard)]) -> None:
        with place(services, member, '/realtime/dev'), box('t-dev'):
            Breaking(dev)
            acting = Acting(services, member)
            Proving(services, member, compared_pages)
            TapeView(services, dev, member.viewer.organization_id)
        await acting.people.ready()
        await acting.proposals.ready()
        acting.fill()


@contextmanager
def place(services: Services, member: Member, active: str) -> Iterator[ui.element]:
    """The frame, the head and the tabs of these pages."""
    places = (*PLACES, DEV) if services.settings.dev else PLACES
    with frame(services, member, active='realtime') as shell, shell.page:
        with page_head('Realtime'):
            LiveBadge(services.realtime)
            with head_end():
                pass
        with box('t-tabs t-rt__tabs', 'nav', aria_label='Realtime'):
            for label, address in places:
                current = 'page' if address == active else None
                text(label, '', 'a', href=address, aria_current=current)
        be_here(services, member, shell)
        with box('t-rt') as page:
            yield page


def be_here(services: Services, member: Member, shell: Frame) -> None:
    """See colleagues in the rail and be seen there, as on every page of the workspace."""
    topic, me = workspace(member.viewer.organization_id), colleague(member)
    attendance = Attending(services.presence).attendance
    with shell.here:
        RailHere(shell, services.presence, member)
        RailCounts(shell, services, member)
    ui.context.client.on_connect(lambda: attendance.enter(topic, me, lingers=True))


def open_screens() -> list[Client]:
    """Pages whose browser is there."""
    return [client for client in Client.instances.values() if client.has_socket_connection]


def count_screens(organization_id: UUID) -> tuple[int, int]:
    """Open pages of the members of an organization, and how many people they are."""
    members = [getattr(client.request.state, 'member', None) for client in open_screens()]
    own = [each for each in members if each and each.viewer.organization_id == organization_id]
    return len(own), len({each.viewer.user_id for each in own})


def compared_pages() -> tuple[int, int]:
    """Open pages, and how many show something else than their queries hold."""
    screens = open_screens()
    behind = sum(not is_current(client) for client in screens)
    return len(screens), behind


def is_current(client: Client) -> bool:
    """Whether every live part of a page shows what its query holds."""
    parts = (each for each in client.elements.values() if isinstance(each, LiveElement))
    screens = screens_of(client).values()
    return all(part.is_current for part in parts) and all(one.is_current for one in screens)


def viewer_key(client: Client) -> str:
    """Two tabs of one browser are one viewer; kept, since it is asked for every few seconds."""
    key: str | None = client.storage.get('viewer_key')
    if key is None:
        request: Request = client.request
        key = client.storage['viewer_key'] = str(request.session.get('id') or client.id)
    return key
