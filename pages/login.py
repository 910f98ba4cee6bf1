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
from pages import guard
from pages.guard import HOME, safe_next
from services.accounts import organizations
from services.accounts.auth import Identity, Taken, WrongPassword
from services.accounts.members import member_of
from services.core import Services
from services.errors import AppError, Invalid, TooMany, Unavailable
from services.rate_limit import RateLimit

TRIES = 5
PAUSE_S = 60.0
TRIES_OF_ADDRESS = 50
NEW_ORGANIZATIONS = 20
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


class Tries:
    """Sign-ins that failed or are under way: few for one account, more for one network address.

    Each counts from its beginning, or any number could be under way at once.
    """

    def __init__(self) -> None:
        self._account = RateLimit(TRIES, within_s=PAUSE_S)
        self._address = RateLimit(TRIES_OF_ADDRESS, within_s=600)

    def begin(self, address: str, email: str) -> None:
        """Count one more. Raises: `TooMany` with a sentence that says how long to wait."""
        try:
            self._account.check(f'{address} {email}')
            self._address.check(address)
        except TooMany as error:
            seconds = max(1, round(error.retry_s))
            raise TooMany(
                f'That was too many tries. Wait {seconds} seconds, then try again.',
                retry_s=error.retry_s,
            ) from None
        self._account.count(f'{address} {email}')
        self._address.count(address)

    def failed(self, address: str, email: str) -> str:
        """The sentence for a failure, which stays counted."""
        left = self._account.left(f'{address} {email}')
        sentence = 'That e-mail and password do not match.'
        warnings = {
            2: 'Two more tries, then a short pause.',
            1: 'One more try, then a short pause.',
        }
        warnings[0] = 'Wait a minute before the next try.'
        return f'{sentence} {warnings[left]}' if left in warnings else sentence

    def worked(self, address: str, email: str) -> None:
        """Give the try back, and with it all failures of the account."""
        self._account.forget(f'{address} {email}')
        self._address.give_back(address)

    def undecided(self, address: str, email: str) -> None:
        """Give the try back: nobody looked at the password."""
        self._account.give_back(f'{address} {email}')
        self._address.give_back(address)


def register(services: Services) -> None:
    """Make the pages and the addresses their forms post to."""

    @ui.page('/')
    def root() -> Response:
        return RedirectResponse(HOME, 303)

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
    founded = RateLimit(NEW_ORGANIZATIONS, within_s=3600)

    @app.post('/login')
    async def sign_in(
        request: Request, email: Text = '', password: Text = '', next: Text = HOME
    ) -> Response:
        async def recognize() -> Identity:
            return await known(services, tries, address_of(request), clean_line(email), password)

        return await answer(services, request, recognize, next)

    @app.post('/signup')
    async def sign_up(request: Request, form: Annotated[SignUp, Form()]) -> Response:
        address = address_of(request)

        async def found() -> Identity:
            form.check()
            founded.take(address, 'Too many new organizations. Try again in an hour.')
            try:
                return await founder(services, tries, address, form)
            except Unavailable:
                founded.give_back(address)
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
        await guard.begin(services, request, await recognize())
    except AppError as error:
        if not wants_json:
            return RedirectResponse(request.url.path, 303)
        status = 429 if isinstance(error, TooMany) else 422
        field = error.field if isinstance(error, Invalid) else ''
        return JSONResponse({'field': field, 'sentence': str(error)}, status)
    if wants_json:
        return JSONResponse({'next': safe_next(target)})
    return RedirectResponse(safe_next(target), 303)


async def known(
    services: Services, tries: Tries, address: str, email: str, password: str
) -> Identity:
    """The person with this password. Raises: `Invalid`, `TooMany`, `Unavailable`."""
    if not email:
        raise Invalid('Type your e-mail address.', field='email')
    if not password:
        raise Invalid('Type your password.', field='password')
    who = address, email.lower()
    tries.begin(*who)
    try:
        identity = await services.auth.sign_in(email, password)
    except WrongPassword as error:
        raise WrongPassword(tries.failed(*who), field='password') from error
    except Unavailable:
        tries.undecided(*who)
        raise
    tries.worked(*who)
    return identity


async def founder(services: Services, tries: Tries, address: str, form: SignUp) -> Identity:
    """A new account with a new organization; an account that has none yet gets one."""
    try:
        identity = await services.auth.sign_up(form.email, form.password, form.full_name)
    except Taken:
        identity = await without_organization(services, tries, address, form)
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
    services: Services, tries: Tries, address: str, form: SignUp
) -> Identity:
    """An account left over from a sign-up that was cut short.

    Raises: `Taken` for any other, `TooMany` as at the sign-in: it is one more way to guess.
    """
    try:
        identity = await known(services, tries, address, form.email, form.password)
    except WrongPassword:
        raise Taken(field='email') from None
    async with services.database.read(System()) as session:
        if await member_of(session, identity.user_id) is not None:
            raise Taken(field='email')
    return identity


def address_of(request: Request) -> str:
    return request.client.host if request.client else ''
