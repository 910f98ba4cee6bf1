"""The desert, second draft: it took the place of the longer trip to Erg Chebbi."""

from calendar import MONDAY

from models import ProposalStatus
from services.demo.content.skyline.terms import TERMS
from services.demo.shapes import DemoLink, DemoProposal, DemoStep, ago, day, fixed, option, season

DAYS = (
    day(
        'Marrakech, one door in',
        'The riad has eight rooms and a fig tree. Leave the square for tomorrow; tonight the '
        'roof is enough, with the swifts and somebody’s wedding.',
        fixed('Riad Tizwa', '880', 'Two nights, two rooms', icon='bed-double'),
        fixed('Private driver for the week', '1540', 'Hassan, seven days', icon='car'),
    ),
    day(
        'Leather, mint, saffron',
        'A morning in the souks with Nadia, who buys for hotels and is greeted everywhere. She '
        'knows which carpets are old and which were buried in a garden.',
        fixed('Souks with Nadia', '58', 'Three hours', icon='footprints', each=True),
        option('Hammam for four', '45', 'Argan, black soap, silence', icon='star', chosen=True),
    ),
    day(
        'Over the Tizi n’Tichka',
        'The road climbs to two thousand metres, and comes down in another colour. Kasbah for '
        'the night, almonds for the road.',
        fixed('Kasbah in Skoura', '718', 'One night, half board', icon='bed-double'),
    ),
    day(
        'First night under canvas',
        'The track ends, the camels begin. Your camp has four tents, real beds, and a cook who '
        'bakes bread in the sand.',
        fixed('Camp of your own', '3500', 'Four nights, everything', icon='bed-double'),
        option('Camels instead of wheels', '60', 'Two hours in', icon='footprints', chosen=True),
    ),
    day(
        'Walking with the nomads',
        'Three hours in the cool of the morning with Brahim’s family and their goats. In the '
        'afternoon nobody moves, including the goats.',
        fixed('Day with Brahim', '75', 'Tea, more tea, lunch', icon='utensils', each=True),
    ),
    day(
        'The big dunes',
        'An hour up on foot, two minutes down on a board. The stars come out all at once, as if '
        'somebody had found the switch.',
        option('Astronomer at camp', '320', 'With his own telescope', icon='star', each=False),
        option('Sandboards', '15', 'One each', icon='smile'),
    ),
    day(
        'Nothing but weather',
        'Read, sleep, count. If the wind gets up, the cook tells stories, and Hassan translates '
        'the half that can be translated.',
    ),
    day(
        'Back by Ouarzazate',
        'A short flight over everything you drove across.',
        fixed('Flight to Casablanca', '140', 'Connects to Seville', icon='plane', each=True),
    ),
)

CANVAS = DemoProposal(
    key='canvas',
    title='Four nights under canvas',
    subtitle='A shorter road to the same stars, for Lucía and three friends',
    cover='sahara',
    client='lucia',
    owner='anna',
    travellers=4,
    starts=season(10, 18, MONDAY),
    departs_from='Seville',
    valid_days=18,
    intro='You wrote that ten days were too many and the desert too little. So here is more '
    'desert in less time.\n\n'
    'Four nights in one camp, yours alone, instead of three in three. We fly back what we drove '
    'out, and the coast waits for another year.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=6),
    versions=(ago(days=4, hours=2),),
    steps=(DemoStep(to=ProposalStatus.SENT, at=ago(days=4, hours=2), by='anna'),),
    links=(DemoLink(label='Lucía Romero', made=ago(days=4, hours=2), ends_in_days=18),),
)
