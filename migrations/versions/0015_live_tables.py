"""live_tables: one call makes a new table live: rights, stamps, publication"""

from pathlib import Path

from alembic import op

revision = '0015'
down_revision = '0014'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    statements = (SQL / '0015_live_tables.sql').read_text(encoding='utf-8')
    op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    op.execute('drop function tradewind.make_live(regclass)')
