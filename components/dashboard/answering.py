"""Answers a question from the dashboard, in its row. Line out, step A."""

from typing import Any, Protocol
from uuid import UUID, uuid4

from components.dashboard.questions import Waiting
from components.engine.directions import isolated
from components.live.actions import Actions
from components.view.element import ViewElement
from components.view.screen import Act, Acts
from components.view.view import View
from models.text import clean
from services.accounts.members import Member
from services.dashboard.questions import Question
from services.errors import AppError
from services.proposals import comments


class Page(Protocol):
    """The dashboard, as far as answering needs it."""

    member: Member
    actions: Actions

    @property
    def is_member(self) -> bool: ...
    def place_view(
        self, view: View[Any], own: Any, acts: Acts | None = None
    ) -> ViewElement[Any]: ...


class Answering:
    """What one screen answers; the row stays there until it is done or given up."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._question: Question | None = None
        self._attempt = ('', uuid4())
        """Words on their way and their id: sent again, they are not said twice."""

    def place(self, view: View[Waiting]) -> None:
        """Place the card."""
        acts: Acts = {}
        if self._page.member.may_edit:
            acts = {
                'open-answer': self._open,
                'close-answer': lambda _: self._turn_to(None),
                'answer': self._answer,
            }
        self._view = view
        self._element = self._page.place_view(view, self._own, acts)

    def _own(self, waiting: Waiting) -> Waiting:
        if not self._page.is_member:
            return Waiting()
        may_answer = self._page.member.may_edit
        return waiting.answered_by(self._question, may_answer=may_answer)

    def _turn_to(self, question: Question | None) -> None:
        self._question = question
        self._element.screen.catch_up()

    def _open(self, act: Act) -> None:
        shown = self._view.state.questions.shown
        if question := next((each for each in shown if str(each.id) == act.key), None):
            self._turn_to(question)

    async def _answer(self, act: Act) -> dict[str, str] | None:
        question, body = self._question, clean(str(act.value or '')).strip()
        if question is None or not body:
            return None
        if self._attempt[0] != body:
            self._attempt = (body, uuid4())
        try:
            await self._send(question, body, self._attempt[1])
        except AppError as error:
            return {'refusal': str(error)}
        self._attempt = ('', uuid4())
        if self._question is question:
            self._turn_to(None)
        said = f'{isolated(question.asker)} has your answer.'
        self._page.actions.toast(said, kind='ok')
        return None

    async def _send(self, question: Question, body: str, id: UUID) -> None:
        await self._page.actions.run(
            comments.add,
            proposal_id=question.proposal_id,
            organization_id=self._page.member.viewer.organization_id,
            body=body,
            parent_id=question.thread_id,
            id=id,
        )
