"""Sign-in, sign-up of an organization, sign-out: where a session begins and ends.

The forms post; an answer that says no comes back as a sentence beside what was typed.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from nicegui import app, ui
from pydantic import AfterValidator, BaseModel

from components.accounts.sign_in import Gate, gate
from models.text import clean_line
from models.viewer import System
from pages import devices, guard
from pages.guard import HOME, safe_next
from pages.tries import Attempt, Tries, check_email, network
from services import limits
from services.accounts import organizations
from services.accounts.auth import Identity, Taken, WrongPassword
from services.accounts.members import member_of
from services.core import Services
from services.errors import AppError, Invalid, TooMany, Unavailable
from services.rate_limit import RateLimit

FOUNDED = 'Too many new organizations. Try again in an hour.'
REASONS = {
    'ended': 'You were signed out, here or in another window. Sign in to go on.',
    'removed': 'You are no longer a member of the organization. Ask its owner if that is a slip.',
    'half': 'This browser is signed out, but the database did not answer: other windows may go on.'
    ' Sign in and out again to end them.',
}
"""What a page that ended by itself says on the way here."""

Text = Annotated[str, Form()]
Trimmed = Annotated[str, AfterValidator(clean_line)]


class SignUp(BaseModel):
    """What the form for a new organization posts."""

    email: Trimmed = ''
    password: str = ''
    full_name: Trimmed = ''
    organization: Trimmed = ''
    time_zone: str = ''
    """What the browser says of itself."""
    next: str = HOME

    def check(self) -> None:
        """Raises: `Invalid` naming the first field that is empty or too long."""
        organizations.typed(name=self.organization, full_name=self.full_name, email=self.email)
        if not self.email:
            raise Invalid('Type your e-mail address.', field='email')
        check_email(self.email)


def register(services: Services) -> None:
    """Make the pages and the addresses their forms post to."""

    @ui.page('/login', title='Sign in · Tradewind')
    async def login(request: Request, next: str = HOME, why: str = '') -> Response | None:
        if await guard.whoever(services, request):
            return RedirectResponse(safe_next(next), 303)
        gate(Gate.SIGN_IN, safe_next(next), REASONS.get(why, ''))
        return None

    @ui.page('/signup', title='Start an organization · Tradewind')
    async def signup(request: Request, next: str = HOME) -> Response | None:
        if await guard.whoever(services, request):
            return RedirectResponse(safe_next(next), 303)
        gate(Gate.SIGN_UP, safe_next(next))
        return None

    _register_posts(services)


def _register_posts(services: Services) -> None:
    tries = Tries()
    founded = RateLimit(limits.ORGANIZATIONS_OF_NETWORK, within_s=3600)
    founded_by_all = RateLimit(limits.ORGANIZATIONS, within_s=3600)

    @app.post('/login')
    async def sign_in(
        request: Request, email: Text = '', password: Text = '', next: Text = HOME
    ) -> Response:
        async def recognize() -> Identity:
            return await known(services, tries, request, clean_line(email), password)

        return await answer(services, request, recognize, next)

    @app.post('/signup')
    async def sign_up(request: Request, form: Annotated[SignUp, Form()]) -> Response:
        source = network(request)

        async def found() -> Identity:
            form.check()
            founded.check(source, FOUNDED)
            founded_by_all.take('', FOUNDED)
            founded.count(source)
            try:
                return await founder(services, tries, request, form)
            except Unavailable:
                founded.give_back(source)
                founded_by_all.give_back('')
                raise

        return await answer(services, request, found, form.next)

    @app.post('/logout')
    async def sign_out(request: Request, everywhere: bool = False) -> Response:
        known = await guard.end(services, request, everywhere=everywhere)
        return RedirectResponse('/login' if known else '/login?why=half', 303)


async def answer(
    services: Services,
    request: Request,
    recognize: Callable[[], Awaitable[Identity]],
    target: str,
) -> Response:
    """Begin a session, or say why not: `{"next": "/…"}` or `{"field": "…", "sentence": "…"}`."""
    wants_json = 'application/json' in request.headers.get('accept', '')
    try:
        identity = await recognize()
        await guard.begin(services, request, identity)
    except AppError as error:
        if not wants_json:
            return RedirectResponse(request.url.path, 303)
        status = 429 if isinstance(error, TooMany) else 422
        field = error.field if isinstance(error, Invalid) else ''
        return JSONResponse({'field': field, 'sentence': str(error)}, status)
    response: Response = RedirectResponse(safe_next(target), 303)
    if wants_json:
        response = JSONResponse({'next': safe_next(target)})
    devices.mark(response, identity.email, services.settings)
    return response


async def known(
    services: Services, tries: Tries, request: Request, email: str, password: str
) -> Identity:
    """The person with this password. Raises: `Invalid`, `TooMany`, `Unavailable`."""
    if not email:
        raise Invalid('Type your e-mail address.', field='email')
    if not password:
        raise Invalid('Type your password.', field='password')
    attempt = Attempt.of(services, request, email)
    tries.begin(attempt)
    try:
        identity = await services.auth.sign_in(email, password)
    except WrongPassword as error:
        raise WrongPassword(tries.failed(attempt), field='password') from error
    except Unavailable:
        tries.undecided(attempt)
        raise
    tries.worked(attempt)
    return identity


async def founder(services: Services, tries: Tries, request: Request, form: SignUp) -> Identity:
    """A new account with a new organization; an account that has none yet gets one."""
    try:
        identity = await services.auth.sign_up(form.email, form.password, form.full_name)
    except Taken:
        identity = await without_organization(services, tries, request, form)
    await services.run(
        organizations.create,
        System(),
        name=form.organization,
        user_id=identity.user_id,
        email=identity.email,
        full_name=form.full_name,
        time_zone=form.time_zone,
    )
    return identity


async def without_organization(
    services: Services, tries: Tries, request: Request, form: SignUp
) -> Identity:
    """An account left over from a sign-up that was cut short.

    Raises: `Taken` for any other, `TooMany` as at the sign-in: it is one more way to guess.
    """
    try:
        identity = await known(services, tries, request, form.email, form.password)
    except WrongPassword:
        raise Taken(field='email') from None
    async with services.database.read(System()) as session:
        if await member_of(session, identity.user_id) is not None:
            raise Taken(field='email')
    return identity
