"""Who somebody is: Supabase Auth by password, on the line out before any transaction.

Each call makes a client of its own and leaves nothing behind, so no two people can ever share one.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import UUID

import httpx
from supabase import AsyncClientOptions, acreate_client
from supabase_auth import AsyncGoTrueClient, AuthResponse
from supabase_auth.errors import AuthApiError, AuthError, AuthRetryableError

from services import passwords
from services.errors import AppError, Invalid, TooMany, Unavailable

TIMEOUT_S = 10


class WrongPassword(Invalid):
    """Deliberately the same for an address that nobody has."""

    sentence = 'That e-mail and password do not match. Nothing else was changed.'


class Taken(Invalid):
    """The address has an account already."""

    sentence = 'There is an account with this e-mail already. Sign in instead.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A person whom Auth has recognized."""

    user_id: UUID
    email: str


class AuthService:
    """Signs people up and in; raises only `AppError`s."""

    def __init__(self, url: str, anon_key: str) -> None:
        self._url = url
        self._anon_key = anon_key

    async def sign_in(self, email: str, password: str) -> Identity:
        """Recognize a person by password. Raises: `WrongPassword`, `TooMany`, `Unavailable`."""
        *others, last = passwords.forms(password)
        for form in others:
            with suppress(WrongPassword):
                return await self._sign_in(email, form)
        return await self._sign_in(email, last)

    async def _sign_in(self, email: str, password: str) -> Identity:
        async with self._auth() as auth:
            answer = await auth.sign_in_with_password({'email': email, 'password': password})
            await _forget(auth)
        return _identity(answer, email)

    async def sign_up(self, email: str, password: str, full_name: str) -> Identity:
        """Make an account. Raises: `Taken`, `Invalid` naming the field, `Unavailable`."""
        kept = passwords.check(password)
        async with self._auth(kept) as auth:
            answer = await auth.sign_up(
                {'email': email, 'password': kept, 'options': {'data': {'name': full_name}}}
            )
            await _forget(auth)
        if answer.user is not None and answer.user.identities == []:
            raise Taken(field='email')  # Auth's way not to say so when addresses are confirmed
        return _identity(answer, email)

    @asynccontextmanager
    async def _auth(self, new_password: str = '') -> AsyncIterator[AsyncGoTrueClient]:
        """Auth's client for one call; its errors become ours."""
        async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:
            options = AsyncClientOptions(
                auto_refresh_token=False, persist_session=False, httpx_client=http
            )
            try:
                client = await acreate_client(self._url, self._anon_key, options)
                yield client.auth
            except AuthError as error:
                raise translated(error, new_password) from error
            except httpx.HTTPError as error:
                raise Unavailable from error


async def _forget(auth: AsyncGoTrueClient) -> None:
    """End Auth's session at once: ours is a row of our own, and no token has to be kept."""
    with suppress(AuthError, httpx.HTTPError):
        await auth.sign_out({'scope': 'local'})


def _identity(answer: AuthResponse, email: str) -> Identity:
    if answer.user is None:
        raise Unavailable
    return Identity(user_id=UUID(answer.user.id), email=answer.user.email or email)


REFUSALS: dict[str, Invalid] = {
    'invalid_credentials': WrongPassword(field='password'),
    'email_not_confirmed': Invalid(
        'Open the link in the mail we sent you first, then sign in.', field='email'
    ),
    'user_already_exists': Taken(field='email'),
    'email_exists': Taken(field='email'),
    'email_address_invalid': Invalid('That is not an e-mail address.', field='email'),
    'validation_failed': Invalid('That is not an e-mail address.', field='email'),
    'weak_password': Invalid('That password is too easy. Use a longer one.', field='password'),
    'user_banned': Invalid('This account is closed. Ask the owner of your organization.'),
    'signup_disabled': Invalid('New accounts are closed here. Ask a colleague to invite you.'),
}
"""Auth's error codes and what they mean to a person."""


def translated(error: AuthError, new_password: str = '') -> AppError:
    """Auth's refusal as a sentence; of a new password it may say that it is too long."""
    refusal = REFUSALS.get(error.code) if error.code else None
    if error.code == 'validation_failed':
        refusal = passwords.too_long(new_password) or refusal
    if refusal is not None:
        return type(refusal)(str(refusal), field=refusal.field)
    if isinstance(error, AuthApiError) and error.status == 429:
        return TooMany('Too many tries for now. Wait a minute, then try again.', retry_s=60)
    if isinstance(error, AuthApiError) and error.status == 400 and error.code is None:
        return WrongPassword(field='password')
    if isinstance(error, AuthApiError) and error.status == 422:
        return Invalid('That is not an e-mail address.', field='email')
    if isinstance(error, AuthRetryableError):
        return Unavailable()
    return AppError()
