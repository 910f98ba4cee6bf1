"""A dialog that puts tags on many records and takes them off. Begins a line out.

A tag that some of them have is neither on nor off, and stays as it is until somebody says so.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import NamedTuple

from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.kit.menus import open_dialog
from components.live.fields import LiveInput, flush_first
from components.view.element import ViewElement
from components.view.node import Node, el
from components.view.pieces import icon
from components.view.screen import Act, Acts
from components.view.view import View
from models.text import LONGEST_TAG, clean_line
from services.errors import AppError
from services.folding import alike, finds

MOST_SHOWN = 40
Apply = Callable[[tuple[str, ...], tuple[str, ...]], Awaitable[object]]
"""Called with tags that come and tags that go; raises `AppError` to refuse."""


class Tagged(NamedTuple):
    """One tag of the organization, and how many of the records have it."""

    tag: str
    of_all: int
    of_these: int


class TagChoice(NamedTuple):
    """What the dialog is drawn of."""

    tags: tuple[Tagged, ...]
    total: int
    typed: str = ''
    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    @property
    def shown(self) -> list[Tagged]:
        """What has the typed words, and what was made here."""
        return [each for each in self.tags if finds(self.typed, each.tag)][:MOST_SHOWN]

    @property
    def new(self) -> str:
        """What is typed, where it is no tag yet."""
        typed = clean_line(self.typed)[:LONGEST_TAG]
        return '' if any(alike(each.tag, typed) for each in self.tags) else typed

    def state(self, each: Tagged) -> str:
        """As `aria-checked` says it."""
        if each.tag in self.added:
            return 'true'
        if each.tag in self.removed or not each.of_these:
            return 'false'
        return 'true' if each.of_these >= self.total else 'mixed'

    def toggled(self, tag: str) -> 'TagChoice':
        """On, off, and where some have it as it was."""
        each = next((each for each in self.tags if each.tag == tag), None)
        if each is None:
            return self
        added, removed = self.added - {tag}, self.removed - {tag}
        if tag in self.added:
            removed |= {tag} if each.of_these else set()
        elif tag not in self.removed:
            has_all = each.of_these >= self.total
            added, removed = (added, removed | {tag}) if has_all else (added | {tag}, removed)
        return self._replace(added=added, removed=removed)

    def created(self) -> 'TagChoice':
        """With what is typed as a tag of all of them."""
        if not self.new:
            return self
        tags = (Tagged(self.new, 0, 0), *self.tags)
        return self._replace(tags=tags, added=self.added | {self.new}, typed='')


def choice_of(known: Mapping[str, int], these: Mapping[str, int], total: int) -> TagChoice:
    """What the records have first, then what is commonest."""
    tags = [Tagged(tag, of_all, these.get(tag, 0)) for tag, of_all in known.items()]
    tags += [Tagged(tag, count, count) for tag, count in these.items() if tag not in known]
    return TagChoice(tuple(sorted(tags, key=lambda each: -each.of_these)), total)


class TagPicker:
    """One opening."""

    def __init__(self, title: str, choice: TagChoice, apply: Apply) -> None:
        self._apply = apply
        self._view: View[TagChoice] = View(_draw, choice)
        with open_dialog(title, width=400) as dialog:
            self._dialog = dialog
            dialog.on('hide', self._view.stop, args=[])
            with box('t-dialog__body'):
                self._field = LiveInput(
                    kind='search', icon='tag', placeholder='Find a tag, or write a new one',
                    aria_label='Tag', on_commit=self._find, maxlength=LONGEST_TAG, first=True,
                    testid_='tag-search',
                )  # fmt: skip
                handed_over = flush_first(self._field, self._field)
                self._field.on('keydown.enter', self._enter, args=[], js_handler=handed_over)
                acts: Acts = {'tag': self._toggle, 'create': lambda _: self._create()}
                ViewElement(self._view, acts=acts)
                self._problem = text('', 't-help t-help--bad t-hidden', 'p', role='alert')
            with box('t-dialog__foot'):
                box('t-grow', 'span')
                button('Cancel', on_click=dialog.close)
                button('Apply', kind='primary', on_click=self._done, name='tags-apply')

    def _find(self, typed: str) -> None:
        self._view.show(self._view.state._replace(typed=typed))

    def _toggle(self, act: Act) -> None:
        self._view.show(self._view.state.toggled(act.key))

    def _create(self) -> None:
        self._view.show(self._view.state.created())
        self._field.reset()

    def _enter(self) -> None:
        choice = self._view.state
        if choice.new or not choice.typed:
            self._create()
        elif choice.shown:
            self._view.show(choice.toggled(choice.shown[0].tag))

    async def _done(self) -> None:
        choice = self._view.state
        try:
            await self._apply(tuple(sorted(choice.added)), tuple(sorted(choice.removed)))
        except AppError as error:
            self._problem.set_text(str(error))
            show(self._problem, True)
        else:
            self._dialog.close()


def _draw(choice: TagChoice) -> Node:
    return el('div', 't-tagpick', _rows(choice), role='group', aria_label='Tags')


def _rows(choice: TagChoice) -> Iterator[Node]:
    for each in choice.shown:
        yield _row(each, choice.state(each), choice.total)
    if choice.new:
        said = el('span', 't-grow t-clip', f'Create “{choice.new}”')
        yield el(
            'button', 't-tagpick__row', icon('plus'), said, el('kbd', 't-kbd t-no-phone', '↵'),
            key='+', type='button', data_act='create',
        )  # fmt: skip
    elif not choice.shown:
        yield el('p', 't-2 t-tagpick__none', 'No tags yet. Write the first one.', key='none')


def _row(each: Tagged, state: str, total: int) -> Node:
    some = f' on {each.of_these:,} of {total:,}' if state == 'mixed' else ''
    name = el(
        'span', 't-grow t-clip', el('span', '', each.tag), el('span', 't-12 t-3', some or None)
    )
    count = el('span', 't-12 t-3 t-num', f'{each.of_all:,}' if each.of_all else 'new')
    tick = el('span', 't-check', icon('check', 12), aria_checked=state, aria_hidden='true')
    return el(
        'button', 't-tagpick__row', tick, name, count, key=each.tag, type='button',
        role='checkbox', aria_checked=state, aria_label=each.tag,
        data={'act': 'tag', 'key': each.tag},
    )  # fmt: skip
