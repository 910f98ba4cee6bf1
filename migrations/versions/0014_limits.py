"""limits: since when no page shows a picture, so that it can go"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'


def upgrade() -> None:
    op.add_column('images', sa.Column('unused_since', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('images', 'unused_since')
