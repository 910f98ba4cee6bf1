"""What people may type into the fields of a proposal: shapes, limits and clear sentences."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from models.base import Line, Prose
from models.proposal import PriceUnit
from models.sharing import LinkScope

When = TypeVar('When', bound=date)
FIRST_YEAR, LAST_YEAR = 2000, 2199


def _one_line(value: str) -> str:
    return ' '.join(value.split())


def _currency(value: str) -> str:
    if not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise PydanticCustomError('currency', 'A currency has three letters, like EUR.')
    return value.upper()


def _in_our_time(value: When) -> When:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError('day', f'A date lies between {FIRST_YEAR} and {LAST_YEAR}.')
    return value


Day = Annotated[date, AfterValidator(_in_our_time)]
Title = Annotated[Line, AfterValidator(_one_line)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Price = Annotated[Decimal, Field(ge=0, lt=Decimal('10000000000'), decimal_places=4)]
"""As fine as any currency; how fine its own may be, the database holds it to."""
Comment = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class Fields(BaseModel):
    """Any subset of a row's editable fields; `changes` holds those that were given."""

    model_config = ConfigDict(extra='forbid')

    @property
    def changes(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.model_fields_set}


class ProposalFields(Fields):
    title: Title = ''
    subtitle: Title = ''
    client_id: UUID | None = None
    intro: Prose = ''
    terms: Prose = ''
    cover: Line = ''
    travellers: int = Field(default=2, ge=1, le=500)
    starts_on: Day | None = None
    ends_on: Day | None = None
    departs_from: Title = ''
    valid_until: Day | None = None
    currency: Annotated[str, AfterValidator(_currency)] = 'EUR'
    owner_id: UUID | None = None


class LinkFields(Fields):
    label: Annotated[Name, AfterValidator(_one_line)] = 'Link'
    scope: LinkScope = LinkScope.APPROVE
    expires_at: Annotated[AwareDatetime, AfterValidator(_in_our_time)] | None = None


class DayFields(Fields):
    title: Title = ''
    body: Prose = ''
    picture: Line = ''


class ActivityFields(Fields):
    title: Title = ''
    note: Title = ''
    description: Prose = ''
    icon: Line = ''
    price: Price = Decimal(0)
    price_unit: PriceUnit = PriceUnit.PER_PERSON
    is_optional: bool = False
    is_selected: bool = False


class ContactFields(Fields):
    full_name: Name = ''
    email: Line = ''
    phone: Line = ''
    city: Line = ''
