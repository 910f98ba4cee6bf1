"""Ten days by car in the heel of Italy; a quieter room is asked for."""

from calendar import SATURDAY

from models import ProposalStatus
from services.demo.content.skyline.terms import TERMS
from services.demo.shapes import (
    DemoComment,
    DemoLink,
    DemoProposal,
    DemoStep,
    DemoVisit,
    ago,
    day,
    fixed,
    option,
    season,
)

LINK = 'Claire Hargreaves'

DAYS = (
    day(
        'Bari, and out of it',
        'Collect the car, turn off the motorway at the first chance and follow the stone walls. '
        'The masseria has a lemon garden, and supper is at a long table.',
        fixed('Small car, ten days', '520', 'Full insurance, no deposit', icon='car'),
        fixed('Masseria Le Carrube', '2180', 'Four nights, half board', icon='bed-double'),
    ),
    day(
        'The white town before breakfast',
        'Ostuni at seven belongs to its cats. By nine there is coffee, by ten there are buses, '
        'and by then you are at the olive trees.',
        fixed(
            'Among the thousand-year trees',
            '48',
            'Walk and tasting with Corrado',
            icon='footprints',
            each=True,
        ),
        option('Bicycles for the day', '28', 'Flat lanes, picnic basket', icon='footprints'),
    ),
    day(
        'Hands in the flour',
        'Nonna Tina does not measure anything. You will make orecchiette, badly at first, and '
        'eat all of them.',
        fixed(
            'Pasta morning with Tina', '75', 'Lunch is what you made', icon='utensils', each=True
        ),
    ),
    day(
        'Trulli and Primitivo',
        'The valley of pointed roofs, by the road that the guidebooks leave out. Late lunch at '
        'a grower who has one long table and no sign.',
        option(
            'Long lunch at Cantina Morella',
            '58',
            'Five wines, five plates',
            icon='wine',
            text='Alberello vines, some planted before the war, and a cook who was a goldsmith.',
            chosen=True,
        ),
        option('Night in a trullo', '190', 'Instead of the masseria', icon='star', each=False),
    ),
    day(
        'South to Lecce',
        'Honey-coloured stone that was cut like butter. Your room is on the top floor of a '
        'palazzo, over a courtyard.',
        fixed(
            'Palazzo Rollo, terrace room', '1520', 'Three nights with breakfast', icon='bed-double'
        ),
        fixed(
            'Lecce with a stone carver',
            '55',
            'Two hours, his studio last',
            icon='footprints',
            each=True,
        ),
    ),
    day(
        'Two seas in one day',
        'Otranto for the mosaic floor, Leuca for the place where one sea becomes another, '
        'Gallipoli for red prawns at sunset.',
        option(
            'Boat to the sea caves',
            '62',
            'Small wooden boat, two hours',
            icon='sailboat',
            text='With Cosimo, who stops to swim wherever you point.',
            chosen=True,
        ),
    ),
    day(
        'Nothing in the diary',
        'The palazzo has deck chairs on the roof. The market is until one, and the best ice '
        'cream is round the corner on the left.',
        option('Paper and paste with a cartapesta maker', '45', 'Two hours', icon='gift'),
    ),
    day(
        'To the fishermen',
        'North along the coast road to Polignano, where the town ends in mid-air. Two nights '
        'with the sea under the window.',
        fixed('Casa sul Mare, sea room', '1140', 'Two nights with breakfast', icon='bed-double'),
    ),
    day(
        'A last swim',
        'Lama Monachile before ten, raw fish at one if you are brave, and a farewell supper in '
        'a cave that takes the idea seriously.',
        option(
            'Supper in the cave',
            '110',
            'Six courses over the waves',
            icon='utensils',
            chosen=True,
        ),
    ),
    day(
        'Home by Bari',
        'Forty minutes to the airport. Return the car with sand in it; they expect that.',
        fixed('Late check-out until two', '64', icon='calendar-days'),
    ),
)

PUGLIA = DemoProposal(
    key='puglia',
    title='Puglia by back roads',
    subtitle='Ten days, two seas and no motorway, for Claire and Tom',
    cover='puglia',
    client='claire',
    owner='ben',
    starts=season(5, 8, SATURDAY),
    departs_from='Bristol',
    valid_days=21,
    intro='You wanted Italy without the queue. May in the heel of it is warm enough to swim and '
    'early enough that the beach bars are still being painted.\n\n'
    'Every drive here is under two hours and most are under one. I have driven all of them, two '
    'of them behind the same tractor.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=8),
    versions=(ago(days=7),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=7), by='ben'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=6, hours=22), by='client'),
        DemoStep(to=ProposalStatus.COMMENTED, at=ago(days=2, hours=4), by='client'),
    ),
    links=(DemoLink(label=LINK, made=ago(days=7), ends_in_days=21),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=6, hours=22), minutes=16, device='tablet'),
        DemoVisit(link=LINK, began=ago(days=2, hours=4, minutes=9), minutes=11, device='tablet'),
        DemoVisit(link=LINK, began=ago(hours=2, minutes=11), minutes=14, device='desktop'),
    ),
    comments=(
        DemoComment(
            by='client',
            at=ago(days=2, hours=4),
            about='Pasta morning with Tina',
            body='Tom cannot eat gluten. Does Tina mind?',
            is_resolved=True,
            replies=(
                DemoComment(
                    by='ben',
                    at=ago(days=2, hours=2),
                    body='She bakes for a coeliac cousin every Sunday and says leave it to her.',
                ),
            ),
        ),
        DemoComment(
            by='client',
            at=ago(hours=2),
            about='Palazzo Rollo, terrace room',
            body='We sleep badly near bars. Is there a quieter room, away from the street?',
        ),
    ),
    last_act=('Asked for a quieter room', ago(hours=2)),
)
