"""What more there is to say of an event below its sentence. Pure; line in, step 5."""

from models import EventKind as Kind
from services.activity.events import Event
from services.activity.grouping import Entry

MOST = 3
"""Fields that are named."""
FIELDS = {
    'full_name': 'name', 'first_name': 'first name', 'last_name': 'last name', 'email': 'e-mail',
    'owner_id': 'owner', 'client_id': 'client', 'travels_with': 'companions', 'note': 'notes',
    'other_channels': 'further addresses', 'mail_consent': 'consent to mails',
    'intro': 'introduction', 'starts_on': 'start', 'ends_on': 'end', 'departs_from': 'departure',
    'valid_until': 'last day of the offer',
    'body': 'text', 'price_unit': 'price', 'is_optional': 'option', 'is_selected': 'choice',
}  # fmt: skip
"""What people call columns that are not called so already."""


def detail(entry: Entry) -> str:
    """What more there is to say below it: `Visit 2, phone`."""
    event, data = entry.latest, entry.latest.data
    match event.kind:
        case Kind.PROPOSAL_VIEWED:
            visit = data.get('visit')
            return ', '.join(
                str(one) for one in (visit and f'Visit {visit}', data.get('device')) if one
            )
        case Kind.CONTACT_CHANGED | Kind.PROPOSAL_CHANGED:
            return _fields(entry)
        case Kind.PROPOSAL_APPROVED | Kind.PROPOSAL_DECLINED:
            return f'Signed as {data["name"]}' if data.get('name') else ''
        case Kind.LINK_CREATED | Kind.LINK_REVOKED:
            return str(data.get('label') or '')
    return ''


def quote(entry: Entry) -> str:
    """What somebody said in it, in their words."""
    data = entry.latest.data
    return str(data.get('text') or data.get('reason') or '') if len(entry.events) == 1 else ''


def _fields(entry: Entry) -> str:
    """`Name, city and 2 more`; of a part of a proposal with its title."""
    words = list(
        dict.fromkeys(_field(event, name) for event in entry.events for name in event.fields)
    )
    if not words:
        return ''
    more = f' and {len(words) - MOST} more' if len(words) > MOST else ''
    said = ', '.join(words[:MOST]) + more
    return said[0].upper() + said[1:]


def _field(event: Event, name: str) -> str:
    word = FIELDS.get(name) or name.replace('_', ' ')
    title = str(event.data.get('title') or '')
    if name in {'added', 'removed', 'restored'}:
        return f'{word} {title or event.data.get("part") or "a part"}'
    return f'{word} of {title}' if title else word
