"""People of a demo in one line each: where they live says how they are reached. Pure."""

from collections.abc import Iterator

from models import ContactStage, MailConsent
from services.demo.shapes import DemoContact, ago
from services.folding import folded

ABROAD = {
    'Austria': ('+43 1 555 01', 'German'),
    'Belgium': ('+32 2 555 01', 'French'),
    'Canada': ('+1 604 555 01', 'English'),
    'Czechia': ('+420 541 555 0', 'Czech'),
    'Denmark': ('+45 55 50 01 ', 'Danish'),
    'Finland': ('+358 9 555 01', 'Finnish'),
    'France': ('+33 4 55 50 01 ', 'French'),
    'Germany': ('+49 40 555 01', 'German'),
    'Iceland': ('+354 555 01', 'Icelandic'),
    'Ireland': ('+353 1 555 01', 'English'),
    'Italy': ('+39 011 555 01', 'Italian'),
    'Japan': ('+81 3 5550 01', 'Japanese'),
    'Netherlands': ('+31 20 555 01', 'Dutch'),
    'Norway': ('+47 55 55 01 ', 'Norwegian'),
    'Poland': ('+48 12 555 01', 'Polish'),
    'Portugal': ('+351 22 555 01', 'Portuguese'),
    'Slovakia': ('+421 2 555 01', 'Slovak'),
    'Slovenia': ('+386 1 555 01', 'Slovenian'),
    'Spain': ('+34 96 555 01', 'Spanish'),
    'Sweden': ('+46 8 555 01', 'Swedish'),
    'Switzerland': ('+41 44 555 01', 'German'),
    'United Kingdom': ('+44 1632 9601', 'English'),
    'United States': ('+1 206 555 01', 'English'),
}
"""Country → how a number begins, two digits to come, and what they speak."""
CONSENTS = (MailConsent.AGREED, MailConsent.UNKNOWN, MailConsent.AGREED, MailConsent.DECLINED)


def people(lines: str, owners: tuple[str, ...]) -> Iterator[DemoContact]:
    """`Name | City | Country | stage | tags | source | days known | days quiet | company`"""
    for number, line in enumerate(lines.strip().splitlines()):
        name, city, country, stage, tags, source, known, quiet, *company = map(
            str.strip, line.split('|')
        )
        begins, language = ABROAD[country]
        first, last = name.split(' ', 1)
        address = '.'.join(folded(name).split())
        yield DemoContact(
            key=f'{name}, {city}',
            full_name=name,
            first_name=first,
            last_name=last,
            email='' if number % 11 == 10 else f'{address}{number}@mail.example',
            phone='' if number % 7 == 3 else f'{begins}{10 + number}',
            city=city,
            country=country,
            language=language,
            company=company[0] if company else '',
            stage=ContactStage(stage),
            tags=tuple(filter(None, tags.split(', '))),
            source=source,
            mail_consent=CONSENTS[number % len(CONSENTS)],
            owner=owners[number % len(owners)],
            color=number % 6 + 1,
            made=ago(days=int(known), minutes=number),
            last=ago(days=int(quiet), minutes=number),
        )
