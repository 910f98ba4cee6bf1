"""checks: the database takes no row that the program could not read"""

from pathlib import Path

from alembic import op

revision = '0010'
down_revision = '0009'

SQL = Path(__file__).resolve().parent.parent / 'sql'

TABLES = (
    'organizations',
    'profiles',
    'contacts',
    'images',
    'proposals',
    'proposal_days',
    'proposal_activities',
    'proposal_comments',
    'share_links',
    'proposal_views',
    'proposal_approvals',
    'proposal_versions',
    'proposal_transitions',
    'sessions',
)
MOMENTS = (
    *((table, column) for table in TABLES for column in ('created_at', 'updated_at')),
    ('contacts', 'deleted_at'),
    ('proposals', 'status_changed_at'),
    ('proposals', 'sent_at'),
    ('proposals', 'first_viewed_at'),
    ('proposals', 'client_activity_at'),
    ('proposals', 'archived_at'),
    ('proposals', 'deleted_at'),
    ('proposal_days', 'deleted_at'),
    ('proposal_activities', 'deleted_at'),
    ('proposal_comments', 'deleted_at'),
    ('share_links', 'expires_at'),
    ('share_links', 'revoked_at'),
    ('proposal_views', 'ended_at'),
    ('sessions', 'last_seen_at'),
    ('sessions', 'ended_at'),
)
DAYS = (('proposals', 'starts_on'), ('proposals', 'ends_on'), ('proposals', 'valid_until'))
ENDLESS = {('proposals', 'valid_until'), ('share_links', 'expires_at')}
"""Where a day without end meant that there is none."""
CURRENCIES = ('organizations', 'proposal_approvals')

RULES = (
    *((table, 'revision', '{column} >= 1', '1') for table in TABLES),
    *((table, 'currency', "{column} ~ '^[A-Z]{{3}}$'", "'EUR'") for table in CURRENCIES),
    # not a number is more than any number
    ('proposal_activities', 'price', '{column} >= 0 and {column} < 10000000000', '0'),
    ('proposal_approvals', 'total', '{column} >= 0 and {column} < 1e16', '0'),
    ('proposal_versions', 'total', '{column} >= 0 and {column} < 1e16', '0'),
    ('proposal_days', 'position', "{column} > '-infinity' and {column} < 'infinity'", '0'),
    ('proposal_activities', 'position', "{column} > '-infinity' and {column} < 'infinity'", '0'),
    ('proposals', 'version', '{column} >= 1', '1'),
    ('proposal_views', 'version', '{column} >= 1', '1'),
    ('proposal_views', 'acknowledged', '{column} >= 1', 'null'),
    ('proposal_approvals', 'version', '{column} >= 1', '1'),
    ('proposal_versions', 'number', '{column} >= 1', '1'),
    ('images', 'width', '{column} between 1 and 25000000', '1'),
    ('images', 'height', '{column} between 1 and 25000000', '1'),
    ('images', 'content', 'octet_length({column}) between 1 and 12582912', None),
    (
        'proposal_versions',
        'snapshot',
        'tradewind.is_snapshot({column})',
        'pg_temp.mended_snapshot({column})',
    ),
    (
        'proposal_approvals',
        'selection',
        'tradewind.is_selection({column})',
        'pg_temp.mended_selection({column})',
    ),
)
"""Table, column, what is asked of it, what becomes of rows that are older and do not fit."""


def upgrade() -> None:
    run((SQL / '0010_checks.sql').read_text(encoding='utf-8'))
    run('alter table public.proposal_activities drop constraint ck_proposal_activities_price')
    for table in TABLES:  # mending is no edit: stamps and histories stay
        run(f'alter table public.{table} disable trigger user')
    for table, column in DAYS:
        check(table, column, 'tradewind.in_our_time({column})', clamped(table, column, 'date'))
    for table, column in MOMENTS:
        moment = clamped(table, column, 'timestamptz')
        check(table, column, 'tradewind.in_our_time({column})', moment)
    for table, column, rule, mended in RULES:
        check(table, column, rule, mended)
    for table in TABLES:
        run(f'alter table public.{table} enable trigger user')


def check(table: str, column: str, rule: str, mended: str | None) -> None:
    asked = rule.format(column=f'"{column}"')
    if mended is not None:
        value = mended.format(column=f'"{column}"')
        run(f'update public.{table} set "{column}" = {value} where not ({asked})')
    run(f'alter table public.{table} add constraint ck_{table}_{column}_range check ({asked})')


def clamped(table: str, column: str, kind: str) -> str:
    """SQL for the nearest day or moment that is in our time."""
    last = 'null' if (table, column) in ENDLESS else f"{kind} '2199-12-31'"
    return (
        f"case when {{column}} = 'infinity' then {last} "
        f"else greatest({kind} '2000-01-01', least({kind} '2199-12-31', {{column}})) end"
    )


def run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('one row could stop a whole organization again; restore a backup')
