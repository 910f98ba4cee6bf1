"""Questions and answers below the itinerary, oldest first, answers under their question."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from components.engine.directions import isolated
from components.engine.light import Part, Text
from components.kit.keyed import Keyed
from components.kit.markup import box, show, testid, text
from components.proposals.public.ask import Ask, AskBox
from components.proposals.public.comment import CommentItem
from components.proposals.public.offer import Offer
from models import ProposalComment


class Comments(Part):
    """Call `show` after each change of the comments."""

    def __init__(
        self,
        offer: Offer,
        comments: Sequence[ProposalComment],
        ask: Ask | None,
        place_writing: Callable[[], object],
    ) -> None:
        super().__init__('section')
        self.classes('p-section').props('id=questions')
        self.props['aria-label'] = 'Questions and answers'
        self._box: AskBox | None = None
        with self:
            text('Questions and answers', 'p-h2', 'h2')
            with box('p-talk'):
                with box('p-talk__none t-2', 'p') as self._none:
                    self._invitation = Text()
                listing = box('p-talk__list', role='log', aria_live='polite')
                testid(listing, 'comment-list')
                self._threads: Keyed[ProposalComment, CommentItem] = Keyed(
                    listing, lambda comment: CommentItem(comment, offer)
                )
                if ask:
                    place_writing()
                    self._box = AskBox(offer.proposal.id, offer.host, ask)
        self.show(offer, comments)

    def show(self, offer: Offer, comments: Sequence[ProposalComment]) -> None:
        """Insert and remove by key, change what differs."""
        threads, replies = threaded(comments)
        self._threads.show(threads)
        for comment in threads:
            part = self._threads.parts[comment.id]
            part.show(comment, offer)
            part.show_replies(replies[comment.id], offer)
        show(self._none, not threads)
        self._invitation.set_text(
            f'Nothing asked yet. {isolated(offer.host)} answers here, on this page.'
            if self._box
            else 'Nothing asked yet.'
        )
        if self._box:
            self._box.show(offer.host)

    def show_titles(self, offer: Offer, activity_ids: Collection[UUID]) -> None:
        """These activities are called something else; only what is said about them changes."""
        for part in self._threads.parts.values():
            part.show_titles(offer, activity_ids)


def threaded(
    comments: Sequence[ProposalComment],
) -> tuple[list[ProposalComment], dict[UUID, list[ProposalComment]]]:
    """Questions, and the answers by question; an answer to an answer stays in its thread."""
    by_id = {comment.id: comment for comment in comments}
    replies: dict[UUID, list[ProposalComment]] = defaultdict(list)
    threads = []
    for comment in comments:
        root, seen = comment, {comment.id}
        while root.parent_id in by_id and root.parent_id not in seen:
            seen.add(root.parent_id)
            root = by_id[root.parent_id]
        if root is comment:
            threads.append(comment)
        else:
            replies[root.id].append(comment)
    return threads, replies
