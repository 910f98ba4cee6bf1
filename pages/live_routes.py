"""Routes of live lists and of their records: who may open them, and what stands there."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response
from nicegui import Client, ui

from components.live.shared_list import SharedLists
from components.shell.frame import Frame
from components.shell.live_page import LiveScreen, live_page
from pages.guard import Guard
from pages.record_ids import record_id
from services.accounts.members import Member
from services.core import Services

MakeList = Callable[[Services, Member, Frame, SharedLists], LiveScreen]
MakeRecord = Callable[[Services, Member, UUID], LiveScreen]


def list_route(services: Services, guard: Guard, place: str, make: MakeList) -> None:
    """`/contacts` for the place `contacts`."""
    lists = SharedLists()

    @ui.page(f'/{place}', title=f'{place.capitalize()} · Tradewind', response_timeout=15)
    async def opened(client: Client, member: Annotated[Member, Depends(guard)]) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda shell: make(services, member, shell, lists),
            place=place,
        )


def record_route(
    services: Services, guard: Guard, place: str, make: MakeRecord, *, above_dock: bool = False
) -> None:
    """`/contacts/{id}` for the place `contacts`; the tab says its name once it is there."""

    @ui.page(f'/{place}/{{named}}', title='Tradewind', response_timeout=15)
    async def opened(
        client: Client, named: str, member: Annotated[Member, Depends(guard)]
    ) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda _: make(services, member, record_id(named)),
            place=place,
            above_dock=above_dock,
        )
