"""totals: room for what the dearest prices come to for many people"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    for table in ('proposal_approvals', 'proposal_versions'):
        op.alter_column(table, 'total', type_=sa.Numeric(18, 2), existing_nullable=False)


def downgrade() -> None:
    raise NotImplementedError('a total may no longer fit; restore a backup')
