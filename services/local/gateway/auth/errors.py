"""Refusals of the Auth endpoints, in Auth's own two shapes.

Serves sign-in, beside both lines. Source: supabase/auth `internal/api/apierrors`.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse

VERSION_HEADER = 'X-Supabase-Api-Version'
VERSION = '2024-01-01'


class AuthError(Exception):
    """A refusal: HTTP status, error code for programs, message for people."""

    def __init__(self, status: int, code: str, message: str, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.reasons = reasons
        """Why a password is weak."""

    def response(self, request: Request) -> JSONResponse:
        """`{"code": "…", "message": "…"}` for who names the version, else the older shape."""
        versioned = request.headers.get(VERSION_HEADER, '') >= VERSION
        headers = {'x-sb-error-code': self.code}
        body: dict[str, object]
        if versioned:
            headers[VERSION_HEADER] = VERSION
            body = {'code': self.code, 'message': self.message}
        else:
            body = {'code': self.status, 'error_code': self.code, 'msg': self.message}
        if self.reasons:
            body['weak_password'] = {'reasons': list(self.reasons)}
        return JSONResponse(body, self.status, headers)


def invalid_credentials() -> AuthError:
    return AuthError(400, 'invalid_credentials', 'Invalid login credentials')


def email_exists() -> AuthError:
    message = 'A user with this email address has already been registered'
    return AuthError(422, 'email_exists', message)


def invalid(message: str) -> AuthError:
    """The request itself makes no sense."""
    return AuthError(400, 'validation_failed', message)
