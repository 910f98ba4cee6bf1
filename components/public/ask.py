"""The box in which a client asks; the browser keeps what is typed until it was sent.

Begins the line out.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from nicegui import events, ui

from services.errors import AppError


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a client wants to say."""

    body: str
    name: str
    activity_id: UUID | None = None
    parent_id: UUID | None = None


Ask = Callable[[Question], Awaitable[object]]


class AskBox(ui.element, component='ask.js'):
    """Call `show` when somebody else answers."""

    def __init__(self, proposal_id: UUID, host: str, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.props['proposal'] = str(proposal_id)
        self.props['host'] = host
        self.on('ask', self._on_ask)

    def show(self, host: str) -> None:
        if self.props['host'] != host:
            self.props['host'] = host

    async def _on_ask(self, event: events.GenericEventArguments) -> None:
        refusal = ''
        try:
            await self._ask(
                Question(
                    body=str(event.args['body']),
                    name=str(event.args['name']),
                    activity_id=identity(event.args['about']),
                    parent_id=identity(event.args['parent']),
                )
            )
        except AppError as error:
            refusal = str(error)
        if self.is_deleted:
            return
        self.props.update({'refusal': refusal, 'answered': int(event.args['number'])})


def identity(value: object) -> UUID | None:
    """A row's id as the browser sent it; whatever is none names nothing."""
    try:
        return UUID(str(value))
    except ValueError:
        return None
