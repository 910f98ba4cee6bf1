"""new words: columns that came since 0010 are checked as all others"""

from alembic import op

revision = '0017'
down_revision = '0016'

CHECKS = (
    ('organizations', 'time_zone', 'text', 'tradewind.is_clean_line(time_zone)'),
    ('proposal_views', 'browser', 'text', 'tradewind.is_clean_line(browser)'),
    (
        'proposal_comments',
        'link_label',
        'text',
        "(link_label = '' or tradewind.is_visible_name(link_label)) and length(link_label) <= 200",
    ),
    ('images', 'unused_since', 'time', 'tradewind.in_our_time(unused_since)'),
)
"""Table, column, kind, what is asked of it."""


def upgrade() -> None:
    for table, column, kind, rule in CHECKS:
        op.execute(f'alter table {table} add constraint ck_{table}_{column}_{kind} check ({rule})')


def downgrade() -> None:
    raise NotImplementedError('what the program cannot read would come in; restore a backup')
