"""The public proposal: `/p/{token}`, for whoever holds a link and nobody else.

The link is judged before anything is built; every link that opens nothing gets one answer.
"""

import re
from datetime import datetime
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from nicegui import Client, app

from components.proposals.public import ended as ended_page
from components.proposals.public.client_commands import ClientCommands
from components.proposals.public.page import title
from components.proposals.public.seen import Seen
from components.proposals.public.shared import SharedPage, SharedPages, Visit
from components.proposals.public.visit_tracker import VisitTracker
from components.proposals.public.visitor import Visitor
from components.shell import document
from models.viewer import LinkHolder
from pages.guard import whoever
from pages.http.security import only_looks
from services.core import Services
from services.link_limits import LinkLimits
from services.proposals import visits
from services.proposals.calendar import ics, trip
from services.proposals.deciding import Evidence
from services.proposals.differences import Picture
from services.proposals.share_links import present

CALENDAR = 'trip.ics'
"""The page's query that asks for the calendar file instead."""
TRAILING = re.compile('[^A-Za-z0-9_-]+$')
"""What no token and no address of ours ends in."""
PRIVATE = {'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow'}


class LinkEnded(Exception):
    """The token opens nothing; why is nobody's business."""


class Misspelt(Exception):
    """Something stands behind the address that is no part of it; `path` is without it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def check_spelling(rest: str) -> None:
    """Whatever a link may open: mail programs take the full stop of a sentence with them.

    Raises: `Misspelt`.
    """
    spelt = TRAILING.sub('', rest)
    if spelt and spelt != rest:
        raise Misspelt(f'/p/{quote(spelt)}')


def respelt(request: Request, error: Exception) -> Response:
    assert isinstance(error, Misspelt)  # it is registered for these
    return RedirectResponse(error.path, 307, headers=PRIVATE)


class OnlyLooks(Exception):
    """The link is good, and whoever asks wants to know no more than that."""


def good(request: Request, error: Exception) -> Response:
    """What a link that opens answers before anything is built."""
    return HTMLResponse('', headers=PRIVATE)


def ended(request: Request, error: Exception) -> Response:
    """The one answer, whatever was wrong with the link."""
    body = ended_page.document(Client.shared_head_html, Client.shared_body_html)
    return HTMLResponse(body, status_code=404, headers=PRIVATE)


def register(services: Services) -> None:
    """Make the page and its calendar file."""
    app.add_exception_handler(LinkEnded, ended)
    app.add_exception_handler(Misspelt, respelt)
    app.add_exception_handler(OnlyLooks, good)
    limits, pages = LinkLimits(), SharedPages(services)

    async def holder(token: str) -> LinkHolder:
        check_spelling(token)
        viewer = pages.holder(services.tokens.link_id(token))
        viewer = viewer or await present(services.database, services.tokens, token)
        if viewer is None:
            raise LinkEnded
        return viewer

    Holder = Annotated[LinkHolder, Depends(holder)]

    def visitor(request: Request, viewer: Holder) -> LinkHolder:
        if only_looks(request):
            raise OnlyLooks
        return viewer

    @app.get('/p/{token}')
    async def public(request: Request, viewer: Annotated[LinkHolder, Depends(visitor)]) -> Response:
        if request.url.query == CALENDAR:
            return await calendar_file(services, viewer)
        visit = await pages.enter(viewer, viewer.proposal_id)
        try:
            visit.look(await seen_by(services, request, viewer, visit.shared))
            return page(services, limits, request, viewer, visit)
        except BaseException:
            visit.leave()
            raise

    @app.get('/p/{token}/trip.ics')
    async def calendar(viewer: Holder) -> Response:
        """The itinerary for a calendar."""
        return await calendar_file(services, viewer)

    app.get('/p/{rest:path}')(astray)


def astray(rest: str) -> Response:
    """An address with something behind the token is a wrong link like any other."""
    check_spelling(rest)
    raise LinkEnded


def page(
    services: Services, limits: LinkLimits, request: Request, viewer: LinkHolder, visit: Visit
) -> Response:
    """The page. Raises: `LinkEnded` when its link ended since it was judged."""
    link, offer = visit.shared.link, visit.shared.offer
    if link is None or offer is None:
        raise LinkEnded
    user_agent, key = agent(request), services.settings.secret
    commands = ClientCommands(
        services=services,
        viewer=viewer,
        evidence=Evidence(user_agent=user_agent, address=address(request), key=key),
        limits=limits,
    )
    tracker = partial(VisitTracker, services, viewer, link, limits=limits, user_agent=user_agent)
    is_staff = visit.view.seen is None
    return document.answer(
        request,
        visit.view,
        title=title(offer),
        build=partial(
            Visitor, visit=visit, commands=commands, make_tracker=None if is_staff else tracker
        ),
        give_up=visit.leave,
    )


async def seen_by(
    services: Services, request: Request, viewer: LinkHolder, shared: SharedPage
) -> Seen | None:
    """What whoever asks saw last; None for colleagues, who are shown no marks and are no visit."""
    if await is_colleague(services, request, viewer):
        return None
    stands = shared.offer.proposal.version if shared.offer else None
    before = await seen_last(services, viewer, stands)
    offer = shared.offer
    if offer is None:
        raise LinkEnded
    now = Seen(offer.picture)
    if before is None:
        return now
    seen = Seen(before[1], before[0])
    return seen if seen.changes(offer.picture) else now


async def calendar_file(services: Services, viewer: LinkHolder) -> Response:
    """Raises: `LinkEnded` when there is nothing to put into a calendar."""
    found = await trip(services.database, viewer, viewer.proposal_id, viewer.organization_id)
    content = ics(found) if found else None
    if content is None:
        raise LinkEnded
    disposition = {'Content-Disposition': 'attachment; filename="trip.ics"'}
    return Response(content, media_type='text/calendar', headers=PRIVATE | disposition)


async def seen_last(
    services: Services, viewer: LinkHolder, stands: int | None
) -> tuple[datetime, Picture] | None:
    """What this link's holder saw last, so that the page can mark what changed."""
    async with services.database.read(viewer) as session:
        return await visits.last_seen(session, viewer, stands=stands)


async def is_colleague(services: Services, request: Request, viewer: LinkHolder) -> bool:
    """Whether somebody of the same organization opens the link; that is no visit."""
    member = await whoever(services, request)
    return member is not None and member.viewer.organization_id == viewer.organization_id


def agent(request: Request) -> str:
    return request.headers.get('user-agent', '')


def address(request: Request) -> str:
    return request.client.host if request.client else ''
