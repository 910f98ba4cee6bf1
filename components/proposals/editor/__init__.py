"""The proposal builder: one component a file, put together in `builder.py`.

Stands at the end of the line in, and begins the line out for operators.
"""

from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.page import Builder, page_title

__all__ = ['Builder', 'ProposalEditor', 'page_title']
