"""Void: the railway closed the line for the dates, and the offer was taken back."""

from calendar import MONDAY

from models import ProposalStatus
from services.demo.content.fjord.terms import TERMS
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

LINK = 'Erik Halvorsen'

RAIL = DemoProposal(
    key='rail',
    title='Oslo to Bergen, off the train',
    subtitle='Five days on a seven-hour railway',
    cover='alpine',
    client='erik',
    owner='kari',
    starts=season(3, 1, MONDAY),
    departs_from='Gothenburg',
    valid_days=12,
    intro='Everybody rides it in a day. You get off four times.\n\n'
    'Skis travel in the luggage van; so does the dog, with a ticket.',
    terms=TERMS,
    made=ago(days=15),
    versions=(ago(days=14),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=14), by='kari'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=13, hours=6), by='client'),
        DemoStep(to=ProposalStatus.COMMENTED, at=ago(days=13), by='client'),
        DemoStep(
            to=ProposalStatus.VOID,
            at=ago(days=8),
            by='kari',
            reason='The line is closed for works until Easter. A new offer by boat follows.',
        ),
    ),
    links=(DemoLink(label=LINK, made=ago(days=14)),),
    visits=(DemoVisit(link=LINK, began=ago(days=13, hours=6), minutes=10, device='desktop'),),
    comments=(
        DemoComment(
            by='client',
            at=ago(days=13),
            about='Finse, 1222 metres',
            body='Is the dog welcome at the hut as well?',
        ),
    ),
    last_act=('Asked about Finse, 1222 metres', ago(days=13)),
    days=(
        day(
            'Oslo by sauna',
            'Float, sweat, jump, repeat, and the opera lit behind you.',
            fixed('Hotel at the station', '240', 'One night', icon='bed-double'),
            fixed('Rail passes', '120', 'Five stops', icon='plane', each=True),
        ),
        day(
            'Finse, 1222 metres',
            'No road reaches it. The kites do.',
            fixed('Hut at Finse', '460', 'Two nights, half board', icon='bed-double'),
            option('Kite-ski lesson', '150', 'Three hours', icon='star'),
        ),
        day('On the plateau', 'White above, white below, a red line of sticks between.'),
        day(
            'Down to Flåm',
            'Twenty tunnels, eight hundred metres, one waterfall with a platform.',
            fixed('Orchard guesthouse', '290', 'One night', icon='bed-double'),
        ),
        day(
            'Bergen',
            'Rain, fish soup, home.',
            fixed('Fish soup at the market', '28', icon='utensils', each=True),
        ),
    ),
)
