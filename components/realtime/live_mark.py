"""How live a page is, as a node: dot, word and age, and a button that opens the details.

Stands at the end of the line in: the server knows the link, `assets/badge.js` knows its own socket.
"""

from components.realtime.words import Voice
from components.view.node import Node, el
from services.realtime.status import LinkStatus


def live_mark(status: LinkStatus, voice: Voice, classes: str = 't-live t-live--badge') -> Node:
    """`data-act="connection"` is what its button does."""
    state, word = status.state.replace('_', '-'), voice.words[status.state]
    return el(
        'span',
        classes,
        el('span', 't-live__dot'),
        el('span', '', word),
        el('span', 't-live__age', aria_hidden='true'),
        el(
            'button',
            't-live__open',
            type='button',
            aria_haspopup='dialog',
            aria_label='Connection details',
            title='Connection details',
            data_act='connection',
        ),
        role='status',
        data={
            'voice': voice.name,
            'state': state,
            'truth': state,
            'word': word,
            'since': int(status.since.timestamp() * 1000),
            'testid': 'live-badge',
        },
    )
