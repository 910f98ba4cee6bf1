"""imports: a file of contacts, what became of each of its lines, and the way back"""

from pathlib import Path

from alembic import op

revision = '0025'
down_revision = '0024'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.get_bind().exec_driver_sql((SQL / '0025_imports.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('nobody could take an import back any more; restore a backup')
