"""What each column of a file becomes, with its first values and why. Pure; line in, step 6."""

from collections.abc import Mapping
from typing import Any

from components.contacts.imports import words
from components.contacts.imports.shown import Shown
from components.view.node import Node, el
from components.view.pieces import icon
from services.contacts.importing import Field

NO_FIELD = (Field.KEPT, Field.IGNORED)


def columns(shown: Shown) -> Node:
    """A row for each column, and what only a person can know of the file."""
    head = [el('span', '', each) for each in ('In the file', '', 'Becomes', 'First values', 'Why')]
    rows = [column(shown, each) for each in shown.columns]
    table = el('div', 't-card t-map', el('div', 't-map__r t-map__h', head), rows) if rows else None
    return el('div', 't-col t-col--3', asked(shown), table)


def column(shown: Shown, of: Mapping[str, Any]) -> Node:
    field = shown.field_of(of)
    look = words.FIELDS.get(field, words.OTHERS)
    samples = [*of.get('samples', ()), '', ''][:2]
    symbol, tone = ('check', 'ok') if field not in NO_FIELD else ('triangle-alert', 'warn')
    is_chosen = str(of.get('place')) in shown.options.get('columns', {})
    if is_chosen and field in NO_FIELD:
        symbol, tone = '', 'mute'
    why = el('span', 't-12 t-row t-map__w', icon(symbol, 12) if symbol else None,
             el('span', '', str(of.get('why') or '')), data_tone=tone)  # fmt: skip
    pick = 't-pickrow' + (' t-pickrow--warn' if tone == 'warn' else '')
    header = str(of.get('header') or f'Column {of.get("place", 0) + 1}')
    return el(
        'div',
        't-map__r',
        el('span', 't-medium t-clip', header, title=header),
        el('span', 't-3 t-map__a', icon('arrow-right', 14)),
        picker('field', pick, look.symbol, look.label, shown, label=f'{header} becomes'),
        el('span', 't-map__s', [el('span', 't-12 t-2 t-clip', str(each)) for each in samples]),
        why,
        key=f'c{of.get("place")}',
        data={'key': of.get('place')},
    )


def picker(
    act: str, classes: str, symbol: str, word: str, shown: Shown, *, label: str, key: str = ''
) -> Node:
    """What opens a menu of choices."""
    return el(
        'button',
        f't-pickbtn {classes}' if classes else 't-pickbtn t-pickrow',
        icon(symbol, 14),
        el('span', 't-clip', word),
        icon('chevron-down', 14),
        type='button',
        aria_haspopup='menu',
        aria_label=f'{label}: {word}',
        disabled=not shown.is_editable,
        data={'act': act, 'key': key or None},
    )


def asked(shown: Shown) -> Node | None:
    """Region, encoding and order of dates, where the file does not say."""
    assert shown.row is not None
    guess, options = shown.row.guess, shown.options
    questions = []
    if any(shown.field_of(each) is Field.PHONE for each in shown.columns) or not shown.columns:
        region = str(options.get('region') or '')
        questions.append(
            _question(
                *('region', 'Numbers without a country', region or 'Choose a country', shown),
                is_open=not region,
            )
        )
    if guess.get('kind') != 'vcard':
        encoding = str(options.get('encoding') or guess.get('encoding') or '')
        word = words.ENCODINGS.get(encoding, encoding)
        questions.append(_question('encoding', 'Letters are', word, shown))
    if guess.get('date_order'):
        chosen = str(options.get('date_order') or '') or str(guess['date_order'])
        word = words.DATE_ORDERS.get(chosen, 'Choose an order')
        questions.append(_question('date_order', 'Dates are', word, shown, is_open=chosen == 'ask'))
    return el('div', 't-asked', questions) if questions else None


def _question(name: str, label: str, word: str, shown: Shown, *, is_open: bool = False) -> Node:
    classes = 't-pickrow t-pickrow--warn' if is_open else 't-pickrow'
    symbol = {'region': 'phone', 'encoding': 'languages', 'date_order': 'cake'}[name]
    return el(
        'div', 't-field', el('span', 't-over', label),
        picker(name, classes, symbol, word, shown, label=label), key=name,
    )  # fmt: skip
