"""How far an import has come, with what it made so far. Pure; line in, step 6."""

from components.contacts.imports import words
from components.contacts.imports.shown import Shown
from components.view.node import Node, el
from components.view.pieces import icon
from models import Import, ImportState, RowVerdict

SPINNING = (ImportState.RUNNING, ImportState.UNDOING)
LOOKS = {
    ImportState.RUNNING: words.Look('Importing', 'loader-circle', 'info'),
    ImportState.UNDOING: words.Look('Taking back', 'loader-circle', 'info'),
    ImportState.DONE: words.Look('Done', 'circle-check', 'ok'),
    ImportState.CANCELLED: words.Look('Stopped', 'minus', 'warn'),
    ImportState.FAILED: words.Look('Cut off', 'triangle-alert', 'bad'),
    ImportState.UNDONE: words.Look('Undone', 'undo-2', 'mute'),
}


def going(shown: Shown) -> Node:
    """A bar, what is in, and how to stop."""
    row = shown.row
    assert row is not None
    planned = max(int(row.counts.get('planned') or shown.planned), row.done, 1)
    share = round(100 * row.done / planned)
    look = LOOKS.get(row.state, LOOKS[ImportState.RUNNING])
    chip = el(
        'span', 't-chip' + ' t-spins' * (row.state in SPINNING), look.label, icon(look.symbol),
        data_tone=look.tone,
    )  # fmt: skip
    said = f'row {words.number(row.done)} of {words.number(planned)}'
    left = _left(shown, row, planned) if row.state is ImportState.RUNNING else ''
    bar = el(
        'div', 't-prog t-prog--lg', el('i', '', style=f'width:{share}%'), role='progressbar',
        aria_valuenow=share, aria_valuemin=0, aria_valuemax=100, aria_label='Import',
    )  # fmt: skip
    stop = None
    if row.state is ImportState.RUNNING and shown.may_edit:
        stop = el(
            'button', 't-btn t-btn--secondary t-btn--sm', 'Stop here', type='button',
            data_act='stop', data_testid='import-stop',
        )  # fmt: skip
    leave = 'You may leave this page' if row.state in SPINNING else ''
    return el(
        'div',
        't-card t-card--pad t-going',
        el(
            'div', 't-row t-between',
            el('span', 't-row', chip, el('span', 't-2 t-num', said)),
            el('span', 't-12 t-3 t-num', left),
        ),
        bar,
        el(
            'div', 't-row t-row--wrap t-between', _written(row),
            el('span', 't-row', el('span', 't-12 t-3 t-no-phone', leave), stop),
        ),
        data_testid='import-progress',
    )  # fmt: skip


def _written(row: Import) -> Node:
    written = row.counts.get('written', {})
    parts = {'new': RowVerdict.NEW, 'filled': RowVerdict.UPDATE, 'for later': RowVerdict.TWICE}
    return el(
        'span',
        't-row t-row--wrap t-going__n',
        [
            el(
                'span', '', el('b', 't-medium t-num', words.number(int(written.get(verdict, 0)))),
                el('span', 't-2', f' {word}'), key=word,
            )
            for word, verdict in parts.items()
        ],
    )  # fmt: skip


def _left(shown: Shown, row: Import, planned: int) -> str:
    if not (row.done and shown.now and row.started_at):
        return ''
    passed_s = (shown.now - row.started_at).total_seconds()
    return f'about {words.seconds(passed_s * (planned - row.done) / row.done)} left'
