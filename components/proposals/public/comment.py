"""One question or answer, and the answers to it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from components.engine.directions import isolated
from components.engine.light import Part, Text
from components.kit.avatar import avatar
from components.kit.icons import icon
from components.kit.keyed import Keyed
from components.kit.markup import box, show, text
from components.kit.moments import Saying, moment
from components.proposals.public.offer import Offer
from components.proposals.public.paragraphs import Paragraphs
from models import AuthorKind, ProposalComment
from models.contact import CLIENT_COLOR
from services.naming import GUEST, called

REPLY = """(e) => window.dispatchEvent(new CustomEvent('tradewind-ask', {detail: {
  parent: e.currentTarget.dataset.parent, title: e.currentTarget.dataset.name,
}}))"""


class CommentItem(Part):
    """Call `show` with each new row, `show_replies` when those may differ."""

    def __init__(self, comment: ProposalComment, offer: Offer, *, is_reply: bool = False) -> None:
        super().__init__('div')
        self.classes('p-say').props('data-enter')
        with self:
            _portrait(comment, offer)
            with box('p-say__b'):
                with box(tag='small'):
                    self._name = Text(tag='bdi')
                    self._side = Text()
                    moment(comment.created_at, saying=Saying.FULL)
                    self._about = Text()
                with box('p-say__text') as words:
                    self._body = Paragraphs(words, comment.body)
            self._replies: Keyed[ProposalComment, CommentItem] | None = None
            if not is_reply:
                replies = box('p-say__replies')
                self._replies = Keyed(replies, lambda row: CommentItem(row, offer, is_reply=True))
                with box('p-say__foot'):
                    self._done = text('Answered', 'p-say__done t-hidden')
                    with self._done:
                        icon('check', 12)
                    if offer.rights.comment and not offer.rights.is_preview:
                        reply = text('Reply', 'p-say__reply', 'button', type='button')
                        reply.props['data-parent'] = str(comment.id)
                        reply.props['data-name'] = str(offer.speaker(comment))
                        reply.on('click', js_handler=REPLY)
        self.show(comment, offer)

    def show(self, comment: ProposalComment, offer: Offer) -> None:
        """Change what differs."""
        speaker = offer.speaker(comment)
        self._name.set_text(speaker.name)
        self._side.set_text(f', {speaker.side}, ' if speaker.side else ', ')
        self._body.show(comment.body)
        self._activity_id = comment.activity_id
        self._show_about(offer)
        if self._replies is None:
            return
        state = 'resolved' if comment.is_resolved else 'open'
        if self.props.get('data-state') != state:
            self.props['data-state'] = state
            show(self._done, comment.is_resolved)

    def show_replies(self, replies: Sequence[ProposalComment], offer: Offer) -> None:
        """Oldest first."""
        if self._replies is None:
            return
        self._replies.show(replies)
        for reply in replies:
            self._replies.parts[reply.id].show(reply, offer)

    def show_titles(self, offer: Offer, activity_ids: Collection[UUID]) -> None:
        """Say anew what this and its answers are about, if it is one of these."""
        if self._activity_id in activity_ids:
            self._show_about(offer)
        if self._replies is not None:
            for reply in self._replies.parts.values():
                reply.show_titles(offer, activity_ids)

    def _show_about(self, offer: Offer) -> None:
        about = next((one for one in offer.activities if one.id == self._activity_id), None)
        self._about.set_text(f', about {isolated(about.title)}' if about else '')


def _portrait(comment: ProposalComment, offer: Offer) -> None:
    owner = offer.owner
    if comment.author_kind is AuthorKind.CLIENT:
        # two letters of a typed name could be a colleague's
        avatar(called(comment.link_label, GUEST), color=CLIENT_COLOR, size=40)
    elif owner and owner.user_id == comment.author_id:
        avatar(owner.full_name, color=owner.color, portrait_name=owner.portrait, size=40)
    else:
        avatar(comment.author_name, size=40)
