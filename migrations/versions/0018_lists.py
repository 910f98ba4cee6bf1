"""lists: searched, put in order and added up by the database, however long they are"""

from pathlib import Path
from unicodedata import normalize

from alembic import op

revision = '0018'
down_revision = '0017'

SQL = Path(__file__).resolve().parent.parent / 'sql'
FIRST, LAST = 0x80, 0x1FFFF
"""Where letters have a small form; ASCII has its own way, and beyond is none."""
NOT_EUROPEAN = '\u0530'
"""From here on; one table of all capitals would cost each Greek word three times as much."""


def capitals() -> dict[str, str]:
    """The small letter of each capital, as far as known today and where it is one sign."""
    signs = (chr(code) for code in range(FIRST, LAST) if not 0xD800 <= code < 0xE000)
    small = {sign: sign.casefold().lower() for sign in signs if normalize('NFKD', sign) == sign}
    return {sign: found for sign, found in small.items() if found != sign and len(found) == 1}


def upgrade() -> None:
    folding = (SQL / '0018_folding.sql').read_text(encoding='utf-8')
    letters = capitals()
    european = {sign: letters[sign] for sign in letters if sign < NOT_EUROPEAN}
    other = {sign: letters[sign] for sign in letters if sign >= NOT_EUROPEAN}
    for name, some in (('european', european), ('other', other)):
        folding = folding.replace(f'{{{name} capitals}}', ''.join(some))
        folding = folding.replace(f'{{{name} small}}', ''.join(some.values()))
    op.get_bind().exec_driver_sql(folding)
    op.get_bind().exec_driver_sql((SQL / '0018_lists.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    op.execute('drop index public.ix_proposals_latest, public.ix_proposals_title, public.ix_proposals_acts')
    op.execute('drop function tradewind.search_text(text), tradewind.folded(text)')
