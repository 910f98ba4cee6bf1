"""Fields: label above, help below, an error in place of the help.

Begins the line out (a commit on blur or Enter) and ends the line in (a patch that never
overwrites what is being typed).
"""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from nicegui import events, ui

from components.engine.light import Light
from services.errors import AppError

Commit = Callable[[str], Awaitable[object] | object]
"""Saves what was typed; may return the text that was saved, if that is another."""


class LiveInput(Light, component='field.js'):
    """A text field that saves as one goes and is patched only while nobody types in it.

    The browser keeps what is typed and sends it once: on blur, on Enter (Ctrl+Enter in a text
    area), or by `flush`. When the row changes underneath unsaved typing, the field keeps the
    typing and shows "Ben Okoro changed this to …" with "Take it" and "Keep mine".

    See `live_input`, `live_area` and `text_field` for the usual forms.

    `kind`: text, decimal, date, email, password, search (committed while one types).
    `bare` draws no box until hovered or focused: text that can be edited where it stands.
    `rows` makes a text area that grows. `name` is the form's field name and the key under which
    unsaved typing survives a reload. `on_typing` is called at most once a second.
    `clear_on_commit` empties the field once its text is saved, as a comment box does.
    `options` are offered while one types; others are allowed.
    `first` takes the focus when its dialog opens.
    `silent` sends nothing: the field belongs to a form that is posted.
    """

    def __init__(
        self,
        label: str = '',
        value: str = '',
        *,
        on_commit: Commit | None = None,
        kind: str = 'text',
        name: str = '',
        help: str = '',
        placeholder: str = '',
        prefix: str = '',
        suffix: str = '',
        icon: str = '',
        bare: bool = False,
        touch: bool = False,
        rows: int = 0,
        maxlength: int = 0,
        autocomplete: str = '',
        aria_label: str = '',
        input_classes: str = '',
        required: bool = False,
        testid_: str = '',
        on_typing: Callable[[], object] | None = None,
        submit_on_enter: bool = False,
        clear_on_commit: bool = False,
        silent: bool = False,
        hotkey: str = '',
        options: Sequence[str] = (),
        first: bool = False,
    ) -> None:
        super().__init__()
        self._commit = on_commit
        self.value = value
        self.base = value
        """The row's value on which the typing began that was committed last."""
        self._heard = 0
        """Number of the last commit; one that comes again, since its answer was lost, is old."""
        given: dict[str, Any] = {
            'label': label, 'value': value, 'kind': kind, 'name': name, 'help': help,
            'placeholder': placeholder, 'prefix': prefix, 'suffix': suffix, 'icon': icon,
            'bare': bare, 'touch': touch, 'rows': rows, 'maxlength': maxlength,
            'autocomplete': autocomplete, 'aria': aria_label, 'look': input_classes,
            'required': required, 'testid': testid_,
            'live': on_commit is not None and kind != 'search', 'options': options or '',
            'enter': submit_on_enter, 'clears': clear_on_commit, 'typing': on_typing is not None,
            'silent': silent, 'hotkey': hotkey, 'first': first,
        }  # fmt: skip
        self.props.update({key: item for key, item in given.items() if item not in ('', 0, False)})
        self.props['value'] = value
        if testid_:
            self.mark(testid_)
        self.on('commit', self._on_commit)
        if on_typing:
            self.on('typing', on_typing, args=[])

    def patch(self, value: str, *, by: str = '') -> None:
        """Show the row's new value; `by` names who changed it, empty for the same person."""
        if value == self.value and not self.props.get('error'):
            return
        self.value = value
        with self.props.suspend_updates():
            self.props['by'] = by
            self.props['value'] = value
        self.update()

    def reset(self, value: str = '') -> None:
        """Put a value in, whatever is typed: for search and forms, not for a row's field."""
        self.value = value
        with self.props.suspend_updates():
            self.props['value'] = value
            self.props['resets'] = int(self.props.get('resets', 0)) + 1
        self.update()

    def show_error(self, sentence: str) -> None:
        """Put an error in place of the help; what was typed stays. Empty takes it away."""
        self.props['error'] = sentence

    def set_enabled(self, enabled: bool) -> None:
        """Allow or refuse typing."""
        self.props['locked'] = not enabled

    async def _on_commit(self, event: events.GenericEventArguments) -> None:
        given = event.args if isinstance(event.args, list) else [event.args, self.value]
        number = given[2] if len(given) > 2 and isinstance(given[2], int) else self._heard + 1
        if number <= self._heard:
            return
        self._heard = number
        typed, self.base = (str(each) for each in given[:2])
        if self._commit is None or self.props.get('locked'):
            self.value = typed
            return
        try:
            result = self._commit(typed)
            if inspect.isawaitable(result):
                await result
        except AppError as error:
            self._answer(number, error=str(error))
        except Exception:
            self._answer(number, error=AppError.sentence)
            raise
        else:
            if self.props.get('kind') != 'search':
                self._answer(number, saved=result if isinstance(result, str) else typed)

    def _answer(self, number: int, *, saved: str = '', error: str = '') -> None:
        """Tell the browser what became of this commit."""
        if self.is_deleted:
            return
        with self.props.suspend_updates():
            self.props['error'] = error
            self.props['answers'] = number
            if not error and not self.props.get('clears'):
                # kept equal to the row, or a colleague's way back to the old value would go unseen
                self.value = saved
                self.props['value'] = self.props['saved'] = saved
        self.update()


def live_input(label: str, value: str, on_commit: Commit, **options: Any) -> LiveInput:
    """A field of a row: `live_input('Title', row.title, save, testid_='title')`; then `.patch`."""
    return LiveInput(label, value, on_commit=on_commit, **options)


def live_area(label: str, value: str, on_commit: Commit, **options: Any) -> LiveInput:
    """The same for prose: a text area that grows with its text."""
    return LiveInput(label, value, on_commit=on_commit, **{'rows': 3, **options})


def text_field(label: str, *, name: str, value: str = '', **options: Any) -> LiveInput:
    """A field of a form that is sent as a whole; `.value` holds what was typed."""
    return LiveInput(label, value, name=name, **options)


def flush_first(control: ui.element, *fields: LiveInput) -> str:
    """A `js_handler` for a click that hands over what is typed in `fields` before the click.

    Touch browsers do not blur a field when a button is tapped.
    """
    calls = ''.join(f'getElement({field.id})?.flush();' for field in fields)
    return f'() => {{ {calls} emit(); }}'


__all__ = ['LiveInput', 'flush_first', 'live_area', 'live_input', 'text_field']
