"""Columns that keep what is folded of others, so that a list of tens of thousands is searched."""

from sqlalchemy import Column, Computed, Text
from sqlmodel import SQLModel

from models.base import Row


def search_columns(table: type[Row], name: str, *others: str) -> tuple[Column[str], Column[str]]:
    """Add `folded_name`, by which rows are put in order, and `searched`, in which words are found.

    `name`: the column that says what a row is called; with the `others` it is what a search knows.
    The database makes them. Queries know them, rows do not carry them.
    """
    words = " || ' '::text || ".join(f'{each}::text' for each in (name, *others))
    folded = Column(
        'folded_name',
        Text(collation='C'),
        Computed(f'tradewind.folded({name}::text)'),
        nullable=False,
    )
    searched = Column('searched', Text, Computed(f'tradewind.search_text({words})'), nullable=False)
    for column in (folded, searched):
        # after the class is mapped, or rows would carry it
        SQLModel.metadata.tables[str(table.__tablename__)].append_column(column)
    return folded, searched
