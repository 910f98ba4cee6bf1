"""GROWTH, people: what one change costs as more colleagues look at the same list.

A person would notice when a firm that hires gets a program that is slower for everybody. Members of
an organization see the same rows, so each further one should cost what a screen costs; told, not
judged.
"""

import json
import urllib.request
from uuid import UUID

import psycopg

from benchmarks.figures import Figure
from benchmarks.growth import cost, figure
from benchmarks.world import PASSWORD, World
from services.local import keys

COUNTS = (1, 10, 50)
GROUP = 'members'


def measure(world: World) -> list[Figure]:
    """Run it in a world of its own."""
    spent = []
    members = 0
    for count in COUNTS:
        while members < count:
            members += 1
            join(world, members)
        spent.append(cost(world, GROUP, world.offer))
    further = (spent[-1] - spent[0]) / (COUNTS[-1] - COUNTS[0])
    return [
        *(
            figure(f'{count} {"member" if count == 1 else "members"} with the list open', value)
            for count, value in zip(COUNTS, spent, strict=True)
        ),
        figure('each further member', further),
    ]


def join(world: World, number: int) -> None:
    """A new colleague signs in and opens the list of proposals."""
    email = f'member-{number}@skyline.example'
    user_id = account(world, email)
    with psycopg.connect(world.database_url) as connection:
        connection.execute('set local role service_role')
        connection.execute(
            'insert into profiles (organization_id, user_id, full_name, email)'
            ' values (%s, %s, %s, %s)',
            (world.cell.organization_id, user_id, f'Member {number}', email),
        )
    world.crowd.ask(
        'open', group=GROUP, url=f'{world.app.url}/proposals', count=1, cookie=world.cookie(email)
    )


def account(world: World, email: str) -> UUID:
    """An account at Auth, as its administration makes one."""
    service_key = keys.load(world.app.data / 'keys.json', may_make=False).service_role_key
    request = urllib.request.Request(
        f'http://127.0.0.1:{world.app.environment["TRADEWIND_GATEWAY_PORT"]}/auth/v1/admin/users',
        json.dumps({'email': email, 'password': PASSWORD, 'email_confirm': True}).encode(),
        {'Authorization': f'Bearer {service_key}', 'apikey': service_key},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return UUID(json.load(answer)['id'])
