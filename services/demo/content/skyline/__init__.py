"""Skyline Tours of Hamburg: small trips, slowly."""

from models import MemberRole
from services.demo.content.skyline.madeira import MADEIRA
from services.demo.content.skyline.people import CONTACTS
from services.demo.shapes import DemoMember, DemoOrganization

SKYLINE = DemoOrganization(
    key='skyline',
    name='Skyline Tours',
    city='Hamburg',
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
    proposals=(MADEIRA,),
)
