"""What a new organization does first; each step ticks itself off. Pure; line in, step 6."""

from dataclasses import dataclass
from typing import NamedTuple

from components.view.node import Node, el
from components.view.pieces import icon
from services.dashboard.first_steps import FirstSteps


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What the card shows, of which organization: this browser remembers who does without."""

    of: str = ''
    steps: FirstSteps | None = None
    """None: not read, or not to be shown to whoever looks."""


class Step(NamedTuple):
    name: str
    is_done: bool
    title: str
    detail: str
    address: str = ''
    """Where it is done."""


def first_steps_card(beginning: Beginning) -> Node:
    """Nothing once all is done."""
    steps = beginning.steps
    is_over = steps is None or steps.are_done
    return el(
        'div', 't-firsts-place', None if steps is None or is_over else _card(beginning.of, steps)
    )


def _card(of: str, steps: FirstSteps) -> Node:
    said = 'Do without these steps'
    close = el(
        'button', 't-x', icon('x', 14), type='button', aria_label=said, title=said,
        data_on='dismiss',
    )  # fmt: skip
    rows = (
        Step('contact', steps.contact, 'Add your first contact', 'Who would like to travel.',
             '/contacts'),
        Step('proposal', steps.proposal, 'Write your first proposal', 'Day by day, with prices.',
             '/proposals'),
        Step('share', steps.share, 'Share it with a link', 'In a proposal, under Share.',
             '/proposals'),
        Step('view', steps.view, 'See it opened', 'Who reads it is shown here, while they do.'),
    )  # fmt: skip
    return el(
        'section',
        't-card',
        el('div', 't-card__head', el('h2', 't-h4', 'First steps'), close),
        el('ol', 't-firsts', [_step(each) for each in rows]),
        key='card',
        aria_label='First steps',
        data={'testid': 'first-steps', 'does': 'first-steps', 'of': of},
    )


def _step(step: Step) -> Node:
    title = el('b', 't-medium', step.title)
    link = el('a', 't-medium', step.title, href=step.address)
    mark = icon('circle-check' if step.is_done else 'circle-dashed')
    return el(
        'li',
        't-firsts__one',
        el('span', 't-firsts__mark', mark),
        el(
            'span',
            't-grow',
            el('span', 't-sr', 'Done: ' if step.is_done else 'To do: '),
            title if step.is_done or not step.address else link,
            el('span', 't-12 t-3 t-block', step.detail),
        ),
        data={'done': 'true' if step.is_done else 'false', 'testid': f'first-{step.name}'},
    )
