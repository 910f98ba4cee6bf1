"""notifications: what concerns a member personally, where it reaches them, notices to everybody"""

from pathlib import Path

from alembic import op

revision = '0024'
down_revision = '0023'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    statements = (SQL / '0024_notifications.sql').read_text(encoding='utf-8')
    op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('what people have read and chosen would be lost; restore a backup')
