"""seen: which version of a proposal the holder of a link has looked at"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    for column in ('version', 'acknowledged'):
        op.add_column('proposal_views', sa.Column(column, sa.Integer(), nullable=True))
    op.get_bind().exec_driver_sql((SQL / '0004_seen.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('what clients have seen would be forgotten; restore a backup')
