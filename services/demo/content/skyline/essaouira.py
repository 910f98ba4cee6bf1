"""Superseded: the shorter desert took its place."""

from calendar import MONDAY

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

LINK = 'Lucía Romero'

DAYS = (
    day(
        'Essaouira',
        'White, blue, wind. Gulls argue over the fish market, and your terrace is above both.',
        fixed('House on the ramparts', '760', 'Three nights, breakfast', icon='bed-double'),
        fixed('Driver for ten days', '1650', 'Hassan', icon='car'),
    ),
    day(
        'Thuya and sardines',
        'A carpenter’s street that smells of cedar, and lunch at stall 14.',
        option('Wood workshop', '35', 'Two hours', icon='gift', chosen=True),
    ),
    day(
        'Wind day',
        'Kites for those who can, a horse for those who would rather.',
        option('Ride along the beach', '55', 'Two hours', icon='star', chosen=True),
    ),
    day(
        'Inland',
        'Argan groves, goats in trees, Marrakech by evening.',
        fixed('Riad Tizwa', '420', 'One night, two rooms', icon='bed-double'),
    ),
    day(
        'Across the Atlas',
        'The pass, then the valley of roses.',
        fixed('Kasbah in Dadès', '390', 'One night, half board', icon='bed-double'),
    ),
    day(
        'To the edge of the sand',
        'Hamada all morning, and then, suddenly, orange.',
        fixed('Camp at Erg Chebbi', '1685', 'Two nights', icon='bed-double'),
    ),
    day(
        'Erg Chebbi',
        'Up before the sun, and back to bed after it.',
        option('Dune buggy', '95', 'One hour', icon='car'),
    ),
    day(
        'The long road to Fès',
        'Cedars, apes, a lake.',
        fixed('Dar in Fès', '410', 'One night', icon='bed-double'),
    ),
    day(
        'Home from Fès',
        'Straight to Seville.',
        fixed('Flight to Seville', '75', icon='plane', each=True),
    ),
)

ESSAOUIRA = DemoProposal(
    key='essaouira',
    title='Essaouira to Erg Chebbi',
    subtitle='From the Atlantic to the sand in nine days',
    cover='sahara',
    client='lucia',
    owner='anna',
    travellers=4,
    starts=season(10, 18, MONDAY),
    departs_from='Seville',
    intro='One country, sea to sand, with time for both.\n\n'
    'It is a good deal of road; Hassan has a good deal of music.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=33),
    versions=(ago(days=32),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=32), by='anna'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=31), by='client'),
        DemoStep(to=ProposalStatus.COMMENTED, at=ago(days=30, hours=5), by='client'),
        DemoStep(
            to=ProposalStatus.SUPERSEDED,
            at=ago(days=28),
            by='anna',
            reason='Replaced by Four nights under canvas.',
        ),
    ),
    links=(DemoLink(label=LINK, made=ago(days=32), revoked=ago(days=4, hours=2)),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=31), minutes=9),
        DemoVisit(link=LINK, began=ago(days=30, hours=6), minutes=17, device='desktop'),
    ),
    comments=(
        DemoComment(
            by='client',
            at=ago(days=30, hours=5),
            body='It is beautiful, and it is too long. Can we have fewer roads and more desert?',
            replies=(
                DemoComment(
                    by='anna',
                    at=ago(days=30, hours=2),
                    body='Gladly. I am drawing a shorter one with four nights in one camp.',
                ),
            ),
            is_resolved=True,
        ),
    ),
    last_act=('Asked about the trip', ago(days=30, hours=5)),
)
