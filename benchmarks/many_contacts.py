"""Fifty thousand contacts for an organization that there is, written at once."""

from uuid import UUID

import psycopg

from benchmarks.world import World
from services.local import keys

ROWS = 50_000
FILL = """insert into contacts
  (organization_id, full_name, email, phone, city, stage, tags, notes, created_at)
select %(id)s,
  (array['Sofía', 'Jonas', 'Zoë', 'Søren', 'Łukasz', 'Hanna', 'Tomás'])[1 + n %% 7]
    || (array[' Lindqvist', ' Weber', ' Müller', ' Åse', ' Nair'])[1 + n / 7 %% 5] || ' ' || n,
  'guest' || n || '@mail.example', '+49 40 555 ' || to_char(n, 'FM00000'),
  (array['Stockholm', 'Freiburg', 'Kraków', 'Bergen'])[1 + n %% 4],
  (array['lead', 'lead', 'lead', 'in_conversation', 'client', 'customer'])[1 + n %% 6],
  case when n %% 3 = 0 then '{wine}' when n %% 250 = 1 then '{hiking,rare}' else '{}'
  end::text[],
  rtrim(repeat('Vegetarian, no cheese. ', n %% 20)), now() - n * interval '1 minute'
from generate_series(1, %(rows)s) n"""


def fill(world: World, organization_id: UUID, rows: int = ROWS) -> None:
    """Write them past all screens, as one import does, and let the planner know of them."""
    with owner(world) as connection:
        connection.execute("select set_config('tradewind.bulk', 'on', false)")
        connection.execute(FILL, {'id': organization_id, 'rows': rows})
        connection.execute('vacuum analyze contacts')


def owner(world: World) -> psycopg.Connection:
    """A connection of the superuser, which commits each statement."""
    password = keys.load(world.app.data / 'keys.json', may_make=False).owner_password
    return psycopg.connect(world.database_url, user='postgres', password=password, autocommit=True)
