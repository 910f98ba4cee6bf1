"""Prose that a person typed, paragraph by paragraph, each one patched where it stands."""

import re

from nicegui import ui

from components.engine.light import Text


def paragraphs(prose: str) -> list[str]:
    """Text between empty lines."""
    parts = re.split(r'\n\s*\n', prose.strip())
    return [part.strip() for part in parts if part.strip()]


class Paragraphs:
    """Fills a container with paragraphs; `first` counts children that stand before them."""

    def __init__(self, container: ui.element, prose: str, *, classes: str = '') -> None:
        self._container = container
        self._classes = classes
        self._shown: list[Text] = []
        self.show(prose)

    def show(self, prose: str) -> None:
        """Change only the paragraphs that differ."""
        wanted = paragraphs(prose)
        for element, said in zip(self._shown, wanted, strict=False):
            element.set_text(said)
        for element in self._shown[len(wanted) :]:
            element.delete()
        del self._shown[len(wanted) :]
        for said in wanted[len(self._shown) :]:
            with self._container:
                element = Text(tag='p', text=said)
            element.props['data-glow'] = True
            if self._classes:
                element.classes(self._classes)
            self._shown.append(element)
