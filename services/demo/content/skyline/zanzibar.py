"""A family trip, sent two days ago and not opened yet."""

from calendar import SATURDAY

from models import ProposalStatus
from services.demo.content.skyline.terms import TERMS
from services.demo.shapes import DemoLink, DemoProposal, DemoStep, ago, day, fixed, option, season

DAYS = (
    day(
        'Arusha and a first giraffe',
        'Overnight from Dublin by Doha. Baraka meets you with cold towels and a car with a roof '
        'that opens, which is all the children will remember of this day.',
        fixed('Lodge among the coffee', '460', 'One night, family house', icon='bed-double'),
    ),
    day(
        'Tarangire',
        'Baobabs the size of houses and elephants in front of them. The pool at camp is watched '
        'over by a very polite guard.',
        fixed('Safari car with Baraka', '2480', 'Four days, fuel, park fees', icon='car'),
        fixed(
            'Tented camp, two tents side by side',
            '1640',
            'Three nights, full board',
            icon='bed-double',
        ),
        option('Night drive', '65', 'Two hours, red lamp', icon='star'),
    ),
    day(
        'A morning with the Hadza',
        'They show the children how to make fire, and the children show them a card trick. '
        'Nobody is a museum.',
        fixed('Walk and fire lesson', '55', 'Half a day', icon='footprints', each=True),
    ),
    day(
        'Down into the crater',
        'Breakfast on the floor of an old volcano, with lions at a distance you will think is '
        'too small. It is not.',
        fixed('Ngorongoro descent', '95', 'Fees and picnic', icon='footprints', each=True),
        option('Hot-air balloon at dawn', '420', 'From eight years', icon='star'),
    ),
    day(
        'To the sea',
        'A small plane, a smaller road, and then sand so white that it squeaks. Shoes are over.',
        fixed('Flight to Zanzibar', '240', 'Forty minutes, 15 kg each', icon='plane', each=True),
        fixed(
            'Beach house at Matemwe', '2320', 'Five nights, cook and breakfast', icon='bed-double'
        ),
    ),
    day(
        'Spice and stone',
        'Nutmeg on the tree, cloves on a mat, then Stone Town’s doors at the hour when the '
        'swifts come home. Supper is at the night market: point and eat.',
        fixed('Spice farm and Stone Town', '60', 'With Mama Zuhura', icon='gift', each=True),
    ),
    day(
        'The reef',
        'Mnemba’s turtles are used to faces in the water. The dhow comes to the beach, and so '
        'does lunch.',
        option('Dhow and snorkels', '85', 'Masks in all sizes', icon='sailboat', chosen=True),
        option(
            'First dive for the teenager', '110', 'Pool, then six metres', icon='star', each=False
        ),
    ),
    day(
        'Nothing, officially',
        'The tide goes out a kilometre and leaves a country of pools. Nets, buckets, a book.',
        option('Cooking with Fatuma', '35', 'Coconut bean soup', icon='utensils', chosen=True),
    ),
    day(
        'A last sail',
        'Out with the fishermen at sunset in an outrigger that has no engine and needs none.',
        option('Outrigger at sunset', '30', 'Two boats, races allowed', icon='sailboat'),
    ),
    day(
        'Home',
        'Late flight, late check-out, sand in everything until October.',
        fixed('Transfer and day room', '140', icon='car'),
    ),
)

ZANZIBAR = DemoProposal(
    key='zanzibar',
    title='Zanzibar after the safari',
    subtitle='Four days of elephants, six of sea, for the four of you',
    cover='zanzibar',
    client='okafor',
    owner='ben',
    travellers=4,
    starts=season(7, 3, SATURDAY),
    departs_from='Dublin',
    valid_days=26,
    intro='Dust first, then salt: it is the only order that works with children.\n\n'
    'Distances are short, beds are few and everything with a height or an age limit says so. '
    'Chidi asked for one morning without an alarm clock; I found you five.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=4),
    versions=(ago(days=2, hours=1),),
    steps=(DemoStep(to=ProposalStatus.SENT, at=ago(days=2, hours=1), by='ben'),),
    links=(DemoLink(label='The Okafor family', made=ago(days=2, hours=1), ends_in_days=26),),
)
