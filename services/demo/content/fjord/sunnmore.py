"""Ski mountains above a fjord; viewed this morning."""

from calendar import SUNDAY

from models import LinkScope, ProposalStatus
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

LINK = 'Owen and the club'

SUNNMORE = DemoProposal(
    key='sunnmore',
    title='Sunnmøre, summit to sea',
    subtitle='Six days on skins from a sailing ship, for Owen’s club of six',
    cover='lofoten',
    client='owen',
    owner='kari',
    travellers=6,
    starts=season(4, 4, SUNDAY),
    departs_from='Cardiff',
    valid_days=17,
    intro='You ski from a thousand metres to the tide line, and the ship is there.\n\n'
    'The Alps do not have this. They have cable cars.',
    terms=TERMS,
    made=ago(days=5),
    versions=(ago(days=3),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=3), by='kari'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=2, hours=20), by='client'),
    ),
    links=(
        DemoLink(label=LINK, made=ago(days=3), ends_in_days=17),
        DemoLink(
            label='The other five', made=ago(days=2), scope=LinkScope.INTERACT, ends_in_days=17
        ),
    ),
    visits=(
        DemoVisit(link=LINK, began=ago(days=2, hours=20), minutes=6),
        DemoVisit(link='The other five', began=ago(days=1, hours=4), minutes=11, device='desktop'),
        DemoVisit(link='The other five', began=ago(hours=22), minutes=3),
        DemoVisit(link=LINK, began=ago(hours=3), minutes=8),
    ),
    last_act=('Added Fresh cod, caught by you', ago(hours=3)),
    days=(
        day(
            'Aboard in Ålesund',
            'Hoist the flag, stow the skis, supper as we cast off.',
            fixed(
                'MS Gåssten, all cabins',
                '8400',
                'Five nights, full board, crew of four',
                icon='sailboat',
            ),
            fixed('Two mountain guides', '5200', 'Five days', icon='footprints'),
        ),
        day(
            'Slogen, or as near as the snow lets us',
            'The classic from sea level. The last slope is steep enough to be quiet on.',
            option(
                'Avalanche kit',
                '60',
                'Beacon, probe, shovel, five days',
                icon='luggage',
                chosen=True,
            ),
        ),
        day(
            'Hjørundfjord',
            'Two summits, one fjord, tea from the flask.',
            option('Fresh cod, caught by you', '25', 'Rods on deck', icon='utensils', chosen=True),
        ),
        day('Weather decides', 'Every good plan has one of these.'),
        day(
            'Union Øye',
            'A hotel with a ghost, a library and a bath for after.',
            option('Night at Union Øye', '260', 'Instead of the ship', icon='bed-double'),
        ),
        day(
            'Back to Ålesund',
            'Breakfast under way, planes from eleven.',
            fixed('Transfers', '180', icon='car'),
        ),
    ),
)
