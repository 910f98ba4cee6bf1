"""What people may type into a row: the base of each input type, and limits in clear sentences."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, Field
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

FIRST_YEAR, LAST_YEAR = 2000, 2199
FIRST_MOMENT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
FIRST_BIRTHDAY = date(1900, 1, 1)
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


def _birthday(value: date) -> date:
    """It may be a day ahead of UTC already where somebody types."""
    if not FIRST_BIRTHDAY <= value <= datetime.now(UTC).date() + timedelta(days=1):
        raise PydanticCustomError(
            'day', f'A birthday lies between {FIRST_BIRTHDAY.year} and today.'
        )
    return value


def _country(value: str) -> str:
    if value and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise PydanticCustomError('country', 'A country has two letters, like PT.')
    return value.upper()


def _moment_in_our_time(value: datetime) -> datetime:
    """Whatever zone it is told in: years are counted as the database counts them."""
    if not FIRST_MOMENT <= value < END_OF_TIME:
        raise OUT_OF_TIME
    return value


Day = Annotated[date, AfterValidator(_day_in_our_time)]
Birthday = Annotated[date, AfterValidator(_birthday)]
Moment = Annotated[AwareDatetime, AfterValidator(_moment_in_our_time)]
Currency = Annotated[str, AfterValidator(_currency)]
Country = Annotated[str, AfterValidator(_country)]
"""Two letters of ISO 3166, or nothing where nobody has said."""
Price = Annotated[Decimal, Field(ge=0, lt=Decimal('10000000000'), decimal_places=4)]
"""As fine as any currency; how fine its own may be, the database holds it to."""


class Fields(SQLModel):
    """Any subset of a row's editable fields; `changes` holds those that were given."""

    model_config = {'extra': 'forbid'}

    @property
    def changes(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.model_fields_set}
