"""Skyline Tours of Hamburg: small trips, slowly."""

from models import MemberRole
from services.demo.content.skyline.alpine import ALPINE
from services.demo.content.skyline.bohinj import BOHINJ
from services.demo.content.skyline.canvas import CANVAS
from services.demo.content.skyline.essaouira import ESSAOUIRA
from services.demo.content.skyline.kyoto import KYOTO
from services.demo.content.skyline.lofoten import LOFOTEN
from services.demo.content.skyline.madeira import MADEIRA
from services.demo.content.skyline.matera import MATERA
from services.demo.content.skyline.patagonia import PATAGONIA
from services.demo.content.skyline.people import CONTACTS
from services.demo.content.skyline.puglia import PUGLIA
from services.demo.content.skyline.senja import SENJA
from services.demo.content.skyline.template import ISLAND_WEEK
from services.demo.content.skyline.trips import TRIPS
from services.demo.content.skyline.zanzibar import ZANZIBAR
from services.demo.shapes import DemoMember, DemoOrganization

SKYLINE = DemoOrganization(
    key='skyline',
    name='Skyline Tours',
    city='Hamburg',
    time_zone='Europe/Berlin',
    email='hello@skyline.example',
    phone='+49 40 555 0140',
    members=(
        DemoMember(
            key='anna',
            full_name='Anna Keller',
            email='anna@skyline.example',
            phone='+49 40 555 0142',
            role=MemberRole.OWNER,
            portrait='anna',
            color=1,
        ),
        DemoMember(
            key='ben',
            full_name='Ben Okoro',
            email='ben@skyline.example',
            phone='+49 40 555 0143',
            role=MemberRole.MEMBER,
            portrait='ben',
            color=2,
        ),
    ),
    contacts=CONTACTS,
    proposals=(
        *(MADEIRA, LOFOTEN, PUGLIA, KYOTO, PATAGONIA, ZANZIBAR, CANVAS, ALPINE),
        *(BOHINJ, SENJA, MATERA, ESSAOUIRA, ISLAND_WEEK),
    ),
    trips=TRIPS,
)
