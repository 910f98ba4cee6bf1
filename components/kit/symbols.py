"""Icons that stand inside an element without being one of their own."""

from components.kit.files import asset


def symbol(*names: str, size: int = 16) -> str:
    """Markup of icons for an `innerHTML` prop; names are constants of the program."""
    look = 't-i' if size == 16 else f't-i t-i--{size}'
    return ''.join(
        f'<svg class="{look} t-i-{name}" aria-hidden="true">'
        f'<use href="{asset("icons.svg")}#i-{name}"></use></svg>'
        for name in names
    )
