"""What callers of the Auth endpoints send, read once at the edge.

Serves sign-in, beside both lines. Members that we do not know are ignored, as Auth does.
"""

import re
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from services.local.gateway.auth.errors import AuthError, invalid
from services.local.gateway.body import BodyTooLarge, read_body

BODY_LIMIT_BYTES = 1_000_000
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
EMAIL_LIMIT = 255
PASSWORD_LEAST = 6
PASSWORD_LIMIT_BYTES = 8192

Shape = TypeVar('Shape', bound=BaseModel)


class Credentials(BaseModel):
    """Of sign-up, password sign-in and recovery."""

    email: str | None = None
    phone: str | None = None
    password: str | None = None
    data: dict[str, Any] | None = None


class Refresh(BaseModel):
    refresh_token: str | None = None


class Verify(BaseModel):
    """A one-time token: the `token` itself with its e-mail address, or its `token_hash`."""

    type: str = ''
    email: str | None = None
    token: str | None = None
    token_hash: str | None = None


class Changes(BaseModel):
    """What a user may change of the own account; None leaves it."""

    email: str | None = None
    password: str | None = None
    data: dict[str, Any] | None = None


class AdminChanges(BaseModel):
    """What an administrator may set or change; None leaves it."""

    id: UUID | None = None
    email: str | None = None
    password: str | None = None
    password_hash: str | None = None
    email_confirm: bool | None = None
    user_metadata: dict[str, Any] | None = None
    app_metadata: dict[str, Any] | None = None
    role: str | None = None
    ban_duration: str | None = None


class AdminDelete(BaseModel):
    should_soft_delete: bool = False


class LinkRequest(BaseModel):
    type: str = ''
    email: str | None = None


async def read(request: Request, shape: type[Shape]) -> Shape:
    """The body of a request; an empty one is an empty object.

    Raises: AuthError `bad_json`.
    """
    try:
        return shape.model_validate_json(await read_body(request, BODY_LIMIT_BYTES) or b'{}')
    except BodyTooLarge as error:
        raise AuthError(413, 'bad_json', 'Request body is too large') from error
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]['msg']
        raise AuthError(
            400, 'bad_json', f'Could not parse request body as JSON: {detail}'
        ) from error


def email(text: str) -> str:
    """An address as it is kept: lower case, no blanks around it."""
    cleaned = text.strip().lower()
    if len(cleaned) > EMAIL_LIMIT or not EMAIL.fullmatch(cleaned):
        raise invalid('Unable to validate email address: invalid format')
    return cleaned


def password(text: str) -> str:
    """A password that is long enough; argon2 takes any length, so the limit is only a bound."""
    if len(text.encode()) > PASSWORD_LIMIT_BYTES:
        raise invalid(f'Password cannot be longer than {PASSWORD_LIMIT_BYTES} bytes')
    if len(text) < PASSWORD_LEAST:
        message = f'Password should be at least {PASSWORD_LEAST} characters.'
        raise AuthError(422, 'weak_password', message, ('length',))
    return text
