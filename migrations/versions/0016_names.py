"""names: each comment says by which link it came, and nobody inherits the client's name"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.add_column(
        'proposal_comments',
        sa.Column('link_label', sa.String(), server_default='', nullable=False),
    )
    op.get_bind().exec_driver_sql((SQL / '0016_names.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('guests would pass for others again; restore a backup')
