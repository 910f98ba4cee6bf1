"""How lists are searched and put in order in SQL, as `services/folding.py` does it in Python.

Step 5 of the line in.
"""

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, func, or_, select, true

from services.folding import spellings


def in_order(text: Any) -> ColumnElement[str]:
    """What a list is ordered by: the folded words, by code points as `folded` in Python."""
    return func.tradewind.folded(text, type_=Text).collate('C')


def finds(typed: str, *texts: Any) -> ColumnElement[bool]:
    """Whether each typed word stands in one of the texts, in any order and either spelling."""
    if not typed.split():
        return true()
    words = [func.tradewind.search_text(text, type_=Text) for text in texts]
    joined: ColumnElement[Any] = words[0]
    for each in words[1:]:
        joined = joined + ' ' + each
    # folded once for all that is looked for; `offset` keeps the planner from copying it
    looked_in = select(joined.label('words')).correlate_except().offset(0).lateral()
    return select(true()).select_from(looked_in).where(*parts(typed, looked_in.c.words)).exists()


def parts(typed: str, words: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """The same for a text that is folded already: what each typed word asks of it."""
    return [
        or_(
            *(
                and_(true(), *(words.contains(part, autoescape=True) for part in form.split()))
                for form in spellings(word)
            )
        )
        for word in typed.split()
    ]
