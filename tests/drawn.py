"""A page that is drawn by views, as far as a browser is needed to look at it.

Reads markup and carries out changes as `components/assets/view.js` does.
"""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

from components.view.html import VOID


class Element:
    """One element with its text and its children."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.text = ''
        self.children: list[Element] = []

    def looks(self) -> tuple[Any, ...]:
        """Equal for elements that look the same."""
        return (self.tag, self.attributes, self.text, [each.looks() for each in self.children])

    def __iter__(self) -> Iterator['Element']:
        """This one and all within."""
        yield self
        for child in self.children:
            yield from child

    @property
    def words(self) -> str:
        """All text within."""
        return self.text + ''.join(child.words for child in self.children)

    def find(self, **attributes: str) -> 'Element':
        """The one within that has these: `find(data_testid='proposal-total')`."""
        found = self.all(**attributes)
        assert len(found) == 1, f'{len(found)} elements with {attributes}'
        return found[0]

    def all(self, **attributes: str) -> list['Element']:
        wanted = {name.rstrip('_').replace('_', '-'): value for name, value in attributes.items()}
        return [one for one in self if wanted.items() <= one.attributes.items()]

    def carry_out(self, changes: Sequence[Any]) -> None:
        """What `components/view/difference.py` writes."""
        for path, *rest in changes:
            element = self
            for place in path:
                element = element.children[int(place, 36) if isinstance(path, str) else place]
            match rest:
                case [str() as text]:
                    element.text = text
                case [dict() as attributes]:
                    element.attributes.update(attributes)
                    element.attributes = {
                        name: value
                        for name, value in element.attributes.items()
                        if value is not None
                    }
                case [int() as index]:
                    del element.children[index]
                case [int() as index, str() as markup]:
                    element.children.insert(index, read(markup))
                case [int() as origin, int() as index]:
                    element.children.insert(index, element.children.pop(origin))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element('', {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or '' for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


def read(markup: str) -> Element:
    """The first element of some markup."""
    reader = _Reader()
    reader.feed(markup)
    return reader.root.children[0]
