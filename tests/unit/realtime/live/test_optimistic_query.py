"""A screen's own edits as patches: shown, confirmed, taken back, and no other screen is touched."""

from uuid import UUID

from services.realtime.live import OptimisticQuery
from tests.eventually import eventually
from tests.tours import TOURS, Screen, Table, live, tour

KEY = UUID(int=1)


async def test_an_edit_is_a_patch_on_its_own_screen_only() -> None:
    table = Table()
    table.put(tour(title='Tram'))
    async with live(table) as query:
        laid, theirs = OptimisticQuery(query), Screen(query)
        mine = Screen(laid)
        laid.apply(KEY, {'title': 'Ferry'})
        assert [row.title for row in mine.shown] == ['Ferry'] == [row.title for row in laid.rows]
        assert [row.title for row in theirs.shown] == ['Tram']
        assert mine.patches[-1].fields == {'title'}


async def test_a_confirmation_changes_nothing_that_shows() -> None:
    table = Table()
    table.put(tour(title='Tram'))
    async with live(table) as query:
        laid = OptimisticQuery(query)
        mine = Screen(laid)
        edit = laid.apply(KEY, {'title': 'Ferry'})
        laid.confirm(edit, 2)
        assert mine.shown[0].title == 'Ferry'
        query.offer(TOURS, table.put(tour(title='Ferry', revision=2)))
        await eventually(lambda: mine.shown[0].revision == 2)
        told = [patch.fields for patch in mine.patches]
        assert told == [{'title'}, {'revision'}], 'the title went to and fro'
        assert laid.rows is query.rows, 'nothing lies over them any more'


async def test_what_was_refused_goes_back_to_what_others_made_of_it() -> None:
    table = Table()
    table.put(tour(title='Tram'))
    async with live(table) as query:
        laid = OptimisticQuery(query)
        mine = Screen(laid)
        edit = laid.apply(KEY, {'title': 'Ferry'})
        query.offer(TOURS, table.put(tour(title='Bus', revision=2)))
        await eventually(lambda: query.rows[0].title == 'Bus')
        assert mine.shown[0].title == 'Ferry'
        laid.roll_back(edit)
        assert mine.shown[0].title == 'Bus'


async def test_a_closed_one_hears_nothing_more() -> None:
    table = Table()
    table.put(tour(title='Tram'))
    async with live(table) as query:
        laid = OptimisticQuery(query)
        laid.close()
        assert query.subscribers == 0
