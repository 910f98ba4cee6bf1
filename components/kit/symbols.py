"""Icons that stand inside an element without being one of their own, and those of activities."""

from components.kit.files import asset

ACTIVITY_ICONS = {
    'star': 'Highlight',
    'car': 'Transfer',
    'plane': 'Flight',
    'bed-double': 'Stay',
    'utensils': 'Meal',
    'wine': 'Tasting',
    'footprints': 'Walk',
    'sailboat': 'On the water',
    'gift': 'Extra',
    'smile': 'Free time',
    'luggage': 'Luggage',
    'calendar-days': 'Event',
}
"""icon → what it says; a row's icon is data, so only these are ever drawn."""


def symbol(*names: str, size: int = 16) -> str:
    """Markup of icons for an `innerHTML` prop; names are constants of the program."""
    look = 't-i' if size == 16 else f't-i t-i--{size}'
    return ''.join(
        f'<svg class="{look} t-i-{name}" aria-hidden="true">'
        f'<use href="{asset("icons.svg")}#i-{name}"></use></svg>'
        for name in names
    )


def activity_symbol(name: str) -> str:
    """The icon of an activity; a star for a name that we do not know."""
    return symbol(name if name in ACTIVITY_ICONS else 'star')
