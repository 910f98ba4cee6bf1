"""Acts of people who come and go: presence in several tabs, and rights that end in mid-visit."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from services.presence import Person
from services.proposals import share_links
from tests.chaos.core import Core
from tests.chaos.journal import Outcome

if TYPE_CHECKING:
    from tests.chaos.history import History

NAMES = ('Anna', 'Ben', 'Maria')


@dataclass(eq=False)
class Tab:
    """One person's open page, on one core."""

    core: Core
    topic: str
    name: str
    leave: Callable[[], None]


async def enter(history: 'History', dice: Random) -> None:
    """Open a page somewhere; the same person may have others."""
    core, topic = history.core(dice), f'proposal:{history.tenant(dice).proposal_id}'
    name = dice.choice(NAMES)
    leave = core.presence.enter(topic, Person(key=name, name=name))
    history.tabs.append(Tab(core, topic, name, leave))


async def leave(history: 'History', dice: Random) -> None:
    if history.tabs:
        history.tabs.pop(dice.randrange(len(history.tabs))).leave()


async def flap(history: 'History', dice: Random) -> None:
    for _ in range(5):
        await enter(history, dice)
        await leave(history, dice)
    await enter(history, dice)


async def crash(history: 'History', dice: Random) -> None:
    """The second app process dies with its screens and its people."""
    if len(history.cores) < 2:
        return
    core = history.cores.pop()
    history.screens = [screen for screen in history.screens if screen.core is not core]
    history.tabs = [tab for tab in history.tabs if tab.core is not core]
    await core.crash()


async def revoke(history: 'History', dice: Random) -> None:
    """A link ends: its proposal goes from every screen, and with it the page."""
    tenant = history.tenant(dice)
    scope = dice.choice(list(tenant.links))
    link = tenant.links[scope]
    outcome = await history.run(dice, share_links.revoke, tenant.anna, link_id=link.share_link_id)
    if outcome is not Outcome.REFUSED:
        history.end_right(tenant, link)


async def remove_member(history: 'History', dice: Random) -> None:
    """A colleague is taken out of the organization."""
    tenant = history.tenant(dice)
    user_id: UUID = tenant.rita.user_id
    outcome, _ = await history.execute([('delete from profiles where user_id = %s', (user_id,))])
    if outcome is not Outcome.REFUSED:
        history.end_right(tenant, tenant.rita)


ACTS = {enter: 2, leave: 1, flap: 1, crash: 1, revoke: 1, remove_member: 0.5}
