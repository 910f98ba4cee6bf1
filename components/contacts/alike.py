"""Who is there already that somebody may be about to add again. Line in, step 6."""

from collections.abc import Mapping, Sequence

from components.live.form_dialog import Alike
from models import ChannelKind
from services.accounts.members import Member
from services.contacts import keys
from services.contacts.beside import Double, Typed, doubles_like
from services.contacts.joined import joined_words
from services.core import Services


async def alike(services: Services, member: Member, typed: Mapping[str, str]) -> Sequence[Alike]:
    """Those who have the same address, number or name."""
    region = keys.region_of('', member.time_zone)
    said = Typed(
        typed.get('full_name', ''),
        keys.email_key(typed.get(ChannelKind.EMAIL, '')),
        keys.phone_key(typed.get(ChannelKind.PHONE, ''), region),
    )
    if not any(said):
        return ()
    viewer = member.viewer
    found = await services.live.read(doubles_like(said, viewer.organization_id), viewer)
    return [
        Alike(one.full_name, why(one), f'/contacts/{one.id}')
        for figure in found
        for one in figure.value
    ]


def why(double: Double) -> str:
    """`Same phone and city, source Autumn fair`"""
    reasons = (
        ('e-mail', double.same_email),
        ('phone', double.same_phone),
        ('name', double.same_name),
        ('city', double.same_city),
    )
    words = [word for word, is_so in reasons if is_so]
    said = f'Same {joined_words(words)}' if words else 'A further address or number is the same'
    return f'{said}, source {double.source}' if double.source else said
