"""What people may type into the fields of a proposal: shapes, limits and clear sentences."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from models.proposal import PriceUnit
from models.sharing import LinkScope
from models.text import Comment, Label, Line, Name, Prose, Reason

FIRST_YEAR, LAST_YEAR = 2000, 2199
FIRST_MOMENT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
END_OF_TIME = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
OUT_OF_TIME = PydanticCustomError('day', f'A date lies between {FIRST_YEAR} and {LAST_YEAR}.')


def _currency(value: str) -> str:
    if not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise PydanticCustomError('currency', 'A currency has three letters, like EUR.')
    return value.upper()


def _day_in_our_time(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise OUT_OF_TIME
    return value


def _moment_in_our_time(value: datetime) -> datetime:
    """Whatever zone it is told in: years are counted as the database counts them."""
    if not FIRST_MOMENT <= value < END_OF_TIME:
        raise OUT_OF_TIME
    return value


Day = Annotated[date, AfterValidator(_day_in_our_time)]
Moment = Annotated[AwareDatetime, AfterValidator(_moment_in_our_time)]
Price = Annotated[Decimal, Field(ge=0, lt=Decimal('10000000000'), decimal_places=4)]
"""As fine as any currency; how fine its own may be, the database holds it to."""


class Fields(BaseModel):
    """Any subset of a row's editable fields; `changes` holds those that were given."""

    model_config = ConfigDict(extra='forbid')

    @property
    def changes(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.model_fields_set}


class ProposalFields(Fields):
    title: Line = ''
    subtitle: Line = ''
    client_id: UUID | None = None
    intro: Prose = ''
    terms: Prose = ''
    cover: Line = ''
    travellers: int = Field(default=2, ge=1, le=500)
    starts_on: Day | None = None
    ends_on: Day | None = None
    departs_from: Line = ''
    valid_until: Day | None = None
    currency: Annotated[str, AfterValidator(_currency)] = 'EUR'
    owner_id: UUID | None = None


class LinkFields(Fields):
    label: Name = 'Link'
    scope: LinkScope = LinkScope.APPROVE
    expires_at: Moment | None = None


class DayFields(Fields):
    title: Line = ''
    body: Prose = ''
    picture: Line = ''


class ActivityFields(Fields):
    title: Line = ''
    note: Line = ''
    description: Prose = ''
    icon: Line = ''
    price: Price = Decimal(0)
    price_unit: PriceUnit = PriceUnit.PER_PERSON
    is_optional: bool = False
    is_selected: bool = False


class CommentFields(Fields):
    body: Comment = 'Hello'
    author_name: Label = ''


class DecisionFields(Fields):
    name: Name = 'The client'
    reason: Reason = ''


class OrganizationFields(Fields):
    name: Name = 'Organization'
    email: Line = ''


class ProfileFields(Fields):
    full_name: Name = 'Member'
    email: Line = ''


class ContactFields(Fields):
    full_name: Name = 'Contact'
    email: Line = ''
    phone: Line = ''
    city: Line = ''
