"""Icons of one set, as references into one file that the browser keeps."""

from components.engine.light import Light
from components.kit.files import asset

SIZES = {12: 't-i t-i--12', 14: 't-i t-i--14', 16: 't-i', 20: 't-i t-i--20'}


class Icon(Light):
    """One symbol of `icons.svg` in the colour of the text around it."""

    def __init__(self, name: str, size: int = 16) -> None:
        super().__init__('svg')
        self.classes(SIZES[size])
        self.props['aria-hidden'] = 'true'
        self.name = ''
        self.show(name)

    def show(self, name: str) -> None:
        """Change the symbol in place."""
        if name != self.name:
            self.name = name
            # names are constants of the program, never data
            self.props['innerHTML'] = f'<use href="{asset("icons.svg")}#i-{name}"></use>'


def icon(name: str, size: int = 16, *, end: bool = False) -> Icon:
    """Place an icon; `end` puts it behind the text of its button."""
    element = Icon(name, size)
    if end:
        element.classes('t-i--end')
    return element
