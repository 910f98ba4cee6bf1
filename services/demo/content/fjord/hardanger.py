"""Orchards in blossom; approved last week."""

from calendar import WEDNESDAY

from models import ProposalStatus
from services.demo.content.fjord.terms import TERMS
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

LINK = 'Margaux Lefèvre'

HARDANGER = DemoProposal(
    key='hardanger',
    title='Hardanger in blossom',
    subtitle='Five May days among half a million fruit trees',
    cover='alpine',
    client='margaux',
    owner='kari',
    starts=season(5, 19, WEDNESDAY),
    departs_from='Lyon',
    valid_days=20,
    intro='For ten days in May the whole fjord is white at the bottom and white at the top.\n\n'
    'You stay in two old timber houses, and cross the water by boat each time, because the road '
    'is for lorries.',
    terms=TERMS,
    made=ago(days=21),
    versions=(ago(days=20), ago(days=12)),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=20), by='kari'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=19), by='client'),
        DemoStep(to=ProposalStatus.APPROVED, at=ago(days=6, hours=7), by='client'),
    ),
    links=(DemoLink(label=LINK, made=ago(days=20)),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=19), minutes=8),
        DemoVisit(link=LINK, began=ago(days=6, hours=8), minutes=18, device='desktop'),
    ),
    last_act=('Approved version 2', ago(days=6, hours=7)),
    decided_by='Margaux Lefèvre',
    days=(
        day(
            'Bergen to the fjord',
            'The express boat turns inland at Sunnhordland, and the noise stops.',
            fixed('Express boat', '68', 'Front seats', icon='sailboat', each=True),
            fixed('Timber house in Utne', '640', 'Two nights, half board', icon='bed-double'),
        ),
        day(
            'Cider country',
            'Three growers on one slope. Olav pours, his sister talks.',
            fixed('Cider walk', '95', 'With lunch', icon='wine', each=True),
        ),
        day(
            'Under the Folgefonna',
            'By bicycle along the water to the glacier’s foot.',
            option('Glacier walk', '120', 'Five hours, roped', icon='footprints', chosen=True),
            fixed('Bicycles', '40', 'Electric, kindly', icon='footprints', each=True),
        ),
        day(
            'Across to Lofthus',
            'The monks planted the first trees here. Grieg wrote in the garden hut.',
            fixed('Hotel Ullensvang garden room', '580', 'One night', icon='bed-double'),
            option('Concert in the hut', '45', 'Forty minutes of Grieg', icon='star', chosen=True),
        ),
        day(
            'Home',
            'Bus over the bridge, plane by noon.',
            fixed('Bus to Bergen', '36', icon='car', each=True),
        ),
    ),
)
