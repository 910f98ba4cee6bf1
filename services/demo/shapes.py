"""The words that demo content is written in; nothing here knows a database.

Moments are spans back from the loading, so that the demo always looks lived in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from models import (
    ContactStage,
    LinkScope,
    MailConsent,
    MemberRole,
    PriceUnit,
    ProposalStatus,
    TripState,
)
from models.contact import CLIENT_COLOR

ago = timedelta
"""`ago(days=1, hours=3)`: that long before the loading."""

SOONEST_DAYS = 60
"""Trips start no sooner than this after the loading."""


def season(month: int, day: int, weekday: int) -> Callable[[date], date]:
    """The weekday (0 is Monday) nearest to that day, in the next season still ahead."""

    def start(today: date) -> date:
        soonest = today + timedelta(days=SOONEST_DAYS)
        aims = (date(today.year + more, month, day) for more in range(3))
        starts = (aim + timedelta(days=(weekday - aim.weekday() + 3) % 7 - 3) for aim in aims)
        return next(found for found in starts if found >= soonest)

    return start


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoActivity:
    title: str
    price: Decimal
    unit: PriceUnit
    note: str
    text: str
    icon: str
    is_optional: bool
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDay:
    title: str
    body: str
    activities: tuple[DemoActivity, ...]
    picture: str = ''


def day(title: str, body: str, *activities: DemoActivity, picture: str = '') -> DemoDay:
    return DemoDay(title=title, body=body, activities=activities, picture=picture)


def fixed(
    title: str, price: str, note: str = '', *, icon: str = '', each: bool = False, text: str = ''
) -> DemoActivity:
    """A part of the trip that is always included; `each` prices it per person."""
    return _activity(
        title, price, note, icon=icon, each=each, text=text, is_optional=False, is_selected=False
    )


def option(
    title: str,
    price: str,
    note: str = '',
    *,
    icon: str = '',
    each: bool = True,
    text: str = '',
    chosen: bool = False,
) -> DemoActivity:
    """A part that the client may switch on, already so when `chosen`."""
    return _activity(
        title, price, note, icon=icon, each=each, text=text, is_optional=True, is_selected=chosen
    )


def _activity(
    title: str,
    price: str,
    note: str,
    *,
    icon: str,
    each: bool,
    text: str,
    is_optional: bool,
    is_selected: bool,
) -> DemoActivity:
    return DemoActivity(
        title=title,
        price=Decimal(price),
        unit=PriceUnit.PER_PERSON if each else PriceUnit.PER_GROUP,
        note=note,
        text=text,
        icon=icon,
        is_optional=is_optional,
        is_selected=is_selected,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLink:
    label: str
    made: timedelta
    scope: LinkScope = LinkScope.APPROVE
    ends_in_days: int | None = None
    revoked: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoVisit:
    link: str
    """Label of the link that was opened."""
    began: timedelta
    minutes: float = 4
    device: str = 'phone'


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoComment:
    by: str
    """Key of a member, or `client`."""
    at: timedelta
    body: str
    about: str = ''
    """Title of an activity or a day."""
    replies: 'tuple[DemoComment, ...]' = ()
    is_resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStep:
    to: ProposalStatus
    at: timedelta
    by: str = ''
    """Key of a member, `client`, or empty for the system."""
    reason: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoProposal:
    key: str
    title: str
    subtitle: str
    cover: str
    days: tuple[DemoDay, ...]
    intro: str
    terms: str
    owner: str
    client: str = ''
    travellers: int = 2
    starts: Callable[[date], date] | None = None
    departs_from: str = ''
    valid_days: int | None = None
    """Last day of the offer, counted from the loading."""
    is_template: bool = False
    made: timedelta = field(default_factory=lambda: ago(days=10))
    steps: tuple[DemoStep, ...] = ()
    """After the draft, in order."""
    versions: tuple[timedelta, ...] = ()
    """When each version began."""
    links: tuple[DemoLink, ...] = ()
    visits: tuple[DemoVisit, ...] = ()
    comments: tuple[DemoComment, ...] = ()
    last_act: tuple[str, timedelta] | None = None
    """What the client did last, in words."""
    decided_by: str = ''
    """Name as typed under a decision."""

    @property
    def status(self) -> ProposalStatus:
        return self.steps[-1].to if self.steps else ProposalStatus.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoItem:
    title: str
    supplier: str
    is_confirmed: bool
    due: int | None
    """Days from the loading."""


def todo(title: str, supplier: str = '', *, done: bool = False, due: int | None = None) -> DemoItem:
    """Something that has to be confirmed before they leave."""
    return DemoItem(title=title, supplier=supplier, is_confirmed=done, due=due)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTrip:
    key: str
    contact: str
    owner: str
    title: str = ''
    proposal: str = ''
    """Key of what was approved: its title and its dates."""
    leaves_in: int = 0
    """Days from the loading; fewer than none for what has begun."""
    days: int = 1
    state: TripState = TripState.PLANNED
    travellers: int = 2
    items: tuple[DemoItem, ...] = ()
    notes: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoContact:
    key: str
    full_name: str
    email: str
    phone: str
    city: str
    first_name: str = ''
    last_name: str = ''
    country: str = ''
    birthday: date | None = None
    mail_consent: MailConsent = MailConsent.UNKNOWN
    portrait: str = ''
    color: int = CLIENT_COLOR
    stage: ContactStage = ContactStage.LEAD
    tags: tuple[str, ...] = ()
    company: str = ''
    language: str = ''
    travels_with: str = ''
    source: str = ''
    notes: str = ''
    owner: str = ''
    """Key of a member."""
    made: timedelta = field(default_factory=lambda: ago(days=90))
    last: timedelta | None = None
    """When something last happened around them; else when they were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoView:
    """A view of a list that is kept for all."""

    list: str
    name: str
    filters: tuple[str, ...]


NOT_YET = ('stage:lead', 'stage:in_conversation', 'stage:client')
VIEWS = (
    DemoView(list='contacts', name='Warm', filters=NOT_YET),
    DemoView(list='contacts', name='Customers', filters=('stage:customer',)),
    DemoView(list='contacts', name='Quiet for 90 days', filters=('quiet:90',)),
    DemoView(list='contacts', name='Newsletter', filters=('mail_consent:agreed',)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMember:
    key: str
    full_name: str
    email: str
    phone: str
    role: MemberRole
    portrait: str = ''
    color: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrganization:
    key: str
    name: str
    city: str
    time_zone: str
    email: str
    phone: str
    members: tuple[DemoMember, ...]
    contacts: tuple[DemoContact, ...]
    proposals: tuple[DemoProposal, ...]
    trips: tuple[DemoTrip, ...] = ()
    views: tuple[DemoView, ...] = VIEWS
