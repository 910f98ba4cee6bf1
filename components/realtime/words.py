"""What the connection is called: one voice for those who work here, one for their clients.

Serves the line in at its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.realtime.status import LinkState


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One word and one sentence for each state."""

    name: str
    words: Mapping[LinkState, str]
    sentences: Mapping[LinkState, str]
    lost: str
    """The sentence when only this browser is cut off."""
    shows_feeds: bool


WORKSPACE = Voice(
    name='workspace',
    words={
        LinkState.LIVE: 'Live',
        LinkState.CONNECTING: 'Connecting',
        LinkState.CATCHING_UP: 'Catching up',
        LinkState.INCOMPLETE: 'Not complete',
        LinkState.POLLING: 'Polling',
        LinkState.OFFLINE: 'Offline',
        LinkState.ERROR: 'Not live',
    },
    sentences={
        LinkState.LIVE: 'Every change shows here the moment it is made.',
        LinkState.CONNECTING: 'Opening the line. What you see is from a moment ago.',
        LinkState.CATCHING_UP: 'Back again. Fetching what changed while you were away.',
        LinkState.INCOMPLETE: 'Something here cannot be read and does not show; all else is live. '
        'The check says which table it is in.',
        LinkState.POLLING: 'The line is down. This page asks for news every 5 seconds, '
        'so nothing is missed.',
        LinkState.OFFLINE: 'The database does not answer. What you see is the last that was '
        'known; it comes back by itself.',
        LinkState.ERROR: 'The realtime server refuses this app, so nothing new arrives by itself. '
        'The check says why.',
    },
    lost='No network. What you typed stays here, and the page catches up when you are back.',
    shows_feeds=True,
)
CLIENT = Voice(
    name='client',
    words={
        LinkState.LIVE: 'Live updates',
        LinkState.CONNECTING: 'Connecting',
        LinkState.CATCHING_UP: 'Catching up',
        LinkState.INCOMPLETE: 'Not complete',
        LinkState.POLLING: 'Updates every 5 s',
        LinkState.OFFLINE: 'Offline',
        LinkState.ERROR: 'Updates paused',
    },
    sentences={
        LinkState.LIVE: 'Whatever your host changes shows here at once.',
        LinkState.CONNECTING: 'One moment. What you see is from a moment ago.',
        LinkState.CATCHING_UP: 'Back again. Fetching what changed meanwhile.',
        LinkState.INCOMPLETE: 'A part of this page cannot be shown right now. Ask your host.',
        LinkState.POLLING: 'New things show within a few seconds. Nothing is missed.',
        LinkState.OFFLINE: 'You can read on. The page catches up by itself.',
        LinkState.ERROR: 'You can read on. Load the page again to see the latest.',
    },
    lost='You can read on. What you typed stays here.',
    shows_feeds=False,
)
