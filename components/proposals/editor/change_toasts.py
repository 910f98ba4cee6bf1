"""Says who did what, for changes that matter and were made elsewhere. The end of the line in.

Edits of words only glow; what moves the price or the status is worth a sentence.
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from components.engine.directions import isolated
from components.kit.avatar import Face
from components.kit.format import counted
from components.kit.toast import Action, speak_alone
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.itinerary import Itinerary
from components.proposals.editor.trip import start_trip
from models import (
    AuthorKind,
    Decision,
    Proposal,
    ProposalActivity,
    ProposalApproval,
    ProposalComment,
    ProposalStatus,
    ProposalView,
    ViewVerdict,
)
from models.patch import Patch, PatchKind
from services import money
from services.naming import Speaker

BY_STAFF = {
    ProposalStatus.SENT: 'sent the proposal.',
    ProposalStatus.SUPERSEDED: 'marked the proposal as superseded.',
    ProposalStatus.VOID: 'voided the proposal. Its links no longer open.',
}
"""Statuses that colleagues bring about; clients bring about the others."""


class ChangeToasts:
    """Follows the editor's queries; make it after what shows them."""

    def __init__(self, editor: ProposalEditor, itinerary: Itinerary) -> None:
        self._editor = editor
        self._itinerary = itinerary
        speak_alone(editor, editor.proposal_id)
        editor.follow(editor.activities.live, self._on_activities)
        editor.follow(editor.comments, self._on_comments)
        editor.follow(editor.views, self._on_views)
        editor.follow(editor.approvals, self._on_approvals)
        editor.follow(editor.proposals.live, self._on_proposal)

    # activities

    def _on_activities(self, patches: Sequence[Patch[ProposalActivity]]) -> None:
        added: dict[UUID | None, list[ProposalActivity]] = {}
        for patch in patches:
            row = patch.row
            if row is None:
                continue
            if patch.kind is PatchKind.REMOVE:
                self._on_removed(row)
            elif self._editor.people.is_me(row.updated_by):
                continue
            elif patch.kind is PatchKind.INSERT:
                added.setdefault(row.updated_by, []).append(row)
            elif 'is_selected' in patch.fields:
                self._on_choice(row)
            elif patch.fields & {'price', 'price_unit'}:
                amount = money.shown(row.price, self._currency)
                self._toast_act(
                    row.updated_by, f'changed {isolated(row.title)} to {amount}.', with_total=True
                )
        for who, rows in added.items():
            one = len(rows) == 1
            what = isolated(rows[0].title) if one else counted(len(rows), 'activity', 'activities')
            self._toast_act(who, f'put in {what}.', with_total=True)

    def _on_choice(self, row: ProposalActivity) -> None:
        verb = 'added' if row.is_selected else 'took out'
        self._toast_act(row.updated_by, f'{verb} {isolated(row.title)}.', with_total=True)
        if row.is_selected:
            who = self._editor.people.speaker(row.updated_by)
            self._itinerary.show_news(row.id, f'{isolated(who.acting)} added this')

    def _on_removed(self, row: ProposalActivity) -> None:
        # the row that is gone does not say who took it out
        if row.id in self._editor.own_removals or row.day_id in self._editor.own_removals:
            self._editor.own_removals.discard(row.id)
            return
        self._editor.toast(f'{isolated(row.title)} was removed. {self._total}', kind='mute')

    # people

    def _on_comments(self, patches: Sequence[Patch[ProposalComment]]) -> None:
        for patch in patches:
            row = patch.row
            if patch.kind is not PatchKind.INSERT or row is None:
                continue
            if self._editor.people.is_me(row.author_id):
                continue
            activity = self._editor.activity(row.activity_id)
            verb = 'asked' if row.author_kind is AuthorKind.CLIENT else 'answered'
            if row.author_kind is AuthorKind.OPERATOR and row.parent_id is None:
                verb = 'commented'
            about = (
                f' about {isolated(activity.title)}' if activity and row.parent_id is None else ''
            )
            who = self._editor.people.of_comment(row)
            self._toast(
                who, self._editor.people.face(row.author_id), f'{verb}{about}.', kind='info'
            )

    def _on_views(self, patches: Sequence[Patch[ProposalView]]) -> None:
        for patch in patches:
            row = patch.row
            is_new = patch.kind is PatchKind.INSERT
            if is_new and row is not None and row.verdict is ViewVerdict.HUMAN:
                self._toast_act(row.share_link_id, 'opened the proposal.')

    def _on_approvals(self, patches: Sequence[Patch[ProposalApproval]]) -> None:
        for patch in patches:
            row = patch.row
            if patch.kind is not PatchKind.INSERT or row is None:
                continue
            amount = money.shown(row.total, row.currency)
            sentence = f'approved version {row.version} for {amount}.'
            if row.decision is Decision.DECLINED:
                sentence = f'declined: {isolated(row.reason)}' if row.reason else 'declined.'
            kind = 'ok' if row.decision is Decision.APPROVED else 'bad'
            who = self._editor.people.speaker(row.share_link_id, row.name)
            starts = ('Start the trip', partial(start_trip, self._editor))
            may_start = row.decision is Decision.APPROVED and self._editor.may_edit
            self._toast(
                who, self._editor.people.face(row.share_link_id), sentence, kind=kind,
                action=starts if may_start else None,
            )  # fmt: skip

    def _on_proposal(self, patches: Sequence[Patch[Proposal]]) -> None:
        for patch in patches:
            row = patch.row
            if row is None or self._editor.people.is_me(row.updated_by):
                continue
            if 'status' in patch.fields and row.status in BY_STAFF:
                self._toast_act(row.updated_by, BY_STAFF[row.status])
            elif 'travellers' in patch.fields:
                said = f'changed it to {counted(row.travellers, "traveller")}.'
                self._toast_act(row.updated_by, said, with_total=True)

    # sentences

    @property
    def _currency(self) -> str:
        return self._editor.proposal.currency if self._editor.proposal else 'EUR'

    @property
    def _total(self) -> str:
        return f'Total now {money.shown(self._editor.totals.total, self._currency)}.'

    def _toast_act(self, who: UUID | None, sentence: str, *, with_total: bool = False) -> None:
        face = self._editor.people.face(who)
        said = f'{sentence} {self._total}' if with_total else sentence
        self._toast(self._editor.people.speaker(who), face, said)

    def _toast(
        self,
        who: Speaker,
        face: Face | None,
        sentence: str,
        *,
        kind: str = 'info',
        action: Action | None = None,
    ) -> None:
        side = f'({who.side}) ' if who.side else ''
        self._editor.toast(side + sentence, kind=kind, bold=who.name, person=face, action=action)
