"""Dates and ages as people read them: the one place that asks Babel about them.

Serves the line in: every screen turns values into words here.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from babel.core import UnknownLocaleError
from babel.dates import format_date

from models.organization import ANYWHERE
from services import money
from services.time_zones import day_at

LOCALE = money.LOCALE
DASH = '–'
KEPT = 4096
"""Results to remember: one change says the same price on a thousand screens."""
MINUTE_S = 60
HOUR_S = 60 * MINUTE_S
DAY_S = 24 * HOUR_S
WEEK_DAYS = 7
SMALL = ('no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten')
"""Numbers that running text spells out."""


def date_range(start: date | None, end: date | None, *, locale: str = LOCALE) -> str:
    """`14–21 March 2027`, `28 February – 3 March 2027`; one date or none work too."""
    first, last = start or end, end or start
    if first is None or last is None:
        return ''
    if first == last:
        return long_date(first, locale=locale)
    if first.year != last.year:
        return f'{long_date(first, locale=locale)} {DASH} {long_date(last, locale=locale)}'
    if first.month != last.month:
        return f'{_date(first, "d MMMM", locale)} {DASH} {long_date(last, locale=locale)}'
    return f'{first.day}{DASH}{long_date(last, locale=locale)}'


def short_range(start: date | None, end: date | None) -> str:
    """`14–21 Mar 2027`, for lists."""
    first, last = start or end, end or start
    if first is None or last is None:
        return ''
    whole = _date(last, 'd MMM y', LOCALE)
    if first == last:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return f'{first.day}{DASH}{whole}'
    pattern = 'd MMM' if first.year == last.year else 'd MMM y'
    return f'{_date(first, pattern, LOCALE)} {DASH} {whole}'


def long_date(value: date, *, locale: str = LOCALE) -> str:
    """`4 December 2026`"""
    return _date(value, 'd MMMM y', locale)


def short_date(value: date) -> str:
    """`4 Dec 2026`"""
    return _date(value, 'd MMM y', LOCALE)


def day_date(value: date, *, locale: str = LOCALE) -> str:
    """`Sunday 14 March`"""
    return _date(value, 'EEEE d MMMM', locale)


def weekday_date(value: date, *, locale: str = LOCALE) -> str:
    """`Friday, 20 November`"""
    return _date(value, 'EEEE, d MMMM', locale)


def ago(moment: datetime | None, *, now: datetime | None = None, time_zone: str = ANYWHERE) -> str:
    """How long since, as lists say it: `now`, `14 min`, `3 h`, `yesterday`, `Tue`, `4 Dec 2026`.

    By the days of a zone; browsers say it by those of their own, see `components/kit/moments.py`.
    """
    if moment is None:
        return ''
    now = now or datetime.now(UTC)
    seconds = (now - moment).total_seconds()
    here, today = day_at(moment, time_zone), day_at(now, time_zone)
    days = (today - here).days
    if days <= 0 or seconds < DAY_S / 2:
        return 'now' if seconds < MINUTE_S else age(seconds)
    if days < WEEK_DAYS:
        return 'yesterday' if days == 1 else _date(here, 'EEE', LOCALE)
    return _date(here, 'd MMM' if here.year == today.year else 'd MMM y', LOCALE)


def long_ago(
    moment: datetime | None, *, now: datetime | None = None, time_zone: str = ANYWHERE
) -> str:
    """The same in a sentence: `just now`, `2 minutes ago`, `yesterday`, `on Tuesday`."""
    if moment is None:
        return ''
    now = now or datetime.now(UTC)
    short = ago(moment, now=now, time_zone=time_zone)
    if short == 'now':
        return 'just now'
    amount, _, unit = short.partition(' ')
    if unit in {'min', 'h'}:
        word = 'minute' if unit == 'min' else 'hour'
        return f'{counted(int(amount), word)} ago'
    if short == 'yesterday':
        return short
    here, today = day_at(moment, time_zone), day_at(now, time_zone)
    is_recent = (today - here).days < WEEK_DAYS
    return f'on {_date(here, "EEEE", LOCALE) if is_recent else short}'


def age(seconds: float) -> str:
    """A length of time for a badge: `24 s`, `3 min`, `2 h`."""
    if seconds < MINUTE_S:
        return f'{max(0, int(seconds))} s'
    if seconds < HOUR_S:
        return f'{int(seconds // MINUTE_S)} min'
    return f'{int(seconds // HOUR_S)} h'


def counted(number: int, word: str, words: str = '') -> str:
    """`1 traveller`, `2 travellers`; `words` is a plural that is no plain s."""
    return f'{number:,} {word if number == 1 else words or word + "s"}'


def spelled(number: int) -> str:
    """`two`, `12`: a number in running text."""
    return SMALL[number] if 0 <= number < len(SMALL) else f'{number:,}'


@lru_cache(KEPT)
def _date(value: date, pattern: str, locale: str) -> str:
    try:
        return format_date(value, pattern, locale=locale)
    except UnknownLocaleError:
        return format_date(value, pattern, locale=LOCALE)
