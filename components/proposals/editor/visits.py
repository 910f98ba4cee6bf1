"""The tab "Views": each visit, when, through which link, on what, for how long. Line in, step 6."""

from components.kit.format import age
from components.kit.moments import Saying
from components.proposals.editor.editor import ProposalEditor
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import moment
from models import ProposalView, ViewVerdict

DEVICES = {'phone': 'On a phone', 'tablet': 'On a tablet', 'desktop': 'On a computer'}
VERDICTS = {ViewVerdict.MACHINE: 'A program', ViewVerdict.STAFF: 'Colleague'}
Visits = tuple[tuple[ProposalView, str], ...]
"""Newest first, each with what its link is called."""


def place_visits(editor: ProposalEditor) -> None:
    editor.place_view(visits, lambda: _visits_of(editor))


def _visits_of(editor: ProposalEditor) -> Visits:
    labels = {link.id: link.label for link in editor.links.rows}
    return tuple((each, labels.get(each.share_link_id, 'A link')) for each in editor.views.rows)


# what is drawn; pure


def visits(rows: Visits) -> Node:
    return el('div', '', _list(rows) if rows else _nobody())


def _nobody() -> Node:
    said = 'Each visit shows here the moment the page is open and seen.'
    title = el('h2', 't-h4', 'Nobody has looked yet')
    return el('div', 't-empty t-well', title, el('p', '', said), key='nobody')


def _list(rows: Visits) -> Node:
    return el('div', 't-acts', [_visit(*each) for each in rows], key='visits', role='list')


@part
def _visit(view: ProposalView, link: str) -> Node:
    return el(
        'div',
        't-visit',
        el('span', 't-medium t-clip', link),
        el('span', 't-2 t-clip', device(view)),
        el('span', 't-3 t-num t-12', length(view)),
        moment(view.created_at, 't-3 t-12 t-right', saying=Saying.AGO),
        key=view.id,
        role='listitem',
        data_enter=True,
    )


def device(view: ProposalView) -> str:
    """`On a phone`; `A program` where no person looked."""
    return VERDICTS.get(view.verdict) or DEVICES.get(view.device, 'Somewhere')


def length(view: ProposalView) -> str:
    """`for 4 min`, or nothing while the visit lasts."""
    begun, ended = view.created_at, view.ended_at
    return f'for {age((ended - begun).total_seconds())}' if begun and ended else ''
