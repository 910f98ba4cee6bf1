"""A process that stands still is noticed by the others, and does not blame them itself."""

from services.presence.process_liveness import (
    SAY_EVERY_S,
    SILENT_AFTER_S,
    STALLED_S,
    ProcessLiveness,
)
from services.realtime.link import Link
from services.realtime.process_channel import Channel


class Watched:
    """An `ProcessLiveness` on a channel that is not joined, its clock, and what it tells."""

    def __init__(self) -> None:
        self.now = 0.0
        self.told: list[str] = []
        channel = Channel(Link('ws://127.0.0.1:1', 'no key'), 'viewers')
        self.alive = ProcessLiveness(channel, self.told.append, clock=lambda: self.now)

    def pass_s(self, seconds: float, *, hearing: str = '') -> None:
        for _ in range(round(seconds / SAY_EVERY_S)):
            self.now += SAY_EVERY_S
            if hearing:
                self.alive.hear(hearing)
            self.alive.look()


async def test_who_falls_silent_is_told_once_and_again_when_heard() -> None:
    watched = Watched()
    watched.alive.hear('still')
    watched.pass_s(SILENT_AFTER_S + SAY_EVERY_S, hearing='other')
    watched.pass_s(SILENT_AFTER_S, hearing='other')
    assert watched.told == ['still']
    assert watched.alive.is_silent('still')
    assert not watched.alive.is_silent('other')
    watched.alive.hear('still')
    assert watched.told == ['still', 'still']
    assert not watched.alive.is_silent('still')


async def test_who_is_only_told_of_has_to_speak_up() -> None:
    watched = Watched()
    watched.alive.meet('gone long ago')
    watched.pass_s(SILENT_AFTER_S / 2)
    watched.alive.meet('gone long ago')
    watched.pass_s(SILENT_AFTER_S)
    assert watched.alive.is_silent('gone long ago')
    watched.alive.forget('gone long ago')
    assert not watched.alive.is_silent('gone long ago')


async def test_after_standing_still_oneself_all_others_have_time_again() -> None:
    watched = Watched()
    watched.alive.hear('other')
    watched.now += SILENT_AFTER_S + STALLED_S
    watched.alive.look()
    watched.pass_s(SILENT_AFTER_S - SAY_EVERY_S)
    assert watched.told == []
