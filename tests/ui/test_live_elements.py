"""Elements that follow live queries, in pages of a simulated browser."""

from uuid import UUID

import pytest

from components.engine.light import Text
from components.engine.visibility import Visibility
from components.live.element import LiveElement
from components.realtime.badge import LiveBadge
from services.realtime.live import LiveQuery
from services.realtime.status import Flow
from tests.eventually import eventually
from tests.tours import TOURS, Screen, Table, Tour, live, tour
from tests.ui.simulation import user_simulation


class Titles(LiveElement):
    """One line per tour, patched in place."""

    def __init__(self, query: LiveQuery[Tour]) -> None:
        super().__init__()
        self.lines: dict[UUID, Text] = {}
        self.patches = 0
        for row in query.rows:
            self._add(row)
        self.follow(query, self._on_patches)

    def _add(self, row: Tour) -> None:
        with self:
            self.lines[row.id] = Text(row.title)

    def _on_patches(self, patches) -> None:  # type: ignore[no-untyped-def]
        for patch in patches:
            self.patches += 1
            if patch.key in self.lines:
                self.lines[patch.key].set_text(patch.row.title)
            else:
                self._add(patch.row)


@pytest.fixture
def table() -> Table:
    return Table()


async def test_text_changes_in_place_and_ends_with_the_element(table: Table) -> None:
    table.put(tour(title='Tram'))
    async with live(table) as query:
        made: list[Titles] = []
        async with user_simulation(lambda: made.append(Titles(query))) as user:
            await user.open('/')
            await user.should_see('Tram')
            text = made[0].lines[UUID(int=1)]
            query.offer(TOURS, table.put(tour(title='Ferry', revision=2)))
            await user.should_see('Ferry')
            assert made[0].lines[UUID(int=1)] is text
            assert query.subscribers == 1
            made[0].delete()
            assert query.subscribers == 0


async def test_a_hidden_tab_is_paused_and_caught_up_on_return(table: Table) -> None:
    table.put(tour(title='Tram'))
    async with live(table) as query:
        made: list[Titles] = []
        async with user_simulation(lambda: made.append(Titles(query))) as user:
            await user.open('/')
            titles = made[0]
            witness = Screen(query)
            Visibility.of(titles.client).change(is_hidden=True)
            for number in range(2, 5):
                query.offer(TOURS, table.put(tour(title=f'Ferry {number}', revision=number)))
                await eventually(lambda n=number: witness.shown[0].revision == n)
            assert titles.patches == 0
            await user.should_see('Tram')
            Visibility.of(titles.client).change(is_hidden=False)
            await user.should_see('Ferry 4')
            assert titles.patches == 1


class Stumbling(Titles):
    """Fails on a row of this title."""

    def _on_patches(self, patches) -> None:  # type: ignore[no-untyped-def]
        if any(patch.row.title == 'Bus' for patch in patches):
            raise ValueError('no bus')
        super()._on_patches(patches)


async def test_what_a_screen_failed_to_show_is_owed_and_comes_with_the_next_change(
    table: Table,
) -> None:
    table.put(tour(1, title='Tram'))
    table.put(tour(2, title='Boat'))
    async with live(table) as query:
        made: list[Stumbling] = []
        async with user_simulation(lambda: made.append(Stumbling(query))) as user:
            await user.open('/')
            witness = Screen(query)
            query.offer(TOURS, table.put(tour(1, title='Bus', revision=2)))
            await eventually(lambda: witness.shown[0].title == 'Bus')
            assert not made[0].is_current
            query.offer(TOURS, table.put(tour(2, title='Raft', revision=2)))
            await eventually(lambda: witness.shown[1].title == 'Raft')
            assert not made[0].is_current
            query.offer(TOURS, table.put(tour(1, title='Ferry', revision=3)))
            await user.should_see('Ferry')
            await user.should_see('Raft')
            assert made[0].is_current
            assert made[0].patches == 2


async def test_one_failure_on_return_leaves_the_others_not_behind(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    table.put(tour(title='Tram'))

    def page() -> None:
        made.extend((Stumbling(query), Titles(query)))

    async with live(table) as query:
        made: list[Titles] = []
        async with user_simulation(page) as user:
            await user.open('/')
            witness = Screen(query)
            seen = Visibility.of(made[0].client)
            seen.change(is_hidden=True)
            query.offer(TOURS, table.put(tour(title='Bus', revision=2)))
            await eventually(lambda: witness.shown[0].title == 'Bus')
            seen.change(is_hidden=False)
            await user.should_see('Bus')
            assert [each.is_current for each in made] == [False, True]
            assert 'no bus' in caplog.text


async def test_a_tab_that_returns_between_two_slices_is_patched_once(table: Table) -> None:
    late: list[Titles] = []

    def page() -> None:
        early = LiveElement()
        returned = Visibility.of(early.client)
        early.follow(query, lambda _: returned.change(is_hidden=False))
        late.append(Titles(query))

    async with live(table) as query, user_simulation(page) as user:
        await user.open('/')
        query.offer(TOURS, table.put(tour(title='Ferry')))
        await user.should_see('Ferry')
        assert late[0].patches == 1


async def test_a_page_that_fails_while_it_is_built_leaves_no_subscription(table: Table) -> None:
    class Broken(Titles):
        def __init__(self) -> None:
            super().__init__(query)
            raise ValueError('half built')

    def page() -> None:
        with pytest.raises(ValueError, match='half built'):
            Broken()

    async with live(table) as query, user_simulation(page) as user:
        await user.open('/')
        assert query.subscribers == 0


async def test_the_badge_says_what_is_true(table: Table) -> None:
    async with live(table, poll_s=60) as query:
        made: list[LiveBadge] = []
        async with user_simulation(lambda: made.append(LiveBadge(query))) as user:
            await user.open('/')
            badge = made[0]
            await user.should_see('Live')
            assert badge.props['data-testid'] == 'live-badge'
            assert badge.props['data-state'] == 'live'
            query.on_flow(Flow.JOINING)
            await user.should_see('Connecting')
            query.on_flow(Flow.DOWN)
            await user.should_see('Polling')
            assert badge.props['data-state'] == 'polling'
            table.open.clear()
            query.on_flow(Flow.FLOWING)
            await user.should_see('Catching up')
            assert badge.props['data-state'] == 'catching-up'
            table.open.set()
            await user.should_see('Live')
            query.on_flow(Flow.REFUSED)
            await user.should_see('Not live')


async def test_the_badge_shows_the_worst_of_its_sources(table: Table) -> None:
    async with live(table) as good, live(table, poll_s=60) as bad:
        bad.on_flow(Flow.DOWN)
        async with user_simulation(lambda: LiveBadge(good, bad)) as user:
            await user.open('/')
            await user.should_see('Polling')


async def test_the_browser_says_whether_it_is_looked_at(table: Table) -> None:
    async with live(table) as query:
        made: list[LiveBadge] = []
        async with user_simulation(lambda: made.append(LiveBadge(query))) as user:
            await user.open('/')
            (listener,) = made[0]._event_listeners.values()
            assert listener.type == 'visibility'
            message = {'listener_id': listener.id, 'args': True}
            made[0]._handle_event(message)
            assert Visibility.of(made[0].client).is_hidden
            made[0]._handle_event({**message, 'args': False})
            assert not Visibility.of(made[0].client).is_hidden
