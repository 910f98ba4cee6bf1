"""A draft without a client yet."""

from calendar import THURSDAY

from services.demo.content.fjord.terms import TERMS
from services.demo.shapes import DemoProposal, ago, day, fixed, option, season

SVALBARD = DemoProposal(
    key='svalbard',
    title='Svalbard before the dark',
    subtitle='Five September days at seventy-eight degrees north',
    cover='lofoten',
    client='aiko',
    owner='kari',
    starts=season(9, 16, THURSDAY),
    departs_from='Düsseldorf',
    intro='In the middle of September the sun sets again, for the first time since April, and '
    'takes most of the evening over it.\n\n'
    'You sleep in Longyearbyen and go out each day with somebody who carries a rifle and hopes '
    'never to use it.',
    terms=TERMS,
    made=ago(days=1, hours=5),
    days=(
        day(
            'Longyearbyen',
            'Shoes off at the door: it is a miners’ town still.',
            fixed(
                'Guest rooms at the old mess', '1180', 'Four nights, breakfast', icon='bed-double'
            ),
            fixed('Airport bus', '12', icon='car', each=True),
        ),
        day(
            'By boat to the glacier front',
            'Ice, seals, whisky with ten-thousand-year-old rocks.',
            fixed(
                'Boat to Nordenskiöldbreen', '210', 'Eight hours, lunch', icon='sailboat', each=True
            ),
        ),
        day(
            'Dogs on wheels',
            'No snow yet, and they do not mind at all.',
            option('Dog cart', '145', 'You drive', icon='smile', chosen=True),
            option('Mine 3 by lamp', '90', 'Three hours', icon='footprints'),
        ),
        day(
            'Up Trollsteinen',
            'Eight hundred metres, and a view of everything that has no road.',
            fixed('Hike with a guide', '130', 'Six hours', icon='footprints', each=True),
        ),
        day('South', 'The afternoon plane. Sit on the left.'),
    ),
)
