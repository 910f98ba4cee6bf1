"""A bar is declared in a few lines: tabs say how many, chips say what is filtered."""

from enum import StrEnum
from typing import NamedTuple

from components.live.table_bar import Choice, Filter, Shown, Tab, TableBar
from components.view.difference import difference
from components.view.html import html
from services.realtime.live.list_state import ListState
from tests.drawn import Element, read


class Kept(StrEnum):
    ALL = 'All'
    WARM = 'Warm'


class Sort(StrEnum):
    NAME = 'name'


class Stage(StrEnum):
    LEAD = 'lead'
    CLIENT = 'client'


class Counts(NamedTuple):
    everybody: int = 0
    tags: tuple[str, ...] = ()


State = ListState[Kept, Sort]
START: State = ListState(tab=Kept.ALL, sort=Sort.NAME)
COUNTED = Counts(50_214, ('hiking', 'sailing'))
BAR: TableBar[Counts] = TableBar(
    label='Saved views',
    search='Name, mail or phone',
    uncounted=Counts(),
    tabs=lambda counted: [Tab(Kept.ALL, 'All', counted.everybody), Tab(Kept.WARM, 'Warm')],
    filters=(
        Filter('Stage', 'circle-dashed', lambda _: [Choice(each, each.title()) for each in Stage]),
        Filter('Tag', 'tag', lambda counted: [Choice(f'tag:{t}', t) for t in counted.tags], 'tag:'),
        Filter('Unread', 'mail', lambda _: [Choice('unread', 'Unread')]),
    ),
)


def shown(state: State = START) -> Element:
    return read(html(BAR.draw(Shown(state, COUNTED))))


def chips(state: State) -> list[str]:
    return [
        each.words for each in shown(state) if 't-filter--on' in each.attributes.get('class', '')
    ]


def test_tabs_say_how_many_there_are_and_one_is_chosen() -> None:
    every, warm = shown().find(role='tablist', aria_label='Saved views').children
    assert (every.words, warm.words) == ('All 50,214', 'Warm ')
    assert (every.attributes['aria-selected'], every.attributes['tabindex']) == ('true', '0')
    assert (warm.attributes['aria-selected'], warm.attributes['tabindex']) == ('false', '-1')
    assert warm.attributes['data-key'] == Kept.WARM


def test_each_filter_in_use_has_a_chip_that_says_what_is_let_through() -> None:
    assert chips(START) == []
    assert chips(START.toggled(Stage.CLIENT)) == ['Stage: Client']
    both = START.toggled(Stage.LEAD).toggled(Stage.CLIENT).toggled('tag:sailing')
    assert chips(both) == ['Stage: Lead or Client', 'Tag: sailing']
    assert chips(START.toggled('unread')) == ['Unread']


def test_what_is_ticked_and_no_row_has_any_more_can_be_taken_away() -> None:
    lost = START.toggled('tag:wine').toggled('tag:hiking')
    assert chips(lost) == ['Tag: hiking or wine']
    tags = BAR.filters[1]
    assert [each.label for each in tags.offered(lost, COUNTED)] == ['hiking', 'sailing', 'wine']
    assert [each.label for each in tags.offered(START, COUNTED)] == ['hiking', 'sailing']


def test_a_chip_opens_its_own_choices_and_can_be_taken_away() -> None:
    chip = shown(START.toggled('tag:hiking')).find(data_key='Tag')
    words, away = chip.children
    assert (words.attributes['data-act'], away.attributes['data-act']) == ('filter', 'unfilter')
    assert away.attributes['aria-label'] == 'Remove filter Tag'
    assert BAR.filter('Tag') is BAR.filters[1]
    assert BAR.filter('Nonsense') is None


def test_a_filter_can_always_be_added() -> None:
    add = shown().find(data_act='filter', data_key='')
    assert (add.words, add.attributes['aria-haspopup']) == ('Filter', 'menu')


def test_only_tabs_that_stand_there_can_be_chosen() -> None:
    assert BAR.tab('Warm', COUNTED) is Kept.WARM
    assert BAR.tab('Nonsense', COUNTED) is None


def test_a_changed_count_is_all_that_is_told() -> None:
    before, after = (BAR.draw(Shown(START, Counts(many))) for many in (1_000, 1_001))
    ((_, told),) = difference(before, after)
    assert told == '1,001'


def test_another_tab_moves_the_mark_and_nothing_else() -> None:
    before, after = (BAR.draw(Shown(state, COUNTED)) for state in (START, START.at_tab(Kept.WARM)))
    told = [what for _, what in difference(before, after)]
    assert told == [
        {'aria-selected': 'false', 'tabindex': '-1'},
        {'aria-selected': 'true', 'tabindex': '0'},
    ]
