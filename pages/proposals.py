"""The proposals of an organization, live: `/proposals`, `/proposals/{id}`."""

from components.proposals.editor import ProposalScreen
from components.proposals.list.screen import ProposalsScreen
from pages.guard import Guard
from pages.live_routes import list_route, record_route
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the pages."""
    list_route(services, guard, 'proposals', ProposalsScreen)
    record_route(services, guard, 'proposals', ProposalScreen, above_dock=True)
