"""Our stylesheets keep a page at rest: what moves for ever keeps the browser drawing for ever."""

import re

from components.kit.files import ASSETS

RULE = re.compile(r'([^{}]+)\{([^{}]*)\}')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
PASSING = {
    '.t-spins .t-i',  # while an import runs
    ".t-live[data-state='connecting'] .t-live__dot, .t-live[data-state='catching-up'] .t-live__dot",
    '.t-skel',
    '.t-typing i',
}
"""They go once the line is up, what is loaded is there, or somebody has stopped writing."""


def test_what_moves_for_ever_is_there_for_a_while_only() -> None:
    endless = {
        ' '.join(selector.split())
        for path in ASSETS.glob('*.css')
        for selector, body in RULE.findall(COMMENT.sub('', path.read_text('utf-8')))
        if 'infinite' in body
    }
    assert endless == PASSING
