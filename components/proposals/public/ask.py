"""The box in which a client asks; the browser keeps what is typed until it was sent.

Begins the line out.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from nicegui import events

from components.engine.directions import isolated
from components.engine.light import Light
from components.proposals.public.messages import Question, parse
from services.errors import AppError

Ask = Callable[[Question], Awaitable[object]]


class AskBox(Light, component='ask.js'):
    """Call `show` when somebody else answers."""

    def __init__(self, proposal_id: UUID, host: str, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.props['proposal'] = str(proposal_id)
        self.props['host'] = isolated(host)
        self.on('ask', self._on_ask)

    def show(self, host: str) -> None:
        if self.props['host'] != isolated(host):
            self.props['host'] = isolated(host)

    async def _on_ask(self, event: events.GenericEventArguments) -> None:
        question = parse(Question, event.args)
        if question is None:
            return
        refusal = ''
        try:
            await self._ask(question)
        except AppError as error:
            refusal = str(error)
        if not self.is_deleted:
            self.props.update({'refusal': refusal, 'answered': question.number})
