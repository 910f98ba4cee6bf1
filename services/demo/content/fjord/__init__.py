"""Fjord & Fell of Bergen: the north, by boat and on foot."""

from models import MemberRole
from services.demo.content.fjord.hardanger import HARDANGER
from services.demo.content.fjord.people import CONTACTS
from services.demo.content.fjord.rail import RAIL
from services.demo.content.fjord.sunnmore import SUNNMORE
from services.demo.content.fjord.svalbard import SVALBARD
from services.demo.content.fjord.template import GUIDED_WEEK
from services.demo.content.fjord.trips import TRIPS
from services.demo.shapes import DemoMember, DemoOrganization

FJORD = DemoOrganization(
    key='fjord',
    name='Fjord & Fell',
    city='Bergen',
    time_zone='Europe/Oslo',
    email='post@fjord.example',
    phone='+47 55 55 01 20',
    members=(
        DemoMember(
            key='kari',
            full_name='Kari Solberg',
            email='kari@fjord.example',
            phone='+47 55 55 01 21',
            role=MemberRole.OWNER,
            portrait='kari',
            color=5,
        ),
    ),
    contacts=CONTACTS,
    proposals=(SUNNMORE, HARDANGER, SVALBARD, RAIL, GUIDED_WEEK),
    trips=TRIPS,
)
