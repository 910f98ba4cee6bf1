"""The five steps of an import, one below the other. Pure; line in, step 6."""

from components.contacts.imports import words
from components.contacts.imports.check import check
from components.contacts.imports.columns import columns
from components.contacts.imports.going import going
from components.contacts.imports.report import report
from components.contacts.imports.shown import HAS_ENDED, RUNS, Shown
from components.view.node import Node, el
from components.view.pieces import icon
from models import Import, ImportState

ACCEPTS = '.csv,.tsv,.txt,.vcf,text/csv,text/vcard,text/plain,text/tab-separated-values'


def wizard(shown: Shown) -> Node:
    """All steps, as far as it has come."""
    row = shown.row
    state = row.state if row else None
    has_problem = bool(row and row.problem and not row.total)
    is_read = bool(row and row.total) and state is not ImportState.READING
    is_under_way = state in RUNS or bool(row and is_read and state in HAS_ENDED)
    now = 1 if row is None or has_problem else 3 if is_read else 2
    if is_under_way:
        now = 4 if state in RUNS else 5
    steps = (
        ('File', '', file(shown)),
        ('Columns', _about_columns(shown), columns(shown) if is_read and now == 3 else None),
        ('Check', 'before anything is saved', check(shown) if is_read and now == 3 else None),
        ('Import', _about_import(shown), going(shown) if now >= 4 else None),
        ('Report', '', report(shown) if now == 5 else None),
    )
    return el(
        'div',
        't-wiz',
        [step(number, now, *each) for number, each in enumerate(steps, 1)],
        data_testid='import',
        data_state=state or 'new',
    )


def step(number: int, now: int, title: str, about: str, content: Node | None) -> Node:
    """A number on a line, a title, and what there is to do."""
    state = 'done' if number < now else 'now' if number == now else 'next'
    mark = icon('check', 14) if state == 'done' else str(number)
    reset = None
    if number == 2 and content is not None:
        reset = el(
            'button', 't-btn t-btn--ghost t-btn--sm', 'Reset', type='button', data_act='reset'
        )
    head = el(
        'header',
        't-row t-row--wrap',
        el('h2', 't-h3', title),
        el('span', 't-12 t-3', about if state != 'next' or number == 4 else ''),
        el('span', 't-wiz__end', reset) if reset else None,
    )
    body = el('div', 't-wiz__b', head, content)
    return el(
        'section', 't-wiz__s', el('span', 't-wiz__n', mark), body,
        key=title, data_state=state, aria_label=title,
    )  # fmt: skip


def file(shown: Shown) -> Node:
    """Where a file falls, and the one that fell."""
    row = shown.row
    if row is None:
        return el('div', 't-files', drop() if shown.may_edit else may_not())
    can_replace = shown.may_edit and row.state not in RUNS and not row.done
    box = el('div', 't-well t-filebox', *_file_words(row), _replace() if can_replace else None)
    return el('div', 't-files', _problem(row), box)


def drop() -> Node:
    """Takes a file that is dropped, chosen, or pasted as text."""
    field = el('input', 't-sr', type='file', accept=ACCEPTS, aria_label='Choose a file of contacts')
    return el(
        'label',
        't-drop',
        field,
        el('span', 't-tile', icon('upload'), data_tone='sea'),
        el('b', 't-h4', 'Drop a file here, or choose one', data_drop_title=True),
        el(
            'p',
            't-12 t-2',
            'CSV or vCard, up to 200,000 people and 50 MB. You can paste rows too. Nothing is saved'
            ' before step 4.',
            data_drop_help=True,
        ),
        el('span', 't-prog t-prog--lg t-drop__bar', el('i', ''), aria_hidden='true'),
        data_does='import-drop',
        data_testid='import-drop',
    )


def may_not() -> Node:
    return el(
        'div', 't-well t-filebox', el('span', 't-2', 'You can look at contacts, not add any.')
    )


def _file_words(row: Import) -> tuple[Node, Node]:
    is_reading = row.state is ImportState.READING
    symbol, tone = ('loader-circle', 'info') if is_reading else ('file-spreadsheet', 'ok')
    if row.problem and not row.total:
        tone = 'bad'
    tile = el('span', 't-tile' + ' t-spins' * is_reading, icon(symbol), data_tone=tone)
    said = el(
        'span',
        't-grow',
        el('b', 't-h4 t-clip', row.file_name),
        el('span', 't-12 t-3', 'Reading the file…' if is_reading else _about_file(row)),
    )
    return tile, said


def _about_file(row: Import) -> str:
    guess = row.guess
    is_cards = guess.get('kind') == 'vcard'
    parts = [
        words.many(row.total, 'card' if is_cards else 'row') if row.total else '',
        '' if is_cards else words.many(len(guess.get('columns', ())), 'column'),
        words.DELIMITERS.get(str(guess.get('delimiter', '')), ''),
        words.ENCODINGS.get(str(guess.get('encoding', '')), ''),
        words.size(row.size_bytes),
    ]
    return ', '.join(filter(None, parts))


def _replace() -> Node:
    return el('a', 't-btn t-btn--secondary t-btn--sm', 'Replace', href='/contacts/import')


def _problem(row: Import) -> Node | None:
    if not row.problem or row.total:
        return None
    return el(
        'div', 't-alert', icon('triangle-alert'), el('span', '', row.problem),
        role='alert', data_tone='bad', data_testid='import-problem',
    )  # fmt: skip


def _about_columns(shown: Shown) -> str:
    if not shown.columns:
        return ''
    known = sum(shown.field_of(each) not in ('kept', 'ignored') for each in shown.columns)
    matched = f'{known} of {len(shown.columns)} matched by themselves'
    return f'{matched}, your choices are kept for the next file'


def _about_import(shown: Shown) -> str:
    return '' if shown.row and shown.row.done else 'what it looks like on the way'
