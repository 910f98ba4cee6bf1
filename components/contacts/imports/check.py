"""Line by line what an import would do, before anything is saved. Pure; line in, step 6."""

from components.contacts.imports import words
from components.contacts.imports.columns import picker
from components.contacts.imports.shown import Shown
from components.view.node import Node, el
from components.view.pieces import icon
from models import ImportPolicy, ImportRow, RowVerdict
from services.contacts.importing import Field
from services.contacts.imports.queries import Line, Tab

WRONG = {'bad_email': 'email', 'no_identity': 'full_name', 'too_many_cells': 'full_name'}


def check(shown: Shown) -> Node:
    """Tabs with counts, the policy, the lines, and the button that begins."""
    assert shown.row is not None
    policy = shown.row.policy
    bar = el('div', 't-bar', _tabs(shown), _policy(shown))
    lines = [line(shown, each) for each in shown.lines]
    nothing = el('p', 't-2 t-imp__none', 'No rows here.') if not lines else None
    listed = el('div', 't-list', lines, nothing, data_testid='import-rows')
    foot = el('div', 't-imp__foot', el('p', 't-12 t-3 t-grow', words.POLICIES[policy][1]),
              _pages(shown))  # fmt: skip
    return el('div', '', bar, _policy_on_phones(shown), listed, foot, _go(shown))


def _tabs(shown: Shown) -> Node:
    row = shown.row
    assert row is not None
    counts = {
        Tab.ALL: ('All', row.total),
        Tab.NEW: ('New', shown.count(RowVerdict.NEW)),
        Tab.UPDATES: ('Updates', shown.count(RowVerdict.UPDATE)),
        Tab.LOOK: ('Look at', shown.count(RowVerdict.TWICE)),
        Tab.REFUSED: ('Refused', shown.count(RowVerdict.REFUSED)),
    }
    tabs = [
        el(
            'button', '', label, el('small', '', words.number(count)), type='button', role='tab',
            aria_selected='true' if shown.tab is tab else 'false',
            data={'act': 'tab', 'key': tab.value},
        )
        for tab, (label, count) in counts.items()
    ]  # fmt: skip
    return el('div', 't-seg', tabs, role='tablist', aria_label='Rows')


def _policy(shown: Shown) -> Node:
    assert shown.row is not None
    choices = [
        el(
            'button', '', label, type='button', role='radio',
            aria_checked='true' if shown.row.policy is policy else 'false',
            disabled=not shown.is_editable, data={'act': 'policy', 'key': policy.value},
        )
        for policy, (label, _) in words.POLICIES.items()
    ]  # fmt: skip
    track = el('div', 't-seg t-seg--sm', choices, role='radiogroup', aria_label='Duplicate policy')
    said = el('span', 't-12 t-2', 'When someone is here already')
    return el('span', 't-row t-no-phone t-imp__policy', said, track)


def _policy_on_phones(shown: Shown) -> Node:
    assert shown.row is not None
    label = 'When someone is here already'
    word = words.POLICIES[shown.row.policy][0]
    pick = picker('policies', '', 'users', word, shown, label=label)
    return el('div', 't-only-phone t-imp__pick', el('span', 't-over', label), pick)


def line(shown: Shown, of: Line) -> Node:
    """One line of the file: who, and what becomes of them."""
    row = of.row
    look = words.VERDICTS[row.verdict]
    name, email, city = _who(shown, row)
    wrong = WRONG.get(row.reason.partition(':')[0], '') if _is_refused(row) else ''
    about = words.about(of, _policy_of(shown))
    said = el('span', 't-12 t-2 t-clip', about, title=about or None)
    chip = el('span', 't-chip', look.label, icon(look.symbol), data_tone=look.tone)
    return el(
        'div',
        't-line t-line--imp',
        el('span', 't-12 t-3 t-num', words.number(row.line)),
        _cell(shown, row, 'full_name', name, wrong),
        _cell(shown, row, 'email', email, wrong),
        el('span', 't-2 t-clip t-imp__city', city),
        el('span', 't-row t-imp__w', chip, said),
        el('span', 't-right', _act(shown, of)),
        key=row.id,
        data={'key': str(row.id), 'verdict': row.verdict.value},
    )


def _cell(shown: Shown, row: ImportRow, name: str, value: str, wrong: str) -> Node:
    if name == wrong and shown.edited == str(row.id):
        return el(
            'input', 't-input t-imp__fix', value=value, aria_label='Mended value', autofocus=True,
            key='edit', data={'does': 'import-fix'},
        )  # fmt: skip
    bad = ' t-badcell' if name == wrong else ''
    return el('span', f't-clip{bad}', value or '–', title=value or None, key='shown')


def _act(shown: Shown, of: Line) -> Node | None:
    reason = of.row.reason.partition(':')[0]
    if _is_refused(of.row) and shown.is_editable and reason in ('bad_email', 'no_identity'):
        return _small('Fix', 'fix')
    if of.row.verdict is RowVerdict.TWICE and of.row.other_id and not of.above:
        return el(
            'a', 't-btn t-btn--secondary t-btn--sm', 'Compare', target='_blank',
            href=f'/contacts/{of.row.other_id}',
        )  # fmt: skip
    return None


def _small(label: str, act: str) -> Node:
    classes = 't-btn t-btn--secondary t-btn--sm'
    return el('button', classes, label, type='button', data={'act': act})


def _who(shown: Shown, row: ImportRow) -> tuple[str, str, str]:
    """Name, address and town, of a refused line as they stood in the file."""
    if not _is_refused(row):
        draft = row.draft
        return tuple(str(draft.get(name, '')) for name in ('full_name', 'email', 'city'))  # type: ignore[return-value]
    found = {'full_name': '', 'email': '', 'city': ''}
    for column in shown.columns:
        field, place = shown.field_of(column), int(column.get('place', 0))
        value = str(row.cells[place]) if place < len(row.cells) else ''
        if field in (Field.FULL_NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.DISPLAY_NAME):
            found['full_name'] = f'{found["full_name"]} {value}'.strip()
        elif field.value in found and not found[field.value]:
            found[field.value] = value
    if not shown.columns and row.cells:
        found['full_name'] = str(row.cells[0]).replace('\n', ' ')[:80]
    return found['full_name'], found['email'], found['city']


def _pages(shown: Shown) -> Node | None:
    if len(shown.starts) < 2 and not shown.has_more:
        return None
    first = shown.lines[0].row.line if shown.lines else 0
    last = shown.lines[-1].row.line if shown.lines else 0
    return el(
        'span', 't-row', el('span', 't-12 t-3 t-num', f'Lines {first:,} to {last:,}'),
        _step('chevron-left', 'Rows before', 'before', enabled=len(shown.starts) > 1),
        _step('chevron-right', 'Next rows', 'after', enabled=shown.has_more),
    )  # fmt: skip


def _step(symbol: str, label: str, act: str, *, enabled: bool) -> Node:
    return el(
        'button', 't-btn t-btn--secondary t-btn--icon t-btn--sm', icon(symbol), type='button',
        aria_label=label, title=label, disabled=not enabled, data={'act': act},
    )  # fmt: skip


def _go(shown: Shown) -> Node:
    row = shown.row
    assert row is not None
    updates = 'changed' if row.policy is ImportPolicy.OVERWRITE else 'filled'
    parts = {
        'new': shown.count(RowVerdict.NEW),
        updates: shown.count(RowVerdict.UPDATE),
        'kept apart': shown.count(RowVerdict.TWICE),
        'refused': shown.count(RowVerdict.REFUSED),
    }
    said = ', '.join(f'{words.number(count)} {word}' for word, count in parts.items())
    label = f'Import {words.many(shown.planned, "row")}'
    go = el(
        'button', 't-btn t-btn--primary', label, type='button', data_act='go',
        disabled=not (shown.is_editable and shown.planned), data_testid='import-go',
    )  # fmt: skip
    back = el('a', 't-btn t-btn--secondary', 'Back', href='/contacts/import')
    return el('div', 't-wiz__go', el('span', 't-12 t-3 t-grow', said), back, go)


def _policy_of(shown: Shown) -> ImportPolicy:
    assert shown.row is not None
    return shown.row.policy


def _is_refused(row: ImportRow) -> bool:
    return row.verdict is RowVerdict.REFUSED
