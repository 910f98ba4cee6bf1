"""Access tokens: what we hand out at sign-in, and what callers show us.

Serves sign-in, beside both lines; Realtime accepts the same tokens.
"""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import jwt

from services.local.gateway.auth.errors import AuthError
from services.local.gateway.auth.users import User

LIFE_S = 3600
ADMIN_ROLES = {'service_role', 'supabase_admin'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who a valid token says is calling."""

    role: str
    user_id: UUID | None
    session_id: UUID | None

    @property
    def is_admin(self) -> bool:
        return self.role in ADMIN_ROLES


def issue(secret: str, issuer: str, user: User, session_id: UUID, method: str) -> str:
    """An access token for one hour of one session."""
    now = int(time.time())
    claims: dict[str, Any] = {
        'iss': issuer,
        'sub': str(user.id),
        'aud': user.aud,
        'exp': now + LIFE_S,
        'iat': now,
        'email': user.email or '',
        'phone': '',
        'app_metadata': user.raw_app_meta_data,
        'user_metadata': user.raw_user_meta_data,
        'role': user.role,
        'aal': 'aal1',
        'amr': [{'method': method, 'timestamp': now}],
        'session_id': str(session_id),
        'is_anonymous': False,
    }
    return jwt.encode(claims, secret, algorithm='HS256')


def read(secret: str, authorization: str) -> Bearer:
    """Check the `Authorization` header.

    Raises: AuthError `no_authorization` or `bad_jwt`.
    """
    kind, _, token = authorization.partition(' ')
    if kind.lower() != 'bearer' or not token.strip():
        message = 'This endpoint requires a valid Bearer token'
        raise AuthError(401, 'no_authorization', message)
    options: Any = {'require': ['exp'], 'verify_aud': False, 'verify_sub': False}
    try:
        claims = jwt.decode(token.strip(), secret, algorithms=['HS256'], options=options)
        return Bearer(
            role=str(claims.get('role', '')),
            user_id=UUID(claims['sub']) if claims.get('sub') else None,
            session_id=UUID(claims['session_id']) if claims.get('session_id') else None,
        )
    except (jwt.InvalidTokenError, ValueError, AttributeError, TypeError) as error:
        message = f'invalid JWT: unable to parse or verify signature, {error}'
        raise AuthError(403, 'bad_jwt', message) from error
