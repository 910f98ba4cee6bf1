"""Checks the tokens that a socket, a join or an `access_token` event brings, with Realtime's words.

A token is an HS256/384/512 JWT that must carry `role` and an `exp` in the future.
"""

import base64
import binascii
import json
import math
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import jwt

_ALGORITHMS = ['HS256', 'HS384', 'HS512']
_FIELDS = 'Fields `role` and `exp` are required in JWT'


@dataclass(frozen=True, slots=True)
class Claims:
    """Who a channel is: the pair that row-level security is evaluated with."""

    role: str
    text: str
    """The claims as JSON, the value of `request.jwt.claims`; equal texts share one check."""
    expires_at_s: float

    @property
    def is_service(self) -> bool:
        return self.role == 'service_role'

    def expires_in_s(self) -> float:
        return self.expires_at_s - time.time()


class TokenError(Exception):
    """A token that opens nothing; `str(error)` is the text of a handshake's refusal."""

    def __init__(self, code: str, message: str, refusal: str | None = None) -> None:
        super().__init__(refusal or message)
        self.reason = f'{code}: {message}'
        """The text of a join's refusal."""
        self.message = message
        """The text of a `system` message."""


def verify(token: str, secret: str) -> Claims:
    """Raises: TokenError."""
    token = ''.join(unquote(token).split())
    _require_shape(token)
    try:
        payload = jwt.api_jws.decode(token, secret, algorithms=_ALGORITHMS)
    except jwt.InvalidSignatureError as error:
        raise TokenError('JwtSignatureError', 'Failed to validate JWT signature') from error
    except jwt.InvalidAlgorithmError as error:
        raise TokenError('JwtSignerError', 'Failed to generate JWT signer') from error
    except jwt.PyJWTError as error:
        raise _malformed() from error
    return _claims(json.loads(payload))


def _require_shape(token: str) -> None:
    """A token of three JSON parts is judged by its signature, anything else is malformed."""
    try:
        header, payload, _ = token.split('.')
        for part in (header, payload):
            decoded = json.loads(base64.urlsafe_b64decode(part + '=' * (-len(part) % 4)))
            if not isinstance(decoded, dict):
                raise _malformed()
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _malformed() from error


def _claims(claims: dict[str, Any]) -> Claims:
    role, expires_at = claims.get('role'), claims.get('exp')
    if not role or not isinstance(role, str) or expires_at is None:
        raise TokenError('InvalidJWTToken', _FIELDS)
    if isinstance(expires_at, bool) or not isinstance(expires_at, int | float):
        raise TokenError('InvalidJWTToken', 'Token expiration time is invalid')
    overdue_s = time.time() - expires_at
    if overdue_s >= 0:
        raise expired(overdue_s)
    return Claims(role, json.dumps(claims, separators=(',', ':')), float(expires_at))


def expired(overdue_s: float) -> TokenError:
    return TokenError(
        'InvalidJWTToken',
        f'Token has expired {max(0, math.floor(overdue_s))} seconds ago',
        'Token has expired',
    )


def _malformed() -> TokenError:
    return TokenError('MalformedJWT', 'The token provided is not a valid JWT')
