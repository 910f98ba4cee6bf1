"""money: amounts are as fine as their currency, and no finer"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'

SQL = Path(__file__).resolve().parent.parent / 'sql'
WIDER = (
    ('proposal_activities', 'price', sa.Numeric(14, 4)),
    ('proposal_approvals', 'total', sa.Numeric(20, 4)),
    ('proposal_versions', 'total', sa.Numeric(20, 4)),
)


def upgrade() -> None:
    for table, column, kind in WIDER:
        op.alter_column(table, column, type_=kind, existing_nullable=False)
    statements = (SQL / '0011_money.sql').read_text(encoding='utf-8')
    op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('a price may be finer than two decimals; restore a backup')
