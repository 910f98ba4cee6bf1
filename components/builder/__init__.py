"""The proposal builder: one component a file, put together in `builder.py`.

Stands at the end of the line in, and begins the line out for operators.
"""

from components.builder.builder import Builder, page_title
from components.builder.desk import Desk

__all__ = ['Builder', 'Desk', 'page_title']
