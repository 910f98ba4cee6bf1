"""Supabase Auth's endpoints as far as the app and the `supabase` package need them.

Serves sign-in, beside both lines. Source: supabase/auth `internal/api`.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.local.gateway.auth import account, admin, api_key, sign_in
from services.local.gateway.auth.context import Auth
from services.local.gateway.auth.errors import AuthError, invalid
from services.local.gateway.auth.passwords import Passwords

__all__ = ['routes']

log = logging.getLogger(__name__)

Handler = Callable[[Auth, Request], Awaitable[Response]]
PREFIX = '/auth/v1'
TRIES = 2


def routes(pool: AsyncConnectionPool[AsyncConnection[Any]], jwt_secret: str) -> list[Route]:
    """All of `/auth/v1`; the pool may be opened later."""
    auth = Auth(pool=pool, jwt_secret=jwt_secret, passwords=Passwords())
    table: list[tuple[str, str, Handler]] = [
        ('POST', '/signup', sign_in.signup),
        ('POST', '/token', sign_in.token),
        ('POST', '/verify', sign_in.verify),
        ('GET', '/user', account.show),
        ('PUT', '/user', account.change),
        ('POST', '/logout', account.logout),
        ('POST', '/recover', account.recover),
        ('POST', '/admin/users', admin.create),
        ('GET', '/admin/users', admin.listing),
        ('GET', '/admin/users/{user_id}', admin.show),
        ('PUT', '/admin/users/{user_id}', admin.change),
        ('DELETE', '/admin/users/{user_id}', admin.delete),
        ('POST', '/admin/generate_link', admin.generate_link),
        ('GET', '/settings', _settings),
        ('GET', '/health', _health),
        ('GET', '/.well-known/jwks.json', _keys),
    ]
    return [
        Route(PREFIX + path, _endpoint(auth, handler), methods=[method])
        for method, path, handler in table
    ]


def _endpoint(auth: Auth, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if refusal := api_key.refusal(request, auth.jwt_secret):
            return refusal
        try:
            return await _try(auth, handler, request)
        except AuthError as error:
            return error.response(request)

    return answer


async def _try(auth: Auth, handler: Handler, request: Request) -> Response:
    """Run a handler, once more if the database was restarted under its connection."""
    for attempt in range(TRIES):
        try:
            return await handler(auth, request)
        except psycopg.OperationalError as error:
            if attempt + 1 == TRIES:
                log.warning('the database does not answer: %s', type(error).__name__)
                raise AuthError(503, 'unexpected_failure', 'Database is unavailable') from error
            await auth.pool.check()
        except psycopg.DataError as error:
            raise invalid('Request holds a value that cannot be stored') from error
        except psycopg.Error as error:
            log.exception('the database refused %s %s', request.method, request.url.path)
            raise AuthError(500, 'unexpected_failure', 'Database error') from error
    raise AssertionError('unreachable')


async def _settings(_: Auth, __: Request) -> Response:
    return JSONResponse(
        {
            'external': {'anonymous_users': False, 'email': True, 'phone': False},
            'disable_signup': False,
            'mailer_autoconfirm': True,
            'phone_autoconfirm': False,
            'sms_provider': '',
            'saml_enabled': False,
        }
    )


async def _health(_: Auth, __: Request) -> Response:
    description = 'GoTrue is a user registration and authentication API'
    return JSONResponse({'version': 'embedded', 'name': 'GoTrue', 'description': description})


async def _keys(_: Auth, __: Request) -> Response:
    """No asymmetric keys: tokens are signed with the shared secret."""
    return JSONResponse({'keys': []})
