"""What the dialog says of a tag that all, some or none of the records have."""

from components.records.tag_picker import TagChoice, choice_of

CHOICE = choice_of({'walks': 11, 'spring': 208, 'fair': 64}, {'spring': 3, 'fair': 1}, 3)


def states(choice: TagChoice) -> list[str]:
    return [f'{each.tag} {choice.state(each)}' for each in choice.tags]


def test_what_they_have_comes_first_and_some_is_neither_on_nor_off() -> None:
    assert states(CHOICE) == ['spring true', 'fair mixed', 'walks false']


def test_a_tag_of_some_goes_on_then_off_then_back_as_it_was() -> None:
    on = CHOICE.toggled('fair')
    off = on.toggled('fair')
    assert (on.added, on.removed) == ({'fair'}, frozenset())
    assert (off.added, off.removed) == (frozenset(), {'fair'})
    assert off.toggled('fair') == CHOICE


def test_a_tag_of_all_or_none_goes_to_and_fro() -> None:
    assert CHOICE.toggled('spring').removed == {'spring'}
    assert CHOICE.toggled('walks').added == {'walks'}
    for tag in ('spring', 'walks'):
        assert CHOICE.toggled(tag).toggled(tag) == CHOICE
    assert CHOICE.toggled('nothing known') == CHOICE


def test_what_is_typed_finds_tags_or_makes_one() -> None:
    typed = CHOICE._replace(typed='  SPRIN ')
    assert ([each.tag for each in typed.shown], typed.new) == (['spring'], 'SPRIN')
    made = typed.created()
    assert (made.added, made.typed, states(made)[0]) == ({'SPRIN'}, '', 'SPRIN true')
    assert CHOICE._replace(typed='Spring').created().added == frozenset(), 'it is there already'
