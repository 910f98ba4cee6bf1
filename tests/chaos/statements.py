"""Acts of somebody with SQL at hand: each commits past the app, under nobody's rights."""

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from tests.chaos.journal import Effect, Kind, Outcome
from tests.chaos.tenant import Tenant

if TYPE_CHECKING:
    from tests.chaos.history import History

Statement = tuple[str, Sequence[Any]]
FIELDS = {
    'contacts': ('full_name', 'email', 'phone', 'city'),
    'proposal_activities': ('title', 'note', 'description'),
    'proposal_days': ('title', 'body'),
}
BURST = 10


def rows_of(tenant: Tenant) -> dict[str, list[UUID]]:
    """Rows that only the journal's writes change."""
    return {
        'contacts': tenant.contacts,
        'proposal_activities': tenant.activities,
        'proposal_days': tenant.days,
    }


def made(tenant: Tenant) -> list[Effect]:
    """What is there from the start."""
    return [
        Effect(kind=Kind.INSERT, table=table, id=id)
        for table, ids in rows_of(tenant).items()
        for id in ids
    ]


def some_row(tenant: Tenant, dice: Random) -> tuple[str, UUID]:
    table, ids = dice.choice(list(rows_of(tenant).items()))
    return table, dice.choice(ids)


def changing(
    history: 'History', tenant: Tenant, table: str, id: UUID, column: str
) -> tuple[Statement, Effect]:
    text = tenant.text(history.number())
    statement = f'update {table} set {column} = %s where id = %s'
    return (statement, (text, id)), Effect(
        kind=Kind.UPDATE, table=table, id=id, values={column: text}
    )


async def write(history: 'History', *parts: tuple[Statement, Effect]) -> Outcome:
    """Run all in one transaction; rows that were not there were not touched."""
    outcome, counts = await history.execute([statement for statement, _ in parts])
    effects = [effect for (_, effect), count in zip(parts, counts, strict=True) if count]
    history.journal.settle((outcome, effects))
    return outcome


async def change_one(history: 'History', dice: Random) -> None:
    tenant = history.tenant(dice)
    table, id = some_row(tenant, dice)
    await write(history, changing(history, tenant, table, id, dice.choice(FIELDS[table])))


async def change_several(history: 'History', dice: Random) -> None:
    """Rows of several tables in one transaction, one of them perhaps twice."""
    tenant = history.tenant(dice)
    parts = []
    for _ in range(dice.randint(2, 5)):
        table, id = some_row(tenant, dice)
        parts.append(changing(history, tenant, table, id, dice.choice(FIELDS[table])))
    await write(history, *parts)


async def burst(history: 'History', dice: Random) -> None:
    """Ten updates of one field, then silence: the last one must show."""
    tenant = history.tenant(dice)
    table, id = some_row(tenant, dice)
    for _ in range(BURST):
        await write(history, changing(history, tenant, table, id, FIELDS[table][0]))


def adding_contact(tenant: Tenant, id: UUID, text: str) -> tuple[Statement, Effect]:
    statement = 'insert into contacts (id, organization_id, full_name) values (%s, %s, %s)'
    return (statement, (id, tenant.id, text)), Effect(
        kind=Kind.INSERT, table='contacts', id=id, values={'full_name': text}
    )


async def add(history: 'History', dice: Random) -> None:
    tenant = history.tenant(dice)
    id, text = uuid4(), tenant.text(history.number())
    if await write(history, adding_contact(tenant, id, text)) is Outcome.ACKNOWLEDGED:
        tenant.contacts.append(id)


async def delete(history: 'History', dice: Random) -> None:
    """For good: the feed says the key and nothing else."""
    tenant = history.tenant(dice)
    if len(tenant.contacts) > 1:
        id = tenant.contacts.pop(dice.randrange(len(tenant.contacts)))
        gone = Effect(kind=Kind.DELETE, table='contacts', id=id)
        await write(history, (('delete from contacts where id = %s', (id,)), gone))


async def delete_and_make_anew(history: 'History', dice: Random) -> None:
    """The same key again, with revisions that start at one."""
    tenant = history.tenant(dice)
    id = dice.choice(tenant.contacts)
    history.forget(id)
    gone = Effect(kind=Kind.DELETE, table='contacts', id=id)
    statement = ('delete from contacts where id = %s', (id,))
    if await write(history, (statement, gone)) is Outcome.ACKNOWLEDGED:
        again = adding_contact(tenant, id, tenant.text(history.number()))
        if await write(history, again) is Outcome.ACKNOWLEDGED:
            return
    if id in tenant.contacts[1:]:
        tenant.contacts.remove(id)


async def hide_or_show(history: 'History', dice: Random) -> None:
    """Soft delete, or its undo."""
    tenant = history.tenant(dice)
    id = dice.choice(tenant.activities)
    when = dice.choice(('now()', 'null'))
    statement = f"""
        update proposal_activities set deleted_at = {when}, note = %s where id = %s
    """
    text = tenant.text(history.number())
    effect = Effect(kind=Kind.UPDATE, table='proposal_activities', id=id, values={'note': text})
    await write(history, ((statement, (text, id)), effect))


async def move(history: 'History', dice: Random) -> None:
    """To another place, perhaps of another day."""
    tenant = history.tenant(dice)
    id, position = dice.choice(tenant.activities), 1000.0 + history.number()
    day_id = dice.choice(tenant.days)
    statement = 'update proposal_activities set position = %s, day_id = %s where id = %s'
    values = {'position': position, 'day_id': day_id}
    effect = Effect(kind=Kind.UPDATE, table='proposal_activities', id=id, values=values)
    await write(history, ((statement, (position, day_id, id)), effect))


ACTS = {
    change_one: 5,
    change_several: 4,
    burst: 1,
    add: 3,
    delete: 2,
    delete_and_make_anew: 1,
    hide_or_show: 2,
    move: 2,
}
