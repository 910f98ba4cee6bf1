"""list_views: what people chose to keep of lists; contacts by what happened last"""

from pathlib import Path

from alembic import op

revision = '0026'
down_revision = '0025'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.get_bind().exec_driver_sql((SQL / '0026_list_views.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('what people kept would be lost; restore a backup')
