"""Declined with a reason: other dates were needed."""

from calendar import SUNDAY

from models import ProposalStatus
from services.demo.content.skyline.terms import TERMS
from services.demo.shapes import (
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

LINK = 'Ingrid Aas'

DAYS = (
    day(
        'Tromsø to the island',
        'The fast boat takes you past summer farms to Finnsnes, where Odd is waiting with dry '
        'bags and opinions about your luggage.',
        fixed('Boat and bus from Tromsø', '95', 'Both ways', icon='sailboat', each=True),
        fixed('Guesthouse at Hamn', '740', 'Two nights with supper', icon='bed-double'),
    ),
    day(
        'Learning to sit low',
        'Flat water behind the skerries, strokes, a dry landing, a wet one for those who insist.',
        fixed('Kayaks and guide', '2280', 'Six days, double kayaks', icon='sailboat'),
    ),
    day(
        'Out along the skerries',
        'Twelve kilometres between islands with one house each. Camp is on shell sand, under a '
        'sun that only leans.',
        fixed('Camp kitchen and tents', '310', 'Four nights', icon='bed-double', each=True),
        option('Fishing line and lesson', '25', 'Supper, with luck', icon='utensils', chosen=True),
    ),
    day(
        'The devil’s teeth',
        'Past the Okshornan peaks if the swell allows, and round the inside if it does not.',
        option('Summit of Segla', '80', 'Four hours on foot', icon='footprints', chosen=True),
    ),
    day(
        'Midnight, by daylight',
        'We paddle at eleven in the evening because we can.',
        option('Porpoise watch with a biologist', '90', 'Two hours', icon='star'),
    ),
    day(
        'Sauna at the end of the jetty',
        'Last crossing, hot stones, cold beer, a bed that does not move.',
        fixed('Jetty cabins', '1100', 'Two nights with breakfast', icon='bed-double'),
        option('Sauna raft', '35', 'Until you have had enough', icon='star', chosen=True),
    ),
    day('A slow day ashore', 'Berries, museum, the smallest art gallery in Norway.'),
    day(
        'Back to Tromsø',
        'The morning boat, with waffles.',
        fixed('Farewell lunch', '45', icon='utensils', each=True),
    ),
)

SENJA = DemoProposal(
    key='senja',
    title='Senja by sea kayak',
    subtitle='Eight days of midnight sun at eye level with the seals',
    cover='lofoten',
    client='ingrid',
    owner='ben',
    travellers=4,
    starts=season(8, 1, SUNDAY),
    departs_from='Bergen',
    valid_days=5,
    intro='Senja is what people mean when they say Lofoten and have not been there lately.\n\n'
    'Nobody needs to have paddled before; somebody needs to like porridge.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=16),
    versions=(ago(days=15),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=15), by='ben'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=14, hours=3), by='client'),
        DemoStep(
            to=ProposalStatus.DECLINED,
            at=ago(days=4, hours=1),
            by='client',
            reason='We love it, but our summer moved to June and the birds nest then. Next year.',
        ),
    ),
    links=(DemoLink(label=LINK, made=ago(days=15)),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=14, hours=3), minutes=10, device='desktop'),
        DemoVisit(link=LINK, began=ago(days=4, hours=1, minutes=8), minutes=9),
    ),
    last_act=('Chose other dates', ago(days=4, hours=1)),
    decided_by='Ingrid Aas',
)
