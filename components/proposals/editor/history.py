"""The tab "History": decisions, a stamp for each step, what each version changed. Line in, step 6.

Its rows are read when it is first opened.
"""

from itertools import pairwise
from typing import NamedTuple

from components.engine.directions import isolated
from components.kit.memo import keep_latest
from components.kit.moments import Saying
from components.proposals.editor.editor import ProposalEditor
from components.proposals.public.changes import sentences
from components.proposals.status import drawn_status
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon, moment
from models import ProposalApproval, ProposalTransition, ProposalVersion
from services import money
from services.proposals import queries
from services.proposals.differences import Picture, differences, of_snapshot, picture

MOST = 8
"""Changes of one version that are listed."""
UNCHANGED = ('', 'The same as the version before.')
UNTOLD = ('', 'What changed cannot be told: a version that was kept cannot be read.')

_picture = keep_latest(picture)


class Past(NamedTuple):
    """All newest first."""

    decisions: tuple[tuple[ProposalApproval, str], ...]
    """With who decided."""
    steps: tuple[tuple[ProposalTransition, str], ...]
    """With who took them."""
    versions: tuple[ProposalVersion, ...]
    now: Picture | None
    """What the latest has become."""


def place_history(editor: ProposalEditor) -> None:
    """Begin to read, and place what is drawn of it."""
    of_proposal = (editor.proposal_id, editor.organization_id)
    transitions = editor.open(queries.transitions(*of_proposal))
    versions = editor.open(queries.versions(*of_proposal))

    def decided(row: ProposalApproval) -> str:
        return isolated(str(editor.people.speaker(row.share_link_id, row.name)))

    def took(row: ProposalTransition) -> str:
        who = editor.people.speaker(row.updated_by)
        return str(who) if who.side else row.actor_name or 'Tradewind'

    def past() -> Past:
        row = editor.proposal
        return Past(
            decisions=tuple((each, decided(each)) for each in editor.approvals.rows),
            steps=tuple((each, took(each)) for each in transitions.rows),
            versions=tuple(sorted(versions.rows, key=lambda each: -each.number)),
            now=_picture(row, editor.days.rows, editor.activities.rows) if row else None,
        )

    editor.place_view(history, past)


# what is drawn; pure


def history(past: Past) -> Node:
    # a version that stands is kept as it began; what it became is on the page
    versions = [
        _version(row, before, past.now if row is past.versions[0] else None)
        for row, before in pairwise(past.versions)
    ]
    return el(
        'div',
        't-history',
        el('div', 't-col t-col--3', [_decision(*each) for each in past.decisions]),
        el('div', '', [_step(*each) for each in past.steps], role='list'),
        el('section', 't-col t-col--3', versions, aria_label='Versions', data_testid='versions'),
    )


@part
def _decision(row: ProposalApproval, who: str) -> Node:
    said = f'{who}, version {row.version}, {money.shown(row.total, row.currency)}'
    return el(
        'div',
        't-card t-card--pad t-row t-row--3',
        drawn_status(row.decision),
        _said(said, row.reason),
        moment(row.created_at, 't-12 t-3 t-nowrap', saying=Saying.STAMP),
        key=row.id,
    )


@part
def _step(row: ProposalTransition, who: str) -> Node:
    return el(
        'div',
        't-step',
        drawn_status(row.to_status),
        _said(who, row.reason),
        moment(row.created_at, 't-3 t-12 t-nowrap'),
        key=row.id,
        role='listitem',
        data_enter=True,
    )


def _said(said: str, reason: str) -> Node:
    why = el('p', 't-2', reason) if reason else None
    return el('div', 't-grow', el('span', 't-medium', said), why)


@part
def _version(row: ProposalVersion, before: ProposalVersion, now: Picture | None) -> Node:
    """Its number, when it began, what it changed."""
    was, became = of_snapshot(before.snapshot), now or of_snapshot(row.snapshot)
    told = [UNTOLD]
    if was and became:
        told = sentences(differences(was, became), became.facts['currency']) or [UNCHANGED]
    more = el('li', 't-3', f'and {len(told) - MOST} more') if len(told) > MOST else None
    number = el('h3', 't-semi', f'Version {row.number}')
    return el(
        'div',
        't-card t-card--pad t-col',
        el('div', 't-row t-between', number, moment(row.created_at, 't-3 t-12')),
        el('ul', 't-col', [_change(*each) for each in told[:MOST]], more),
        key=row.id,
    )


def _change(symbol: str, sentence: str) -> Node:
    if not symbol:
        return el('li', 't-3', sentence, key=sentence)
    return el('li', 't-row t-2', icon(symbol, 14), el('span', '', sentence), key=sentence)
