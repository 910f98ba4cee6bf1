"""The people Fjord & Fell deals with."""

from models import ContactStage
from services.demo.content.fjord.contacts import OTHERS
from services.demo.shapes import DemoContact, ago

CONTACTS = (
    DemoContact(
        key='erik',
        full_name='Erik Halvorsen',
        email='erik@halvorsen.example',
        phone='+46 31 555 0118',
        city='Gothenburg',
        portrait='erik',
        color=2,
        stage=ContactStage.CUSTOMER,
        tags=('fishing', 'returning'),
        owner='kari',
        language='Swedish',
        made=ago(hours=3),
    ),
    DemoContact(
        key='margaux',
        full_name='Margaux Lefèvre',
        email='margaux@lefevre.example',
        phone='+33 4 55 50 01 37',
        city='Lyon',
        color=6,
        stage=ContactStage.CLIENT,
        tags=('rail',),
        owner='kari',
        language='French',
        made=ago(days=1),
    ),
    DemoContact(
        key='owen',
        full_name='Owen Pritchard',
        email='owen.pritchard@mail.example',
        phone='+44 29 555 0170',
        city='Cardiff',
        color=3,
        stage=ContactStage.IN_CONVERSATION,
        tags=('hiking', 'small group'),
        owner='kari',
        language='English, Welsh',
        made=ago(days=3),
    ),
    DemoContact(
        key='aiko',
        full_name='Aiko Tanabe',
        email='aiko@tanabe.example',
        phone='+49 211 555 0166',
        city='Düsseldorf',
        color=4,
        stage=ContactStage.LEAD,
        tags=('northern lights',),
        owner='kari',
        language='Japanese, German',
        made=ago(days=8),
    ),
    *OTHERS,
)
