"""The trips that Fjord & Fell makes ready."""

from models import TripState
from services.demo.shapes import DemoTrip, todo

TRIPS = (
    DemoTrip(
        key='hardanger-trip',
        proposal='hardanger',
        contact='erik',
        owner='kari',
        items=(
            todo('Farm rooms above the fjord', 'Utne gard', done=True),
            todo('Ferry and bus', 'Norled', due=50),
        ),
    ),
    DemoTrip(
        key='finse',
        title='Finse on skis',
        contact='owen',
        owner='kari',
        leaves_in=12,
        days=5,
        items=(
            todo('Beds at Finsehytta', 'DNT', done=True),
            todo('Sleds and skins', 'Finse rental', due=6),
        ),
    ),
    DemoTrip(
        key='geiranger',
        title='Geiranger in autumn',
        contact='margaux',
        owner='kari',
        leaves_in=-60,
        days=4,
        state=TripState.DONE,
        items=(todo('Boat from Hellesylt', 'Fjord1', done=True),),
    ),
)
