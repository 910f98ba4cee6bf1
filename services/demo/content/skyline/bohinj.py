"""Approved on its fourth version, with the evidence that goes with it."""

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

LINK = 'Hanna Kowalczyk'

DAYS = (
    day(
        'Ljubljana by the river',
        'A capital that can be crossed on foot before the ice cream melts. Supper is under the '
        'willows, with Maja, who will draw you a map.',
        fixed('Transfers for the week', '560', 'Airport, lakes, valley and back', icon='car'),
        fixed('Hotel on the bank', '390', 'One night with breakfast', icon='bed-double'),
    ),
    day(
        'Bohinj',
        'Half an hour beyond Bled, and a hundred years. The lake is yours from six until the '
        'first kayak at nine.',
        fixed(
            'Guesthouse at the church bridge', '1780', 'Four nights, half board', icon='bed-double'
        ),
    ),
    day(
        'Seven lakes, two of them today',
        'Up with Luka through the Komarča wall, iron pegs where it is steep, to a hut that '
        'serves žganci and nothing else.',
        fixed(
            'Mountain day with Luka', '115', 'Seven hours, moderate', icon='footprints', each=True
        ),
        option(
            'Packed lunch from the dairy', '16', 'Tolminc, bread, plums', icon='gift', chosen=True
        ),
    ),
    day(
        'On the water',
        'Canoes across to Ukanc, where the fjord-like end of the lake keeps its own weather.',
        option('Canoe and picnic', '42', 'Half a day', icon='sailboat', chosen=True),
        option('Paragliding from Vogel', '130', 'Tandem', icon='star'),
    ),
    day(
        'Through the tunnel by train',
        'The car rides on a wagon and you ride in the car. On the other side the river is a '
        'colour that has no business being natural.',
        fixed('Farm on the Soča', '1230', 'Three nights, half board', icon='bed-double'),
    ),
    day(
        'The emerald river',
        'Raft, walk or stand on a bridge and stare. The museum in Kobarid is small, and enough.',
        option('Rafting, the friendly stretch', '58', 'Two hours', icon='sailboat', chosen=True),
        fixed('Kobarid with a historian', '65', 'Three hours', icon='footprints', each=True),
    ),
    day(
        'Hiša without a hurry',
        'A kitchen that people cross Europe for, at lunch, when it is easier to be happy.',
        option('Lunch at the old inn', '234', 'Seven courses', icon='utensils', chosen=True),
    ),
    day(
        'Home',
        'Over the Vršič pass, fifty bends, all numbered.',
        fixed('Driver over the pass', '240', icon='car'),
    ),
)

BOHINJ = DemoProposal(
    key='bohinj',
    title='Bohinj and the Julian Alps',
    subtitle='Eight days between a quiet lake and a loud river',
    cover='alpine',
    client='hanna',
    owner='anna',
    starts=season(6, 5, SATURDAY),
    departs_from='Kraków',
    valid_days=9,
    intro='You said: green, calm, and a proper bed after every walk.\n\n'
    'June is when the meadows are cut and the whole valley smells of it.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=26),
    versions=(ago(days=24), ago(days=18), ago(days=11), ago(days=6)),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=24), by='anna'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=23, hours=5), by='client'),
        DemoStep(to=ProposalStatus.COMMENTED, at=ago(days=19), by='client'),
        DemoStep(to=ProposalStatus.APPROVED, at=ago(days=3, hours=2), by='client'),
    ),
    links=(DemoLink(label=LINK, made=ago(days=24)),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=23, hours=5), minutes=7),
        DemoVisit(link=LINK, began=ago(days=19, hours=1), minutes=12, device='desktop'),
        DemoVisit(link=LINK, began=ago(days=10, hours=8), minutes=5),
        DemoVisit(link=LINK, began=ago(days=3, hours=3), minutes=15, device='desktop'),
    ),
    comments=(
        DemoComment(
            by='client',
            at=ago(days=19),
            about='Mountain day with Luka',
            body='My knees are fifty-three. Is there a way down that is not the way up?',
            is_resolved=True,
            replies=(
                DemoComment(
                    by='anna',
                    at=ago(days=18, hours=22),
                    body='There is, by the long meadow, and Luka prefers it too. I have changed '
                    'the day.',
                ),
            ),
        ),
    ),
    last_act=('Approved version 4', ago(days=3, hours=2)),
    decided_by='Hanna Kowalczyk',
)
