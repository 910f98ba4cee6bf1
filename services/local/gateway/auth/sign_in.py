"""Endpoints that end in a session: sign-up, password, refresh, one-time token.

Serves sign-in, beside both lines.
"""

import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.local.gateway.auth import bodies, one_time, sessions, tokens, users
from services.local.gateway.auth.context import Auth, Connection, refuse_banned
from services.local.gateway.auth.errors import AuthError, invalid, invalid_credentials
from services.local.gateway.auth.users import User


async def signup(auth: Auth, request: Request) -> Response:
    """Make a user, confirmed at once, and sign in."""
    body = await bodies.read(request, bodies.Credentials)
    if not body.email:
        if body.phone:
            raise AuthError(400, 'phone_provider_disabled', 'Phone signups are disabled')
        message = 'Anonymous sign-ins are disabled'
        raise AuthError(422, 'anonymous_provider_disabled', message)
    if not body.password:
        raise invalid('Signup requires a valid password')
    address = bodies.email(body.email)
    hashed = await auth.passwords.hash(bodies.password(body.password))
    try:
        async with auth.transaction() as connection:
            user = await users.add(
                connection,
                email=address,
                encrypted_password=hashed,
                email_confirmed_at=datetime.now(UTC),
                raw_user_meta_data=body.data or {},
            )
            return await _begin(auth, request, connection, user, 'password')
    except AuthError as error:
        if error.code != 'email_exists':
            raise
        raise AuthError(422, 'user_already_exists', 'User already registered') from error


async def token(auth: Auth, request: Request) -> Response:
    """Trade a password or a refresh token for a session."""
    grant = request.query_params.get('grant_type', '')
    if grant == 'password':
        return await _by_password(auth, request)
    if grant == 'refresh_token':
        return await _by_refresh_token(auth, request)
    raise AuthError(400, 'invalid_credentials', 'unsupported_grant_type')


async def verify(auth: Auth, request: Request) -> Response:
    """Trade a one-time token for a session."""
    body = await bodies.read(request, bodies.Verify)
    kind = 'magiclink' if body.type == 'email' else body.type
    if kind not in one_time.KINDS:
        raise invalid('Invalid verification type')
    token_hash = body.token_hash
    if body.email and body.token:
        token_hash = one_time.hashed(bodies.email(body.email), body.token)
    if not token_hash:
        raise invalid('Verify requires a token or a token hash')
    async with auth.transaction() as connection:
        user_id = await one_time.redeem(connection, token_hash, kind)
        user = await users.by_id(connection, user_id) if user_id else None
        if user is None:
            raise AuthError(403, 'otp_expired', 'Token has expired or is invalid')
        refuse_banned(user)
        if user.email_confirmed_at is None:
            user = await users.change(connection, user.id, email_confirmed_at=datetime.now(UTC))
        return await _begin(auth, request, connection, user, 'otp')


async def _by_password(auth: Auth, request: Request) -> Response:
    body = await bodies.read(request, bodies.Credentials)
    if not body.email:
        raise invalid('missing email or phone')
    async with auth.transaction() as connection:
        user = await users.by_email(connection, body.email.strip().lower())
    # no connection is held while the hash is computed
    right = await auth.passwords.verify(
        user.encrypted_password if user else None, body.password or ''
    )
    if user is None or not right:
        raise invalid_credentials()
    refuse_banned(user)
    if user.email_confirmed_at is None:
        raise AuthError(400, 'email_not_confirmed', 'Email not confirmed')
    async with auth.transaction() as connection:
        still = await users.by_id(connection, user.id, lock=True)
        if still is None or still.encrypted_password != user.encrypted_password:
            raise invalid_credentials()
        return await _begin(auth, request, connection, still, 'password')


async def _by_refresh_token(auth: Auth, request: Request) -> Response:
    body = await bodies.read(request, bodies.Refresh)
    if not body.refresh_token:
        raise invalid('refresh_token required')
    async with auth.transaction() as connection:
        found = await sessions.find_token(connection, body.refresh_token)
        if found is None:
            message = 'Invalid Refresh Token: Refresh Token Not Found'
            raise AuthError(400, 'refresh_token_not_found', message)
        user = await users.by_id(connection, found.user_id)
        if user is None:
            raise invalid_credentials()
        refuse_banned(user)
        if not found.is_spent:
            successor = await sessions.rotate(connection, body.refresh_token, found)
            return _session(
                auth,
                request,
                user,
                session_id=found.session_id,
                method=found.method,
                refresh_token=successor,
            )
        await sessions.spend_all(connection, found.session_id)
    raise AuthError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')


async def _begin(
    auth: Auth, request: Request, connection: Connection, user: User, method: str
) -> Response:
    user = await users.change(connection, user.id, last_sign_in_at=datetime.now(UTC))
    session_id = await sessions.open_session(connection, user.id, method)
    refresh_token = await sessions.add_token(connection, session_id)
    return _session(
        auth, request, user, session_id=session_id, method=method, refresh_token=refresh_token
    )


def _session(
    auth: Auth, request: Request, user: User, *, session_id: UUID, method: str, refresh_token: str
) -> Response:
    issuer = f'{request.url.scheme}://{request.url.netloc}/auth/v1'
    session: dict[str, Any] = {
        'access_token': tokens.issue(auth.jwt_secret, issuer, user, session_id, method),
        'token_type': 'bearer',
        'expires_in': tokens.LIFE_S,
        'expires_at': int(time.time()) + tokens.LIFE_S,
        'refresh_token': refresh_token,
        'user': user.public(),
    }
    return JSONResponse(session, headers={'Cache-Control': 'no-store'})
