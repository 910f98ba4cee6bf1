"""Acts of the network and of Postgres upon one app core; each ends by itself."""

import asyncio
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from tests.chaos import statements

if TYPE_CHECKING:
    from tests.chaos.history import History

TRICKLE_BYTES = 700


async def reset_in_a_burst(history: 'History', dice: Random) -> None:
    """The socket is cut between writes that follow each other closely."""
    core = history.core(dice)
    for _ in range(dice.randint(1, 3)):
        await statements.change_one(history, dice)
    core.network.reset()
    await statements.change_one(history, dice)


async def storm(history: 'History', _: Random) -> None:
    """Every core loses its socket again and again, all at once."""
    for _ in range(3):
        for core in history.cores:
            core.network.reset()
        await asyncio.sleep(0.06)


async def black_hole(history: 'History', dice: Random) -> None:
    """Nothing passes to the gateway, or from it, or neither; nobody closes anything."""
    up, down = dice.choice(((True, True), (True, False), (False, True)))
    core = history.core(dice)
    core.network.swallow(up=up, down=down)
    history.heal_later(core.network, dice.uniform(0.1, 2.5) * history.length)


async def latency(history: 'History', dice: Random) -> None:
    core = history.core(dice)
    core.network.delay(dice.uniform(0.02, 0.25))
    history.heal_later(core.network, dice.uniform(0.2, 1))


async def slow_reading(history: 'History', dice: Random) -> None:
    """The gateway cannot get rid of what it sends."""
    core = history.core(dice)
    core.network.delay(0.02, chunk_bytes=TRICKLE_BYTES)
    history.heal_later(core.network, dice.uniform(0.2, 1))


async def cut_storage(history: 'History', dice: Random) -> None:
    """Connections to Postgres end, those in use as well."""
    core = history.core(dice)
    await asyncio.gather(statements.change_one(history, dice), _soon(core.storage.reset, dice))
    core.storage.reset()


async def silence_storage(history: 'History', dice: Random) -> None:
    """Postgres does not answer for a while."""
    core = history.core(dice)
    core.storage.swallow()
    history.heal_later(core.storage, dice.uniform(0.05, 1))


async def terminate(history: 'History', dice: Random) -> None:
    """An administrator ends some sessions of the app, of other histories as well."""
    statement = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'tradewind' and random() < %s
    """
    await history.execute([(statement, (dice.uniform(0.02, 0.2),))])


async def _soon(act: Callable[[], None], dice: Random) -> None:
    await asyncio.sleep(dice.random() * 0.01)
    act()


ACTS = {
    reset_in_a_burst: 4,
    storm: 1,
    black_hole: 2,
    latency: 1,
    slow_reading: 1,
    cut_storage: 2,
    silence_storage: 1,
    terminate: 1,
}
