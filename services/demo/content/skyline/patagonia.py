"""Two weeks of wind at the end of the map; opened often, decided slowly."""

from calendar import MONDAY

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

LINK = 'Marek and Jana'

DAYS = (
    day(
        'Santiago, with open windows',
        'Overnight from Europe, then a slow afternoon under plane trees. Rosa has a table for '
        'you at eight and a jacket if you forgot one.',
        fixed('Hotel in Lastarria', '520', 'Two nights with breakfast', icon='bed-double'),
        fixed('Airport transfers', '90', 'All of them', icon='car'),
    ),
    day(
        'Wine before wind',
        'The Maipo valley by bicycle. It is the last flat thing you will do for a while.',
        option('Cellar ride and lunch', '145', 'Two growers', icon='wine', chosen=True),
    ),
    day(
        'South, three hours by plane',
        'Fly to Puerto Natales over five hundred kilometres of nobody. The sound lies at the end '
        'of the street, with black-necked swans on it.',
        fixed(
            'Flights Santiago to Natales and back',
            '890',
            'Baggage for trekkers',
            icon='plane',
            each=True,
        ),
        fixed('Hotel on the sound', '690', 'Two nights, one before, one after', icon='bed-double'),
    ),
    day(
        'The W, first stroke: Grey',
        'Catamaran to Paine Grande and along the lake to the glacier, which is as blue as the '
        'pictures and louder.',
        fixed('Guide for the trek', '3450', 'Javiera, five days', icon='footprints'),
        fixed(
            'Refuges and full board', '1280', 'Four nights, made beds', icon='bed-double', each=True
        ),
        option('Kayak among the ice', '135', 'Three hours, dry suits', icon='sailboat'),
    ),
    day(
        'Second stroke: the French valley',
        'Up between hanging glaciers that crack like doors. Turn round where the wind says so.',
        fixed('Porter for the heavy bag', '380', 'Five days, 12 kg', icon='luggage'),
    ),
    day(
        'Along Nordenskjöld',
        'A short day by the turquoise lake, with a beach of black pebbles and, for the very '
        'brave, a swim that lasts four seconds.',
    ),
    day(
        'Third stroke: the towers',
        'Out at three with head torches. If the sky plays along, the granite goes from grey to '
        'rose to gold in the time it takes to drink a mate.',
        option(
            'Photographer on the last slope',
            '180',
            'He carries the tripod',
            icon='star',
            each=False,
        ),
    ),
    day(
        'Over the border',
        'By road across the steppe: guanacos, condors, a petrol station that appears in novels. '
        'El Chaltén is the end of the asphalt and the start of everything else.',
        fixed('Private transfer to El Chaltén', '560', 'With stops for condors', icon='car'),
        fixed('Lodge below Fitz Roy', '2350', 'Four nights, half board', icon='bed-double'),
    ),
    day(
        'Laguna de los Tres',
        'The classic, and rightly. Start early, eat your sandwich at the lake, and let the '
        'mountain take its hat off in its own time.',
        fixed('Mountain guide in El Chaltén', '420', 'Two days', icon='footprints'),
        option('Ice walk on Viedma', '260', 'Crampons, whisky, glacier', icon='star', chosen=True),
    ),
    day(
        'A day for the weather',
        'Kept free on purpose. If it is fine, Cerro Torre; if it is not, chocolate and chess at '
        'the bakery, where the guides sit.',
    ),
    day(
        'Perito Moreno on the way',
        'Three hours on the walkways in front of a wall of ice. It will fall while you are '
        'looking for something in your bag.',
        fixed(
            'Park entries and boat', '110', 'All parks of the trip', icon='footprints', each=True
        ),
        option(
            'Last night on an estancia',
            '390',
            'Horses, lamb on the cross',
            icon='utensils',
            chosen=True,
        ),
    ),
    day(
        'The long way home',
        'Fly from El Calafate. Your boots will need cleaning before customs; we send a brush.',
        fixed(
            'Flight El Calafate to Buenos Aires',
            '185',
            'Connects to yours',
            icon='plane',
            each=True,
        ),
    ),
)

PATAGONIA = DemoProposal(
    key='patagonia',
    title='Patagonia, W trek to Fitz Roy',
    subtitle='Twelve days on foot between two countries, with beds all the way',
    cover='patagonia',
    client='marek',
    owner='ben',
    starts=season(12, 6, MONDAY),
    departs_from='Vienna',
    valid_days=40,
    intro='It is far, it is windy, and you will talk about it for the rest of your lives.\n\n'
    'You walk with a daypack; the rest goes with the porter. December has eighteen hours of '
    'light, and I have left one whole day to the weather, because the weather will take it '
    'anyway.',
    terms=TERMS,
    days=DAYS,
    made=ago(days=11),
    versions=(ago(days=9),),
    steps=(
        DemoStep(to=ProposalStatus.SENT, at=ago(days=9), by='ben'),
        DemoStep(to=ProposalStatus.VIEWED, at=ago(days=8, hours=12), by='client'),
    ),
    links=(DemoLink(label=LINK, made=ago(days=9), ends_in_days=40),),
    visits=(
        DemoVisit(link=LINK, began=ago(days=8, hours=12), minutes=22, device='desktop'),
        DemoVisit(link=LINK, began=ago(days=4, hours=3), minutes=6),
        DemoVisit(link=LINK, began=ago(days=1, hours=2), minutes=9, device='desktop'),
    ),
    last_act=('Opened it a third time', ago(days=1, hours=2)),
)
