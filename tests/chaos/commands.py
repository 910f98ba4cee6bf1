"""Acts of people on pages: commands under their rights, alone, at once, refused, or unanswered."""

import asyncio
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from models import ProposalActivity
from models.viewer import Anonymous, Viewer
from services.proposals import building, comments, deciding, editing
from tests.chaos.database_proxy import Loss
from tests.chaos.journal import Effect, Kind, Outcome
from tests.chaos.tenant import Tenant
from tests.chaos.verdict import Sin

if TYPE_CHECKING:
    from tests.chaos.history import History

FIELDS = ('title', 'note', 'description')


async def edit_as(  # noqa: PLR0917  # fits one call a line
    history: 'History', dice: Random, viewer: Viewer, id: UUID, column: str, text: str
) -> tuple[Outcome, list[Effect]]:
    """One field of one activity, through the app."""
    outcome = await history.run(
        dice, editing.edit, viewer, kind=ProposalActivity, id=id, changes={column: text}
    )
    effect = Effect(kind=Kind.UPDATE, table='proposal_activities', id=id, values={column: text})
    return outcome, [effect]


async def edit(history: 'History', dice: Random) -> None:
    tenant = history.tenant(dice)
    viewer, id = dice.choice((tenant.anna, tenant.ben)), dice.choice(tenant.activities)
    text = tenant.text(history.number())
    history.journal.settle(await edit_as(history, dice, viewer, id, dice.choice(FIELDS), text))


async def edit_on_screen(history: 'History', dice: Random) -> None:
    """Its author's screen shows it at once, and what the database says in the end."""
    screens = [
        screen
        for screen in history.screens
        if screen.is_open and screen.query.name.startswith(ProposalActivity.__tablename__)
    ]
    rows = [
        (screen, row)
        for screen in screens
        for row in screen.shown
        if screen.tenant and row.id in screen.tenant.activities
    ]
    if not rows:
        return
    screen, row = dice.choice(rows)
    column, text = dice.choice(FIELDS), f'{history.number()} {row.title}'[-150:]
    seen = {column: getattr(row, column)} if dice.random() < 0.5 else None
    revisions = []

    async def write() -> None:
        written = await screen.core.database.run(
            *(editing.edit, screen.viewer),
            **{'kind': ProposalActivity, 'id': row.id, 'changes': {column: text}, 'base': seen},
        )
        revisions.append(written.revision)

    mine = screen.laid.apply(row.id, {column: text})
    screen.core.storage.loss = dice.choice((Loss.NOTHING, Loss.NOTHING, Loss.ANSWER))
    outcome = await history.journal.attempt(write())
    screen.core.storage.loss = Loss.NOTHING
    if revisions:
        screen.laid.confirm(mine, revisions[0])
        if any(getattr(each, column) != text for each in screen.shown if each.id == row.id):
            history.verdict.add(Sin.STALE, f'{screen.name} lost an edit that is in the database')
    else:
        screen.laid.roll_back(mine)
    effect = Effect(kind=Kind.UPDATE, table='proposal_activities', id=row.id, values={column: text})
    history.journal.settle((outcome, [effect]))


async def edit_at_once(history: 'History', dice: Random) -> None:
    """Two colleagues on one row: the same field, or two fields that must both stay."""
    tenant = history.tenant(dice)
    id = dice.choice(tenant.activities)
    columns = dice.choices(FIELDS, k=2)
    history.journal.settle(
        *await asyncio.gather(
            *(
                edit_as(history, dice, viewer, id, column, tenant.text(history.number()))
                for viewer, column in zip((tenant.anna, tenant.ben), columns, strict=True)
            )
        )
    )


async def add_activity(history: 'History', dice: Random) -> None:
    tenant = history.tenant(dice)
    text = tenant.text(history.number())
    outcome = await history.run(
        dice, building.add_activity, tenant.ben, day_id=dice.choice(tenant.days), title=text
    )
    history.journal.settle_text('proposal_activities', 'title', text, outcome)


async def remove_or_restore(history: 'History', dice: Random) -> None:
    tenant = history.tenant(dice)
    command = dice.choice((building.remove, building.restore))
    id = dice.choice(tenant.activities)
    outcome = await history.run(dice, command, tenant.anna, kind=ProposalActivity, id=id)
    if outcome is Outcome.ACKNOWLEDGED:
        outcome = Outcome.UNKNOWN  # restoring what was not removed changes nothing
    effect = Effect(kind=Kind.UPDATE, table='proposal_activities', id=id)
    history.journal.settle((outcome, [effect]))


async def choose(history: 'History', dice: Random) -> None:
    """A client switches options; on a telephone, quickly to and fro."""
    tenant = history.tenant(dice)
    client = tenant.links[dice.choice(('interact', 'approve'))]
    for _ in range(dice.randint(1, 3)):
        await history.run(
            dice,
            deciding.choose,
            client,
            activity_id=dice.choice(tenant.options),
            is_selected=dice.random() < 0.5,
        )


async def comment_as(history: 'History', dice: Random, viewer: Viewer, tenant: Tenant) -> None:
    text = tenant.text(history.number())
    outcome = await history.run(
        dice,
        comments.add,
        viewer,
        proposal_id=tenant.proposal_id,
        organization_id=tenant.id,
        body=text,
        author_name=tenant.text('Client'),
    )
    history.journal.settle_text('proposal_comments', 'body', text, outcome)


async def comment(history: 'History', dice: Random) -> None:
    tenant = history.tenant(dice)
    await comment_as(history, dice, dice.choice(tenant.viewers), tenant)


async def unanswered(history: 'History', dice: Random) -> None:
    """The connection is lost around the commit: done or not done, never twice."""
    loss = dice.choice((Loss.ANSWER, Loss.ANSWER, Loss.REQUEST))
    for core in history.cores:
        core.storage.loss = loss
    try:
        await dice.choice((edit, add_activity, comment, choose))(history, dice)
    finally:
        for core in history.cores:
            core.storage.loss = Loss.NOTHING


async def refused(history: 'History', dice: Random) -> None:
    """What must not be done: by readers, by clients beyond their scope, by other tenants."""
    tenant = history.tenant(dice)
    other = next(each for each in history.tenants if each is not tenant)
    viewer: Viewer = dice.choice(
        (
            *(tenant.rita, tenant.links['view'], tenant.links['approve']),
            *(other.anna, other.links['approve'], Anonymous()),
        )
    )
    row = {'kind': ProposalActivity, 'id': dice.choice(tenant.activities)}
    text = {'title': tenant.text(history.number())}
    tries: tuple[tuple[Any, Viewer, dict[str, Any]], ...] = (
        (editing.edit, viewer, {**row, 'changes': text}),
        (editing.edit, tenant.anna, {**row, 'changes': {**text, 'price': '-1'}}),
        (building.remove, viewer, row),
        (building.remove, tenant.ben, {**row, 'id': uuid4()}),
    )
    command, author, fields = dice.choice(tries)
    if await history.run(dice, command, author, **fields) is Outcome.ACKNOWLEDGED:
        history.verdict.add(Sin.LEAKED, f'{author.scope} did what is not theirs to do')


ACTS = {
    edit: 3,
    edit_on_screen: 4,
    edit_at_once: 3,
    add_activity: 2,
    remove_or_restore: 1,
    choose: 3,
    comment: 3,
    unanswered: 3,
    refused: 2,
}
