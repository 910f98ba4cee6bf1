"""The icons that an activity may have."""

from components.kit.symbols import symbol

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


def known_icon(name: str) -> str:
    """The icon of an activity; a star for a name that we do not know."""
    return name if name in ACTIVITY_ICONS else 'star'


def activity_symbol(name: str) -> str:
    """The same as markup."""
    return symbol(known_icon(name))
