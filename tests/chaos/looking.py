"""Acts of people who look: screens open, close, and open at the very moment of a write."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from models.viewer import Anonymous, LinkHolder, Viewer
from services.accounts.queries import profiles
from services.activity.queries import counts as event_counts
from services.activity.queries import latest_events
from services.contacts.queries import CONTACTS
from services.proposals import queries
from services.proposals.figures import proposal_figures
from services.proposals.list_state import START, Group, Tab
from services.proposals.windows import latest_acts, proposal_window
from services.realtime.live import Query
from tests.chaos import statements
from tests.chaos.tenant import Tenant

if TYPE_CHECKING:
    from tests.chaos.history import History

Of = Callable[[UUID, UUID], Query[Any]]
PARTS: tuple[Of, ...] = (
    *(queries.proposal, *([queries.activities] * 3), queries.comments),
    *(queries.comments, queries.client, queries.days, queries.share_links, queries.transitions),
)
"""What an operator and a client both read of one proposal; row security makes the difference."""
LISTS: tuple[Callable[[UUID], Query[Any]], ...] = (
    *(profiles, latest_acts, CONTACTS.counts, latest_events, event_counts),
    lambda tenant: CONTACTS.window(tenant, replace(CONTACTS.start, most=2)),
    lambda tenant: CONTACTS.window(tenant, CONTACTS.start.searched('a')),
    lambda tenant: proposal_window(tenant, replace(START.at_tab(Tab.ALL), most=2)),
    lambda tenant: proposal_window(tenant, START, Group.CLIENTS),
    lambda tenant: proposal_figures(tenant, 'Europe/Berlin'),
)


def some_view(tenant: Tenant, dice: Random) -> tuple[Query[Any], Viewer, Tenant | None]:
    """A read and a viewer; nobody in particular is the viewer without a tenant."""
    viewer = dice.choice([*tenant.viewers, Anonymous()])
    if isinstance(viewer, LinkHolder) or dice.random() < 0.5:
        query = dice.choice(PARTS)(tenant.proposal_id, tenant.id)
    else:
        query = dice.choice(LISTS)(tenant.id)
    return query, viewer, None if isinstance(viewer, Anonymous) else tenant


async def open_one(history: 'History', dice: Random) -> None:
    query, viewer, tenant = some_view(history.tenant(dice), dice)
    await history.show(history.core(dice), query, viewer, tenant)


async def close_one(history: 'History', dice: Random) -> None:
    if len(history.screens) > 2:
        history.screens.pop(dice.randrange(len(history.screens))).close()


async def open_around_a_write(history: 'History', dice: Random) -> None:
    """The write commits at a random moment of the subscription's first milliseconds."""

    async def write_soon() -> None:
        await asyncio.sleep(dice.random() * 0.03)
        await dice.choice((statements.change_several, statements.add))(history, dice)

    await asyncio.gather(write_soon(), *(open_one(history, dice) for _ in range(2)))


ACTS = {open_one: 2, close_one: 2, open_around_a_write: 3}
