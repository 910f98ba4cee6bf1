"""Why is a table not live? Asks the database and tries it, and answers in plain words.

Serves the line in; works against the embedded stack and a Supabase project alike.
"""

from services.operations.selfcheck.report import Finding, Step, TableReport, Verdict
from services.operations.selfcheck.service import SelfCheck

__all__ = ['Finding', 'SelfCheck', 'Step', 'TableReport', 'Verdict']
