"""sessions: signed-in browsers, for every process to see"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'

SQL = Path(__file__).resolve().parent.parent / 'sql'
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        'sessions',
        sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
        sa.Column('created_at', MOMENT, server_default=sa.text('now()'), nullable=False),
        sa.Column('updated_at', MOMENT, server_default=sa.text('now()'), nullable=False),
        sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
        sa.Column('updated_by', sa.Uuid(), nullable=True),
        sa.Column('organization_id', sa.Uuid(), nullable=False),
        sa.Column('user_id', sa.Uuid(), nullable=False),
        sa.Column('last_seen_at', MOMENT, server_default=sa.text('now()'), nullable=False),
        sa.Column('ended_at', MOMENT, nullable=True),
        sa.Column('user_agent', sa.String(length=200), server_default='', nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sessions')),
    )
    for column in ('organization_id', 'user_id'):
        op.create_index(op.f(f'ix_sessions_{column}'), 'sessions', [column], unique=False)
    op.get_bind().exec_driver_sql((SQL / '0003_sessions.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('everybody would be signed out; restore a backup')
