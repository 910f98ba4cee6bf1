"""Expired: opened, liked, left lying."""

from calendar import SATURDAY

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

LINK = 'Paul Renard'

DAYS = (
    day(
        'Matera at dusk',
        'Arrive when the lamps go on in the caves across the gorge. Your room was one of them.',
        fixed('Transfer from Bari', '120', 'One hour', icon='car'),
        fixed('Cave rooms in the Sasso', '1960', 'Four nights with breakfast', icon='bed-double'),
    ),
    day(
        'A town dug, not built',
        'With Enza, whose grandmother was born in the house that is now the museum.',
        fixed('Sassi with Enza', '85', 'Three hours', icon='footprints', each=True),
        option('Bread at the old oven', '40', 'Stamp your own loaf', icon='utensils', chosen=True),
    ),
    day(
        'Rock churches',
        'Down into the gorge, over the rope bridge and up to frescoes that goats looked after.',
        fixed('Gorge walk', '115', 'Four hours, some steps', icon='footprints', each=True),
    ),
    day(
        'The ghost of Craco',
        'A town that slid off its hill and stayed half way. Lunch at a farm that did not.',
        option('Craco and farm lunch', '130', 'With driver', icon='car', chosen=True),
    ),
    day(
        'To the Ionian',
        'Pines, dunes, the columns of Metaponto with nobody among them.',
        fixed('Hotel in the pine wood', '1640', 'Three nights, half board', icon='bed-double'),
    ),
    day(
        'A day on the sand',
        'The water is warm in the shallows by April, and cold where it counts.',
        option('Sailing lesson', '95', 'Three hours', icon='sailboat'),
    ),
    day(
        'Aglianico',
        'Up to the volcano that makes the wine.',
        option('Cellars of the Vulture', '145', 'Three growers', icon='wine', chosen=True),
    ),
    day('Home', 'By Bari, after a last coffee.', fixed('Transfer to Bari', '140', icon='plane')),
)

MATERA = DemoProposal(
    key='matera',
    title='Matera and the Ionian coast',
    subtitle='Caves first, then sand',
    cover='puglia',
    client='paul',
    owner='ben',
    starts=season(4, 10, SATURDAY),
    departs_from='Brussels',
    valid_days=-21,
    intro='The oldest town in Italy and its emptiest beach are an hour apart.\n\n'
    'April has the poppies, and the rooms that are full from May.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=52),
    versions=(ago(days=50),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=50), by='ben'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=48), by='client'),
        DemoStep(to=ProposalStatus.EXPIRED, at=ago(days=20, hours=9)),
    ),
    links=(DemoLink(label=LINK, made=ago(days=50)),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=48), minutes=6),
        DemoVisit(link=LINK, began=ago(days=22, hours=4), minutes=3),
    ),
    last_act=('Opened it again', ago(days=22, hours=4)),
)
