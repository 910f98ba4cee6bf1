"""The people Skyline Tours deals with."""

from datetime import date

from models import ContactStage, MailConsent
from services.demo.shapes import DemoContact, ago

OTHERS = """
Beatriz Salgado | Porto | lead | sailing | Autumn fair | 18
Emil Haugen | Tromsø | lead | partner | Autumn fair | 18
Rosa Bianchi | Lucca | lead | cooking, wine | Autumn fair | 18
Lars Hedström | Malmö | lead | self-drive | Autumn fair | 18
Zoë Müller-Weiß | Leipzig | lead | quiet, art | Autumn fair | 19
Niamh Byrne | Galway | lead | horses | Autumn fair | 19
Antoine Mercier | Lyon | lead | wine, food | Website | 23
Katarína Horváthová | Bratislava | lead | hiking | Website | 26
Diego Fuentes | Bilbao | in_conversation | surf, small group | Website | 12
Yuki Tanaka | Düsseldorf | in_conversation | gardens, slow travel | Referred by Naomi Feld | 13
Agnieszka Wójcik | Gdańsk | in_conversation | sailing, family | Website | 15
Oliver Hartmann | Hamburg | in_conversation | winter | Came by | 16
Freya Sørensen | Aarhus | in_conversation | kayak, hiking | Referred by Ingrid Aas | 20
Samuel Adeyemi | London | client | family, beach | Referred by the Okafors | 21
Chiara Conti | Turin | client | food, wine | Website | 24
Magnus Lindgren | Gothenburg | client | self-drive, winter | Website | 30
Ewa Nowak | Poznań | client | slow travel | Referred by Hanna Kowalczyk | 33
Tariq Haddad | Brussels | customer | desert, returning | Website | 9
Helga Brandt | Kiel | customer | sailing, returning | Came by | 28
Pieter de Vries | Groningen | customer | trekking, returning | Website | 40
Isabel Duarte | Lisbon | customer | partner, small group | Autumn fair | 55
Milan Kovač | Ljubljana | customer | partner | Guide at Bohinj | 70
"""
"""Name, city, stage, tags, source, and how many days they are known."""


def _other(number: int, line: str) -> DemoContact:
    name, city, stage, tags, source, days = line.split(' | ')
    return DemoContact(
        key=name,
        full_name=name,
        email=f'guest{number}@mail.example',
        phone='',
        city=city,
        stage=ContactStage(stage),
        tags=tuple(tags.split(', ')),
        source=source,
        owner=('anna', 'ben')[number % 2],
        color=number % 6 + 1,
        made=ago(days=int(days), minutes=number),
    )


CONTACTS = (
    DemoContact(
        key='sofia',
        full_name='Sofia Lindqvist',
        email='sofia.lindqvist@mail.example',
        phone='+46 8 555 0117',
        city='Stockholm',
        portrait='sofia',
        color=4,
        stage=ContactStage.CLIENT,
        tags=('hiking', 'returning'),
        owner='anna',
        language='Swedish, writes English',
        travels_with='Erik Lindqvist',
        source='Referred by Ingrid Aas',
        notes='Walks a lot, likes to eat late. Erik is afraid of heights.',
        made=ago(minutes=6),
    ),
    DemoContact(
        key='jonas',
        full_name='Jonas Weber',
        email='jonas@weber-freiburg.example',
        phone='+49 761 555 0190',
        city='Freiburg',
        portrait='jonas',
        color=5,
        stage=ContactStage.CLIENT,
        tags=('winter', 'self-drive'),
        owner='anna',
        language='German',
        source='Website',
        made=ago(minutes=14),
    ),
    DemoContact(
        key='claire',
        full_name='Claire Hargreaves',
        email='claire@hargreaves.example',
        phone='+44 117 555 0162',
        city='Bristol',
        portrait='claire',
        color=6,
        stage=ContactStage.CLIENT,
        tags=('quiet', 'returning'),
        owner='anna',
        language='English',
        made=ago(hours=2),
    ),
    DemoContact(
        key='naomi',
        full_name='Naomi Feld',
        email='naomi.feld@mail.example',
        phone='+49 30 555 0128',
        city='Berlin',
        portrait='naomi',
        color=3,
        stage=ContactStage.CLIENT,
        tags=('slow travel',),
        owner='ben',
        language='German',
        travels_with='Ruth Feld',
        made=ago(minutes=21),
    ),
    DemoContact(
        key='marek',
        full_name='Marek Dvořák',
        email='marek@dvorak.example',
        phone='+420 541 555 014',
        city='Brno',
        portrait='marek',
        color=2,
        stage=ContactStage.IN_CONVERSATION,
        tags=('trekking',),
        owner='ben',
        language='Czech, writes English',
        made=ago(minutes=38),
    ),
    DemoContact(
        key='okafor',
        full_name='The Okafor family',
        email='chidi.okafor@mail.example',
        phone='+353 1 555 0109',
        city='Dublin',
        color=6,
        stage=ContactStage.CLIENT,
        tags=('family', 'school holidays', 'beach'),
        owner='ben',
        language='English',
        travels_with='Five, the youngest is four',
        made=ago(days=2),
    ),
    DemoContact(
        key='lucia',
        full_name='Lucía Romero',
        email='lucia@romero.example',
        phone='+34 95 555 0173',
        city='Seville',
        portrait='lucia',
        color=1,
        stage=ContactStage.CLIENT,
        tags=('desert',),
        owner='anna',
        language='Spanish',
        made=ago(days=4),
    ),
    DemoContact(
        key='priya',
        full_name='Priya Nair',
        email='priya.nair@mail.example',
        phone='+31 20 555 0155',
        city='Utrecht',
        portrait='priya',
        color=5,
        stage=ContactStage.CLIENT,
        tags=('beach', 'returning'),
        owner='ben',
        language='English, Dutch',
        source='Website',
        made=ago(hours=5),
    ),
    DemoContact(
        key='hanna',
        full_name='Hanna Kowalczyk',
        email='hanna@kowalczyk.example',
        phone='+48 12 555 0131',
        city='Kraków',
        portrait='hanna',
        color=3,
        stage=ContactStage.CUSTOMER,
        tags=('northern lights', 'returning', 'late starts'),
        owner='anna',
        language='Polish, writes English',
        birthday=date(1986, 5, 14),
        mail_consent=MailConsent.AGREED,
        travels_with='Piotr Kowalczyk',
        source='Referred by Ingrid Aas',
        notes='Vegetarian, no cheese. Prefers late starts and a room away from the lift. '
        'Piotr takes size 46 boots. Ask before booking anything with horses.',
        made=ago(hours=1),
    ),
    DemoContact(
        key='ingrid',
        full_name='Ingrid Aas',
        email='ingrid.aas@mail.example',
        phone='+47 55 55 01 84',
        city='Bergen',
        color=2,
        stage=ContactStage.IN_CONVERSATION,
        tags=('kayak',),
        owner='anna',
        language='Norwegian',
        made=ago(days=6),
    ),
    DemoContact(
        key='paul',
        full_name='Paul Renard',
        email='paul@renard.example',
        phone='+32 2 555 0146',
        city='Brussels',
        color=4,
        stage=ContactStage.LEAD,
        tags=('food', 'art'),
        owner='ben',
        language='French',
        made=ago(days=7),
    ),
    DemoContact(
        key='tomas',
        full_name='Tomás Vidal',
        email='tomas@vidal.example',
        phone='+34 96 555 0181',
        city='Valencia',
        color=6,
        stage=ContactStage.LEAD,
        tags=('wine', 'small group'),
        owner='ben',
        company='Vidal y Hijos',
        language='Spanish',
        source='Asked by mail',
        notes='Eight of them would rather know four growers well than see twelve through a '
        'bus window.',
        made=ago(minutes=50),
    ),
    *(_other(number, line) for number, line in enumerate(OTHERS.strip().splitlines())),
)
