"""C5: a dashboard and a list of contacts hold no more memory than the list of proposals.

As P6, which says why; the floor is the list of proposals in the same run.
"""

from benchmarks.figures import Bar, Figure
from benchmarks.p6_memory import LIST, grown
from benchmarks.world import World

PAGES = {'dashboard': '/', 'list of contacts': '/contacts'}


def measure(world: World) -> list[Figure]:
    cookie = world.cookie()

    def per_page(address: str) -> float:
        return grown(world, world.app_pid, f'{world.app.url}{address}', cookie, LIST.pages)

    floor = per_page('/proposals')
    return [
        Figure(
            code='C5', what=f'memory per open page: {name}', unit='KiB', value=per_page(address),
            floor=floor, bar=Bar(limit=1, of_floor=True),
        )
        for name, address in PAGES.items()
    ]  # fmt: skip
