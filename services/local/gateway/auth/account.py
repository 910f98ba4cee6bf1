"""Endpoints of somebody signed in: the own account, sign-out; and the way back when locked out.

Serves sign-in, beside both lines.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.local.gateway.auth import bodies, one_time, sessions, users
from services.local.gateway.auth.context import Auth
from services.local.gateway.auth.errors import AuthError, invalid

RECOVERY_EVERY = timedelta(seconds=60)


async def show(auth: Auth, request: Request) -> Response:
    """The caller's account."""
    bearer = auth.bearer(request)
    async with auth.transaction() as connection:
        user = await auth.caller(connection, bearer)
    return JSONResponse(user.public())


async def change(auth: Auth, request: Request) -> Response:
    """Change e-mail, password or metadata; a new password ends the other sessions."""
    bearer = auth.bearer(request)
    body = await bodies.read(request, bodies.Changes)
    columns: dict[str, Any] = {}
    if body.email:
        columns['email'] = bodies.email(body.email)
    async with auth.transaction() as connection:
        user = await auth.caller(connection, bearer)
    if body.password is not None:
        if await auth.passwords.verify(user.encrypted_password, body.password):
            message = 'New password should be different from the old password.'
            raise AuthError(422, 'same_password', message)
        columns['encrypted_password'] = await auth.passwords.hash(bodies.password(body.password))
    async with auth.transaction() as connection:
        user = await auth.caller(connection, bearer)
        if body.data is not None:
            columns['raw_user_meta_data'] = users.merged(user.raw_user_meta_data, body.data)
        user = await users.change(connection, user.id, **columns)
        if body.password is not None and bearer.session_id:
            await sessions.end(connection, user.id, bearer.session_id, 'others')
    return JSONResponse(user.public())


async def logout(auth: Auth, request: Request) -> Response:
    """End this session, the others, or all."""
    bearer = auth.bearer(request)
    scope = request.query_params.get('scope', 'global')
    if scope not in {'global', 'local', 'others'}:
        raise invalid(f'Unsupported logout scope "{scope}"')
    async with auth.transaction() as connection:
        user = await auth.caller(connection, bearer)
        await sessions.end(connection, user.id, bearer.session_id, scope)
    return Response(status_code=204)


async def recover(auth: Auth, request: Request) -> Response:
    """Make a recovery token if there is such a user; the answer does not tell."""
    body = await bodies.read(request, bodies.Credentials)
    if not body.email:
        raise invalid('Password recovery requires an email')
    address = bodies.email(body.email)
    async with auth.transaction() as connection:
        user = await users.by_email(connection, address)
        sent_at = user.recovery_sent_at if user else None
        if user and (sent_at is None or sent_at < datetime.now(UTC) - RECOVERY_EVERY):
            await one_time.make(connection, user.id, address, 'recovery')
    return JSONResponse({})
