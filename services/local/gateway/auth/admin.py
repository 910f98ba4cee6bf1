"""Endpoints for the service role: make, list, change and delete users.

Serves sign-in, beside both lines.
"""

import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.local.gateway.auth import bodies, one_time, sessions, users
from services.local.gateway.auth.bodies import AdminChanges
from services.local.gateway.auth.context import Auth, Connection
from services.local.gateway.auth.errors import AuthError, invalid
from services.local.gateway.auth.users import User

PAGE_SIZE = 50
PAGE_LIMIT = 1000
DURATION = re.compile(r'(\d+(?:\.\d+)?)(h|m|s)')
UNITS = {'h': 'hours', 'm': 'minutes', 's': 'seconds'}


async def create(auth: Auth, request: Request) -> Response:
    auth.require_admin(request)
    body = await bodies.read(request, AdminChanges)
    if not body.email:
        raise invalid('Cannot create a user without either an email or phone')
    if body.password and body.password_hash:
        raise invalid('Only a password or a password hash should be provided')
    columns = await _columns(auth, body)
    if 'encrypted_password' not in columns:
        columns['encrypted_password'] = await auth.passwords.hash(secrets.token_urlsafe(32))
    columns['raw_user_meta_data'] = users.merged({}, body.user_metadata)
    columns['raw_app_meta_data'] = users.merged({}, body.app_metadata)
    if body.id:
        columns['id'] = body.id
    async with auth.transaction() as connection:
        return JSONResponse((await users.add(connection, **columns)).public())


async def listing(auth: Auth, request: Request) -> Response:
    """One page of users, with the total and the neighbouring pages in the headers."""
    auth.require_admin(request)
    number = _whole(request, 'page', 1)
    size = min(_whole(request, 'per_page', PAGE_SIZE), PAGE_LIMIT)
    async with auth.transaction() as connection:
        found, total = await users.page(connection, number, size)
    last = max(1, -(-total // size))
    near = {'next': number + 1, 'last': last} if number < last else {'last': last}
    links = [
        f'<{request.url.path}?page={n}&per_page={size}>; rel="{rel}"' for rel, n in near.items()
    ]
    return JSONResponse(
        {'users': [user.public() for user in found], 'aud': 'authenticated'},
        headers={'x-total-count': str(total), 'link': ', '.join(links)},
    )


async def show(auth: Auth, request: Request) -> Response:
    auth.require_admin(request)
    async with auth.transaction() as connection:
        return JSONResponse((await _named(connection, request)).public())


async def change(auth: Auth, request: Request) -> Response:
    auth.require_admin(request)
    body = await bodies.read(request, AdminChanges)
    columns = await _columns(auth, body)
    async with auth.transaction() as connection:
        user = await _named(connection, request)
        if body.user_metadata is not None:
            columns['raw_user_meta_data'] = users.merged(
                user.raw_user_meta_data, body.user_metadata
            )
        if body.app_metadata is not None:
            columns['raw_app_meta_data'] = users.merged(user.raw_app_meta_data, body.app_metadata)
        user = await users.change(connection, user.id, **columns)
        if body.password or body.password_hash:
            await sessions.end(connection, user.id, None, 'global')
    return JSONResponse(user.public())


async def delete(auth: Auth, request: Request) -> Response:
    """Delete a user, or keep the bare row when asked to."""
    auth.require_admin(request)
    body = await bodies.read(request, bodies.AdminDelete)
    async with auth.transaction() as connection:
        user = await _named(connection, request)
        if body.should_soft_delete:
            await sessions.end(connection, user.id, None, 'global')
            await users.change(
                connection,
                user.id,
                email=None,
                encrypted_password='',
                raw_user_meta_data={},
                deleted_at=datetime.now(UTC),
            )
        else:
            await users.remove(connection, user.id)
    return JSONResponse({})


async def generate_link(auth: Auth, request: Request) -> Response:
    """A one-time token for an existing user, for programs that send their own mail."""
    auth.require_admin(request)
    body = await bodies.read(request, bodies.LinkRequest)
    if body.type not in one_time.KINDS:
        raise invalid(f'Invalid email action link type requested: {body.type}')
    address = bodies.email(body.email or '')
    redirect = request.query_params.get('redirect_to', '')
    async with auth.transaction() as connection:
        user = await users.by_email(connection, address)
        if user is None:
            raise AuthError(404, 'user_not_found', 'User with this email not found')
        made = await one_time.make(connection, user.id, address, body.type)
    base = f'{request.url.scheme}://{request.url.netloc}/auth/v1/verify'
    link = f'{base}?token={made.hashed}&type={body.type}&redirect_to={redirect}'
    properties = {
        'action_link': link,
        'email_otp': made.token,
        'hashed_token': made.hashed,
        'verification_type': body.type,
        'redirect_to': redirect,
    }
    return JSONResponse({**user.public(), **properties})


async def _columns(auth: Auth, body: AdminChanges) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if body.email:
        columns['email'] = bodies.email(body.email)
    if body.password:
        columns['encrypted_password'] = await auth.passwords.hash(bodies.password(body.password))
    if body.password_hash:
        if not auth.passwords.accepts(body.password_hash):
            raise invalid('unsupported password hash; this server takes argon2')
        columns['encrypted_password'] = body.password_hash
    if body.email_confirm:
        columns['email_confirmed_at'] = datetime.now(UTC)
    if body.role:
        columns['role'] = body.role
    if body.ban_duration:
        columns['banned_until'] = _end_of_ban(body.ban_duration)
    return columns


def _end_of_ban(text: str) -> datetime | None:
    if text == 'none':
        return None
    parts = DURATION.findall(text)
    if ''.join(amount + unit for amount, unit in parts) != text:
        raise invalid('invalid format for ban duration')
    try:
        return datetime.now(UTC) + timedelta(**{UNITS[u]: float(amount) for amount, u in parts})
    except OverflowError as error:
        raise invalid('invalid format for ban duration') from error


async def _named(connection: Connection, request: Request) -> User:
    """The user named in the path, locked until the transaction ends."""
    try:
        user_id = UUID(request.path_params['user_id'])
    except ValueError as error:
        raise AuthError(404, 'validation_failed', 'user_id must be an UUID') from error
    user = await users.by_id(connection, user_id, lock=True)
    if user is None:
        raise AuthError(404, 'user_not_found', 'User not found')
    return user


def _whole(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name) or str(default)
    if not text.isdecimal() or not 0 < int(text) < 2**31:
        raise invalid('Bad Pagination Parameters')
    return int(text)
