"""How far proposals have come, with count and value. Pure; line in, step 6."""

from decimal import Decimal

from components.dashboard.counters import apart
from components.proposals.status import drawn_status
from components.view.node import Node, el
from components.view.parts import part
from services.dashboard.pipeline import Pipeline, Stage

TONES = {
    'draft': 'mute',
    'sent': 'info',
    'viewed': 'primary',
    'commented': 'warn',
    'approved': 'ok',
}
LONGEST = 90
"""Percent of the bar's room, so that the count beside it has some."""


def pipeline_card(pipeline: Pipeline) -> Node:
    most = max((_main(each, pipeline.currency) for each in pipeline.stages), default=Decimal(0))
    head = el(
        'div',
        't-card__head',
        el('h2', 't-h4', 'Pipeline'),
        el('span', 't-12 t-3', 'Count and value, open and this month'),
    )
    rows = [_row(each, pipeline.currency, most) for each in pipeline.stages]
    body = el('div', 't-pipe', rows, role='list')
    return el('section', 't-card', head, body, aria_label='Pipeline', data_testid='pipeline')


@part
def _row(stage: Stage, currency: str, most: Decimal) -> Node:
    value, others = apart(stage.value, currency)
    share = round(LONGEST * _main(stage, currency) / most) if most else 0
    tone = TONES[stage.status]
    bar = el(
        'span',
        't-pipe__bar',
        el('i', '', style=f'width:{share}%;--c:var(--{tone})'),
        el('small', '', el('span', '', f'{stage.count:,}'), style=f'left:{share}%'),
    )
    worth = el('span', '', el('span', '', value), data_glow=True)
    return el(
        'div',
        't-pipe__row',
        drawn_status(stage.status),
        bar,
        el('span', 't-pipe__value', worth, el('small', '', others)),
        key=stage.status,
        role='listitem',
    )


def _main(stage: Stage, currency: str) -> Decimal:
    return dict(stage.value).get(currency, Decimal(0))
