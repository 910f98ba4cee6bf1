"""How an element is made and reaches its socket; the only folder that knows NiceGUI's insides."""

import logging

from components.engine import (
    cycles,
    incoming,
    late,
    pings,
    sending,
    sockets,
    tuning,
    whole_frames,
)
from components.engine.light import Light, Part, Text
from components.engine.sending import at_once
from components.engine.versions import unverified
from components.engine.visibility import Visibility

__all__ = ['Light', 'Part', 'Text', 'Visibility', 'at_once', 'install']

log = logging.getLogger(__name__)


def install(*, plain: bool = False) -> None:
    """Put what is ours into NiceGUI; call once, before any page.

    In plain mode, and beside versions that this was not verified with, all that is only speed
    stays out: everything works, at several times the cost.
    """
    others = unverified()
    if others:
        log.warning('not verified with %s: running in plain mode', ', '.join(others))
    is_quick = not plain and not others
    if is_quick:
        pings.install()  # before `incoming`, which looks at each frame first
        whole_frames.install()
    sending.repeat_what_is_lost_as_it_stands()
    tuning.end_outboxes_at_the_end()
    incoming.install()
    sockets.install()
    late.install()
    if is_quick:
        tuning.install()
        cycles.install()
        sending.install()
