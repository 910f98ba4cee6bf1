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
from nicegui import Client, app, ui

from components.kit.toast import Toasts
from components.proposals.public.client_commands import ClientCommands
from components.proposals.public.ended import document
from components.proposals.public.offer import Rights
from components.proposals.public.page import PublicProposal
from components.proposals.public.plain import plain
from components.proposals.public.seen import Seen
from components.proposals.public.visit_tracker import VisitTracker
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
    page = document(Client.shared_head_html, Client.shared_body_html)
    return HTMLResponse(page, status_code=404, headers=PRIVATE)


def register(services: Services) -> None:
    """Make the page and its calendar file."""
    app.add_exception_handler(LinkEnded, ended)
    app.add_exception_handler(Misspelt, respelt)
    app.add_exception_handler(OnlyLooks, good)
    limits = LinkLimits()

    async def holder(token: str) -> LinkHolder:
        check_spelling(token)
        viewer = await present(services.database, services.tokens, token)
        if viewer is None:
            raise LinkEnded
        return viewer

    Holder = Annotated[LinkHolder, Depends(holder)]

    def visitor(request: Request, viewer: Holder) -> LinkHolder:
        if only_looks(request):
            raise OnlyLooks
        return viewer

    @ui.page('/p/{token}', title='Your proposal', response_timeout=15)
    async def public(
        request: Request,
        client: Client,
        token: str,
        viewer: Annotated[LinkHolder, Depends(visitor)],
    ) -> Response | None:
        if await build(services, limits, request, viewer, f'/p/{token}/trip.ics'):
            return None
        client.delete()
        return ended(request, LinkEnded())

    @app.get('/p/{token}/trip.ics')
    async def calendar(viewer: Holder) -> Response:
        """The itinerary for a calendar."""
        return await calendar_file(services, viewer)

    app.get('/p/{rest:path}')(astray)


def astray(rest: str) -> Response:
    """An address with something behind the token is a wrong link like any other."""
    check_spelling(rest)
    raise LinkEnded


async def build(
    services: Services, limits: LinkLimits, request: Request, viewer: LinkHolder, calendar_url: str
) -> bool:
    """Make the page; False when its link ended since it was judged."""
    is_staff = await is_colleague(services, request, viewer)
    page = PublicProposal(services, viewer, viewer.proposal_id, viewer.organization_id)
    seen = None if is_staff else await seen_last(services, viewer)
    await page.sources.ready()
    # from here to the end without an await, or a patch would be missed
    if not (links := page.sources.links.rows):
        return False
    offer = page.sources.offer(Rights.of(links[0].scope))
    if offer is None:
        return False
    offer.seen = Seen(seen[1], seen[0]) if seen else None
    user_agent = agent(request)
    tracker = partial(
        VisitTracker, services, viewer, links[0], limits=limits, user_agent=user_agent
    )
    evidence = Evidence(
        user_agent=user_agent, address=address(request), key=services.settings.secret
    )
    acts = ClientCommands(services=services, viewer=viewer, evidence=evidence, limits=limits)
    ui.page_title(offer.proposal.title or 'Your proposal')
    ui.add_head_html('<meta name="robots" content="noindex">')
    ui.add_body_html(plain(offer))
    place_reader = None if is_staff else tracker
    page.fill(offer, acts=acts, place_reader=place_reader, calendar_url=calendar_url)
    Toasts(above_dock=True)
    return True


async def calendar_file(services: Services, viewer: LinkHolder) -> Response:
    """Raises: `LinkEnded` when there is nothing to put into a calendar."""
    found = await trip(services.database, viewer, viewer.proposal_id, viewer.organization_id)
    content = ics(found) if found else None
    if content is None:
        raise LinkEnded
    disposition = {'Content-Disposition': 'attachment; filename="trip.ics"'}
    return Response(content, media_type='text/calendar', headers=PRIVATE | disposition)


async def seen_last(services: Services, viewer: LinkHolder) -> tuple[datetime, Picture] | None:
    """What this link's holder saw last, so that the page can mark what changed."""
    async with services.database.read(viewer) as session:
        return await visits.last_seen(session, viewer)


async def is_colleague(services: Services, request: Request, viewer: LinkHolder) -> bool:
    """Whether somebody of the same organization opens the link; that is no visit."""
    member = await whoever(services, request)
    return member is not None and member.viewer.organization_id == viewer.organization_id


def agent(request: Request) -> str:
    return request.headers.get('user-agent', '')


def address(request: Request) -> str:
    return request.client.host if request.client else ''
