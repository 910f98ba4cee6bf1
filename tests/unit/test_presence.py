"""Who is looking: at once in this process, once per person, gone when the last tab leaves."""

from services.presence import Person, PersonKind, PresenceService

ANNA = Person(key='anna', name='Anna')
MARIA = Person(key='maria', name='Maria', kind=PersonKind.CLIENT, color=4)


def test_who_enters_is_seen_by_those_who_watch() -> None:
    presence = PresenceService()
    seen: list[tuple[Person, ...]] = []
    forget = presence.on_change('proposal:1', seen.append)
    leave = presence.enter('proposal:1', ANNA)
    presence.enter('proposal:1', MARIA)
    presence.enter('proposal:2', MARIA)
    leave()
    assert seen == [(ANNA,), (ANNA, MARIA), (MARIA,)]
    forget()
    presence.enter('proposal:1', ANNA)
    assert len(seen) == 3
    assert presence.viewers('proposal:1') == (MARIA, ANNA)


def test_many_tabs_are_one_person() -> None:
    presence = PresenceService()
    first, second = (presence.enter('proposal:1', ANNA) for _ in range(2))
    assert presence.viewers('proposal:1') == (ANNA,)
    first()
    first()
    assert presence.viewers('proposal:1') == (ANNA,)
    second()
    assert presence.viewers('proposal:1') == ()


def test_a_raising_watcher_harms_nobody() -> None:
    presence = PresenceService()
    seen: list[tuple[Person, ...]] = []
    presence.on_change('proposal:1', lambda _: 1 / 0)  # type: ignore[arg-type,return-value]
    presence.on_change('proposal:1', seen.append)
    presence.enter('proposal:1', ANNA)
    assert seen == [(ANNA,)]
