"""Winter light above the Arctic Circle; the client has just asked a practical question."""

from calendar import TUESDAY

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

LINK = 'Jonas and friends'

DAYS = (
    day(
        'Into the blue',
        'The small plane from Bodø lands at Leknes just after noon, when the light is already '
        'thinking of leaving. Your car is warm, the rorbu is warmer, and there is cod for supper.',
        fixed('Four-wheel drive for the week', '780', 'Studded tyres, two drivers', icon='car'),
        fixed(
            'Rorbu at Nusfjord, two bedrooms',
            '2380',
            'Four nights, sauna on the quay',
            icon='bed-double',
        ),
    ),
    day(
        'Reine and the red cabins',
        'Forty minutes of road that photographers cross oceans for. We walk the harbour with '
        'Sigrid, who fishes it, and are back before the second snow shower.',
        fixed(
            'A morning with Sigrid',
            '65',
            'Harbour walk, coffee on board',
            icon='footprints',
            each=True,
        ),
        option(
            'Photography lesson at the bridge',
            '70',
            'Tripods are lent',
            icon='star',
            text='An hour and a half with a local photographer, timed for the twenty minutes when '
            'the sky goes violet.',
        ),
    ),
    day(
        'A fjord to yourselves',
        'The rigid boat leaves from the steps of the rorbu. Sea eagles come for the cod heads, '
        'and the mountains stand in the water twice.',
        fixed('Sea eagle safari', '110', 'Two hours, suits included', icon='sailboat', each=True),
        option(
            'Smoked salmon lunch in Å',
            '42',
            'Five kinds, one knife',
            icon='utensils',
            text='In the old cod-liver-oil boathouse at the end of the road, literally.',
            chosen=True,
        ),
    ),
    day(
        'Northern lights, if they care to',
        'Nobody can promise them. What we promise is Tor, who reads three forecasts, drives you '
        'to the gap in the clouds and has reindeer skins and soup in the back.',
        fixed('Night out with Tor', '135', 'Up to six hours, soup', icon='star', each=True),
    ),
    day(
        'East to Henningsvær',
        'Cross four bridges to the village on its own small islands. The football pitch at the '
        'end is the one you have seen from the air.',
        fixed(
            'Harbour hotel, corner rooms', '2350', 'Three nights with breakfast', icon='bed-double'
        ),
        option(
            'Glass-blowing with Kari Anne',
            '55',
            'Make the bowl, take it home',
            icon='smile',
            text='One hour by the furnace. On a February afternoon there is no better seat.',
        ),
    ),
    day(
        'On skis or not at all',
        'Gentle hills behind Kabelvåg with a guide, or a day in the bathing house with a book. '
        'Both end at the same table.',
        option(
            'Ski tour with Line',
            '140',
            'Easy to moderate, gear included',
            icon='footprints',
            text='Five hundred metres up on skins, the Vestfjord below you all the way down.',
            chosen=True,
        ),
        option('Sauna and sea', '38', 'Two hours, towels', icon='star', chosen=True),
    ),
    day(
        'Stockfish and paint',
        'The drying racks are going up this week. Svolvær has the gallery, the magic ice bar we '
        'shall not mention, and a bakery we shall.',
        fixed('Fishery museum and studio visit', '45', 'With lunch', icon='footprints', each=True),
    ),
    day(
        'South again',
        'Leave the car at the airport with the key on the wheel. That is how it is done here.',
        fixed('Early breakfast and packed lunch', '20', 'From 05:30', icon='gift', each=True),
    ),
)

LOFOTEN = DemoProposal(
    key='lofoten',
    title='Lofoten in the blue light',
    subtitle='Eight February days for four, with studded tyres and a good soup',
    cover='lofoten',
    client='jonas',
    owner='anna',
    travellers=4,
    starts=season(2, 2, TUESDAY),
    departs_from='Zürich',
    valid_days=10,
    intro='In February the sun is back for five hours a day and spends most of them deciding '
    'what colour to be.\n\n'
    'You said four friends, no early starts, and at least one thing that frightens Jonas a '
    'little. The ski tour is that thing; it is switched on, and you may switch it off without '
    'a word. Roads are cleared every morning, and I have chosen drives that are short.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=13),
    versions=(ago(days=12), ago(days=4, hours=5)),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=12), by='anna'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=11, hours=20), by='client'),
        DemoStep(to=ProposalStatus.COMMENTED, at=ago(days=5), by='client'),
    ),
    links=(DemoLink(label=LINK, made=ago(days=12), ends_in_days=10),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=11, hours=20), minutes=8, device='desktop'),
        DemoVisit(link=LINK, began=ago(days=5, hours=1), minutes=12, device='desktop'),
        DemoVisit(link=LINK, began=ago(days=3, hours=6), minutes=4),
        DemoVisit(link=LINK, began=ago(minutes=21), minutes=9),
    ),
    comments=(
        DemoComment(
            by='client',
            at=ago(days=5),
            about='Night out with Tor',
            body='If there are no lights at all, can we go out a second night?',
            replies=(
                DemoComment(
                    by='anna',
                    at=ago(days=4, hours=6),
                    body='Tor goes again for the price of the diesel. I have put Thursday aside '
                    'as the spare night.',
                ),
            ),
        ),
        DemoComment(
            by='client',
            at=ago(minutes=14),
            about='Four-wheel drive for the week',
            body='None of us has driven on ice. Are winter tyres enough, or should we ask for '
            'a driver?',
        ),
    ),
    last_act=('Asked about winter tyres', ago(minutes=14)),
)
