"""Passwords before Auth sees them: one form, long enough, and not too long; pure.

Source: NIST SP 800-63B, 5.1.1.2: characters are counted as code points, the form is NFKC.
"""

from unicodedata import normalize

from services.errors import Invalid

SHORTEST = 8
LONGEST = 1000
"""Characters; a bound for what a form may send, far above what anybody remembers."""
BCRYPT_BYTES = 72
"""As much as Supabase's Auth hashes; the embedded one takes any length."""


def one_form(password: str) -> str:
    """The same for the same signs, whatever system they were typed on."""
    return normalize('NFKC', password)


def forms(password: str) -> list[str]:
    """What to try at a sign-in: the one form, then the words as typed, as hashes once were."""
    return list(dict.fromkeys((one_form(password), password)))


def check(password: str) -> str:
    """A new password in its one form. Raises: `Invalid` when it is too short or too long."""
    kept = one_form(password)
    if not SHORTEST <= len(kept) <= LONGEST:
        raise Invalid(f'Use {SHORTEST} to {LONGEST:,} characters.', field='password')
    return kept


def too_long(password: str) -> Invalid | None:
    """Why an Auth that hashes by bcrypt refuses this password, in the unit of who typed it."""
    if len(password.encode()) <= BCRYPT_BYTES:
        return None
    if password.isascii():
        sentence = f'That password is too long: {BCRYPT_BYTES} characters fit. Use a shorter one.'
    else:
        fit = len(password.encode()[:BCRYPT_BYTES].decode(errors='ignore'))
        sentence = (
            f'That password is too long for its alphabet: the first {fit} characters fit. '
            'Use a shorter one.'
        )
    return Invalid(sentence, field='password')
