"""Secrets of the embedded stack, made on the first start and kept where only the owner reads.

Serves both lines: passwords open Postgres, the token secret signs what Realtime and Auth accept.
"""

import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import jwt

from services.local.errors import LocalStackError

API_KEY_LIFE_S = 10 * 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Everything secret about one data folder."""

    owner_password: str
    """Of the Postgres superuser."""
    app_password: str
    """Of the login role that the app uses."""
    jwt_secret: str
    """Signs API keys and access tokens (HS256)."""
    anon_key: str
    """API key of clients that nobody signed in."""
    service_role_key: str
    """API key that passes row-level security; never leaves the server."""


def make() -> Keys:
    """New keys; the API keys are tokens as Supabase's legacy keys are."""
    secret = secrets.token_hex(32)
    return Keys(
        owner_password=secrets.token_urlsafe(24),
        app_password=secrets.token_urlsafe(24),
        jwt_secret=secret,
        anon_key=_api_key('anon', secret),
        service_role_key=_api_key('service_role', secret),
    )


def load(path: Path, *, may_make: bool) -> Keys:
    """Read the keys, or make them where there is no data yet that other keys would lock."""
    if path.exists():
        try:
            return Keys(**json.loads(path.read_text()))
        except (ValueError, TypeError) as error:
            raise LocalStackError(
                f'{path} is damaged; restore it, or move {path.parent} away to start afresh.'
            ) from error
    if not may_make:
        raise LocalStackError(
            f'{path} is missing, so the database beside it cannot be opened; '
            f'restore it, or move {path.parent} away to start afresh.'
        )
    keys = make()
    write_private(path, json.dumps(asdict(keys), indent=2))
    return keys


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; only its owner can read it at any moment."""
    draft = path.with_name(f'{path.name}.{os.getpid()}.new')
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(descriptor, 'w') as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    draft.replace(path)


def _api_key(role: str, secret: str) -> str:
    now = int(time.time())
    claims = {'iss': 'supabase-local', 'role': role, 'iat': now, 'exp': now + API_KEY_LIFE_S}
    return jwt.encode(claims, secret, algorithm='HS256')
