"""A frame for week-long island trips, to start new proposals from."""

from services.demo.content.skyline.terms import TERMS
from services.demo.shapes import DemoProposal, ago, day, fixed, option

ISLAND_WEEK = DemoProposal(
    key='template',
    title='A week on an island',
    subtitle='Two bases, one boat, one day with nothing in it',
    cover='madeira',
    owner='anna',
    is_template=True,
    intro='Say why this island, and why this month, in one sentence they will read aloud.\n\n'
    'Then say what is fixed and what is theirs to decide.',
    terms=TERMS,
    made=ago(days=120),
    days=(
        day(
            'Arrival',
            'Who meets them, how far it is, and the one thing worth staying awake for.',
            fixed('Transfer from the airport', '45', 'Private', icon='car'),
            fixed('First base', '1100', 'Four nights with breakfast', icon='bed-double'),
            option('Welcome supper', '55', 'Within walking distance', icon='utensils', chosen=True),
        ),
        day(
            'On foot',
            'The walk that shows the whole island at once.',
            fixed('Guided walk', '60', 'Four to five hours', icon='footprints', each=True),
        ),
        day('A slow day', 'Keep it empty. Name the beach.'),
        day(
            'On the water',
            'Sunset, wind permitting.',
            option('Boat at sunset', '90', 'Three hours', icon='sailboat', chosen=True),
        ),
        day(
            'Moving on',
            'The scenic road to the second base.',
            fixed('Driver for the day', '150', icon='car'),
            fixed('Second base', '950', 'Three nights with breakfast', icon='bed-double'),
        ),
        day('A day of their own', 'What the neighbours do on a Sunday.'),
        day('A last lunch', 'The long one.', option('Long lunch', '60', icon='wine')),
        day(
            'Home',
            'How early, and who drives.',
            fixed('Transfer to the airport', '45', icon='plane'),
        ),
    ),
)
