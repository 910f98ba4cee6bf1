"""Lets in who has an API key of this gateway, as the proxy before Supabase Auth does.

Serves sign-in, beside both lines. A page of another site, open in a browser here, has no key.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse

from services.local.gateway.auth import tokens
from services.local.gateway.auth.errors import AuthError

ROLES = {'anon', 'service_role'}
MISSING = {
    'message': 'No API key found in request',
    'hint': 'No `apikey` request header or url param was found.',
}
WRONG = {
    'message': 'Invalid API key',
    'hint': 'Double check your Supabase `anon` or `service_role` API key.',
}


def refusal(request: Request, secret: str) -> JSONResponse | None:
    """The answer to who has no key: in `apikey`, or without that as the bearer token."""
    key = request.headers.get('apikey')
    shown = request.headers.get('authorization', '') if key is None else f'Bearer {key}'
    if _is_key(shown, secret):
        return None
    return JSONResponse(MISSING if key is None else WRONG, 401)


def _is_key(shown: str, secret: str) -> bool:
    try:
        return tokens.read(secret, shown).role in ROLES
    except AuthError:
        return False
