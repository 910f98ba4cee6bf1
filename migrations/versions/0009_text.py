"""text: every word is one that print, calendar and mail can take, and a name can be seen"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from alembic import op

revision = '0009'
down_revision = '0008'

SQL = Path(__file__).resolve().parent.parent / 'sql'
UNNAMED = 'Unnamed'
"""Stands where a name was kept that nobody can see."""

LINE = 'tradewind.is_clean_line({column}) and length({column}) <= {longest}'
NAME = 'tradewind.is_visible_name({column}) and length({column}) <= {longest}'
LABEL = "({column} = '' or tradewind.is_visible_name({column})) and length({column}) <= {longest}"
PROSE = 'tradewind.is_clean_text({column}) and length({column}) <= {longest}'
SAID = PROSE + " and {column} <> ''"

TEXTS = (
    ('organizations', 'name', NAME, 200),
    ('organizations', 'city', LINE, 200),
    ('organizations', 'email', LINE, 200),
    ('organizations', 'phone', LINE, 200),
    ('profiles', 'full_name', NAME, 200),
    ('profiles', 'email', LINE, 200),
    ('profiles', 'phone', LINE, 200),
    ('profiles', 'portrait', LINE, 200),
    ('contacts', 'full_name', NAME, 200),
    ('contacts', 'email', LINE, 200),
    ('contacts', 'phone', LINE, 200),
    ('contacts', 'city', LINE, 200),
    ('contacts', 'portrait', LINE, 200),
    ('proposals', 'title', LINE, 200),
    ('proposals', 'subtitle', LINE, 200),
    ('proposals', 'intro', PROSE, 20_000),
    ('proposals', 'terms', PROSE, 20_000),
    ('proposals', 'cover', LINE, 200),
    ('proposals', 'departs_from', LINE, 200),
    ('proposals', 'client_activity', LINE, 200),
    ('proposal_days', 'title', LINE, 200),
    ('proposal_days', 'body', PROSE, 20_000),
    ('proposal_days', 'picture', LINE, 200),
    ('proposal_activities', 'icon', LINE, 200),
    ('proposal_activities', 'title', LINE, 200),
    ('proposal_activities', 'note', LINE, 200),
    ('proposal_activities', 'description', PROSE, 20_000),
    ('share_links', 'label', LABEL, 200),
    ('proposal_views', 'device', LINE, 200),
    ('proposal_comments', 'author_name', LABEL, 200),
    ('proposal_comments', 'body', SAID, 4_000),
    ('proposal_approvals', 'name', NAME, 200),
    ('proposal_approvals', 'reason', PROSE, 4_000),
    ('proposal_approvals', 'user_agent', LINE, 200),
    ('proposal_approvals', 'address_hash', LINE, 200),
    ('proposal_transitions', 'actor_name', LABEL, 200),
    ('proposal_transitions', 'reason', PROSE, 20_000),
    ('sessions', 'user_agent', LINE, 200),
)
"""Table, column, what is asked of it, most characters."""
REPLACED = (
    ('organizations', 'named'),
    ('proposal_comments', 'not_empty'),
    ('proposal_comments', 'length'),
    ('proposal_approvals', 'named'),
)
"""Earlier checks that ask for less."""


def upgrade() -> None:
    statements = (SQL / '0009_text.sql').read_text(encoding='utf-8')
    run(statements.replace('{letters}', letters()))
    for table, name in REPLACED:
        run(f'alter table public.{table} drop constraint ck_{table}_{name}')
    tables = dict.fromkeys(table for table, *_ in TEXTS)
    for table in tables:  # cleaning is no edit: stamps and histories stay
        run(f'alter table public.{table} disable trigger user')
    for table, column, asked, longest in TEXTS:
        rule = asked.format(column=column, longest=longest)
        words = mended(column, asked, longest)
        run(f'update public.{table} set {column} = {words} where not ({rule})')
        run(f'alter table public.{table} add constraint ck_{table}_{column}_text check ({rule})')
    for table in tables:
        run(f'alter table public.{table} enable trigger user')


def mended(column: str, asked: str, longest: int) -> str:
    """SQL for the words as the new check lets them stand."""
    kind = 'text' if asked in (PROSE, SAID) else 'line'
    words = f'tradewind.cleaned_{kind}({column}, {longest})'
    if asked == SAID:
        return f"coalesce(nullif({words}, ''), '-')"
    if asked in (NAME, LABEL):
        other = UNNAMED if asked == NAME else ''
        return f"case when tradewind.is_visible_name({words}) then {words} else '{other}' end"
    return words


def letters() -> str:
    """Letters and digits as a class of a regular expression, without those nobody sees."""
    fillers = {0x115F, 0x1160, 0x3164, 0xFFA0}
    known = (code for code in range(0x110000) if chr(code).isalnum() and code not in fillers)
    return ''.join(f'\\U{first:08x}-\\U{last:08x}' for first, last in runs(known))


def runs(codes: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Stretches without a gap: first and last of each."""
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        stretch = [code for _, code in run]
        yield stretch[0], stretch[-1]


def run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('words that nobody can see would come in again; restore a backup')
