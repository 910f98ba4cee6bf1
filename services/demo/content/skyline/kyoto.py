"""Autumn in Japan; the client is comparing prices and says nothing yet."""

from calendar import FRIDAY

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

LINK = 'Naomi Feld'
ACCOUNTANT = 'For the accountant'

DAYS = (
    day(
        'Osaka at supper time',
        'You land at Kansai in the late afternoon, which is exactly right: drop the bags, stay '
        'awake until nine, and let somebody else order.',
        fixed('Meeting at the gate and train passes', '590', 'Both of you, ten days', icon='plane'),
        fixed('Hotel by the canal', '620', 'Two nights', icon='bed-double'),
        option('Standing-bar crawl with Kenji', '95', 'Four stops', icon='utensils', chosen=True),
    ),
    day(
        'A castle, a knife, a bath',
        'Sakai has made blades for six hundred years. You will sharpen one, and be shown how '
        'badly. Then the public bath, with instructions.',
        fixed(
            'Forge visit in Sakai', '85', 'Small group, interpreter', icon='footprints', each=True
        ),
    ),
    day(
        'Kyoto, the back way in',
        'By the slow train along the Uji river, tea country. The machiya is a hundred and ten '
        'years old and its garden is the size of a carpet.',
        fixed(
            'Machiya in Nishijin', '3490', 'Five nights, the house to yourselves', icon='bed-double'
        ),
        option(
            'Tea farmer’s afternoon in Uji',
            '120',
            'Three harvests, one pot',
            icon='gift',
            chosen=True,
        ),
    ),
    day(
        'Maples before the gates open',
        'The abbot of a small temple lets six people in at half past six. There are no '
        'photographs of it because there are no photographs.',
        fixed(
            'Early garden with breakfast',
            '140',
            'Rice gruel, pickles, silence',
            icon='star',
            each=True,
        ),
        option('Afternoon with a kimono dyer', '165', 'Dye a silk scarf', icon='smile'),
    ),
    day(
        'Over the hill to Kurama',
        'A mountain walk between two villages, cedar roots underfoot, and an open-air bath where '
        'it ends. The little train home is lit by nothing but leaves.',
        fixed('Walk with Haruka', '160', 'Five hours, bath included', icon='footprints', each=True),
    ),
    day(
        'A day of your own',
        'The house has two bicycles and a list. The flea market at Kitano is on the twenty-fifth; '
        'if that is today, go early.',
        option(
            'Kaiseki supper at Tamura',
            '450',
            'Nine courses at the counter',
            icon='utensils',
            chosen=True,
        ),
        option('Private tea ceremony', '110', 'One hour', icon='calendar-days'),
    ),
    day(
        'Mount Kōya',
        'Cable car, cedars, two hundred thousand lanterns. You sleep in a temple, and the monks '
        'ring you up for prayers at six.',
        fixed(
            'Temple lodging with supper',
            '420',
            'Garden room, vegan kitchen',
            icon='bed-double',
            each=True,
        ),
    ),
    day(
        'To the islands',
        'Train, small train, ferry. Naoshima puts great art in old houses and a yellow pumpkin '
        'at the end of a pier.',
        fixed('Museum hotel, sea room', '2990', 'Two nights with breakfast', icon='bed-double'),
        fixed('Art passes and bicycles', '110', 'Two days', icon='star', each=True),
    ),
    day(
        'Teshima and the drop of water',
        'A concrete shell, a hole in its roof, and water that moves by itself. People whisper '
        'for an hour afterwards.',
        option(
            'Sail across at sunset',
            '210',
            'Wooden sloop, tea on board',
            icon='sailboat',
            chosen=True,
        ),
    ),
    day(
        'The fast way home',
        'Four hundred kilometres in two hours to the airport, with a lunch box on your knees.',
        fixed(
            'Green-car seats and lunch boxes', '95', 'Okayama to Kansai', icon='plane', each=True
        ),
    ),
)

KYOTO = DemoProposal(
    key='kyoto',
    title='Kyoto when the maples turn',
    subtitle='Ten November days, from Osaka’s counters to an island of art',
    cover='kyoto',
    client='naomi',
    owner='anna',
    starts=season(11, 12, FRIDAY),
    departs_from='Berlin',
    valid_days=30,
    intro='There are about nine days each year when everything is red at once. Nobody knows '
    'which, but these ten have missed them only twice since 1990.\n\n'
    'I have put the crowds’ Kyoto at the hours when there is no crowd, and kept your afternoons '
    'open. The house in Nishijin is the heart of it: once you have a key and a corner shop, you '
    'are no longer visiting.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=6),
    versions=(ago(days=5),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=5), by='anna'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=4, hours=20), by='client'),
    ),
    links=(
        DemoLink(label=LINK, made=ago(days=5), ends_in_days=30),
        DemoLink(label=ACCOUNTANT, made=ago(days=3), ends_in_days=30, revoked=ago(days=1, hours=2)),
    ),
    visits=(
        DemoVisit(link=LINK, began=ago(days=4, hours=20), minutes=19, device='desktop'),
        DemoVisit(link=ACCOUNTANT, began=ago(days=2, hours=6), minutes=2, device='desktop'),
        DemoVisit(link=LINK, began=ago(days=1, hours=1), minutes=7),
        DemoVisit(link=LINK, began=ago(minutes=9), minutes=8),
    ),
    last_act=('Opened it, visit 4', ago(minutes=9)),
)
