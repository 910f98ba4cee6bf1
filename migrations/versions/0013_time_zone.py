"""time_zone: one rule for a last day, in the organization's zone, and one for a visit"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.add_column(
        'organizations',
        sa.Column('time_zone', sa.String(64), server_default='Etc/GMT+12', nullable=False),
    )
    op.add_column(
        'proposal_views', sa.Column('browser', sa.String(64), server_default='', nullable=False)
    )
    statements = (SQL / '0013_time_zone.sql').read_text(encoding='utf-8')
    op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('last days would end at another hour; restore a backup')
