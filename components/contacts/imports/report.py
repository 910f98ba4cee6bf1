"""What came of an import, what was refused, and the way back. Pure; line in, step 6."""

from components.contacts.imports import words
from components.contacts.imports.shown import Shown
from components.kit.moments import Saying
from components.view.node import Node, el
from components.view.pieces import icon, moment
from models import Import, ImportState, RowVerdict
from services.contacts.imports.commands import undo_until


def report(shown: Shown) -> Node:
    row = shown.row
    assert row is not None
    return el(
        'div', 't-card t-report', _head(shown, row), _figures(shown, row), _refused(shown, row),
        _apart(row), _kept(row), _undo(row), data_testid='import-report',
    )  # fmt: skip


def _head(shown: Shown, row: Import) -> Node:
    title, detail, symbol, tone = _said(row)
    acts = []
    if shown.may_edit and row.done:
        acts.append(_button('Undo import', 'undo', 'undo-2', name='import-undo'))
    is_open = row.state in (ImportState.CANCELLED, ImportState.FAILED)
    if shown.may_edit and is_open and 'undoing' not in row.counts:
        acts.append(_button('Go on', 'resume', 'refresh-cw', name='import-resume'))
    if row.done:
        acts.append(el('a', 't-btn t-btn--primary', 'Show them', href='/contacts'))
    else:
        acts.append(el('a', 't-btn t-btn--primary', 'Another file', href='/contacts/import'))
    return el(
        'div',
        't-report__h',
        el('span', 't-tile', icon(symbol), data_tone=tone),
        el('div', 't-grow', el('b', 't-h3', title), el('p', 't-2', detail)),
        el('span', 't-row t-report__acts', acts),
    )


def _said(row: Import) -> tuple[str, str, str, str]:
    people = words.many(row.done, 'person is', 'people are')
    if row.state is ImportState.UNDONE:
        kept = int(row.counts.get('kept', 0))
        rest = f'{words.many(kept, "contact")} that changed since stayed.' if kept else ''
        return 'The import is undone', rest or 'All is as before.', 'undo-2', 'mute'
    if row.state is ImportState.DONE:
        took = ''
        if row.started_at and row.ended_at:
            took = f'Done in {words.seconds((row.ended_at - row.started_at).total_seconds())}. '
        return (
            f'{people} in',
            f'{took}Every open contact list has them already.',
            'circle-check',
            'ok',
        )
    rest = 'You can go on, or undo what is in.' if row.done else ''
    if row.state is ImportState.CANCELLED:
        return f'Stopped: {people} in', rest or 'Nothing was saved.', 'minus', 'warn'
    return f'Cut off: {people} in', row.problem or rest, 'triangle-alert', 'bad'


def _figures(shown: Shown, row: Import) -> Node:
    written = row.counts.get('written', {})
    figures = (
        ('New', written.get(RowVerdict.NEW, 0), ''),
        ('Gaps filled', written.get(RowVerdict.UPDATE, 0), ''),
        ('For you to compare', written.get(RowVerdict.TWICE, 0), ''),
        ('Refused', shown.count(RowVerdict.REFUSED), 'bad'),
    )
    return el(
        'div',
        't-sums t-report__f',
        [
            el(
                'div', 't-sum', el('span', 't-over', label),
                el('b', '', words.number(int(count)), data_tone=tone if count else None),
            )
            for label, count, tone in figures
        ],
    )  # fmt: skip


def _refused(shown: Shown, row: Import) -> Node | None:
    count = shown.count(RowVerdict.REFUSED)
    if not count:
        return None
    why = words.reasons(row.counts.get('reasons', {}))
    download = el(
        'a', 't-btn t-btn--secondary t-btn--sm', 'Download', icon('download'), download=True,
        href=f'/contacts/import/{row.id}/refused.csv', data_testid='import-refused',
    )  # fmt: skip
    title = 'row was' if count == 1 else 'rows were'
    return _item('circle-x', 'bad', f'{words.number(count)} {title} refused',
                 f'{why}. Each row carries its reason' if why else '', download)  # fmt: skip


def _apart(row: Import) -> Node | None:
    count = int(row.counts.get('written', {}).get(RowVerdict.TWICE, 0))
    if not count or not row.done:
        return None
    return _item('users', 'warn', f'{words.number(count)} may be people you have',
                 'Kept apart until you choose', None)  # fmt: skip


def _kept(row: Import) -> Node | None:
    names = row.counts.get('names') or ()
    if not names:
        return None
    kept = int(row.counts.get('kept', 0))
    more = f' and {words.number(kept - len(names))} more' if kept > len(names) else ''
    return _item('history', 'mute', f'{words.many(kept, "contact")} kept, since changed',
                 f'{", ".join(map(str, names))}{more}', None)  # fmt: skip


def _undo(row: Import) -> Node | None:
    if not row.done:
        return None
    until = undo_until(row)
    title = el(
        'span', 't-medium', el('span', '', 'Undo until '), moment(until, saying=Saying.STAMP)
    )
    detail = 'Takes the new people out and puts the old values back; what was edited since stays'
    said = el('span', 't-grow', title, el('span', 't-12 t-3 t-block', detail))
    return el('div', 't-item', icon('history'), said, data_tone='mute', key='undo')


def _item(symbol: str, tone: str, title: str, detail: str, act: Node | None) -> Node:
    said = el(
        'span', 't-grow', el('span', 't-medium', title), el('span', 't-12 t-3 t-block', detail)
    )
    return el('div', 't-item', icon(symbol), said, act, data_tone=tone, key=symbol)


def _button(label: str, act: str, symbol: str, *, name: str) -> Node:
    return el(
        'button', 't-btn t-btn--secondary', label, icon(symbol), type='button',
        data={'act': act, 'testid': name},
    )  # fmt: skip
