"""Who is the same person, by what is known of two."""

import pytest

from services.contacts.importing import PersonKeys, Sameness, same_person

ZOE = PersonKeys(name='zoe muller', emails=('zoe@x.example',), phones=('+447700900171',))


@pytest.mark.parametrize(
    ('other', 'same', 'by'),
    [
        (PersonKeys(name='zoe muller', emails=('zoe@x.example',)), 'sure', 'email'),
        (PersonKeys(emails=('zoe@x.example',)), 'sure', 'email'),
        (PersonKeys(name='kim', emails=('zoe@x.example',)), 'possible', 'email'),
        (PersonKeys(name='zoe muller', phones=('+447700900171',)), 'sure', 'phone'),
        (PersonKeys(phones=('+447700900171',)), 'possible', 'phone'),
        (
            PersonKeys(name='zoe muller', emails=('z@y.example',), phones=('+447700900171',)),
            *('possible', 'phone'),
        ),
        (PersonKeys(name='kim', emails=('zoe+spain@x.example',)), 'possible', 'email_plus'),
        (PersonKeys(name='zoe muller', emails=('z@y.example',)), 'possible', 'name'),
        (PersonKeys(name='kim', emails=('z.oe@x.example',)), 'no', ''),
        (PersonKeys(), 'no', ''),
    ],
)
def test_two_are_one_person_for_sure_maybe_or_not(other: PersonKeys, same: str, by: str) -> None:
    assert same_person(ZOE, other) == (Sameness(same), by)
    assert same_person(other, ZOE) == (Sameness(same), by)


def test_nobody_is_the_same_as_somebody_without_anything() -> None:
    assert same_person(PersonKeys(), PersonKeys()).same is Sameness.NO
