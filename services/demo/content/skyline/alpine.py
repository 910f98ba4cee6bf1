"""A draft that two colleagues are still working on."""

from calendar import SATURDAY

from services.demo.content.skyline.terms import TERMS
from services.demo.shapes import DemoProposal, ago, day, fixed, option, season

DAYS = (
    day(
        'Up from Innsbruck',
        'The bus climbs to the last farm, and then it is your legs. Two hours to the first hut, '
        'with marmots for company.',
        fixed(
            'Bus and luggage service',
            '85',
            'Your bag goes round by road',
            icon='luggage',
            each=True,
        ),
        fixed(
            'Hut nights with half board',
            '390',
            'Six nights, rooms not dormitories',
            icon='bed-double',
            each=True,
        ),
    ),
    day(
        'The lake called Mirror',
        'Five hours over the Riepensattel. The lake is where the map says, the mirror only '
        'before nine.',
        fixed('Mountain guide', '1760', 'Six days, one guide for three', icon='footprints'),
    ),
    day(
        'Along the ridge',
        'High path with a rope where it is wanted. Soup at the Olperer hut, where the swing '
        'bridge is older than its fame.',
        option('Via ferrata for beginners', '95', 'Gear included', icon='footprints'),
    ),
    day(
        'Rest, or not',
        'The hut has a library of forty books, all damp. Or climb the Gamskopf: two hours up, '
        'one down, cake in between.',
        option(
            'Cheese-making at the alp', '38', 'Morning, very early', icon='utensils', chosen=True
        ),
    ),
    day(
        'Three lakes',
        'Green, black and white, in that order, with a swim in the first and a dare in the last.',
    ),
    day(
        'Down through the larches',
        'The path becomes a track, the track a lane, the lane an inn.',
        option(
            'Last night at the Post', '110', 'Sauna, feather beds', icon='bed-double', chosen=True
        ),
    ),
    day(
        'Home by rail',
        'A window seat along the Inn.',
        fixed('Train to Utrecht', '182', 'With a reserved seat', icon='plane', each=True),
    ),
)

ALPINE = DemoProposal(
    key='alpine',
    title='Alpine lakes, hut to hut',
    subtitle='Seven days above the tree line, for Priya and her brothers',
    cover='alpine',
    client='priya',
    owner='ben',
    travellers=3,
    starts=season(8, 21, SATURDAY),
    departs_from='Utrecht',
    intro='Six huts, five passes, and a guide who carries the cake.\n\n'
    'You walk four to six hours a day with nothing on your back but water and a jacket.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=3, hours=2),
)
