"""What stands beside the fields of many records: choices, an owner, tags. Pure; line in, step 6."""

from collections.abc import Sequence

from components.kit.avatar import Face
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import avatar, icon


def choice(shown: Node, act: str, label: str, *, may_edit: bool, classes: str = '') -> Node:
    """What was chosen; a click says `act`, which opens a menu of what can be."""
    if not may_edit:
        return shown
    return el(
        'button',
        classes or 't-chipbtn',
        shown,
        type='button',
        aria_haspopup='menu',
        aria_label=label,
        data_act=act,
    )


def owner(face: Face | None, *, may_edit: bool) -> Node:
    """Who looks after it; says `owner`."""
    name = face.name if face else 'Nobody yet'
    row = el(
        'span',
        't-pickrow',
        avatar(face, size=20) if face else icon('user-plus'),
        el('span', 't-clip', name),
        icon('chevron-down', 14) if may_edit else None,
    )
    label = f'Owner: {name}'
    field = choice(row, 'owner', label, may_edit=may_edit, classes='t-pickbtn')
    return el('div', 't-col', el('div', 't-label', 'Owner'), field)


def tags(words: Sequence[str], *, may_edit: bool) -> Node:
    """Each says `untag` where it is taken away."""
    chips = [_tag(word, may_edit) for word in words]
    return el('div', 't-col', el('div', 't-label', 'Tags'), el('div', 't-tags', chips))


@part
def _tag(word: str, may_edit: bool) -> Node:
    remove = el(
        'button', 't-x', icon('x', 12), type='button', aria_label=f'Remove {word}', data_act='untag'
    )  # fmt: skip
    content = el('span', '', word), remove if may_edit else None
    return el('span', 't-tag', content, key=word, data_key=word)
