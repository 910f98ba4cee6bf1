"""The offer that every picture of Tradewind shows: questions open, options half chosen."""

from calendar import SUNDAY

from models import LinkScope, ProposalStatus
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

CLIENT_LINK = 'Sofia Lindqvist'
PARENTS_LINK = 'Sofia’s parents'

DAYS = (
    day(
        'Arrival and the old town',
        'Lídia meets you at the gate and drives you up through the banana terraces to the quinta. '
        'Leave the cases. Funchal is at its best at the hour when the cafés drag their tables out '
        'and the cathedral bells lose count.',
        fixed('Transfer from the airport', '45', 'Private, 25 minutes', icon='car'),
        fixed(
            'Quinta do Monte Alto, garden room',
            '1240',
            'Four nights with breakfast',
            icon='bed-double',
        ),
        option(
            'Old-town supper walk',
            '62',
            'Five stops with Teresa, 19:00',
            icon='utensils',
            text='Five stops and a glass at each, with Teresa, who was born above the second one.',
            chosen=True,
        ),
    ),
    day(
        'Along the Caldeirão Verde',
        'The levada runs level through laurel forest for six kilometres, ducks into four tunnels '
        'and ends at a green bowl with a waterfall in it. João carries torches, and the good '
        'stories.',
        fixed(
            'Levada walk with João',
            '58',
            '13 km, about five hours, easy with a head for heights',
            icon='footprints',
            each=True,
        ),
        option(
            'Picnic from the market',
            '18',
            'Bolo do caco, cheese, passion fruit',
            icon='gift',
            text='Bolo do caco, São Jorge cheese and the passion fruit that tastes of banana.',
        ),
    ),
    day(
        'A slow morning, then the sea',
        'Nothing before eleven. The pool has the sun until four, and the harbour is a '
        'twelve-minute walk downhill. If you like, we finish the day on the water.',
        option(
            'Sunset catamaran',
            '92.50',
            'Three hours off Cabo Girão',
            icon='sailboat',
            text='Three hours off Cabo Girão, twelve guests at most. Dolphins two days out of '
            'three.',
            chosen=True,
        ),
        option(
            'Poncha tasting in Câmara de Lobos',
            '24',
            'Three fishermen’s bars',
            icon='wine',
            text='Three fishermen’s bars, three recipes, one taxi home.',
        ),
        picture='asset:madeira',
    ),
    day(
        'Sunrise on Pico do Areeiro',
        'Up at half past five, for once. The jeep climbs through the cloud and comes out on top '
        'of it, and for ten minutes nobody says anything at all.',
        fixed('Sunrise by jeep, with coffee', '180', 'Private, back by 10:00', icon='car'),
        option(
            'Ridge walk to Pico Ruivo',
            '74',
            'Seven kilometres with a guide',
            icon='footprints',
            text='Stone stairs along the spine of the island, with a guide. Not for the giddy.',
            chosen=True,
        ),
    ),
    day(
        'Round the north coast',
        'The old road hangs between the cliff and the sea, and waterfalls land on the roof. Swim '
        'in the lava pools at Porto Moniz, then on to your second base, where the bed faces west.',
        fixed('Driver for the day', '150', 'Eight hours, stops where you like', icon='car'),
        fixed(
            'Casa do Poente, room to the sea',
            '1140',
            'Three nights with breakfast',
            icon='bed-double',
        ),
        option(
            'Lunch among the vines',
            '38',
            'Verdelho and limpets in Seixal',
            icon='wine',
            text='Four small courses on a black-sand terrace, cooked by the grower’s mother.',
        ),
    ),
    day(
        'Whales with a biologist',
        'Two hours in a small boat with Rute, who counts sperm whales for the university and '
        'knows several by their tails. The afternoon is for the fig tree behind the house.',
        fixed(
            'Morning with the whales', '85', 'Eight guests, hydrophone', icon='sailboat', each=True
        ),
    ),
    day(
        'A day of your own',
        'Nothing is planned, and that is the plan. The village has a bakery, a swimming place '
        'and a bench with a view; Lídia has left a note about all three.',
        option(
            'Paragliding from Arco da Calheta',
            '95',
            'Tandem, 20 minutes in the air',
            icon='star',
            text='From the cliff to the beach with a pilot who has done it nine thousand times.',
        ),
    ),
    day(
        'Home',
        'Coffee on the terrace, and a driver at nine. The road to the airport takes three '
        'quarters of an hour and every tunnel on it.',
        fixed('Transfer to the airport', '45', 'Private, 45 minutes', icon='plane'),
    ),
)

MADEIRA = DemoProposal(
    key='madeira',
    title='Madeira, slowly',
    subtitle='Eight days of levadas, lava pools and late suppers, for Sofia and Erik',
    cover='madeira',
    client='sofia',
    owner='anna',
    starts=season(3, 14, SUNDAY),
    departs_from='Stockholm',
    valid_days=14,
    intro='You asked for an island where nothing has to happen before eleven. This is the one, '
    'and March is when it smells of orange blossom.\n\n'
    'I have kept two bases, four nights above Funchal and three by the sea in the west, so you '
    'unpack twice and no more. Everything under “included” is fixed. The cards with a switch are '
    'yours to decide: turn one on or off and the price follows at once. I see it too, so ask me '
    'anything as you go.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=9, hours=3),
    versions=(ago(days=8, hours=2), ago(days=5, hours=1), ago(days=2, hours=22)),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=8, hours=2), by='anna'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=7, hours=21), by='client'),
        DemoStep(to=ProposalStatus.COMMENTED, at=ago(days=1, hours=3), by='client'),
    ),
    links=(
        DemoLink(label=CLIENT_LINK, made=ago(days=8, hours=2), ends_in_days=14),
        DemoLink(
            label=PARENTS_LINK,
            made=ago(days=6, hours=4),
            scope=LinkScope.VIEW,
            ends_in_days=14,
        ),
    ),
    visits=(
        DemoVisit(link=CLIENT_LINK, began=ago(days=7, hours=21), minutes=11),
        DemoVisit(link=CLIENT_LINK, began=ago(days=7, hours=1), minutes=6, device='desktop'),
        DemoVisit(link=PARENTS_LINK, began=ago(days=6, hours=2), minutes=9, device='tablet'),
        DemoVisit(link=CLIENT_LINK, began=ago(days=5, hours=22), minutes=3),
        DemoVisit(link=CLIENT_LINK, began=ago(days=4, hours=20), minutes=14, device='desktop'),
        DemoVisit(link=PARENTS_LINK, began=ago(days=3, hours=23), minutes=4, device='tablet'),
        DemoVisit(link=CLIENT_LINK, began=ago(days=3, hours=2), minutes=2),
        DemoVisit(link=CLIENT_LINK, began=ago(days=2, hours=1), minutes=5),
        DemoVisit(link=CLIENT_LINK, began=ago(days=1, hours=3, minutes=12), minutes=13),
        DemoVisit(link=CLIENT_LINK, began=ago(hours=5), minutes=3),
        DemoVisit(link=CLIENT_LINK, began=ago(minutes=2, seconds=50), minutes=1.5),
    ),
    comments=(
        DemoComment(
            by='client',
            at=ago(days=6, hours=20),
            about='Quinta do Monte Alto, garden room',
            body='Is the garden room the one with the fig tree in the pictures?',
            is_resolved=True,
            replies=(
                DemoComment(
                    by='anna',
                    at=ago(days=6, hours=18),
                    body='That one, yes. I have asked them to hold it for you.',
                ),
            ),
        ),
        DemoComment(
            by='client',
            at=ago(days=1, hours=3),
            about='Old-town supper walk',
            body='One of us is vegetarian. Does that work?',
            replies=(
                DemoComment(
                    by='anna',
                    at=ago(days=1, hours=1),
                    body='Yes. Teresa swaps two stops, and I have told her already.',
                ),
            ),
        ),
        DemoComment(
            by='client',
            at=ago(minutes=2),
            about='Sunset catamaran',
            body='Is it calm enough in March? Erik gets seasick easily.',
        ),
    ),
    last_act=('Added Sunset catamaran', ago(minutes=1, seconds=30)),
)
