"""Toasts: one sentence about something that mattered, gone by itself.

On the line in: a live handler of any screen may say who did what.
"""

import inspect
from collections.abc import Awaitable, Callable

from nicegui import Client, ui

from components.engine.light import Light
from components.engine.tree import content
from components.kit.avatar import Face, face
from components.kit.icons import icon
from components.kit.markup import box, text

MOST = 3
TONES = {
    'info': ('info', 'info'),
    'ok': ('ok', 'circle-check'),
    'mute': ('mute', 'trash-2'),
    'bad': ('bad', 'triangle-alert'),
    'accent': ('accent', 'file-pen'),
    'opened': ('sea', 'eye'),
    'asked': ('info', 'message-circle'),
    'declined': ('bad', 'circle-x'),
}
"""kind → (tone, icon)"""

SPEAKS = 'speaks'
EVERYTHING = '*'

Action = tuple[str, Callable[[], Awaitable[object] | object] | str]
"""(verb, what happens: a function, or an address to open)"""


class Toasts(Light, component='toasts.js'):
    """The corner where toasts stand; one for each page, made by the frame."""

    def __init__(self, *, above_dock: bool = False) -> None:
        super().__init__()
        self.classes('t-toasts' + (' t-toasts--dock' if above_dock else ''))
        self.client.storage['toasts'] = self
        self.on('gone', lambda event: self.dismiss(int(event.args)))

    def show(
        self,
        sentence: str,
        *,
        kind: str = 'ok',
        bold: str = '',
        detail: str = '',
        person: Face | None = None,
        action: Action | None = None,
        also: Action | None = None,
    ) -> ui.element:
        """Add a toast; errors stay until dismissed, others leave after 6 seconds."""
        self._make_room()
        role = 'alert' if kind == 'bad' else 'status'
        with (
            self,
            box('t-toast', role=role, data_testid='toast', data_kind=kind).mark('toast') as toast,
        ):
            _mark(kind, person)
            with box('t-toast__body'):
                _sentence(sentence, bold)
                if detail:
                    text(detail, 't-2', 'p')
                if action:
                    with box('t-toast__acts'):
                        for each in filter(None, (action, also)):
                            self._add_action(toast, each)
            close = box('t-x', 'button', type='button', aria_label='Dismiss')
            close.on('click', lambda: self.dismiss(toast.id), args=[])
            with close:
                icon('x')
        return toast

    def dismiss(self, toast_id: int) -> None:
        """Remove a toast if it is still there."""
        for child in content(self):
            if child.id == toast_id:
                child.delete()
                return

    def _make_room(self) -> None:
        while len(shown := content(self)) >= MOST:
            passing = (each for each in shown if each.props['data-kind'] != 'bad')
            next(passing, shown[0]).delete()

    def _add_action(self, toast: ui.element, action: Action) -> None:
        verb, target = action
        if isinstance(target, str):
            text(verb, 't-link', 'a', href=target)
            return

        async def act() -> None:
            self.dismiss(toast.id)
            result = target()
            if inspect.isawaitable(result):
                await result

        text(verb, 't-link', 'button', type='button').on('click', act, args=[])


def toast(
    place: Client | ui.element,
    sentence: str,
    *,
    kind: str = 'ok',
    bold: str = '',
    detail: str = '',
    person: Face | None = None,
    action: Action | None = None,
    also: Action | None = None,
) -> None:
    """Say one sentence on a screen; callable from a live handler, where no slot is open.

    `kind`: one of `TONES`. `bold` is the beginning to stress, most often a name.
    `action`: `('Undo', function)` or `('Show', '/proposals/…')`; `also` one more beside it.
    """
    client = place if isinstance(place, Client) else place.client
    toasts = client.storage.get('toasts')
    if toasts is None or client.is_deleted:
        return
    toasts.show(
        sentence, kind=kind, bold=bold, detail=detail, person=person, action=action, also=also
    )


def speak_alone(place: ui.element, about: object = EVERYTHING) -> None:
    """Let this page alone tell what clients do on a record, or on all."""
    place.client.storage.setdefault(SPEAKS, set()).add(about)


def speaks_itself(client: Client, about: object) -> bool:
    """Whether a page tells by itself what clients do on this record."""
    spoken = client.storage.get(SPEAKS, ())
    return about in spoken or EVERYTHING in spoken


def _mark(kind: str, person: Face | None) -> None:
    if person:
        face(person, size=28)
        return
    tone, symbol = TONES[kind]
    with box('t-toast__i', 'span', data_tone=tone):
        icon(symbol)


def _sentence(sentence: str, bold: str) -> None:
    with box(tag='p'):
        if bold:
            text(bold, 't-semi', 'b')
            sentence = ' ' + sentence
        text(sentence)
