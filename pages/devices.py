"""Browsers that signed in to an account before: strangers who guess cannot shut them out.

A cookie holds a random name and our signature over it and the account; it opens nothing.
Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
"""

import hmac
import secrets
from hashlib import sha256

from fastapi import Request, Response

from services.settings import Settings

COOKIE = 'tradewind_known'
KEPT_S = 180 * 24 * 3600


def mark(response: Response, email: str, settings: Settings) -> None:
    """Let this browser be known to the account it has just signed in to."""
    name = secrets.token_hex(8)
    response.set_cookie(
        COOKIE,
        f'{name}.{_signature(name, email, settings.secret)}',
        max_age=KEPT_S,
        httponly=True,
        samesite='lax',
        secure=settings.public_url.startswith('https://'),
    )


def known(request: Request, email: str, settings: Settings) -> str:
    """The name of a browser that signed in to this account before; empty for any other."""
    name, _, signature = request.cookies.get(COOKIE, '').partition('.')
    right = _signature(name, email, settings.secret)
    is_ours = bool(name) and hmac.compare_digest(signature.encode(), right.encode())
    return name if is_ours else ''


def _signature(name: str, email: str, secret: str) -> str:
    said = f'known {name} {email.strip().lower()}'.encode('utf-8', 'surrogatepass')
    return hmac.new(secret.encode(), said, sha256).hexdigest()
