"""A frame for guided weeks, to start new proposals from."""

from services.demo.content.fjord.terms import TERMS
from services.demo.shapes import DemoProposal, ago, day, fixed, option

GUIDED_WEEK = DemoProposal(
    key='template',
    title='Guided week, fjord and fell',
    subtitle='Four days out, one day for the weather',
    cover='alpine',
    owner='kari',
    is_template=True,
    intro='What the light does in this month.\n\nWho guides, what they carry, what you carry.',
    terms=TERMS,
    made=ago(days=200),
    days=(
        day(
            'Arrival by boat',
            'Never by road if there is a boat.',
            fixed('Boat from Bergen', '70', icon='sailboat', each=True),
            fixed('Guide for the week', '2600', icon='footprints'),
            fixed('Beds and half board', '520', 'Five nights', icon='bed-double', each=True),
        ),
        day('First fell', 'A short one, to look at everybody’s shoes.'),
        day('The long day', 'Ten hours with lunch on top.'),
        day('Weather decides', 'Leave this day empty.'),
        day('On the fjord', 'Low and slow.', option('Kayaks', '65', icon='sailboat', chosen=True)),
        day('Home', 'Waffles first.'),
    ),
)
