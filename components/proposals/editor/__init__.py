"""The proposal builder: one component a file, put together in `page.py`.

Stands at the end of the line in, and begins the line out for operators.
"""

from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.page import ProposalScreen

__all__ = ['ProposalEditor', 'ProposalScreen']
