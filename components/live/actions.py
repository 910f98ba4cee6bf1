"""What a person does on a page: run a command, hear a refusal, take it back. Line out, step A."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from nicegui import ui

from components.kit.toast import toast
from models.viewer import Viewer
from services.core import Services
from services.errors import AppError
from services.signals import Signal

T = TypeVar('T')
Command = Callable[..., Awaitable[T]]
Step = Callable[[], Awaitable[bool]]


class Actions:
    """Commands of one viewer on one page; `page` is where toasts are shown."""

    def __init__(self, services: Services, viewer: Viewer, page: ui.element) -> None:
        self._services = services
        self._viewer = viewer
        self._page = page
        self.saving: Signal[[bool]] = Signal()
        """Tells `True` when the first command starts, `False` when the last one ended."""
        self._running = 0

    async def run(self, command: Command[T], **fields: Any) -> T:
        """Run a command as this viewer. Raises: `AppError`."""
        self._count(1)
        try:
            return await self._services.run(command, self._viewer, **fields)
        finally:
            self._count(-1)

    async def do(self, command: Command[Any], **fields: Any) -> bool:
        """Run a command; a refusal becomes a toast. Returns whether it was done."""
        try:
            await self.run(command, **fields)
        except AppError as error:
            self.refuse(error)
            return False
        return True

    async def attempt(self, command: Command[T], **fields: Any) -> T | None:
        """The same for a command that makes something: what it made, or None."""
        try:
            return await self.run(command, **fields)
        except AppError as error:
            self.refuse(error)
            return None

    async def do_with_undo(
        self, sentence: str, do: Step, undo: Step, *, kind: str = 'mute'
    ) -> bool:
        """Do something, say so, and offer to take it back. Returns whether it was done."""
        if not await do():
            return False
        self.toast(sentence, kind=kind, action=('Undo', undo))
        return True

    async def do_all(
        self,
        command: Command[Sequence[UUID]],
        ids: Sequence[UUID],
        said: Callable[[int], str],
        *,
        mine: set[UUID],
        so: Mapping[str, bool],
        **fields: Any,
    ) -> None:
        """Make something so for many rows, say of how many, and offer to take it back.

        `so`: `{'deleted': True}`. Those that were written are put in `mine`.
        """
        if done := await self.attempt(command, ids=ids, **so, **fields):
            mine.update(done)
            back = {name: not value for name, value in so.items()}
            undo = partial(self.attempt, command, ids=done, **back, **fields)
            self.toast(said(len(done)), action=('Undo', undo))

    def toast(self, sentence: str, **options: Any) -> None:
        """A toast on this page; see `components.kit.toast.toast`."""
        if not self._page.is_deleted:
            toast(self._page, sentence, **options)

    def refuse(self, error: AppError) -> None:
        """Say why something was not done."""
        self.toast(str(error), kind='bad')

    def _count(self, step: int) -> None:
        before, self._running = self._running, self._running + step
        if bool(before) != bool(self._running) and not self._page.is_deleted:
            self.saving.emit(bool(self._running))
