"""Who guesses at passwords, and how often they may: few tries near by, a few more from anywhere.

Nobody is shut out of their own account by others who guess, see `devices`.
"""

from dataclasses import dataclass

from fastapi import Request

from pages import devices
from services import limits
from services.addresses import network_of
from services.core import Services
from services.errors import Invalid, TooMany
from services.rate_limit import RateLimit


def check_email(email: str) -> None:
    """Raises: `Invalid` for what is too long for an address; before anybody counts it."""
    if len(email) > limits.EMAIL_LENGTH:
        raise Invalid(
            f'An e-mail address has at most {limits.EMAIL_LENGTH} characters.', field='email'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Who tries to sign in to what; `check` before anything of it is counted."""

    network: str
    email: str
    device: str = ''
    """Name of a browser that signed in to this account before."""

    @classmethod
    def of(cls, services: Services, request: Request, email: str) -> 'Attempt':
        """Raises: `Invalid` for what can be no address."""
        check_email(email)
        email = email.lower()
        device = devices.known(request, email, services.settings)
        return cls(network=network(request), email=email, device=device)

    @property
    def near(self) -> str:
        """The account, from here."""
        return f'{self.network} {self.email}'

    @property
    def account(self) -> str:
        """The account from everywhere, its own browsers apart."""
        return f'{self.device} {self.email}'


class Tries:
    """Sign-ins that failed or are under way: few for one account, more for one network.

    Each counts from its beginning, or any number could be under way at once.
    """

    def __init__(self) -> None:
        self._near = RateLimit(limits.TRIES, within_s=limits.TRIES_S)
        self._network = RateLimit(limits.TRIES_OF_NETWORK, within_s=600)
        self._account = RateLimit(limits.TRIES_OF_ACCOUNT, within_s=900)

    def begin(self, attempt: Attempt) -> None:
        """Count one more. Raises: `TooMany` with a sentence that says how long to wait."""
        try:
            self._near.check(attempt.near)
            self._network.check(attempt.network)
            self._account.check(attempt.account)
        except TooMany as error:
            seconds = max(1, round(error.retry_s))
            raise TooMany(
                f'That was too many tries. Wait {seconds} seconds, then try again.',
                retry_s=error.retry_s,
            ) from None
        self._near.count(attempt.near)
        self._network.count(attempt.network)
        self._account.count(attempt.account)

    def failed(self, attempt: Attempt) -> str:
        """The sentence for a failure, which stays counted."""
        left = self._near.left(attempt.near)
        sentence = 'That e-mail and password do not match.'
        warnings = {
            2: 'Two more tries, then a short pause.',
            1: 'One more try, then a short pause.',
        }
        warnings[0] = 'Wait a minute before the next try.'
        return f'{sentence} {warnings[left]}' if left in warnings else sentence

    def worked(self, attempt: Attempt) -> None:
        """Give the try back, and with it all failures of this browser."""
        self._near.forget(attempt.near)
        self._network.give_back(attempt.network)
        self._account.give_back(attempt.account)

    def undecided(self, attempt: Attempt) -> None:
        """Give the try back: nobody looked at the password."""
        self._near.give_back(attempt.near)
        self._network.give_back(attempt.network)
        self._account.give_back(attempt.account)


def network(request: Request) -> str:
    """Where the request comes from, as far as it is counted."""
    return network_of(request.client.host if request.client else '')
