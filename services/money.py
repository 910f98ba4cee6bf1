"""Money: how fine each currency is, and amounts as they are printed and typed.

The one place that asks Babel about currencies. Sums round here, screens print here, and the line
out begins here: what `shown` prints, `parsed` reads.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import get_currency_precision, get_currency_symbol, list_currencies

from services.errors import Invalid

LOCALE = 'en_GB'
KEPT = 4096
"""Results to remember: one change says the same price on a thousand screens."""
NO_BREAK = '\u00a0'
NO_NUMBER = 'Price needs a number.'
TOO_LARGE = Decimal(10**10)
"""From here on a price is refused, see `models.fields.Price`; sums may be larger."""
COUNTS = {2: 'two', 3: 'three', 4: 'four'}

SIGNS = {
    '$': 'USD AUD BBD BMD BND BSD BZD CAD CLP COP FJD GYD HKD JMD LRD MXN NAD NZD SBD SGD SRD TTD'
    ' TWD UYU XCD ARS CUP DOP',
    '¥': 'JPY CNY', '円': 'JPY', '元': 'CNY', '圆': 'CNY', 'RMB': 'CNY', '원': 'KRW',
    '£': 'GBP EGP FKP GIP SHP SSP SYP LBP', 'kr': 'NOK SEK DKK ISK', 'zł': 'PLN', 'Kč': 'CZK',
    'Ft': 'HUF', 'lei': 'RON MDL', 'лв': 'BGN', 'Fr': 'CHF', 'Fr.': 'CHF', 'SFr': 'CHF', '₣': 'CHF',
    'R': 'ZAR', 'S/': 'PEN', 'RM': 'MYR', 'Rp': 'IDR', 'Rs': 'INR PKR LKR NPR MUR SCR', '฿': 'THB',
    '₺': 'TRY', 'TL': 'TRY', '₴': 'UAH', '₽': 'RUB', 'руб': 'RUB', '₾': 'GEL', '֏': 'AMD',
    '₼': 'AZN', '₸': 'KZT', '₦': 'NGN', '₵': 'GHS', '₡': 'CRC', '₲': 'PYG', '₭': 'LAK', '₮': 'MNT',
    '៛': 'KHR', '৳': 'BDT', '₨': 'INR PKR LKR NPR MUR SCR', 'KSh': 'KES', 'TSh': 'TZS',
    'USh': 'UGX', 'Br': 'ETB', 'DH': 'MAD AED', 'Dhs': 'AED MAD', 'S$': 'SGD', 'AU$': 'AUD',
    'C$': 'CAD', 'RD$': 'DOP', 'din': 'RSD', 'ден': 'MKD', 'Bs': 'BOB VES', 'L': 'HNL', 'Q': 'GTQ',
    'KD': 'KWD', 'BD': 'BHD', 'DT': 'TND', 'JD': 'JOD', 'RO': 'OMR', 'euro': 'EUR', 'euros': 'EUR',
}  # fmt: skip
"""How people write their currencies; what several share may be any of them."""

PARTS = re.compile(
    r'(?P<before>\D*?)(?P<number>(?:(?<![^\W\d_]|/)[.,])?\d(?:.*\d)?)(?P<after>\D*)', re.DOTALL
)
"""An abbreviation keeps its point (`Fr.50`); any other before the first digit is a decimal one."""
NO_CENTS = re.compile(r'\s*[.,]\s*-*')
"""`1200.-`, `1.200,–`, `90.`"""
NUMBER = re.compile(
    r'(?P<whole>(?:[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*|\d*))'
    r'(?:(?!(?P=mark))[.,](?P<part>\d+))?'
)
THREE_PLACES = re.compile(r'\d+\.\d{3}')
BLANK_MARKS = "'’‘ʼ`´′٬"
SAME_AS = {'٫': '.', '،': ',', **dict.fromkeys('−–—‒―‐‑', '-')}


@lru_cache(KEPT)
def digits(currency: str) -> int:
    """Decimals of a currency: `EUR` 2, `JPY` 0, `KWD` 3; two where Babel does not know it."""
    return get_currency_precision(currency)


@lru_cache(KEPT)
def _least(currency: str) -> Decimal:
    return Decimal(1).scaleb(-digits(currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """What can be paid of it: half up, as `round(amount, tradewind.currency_digits(currency))`."""
    return amount.quantize(_least(currency), ROUND_HALF_UP)


@lru_cache(KEPT)
def shown(amount: Decimal, currency: str) -> str:
    """`€3,543`, `€92.50`, `JP¥300`, `NOK 1,200`: decimals only where there are some."""
    symbol = get_currency_symbol(currency, LOCALE)
    # letters run into the digits
    space = '' if unicodedata.category(symbol[-1]) == 'Sc' else NO_BREAK
    sign = '-' if amount < 0 else ''
    return f'{sign}{symbol}{space}{_written(abs(amount), currency, ",")}'


def plain(amount: Decimal, currency: str) -> str:
    """`185` or `92.50`, as one would type it."""
    return _written(amount, currency, '')


def _written(amount: Decimal, currency: str, mark: str) -> str:
    payable = rounded(amount, currency)
    places = 0 if payable == payable.to_integral_value() else digits(currency)
    return f'{payable:{mark}.{places}f}'


def parsed(text: str, currency: str) -> Decimal:
    """A price as somebody typed or pasted it: `€1,240`, `92,50`, `kr 1 200`, `1’200.–`; '' is 0.

    A point before three digits sets thousands apart, but in a currency of three decimals it is
    the decimal point, as `shown` prints it.

    Raises: `Invalid` with a sentence for what is no price in this currency.
    """
    typed = ''.join(map(_usual, text)).strip()
    if not typed:
        return Decimal(0)
    parts = PARTS.fullmatch(typed)
    if not parts:
        raise Invalid(NO_NUMBER, field='price')
    before, is_negative = _without_sign(parts['before'].strip())
    if before.upper() == f'{currency}.':
        raise Invalid(NO_NUMBER, field='price')  # `CHF.50` may be fifty, or a half
    _check_name(before, currency)
    _check_name(NO_CENTS.sub('', parts['after'], 1).strip(), currency)
    amount = _number(''.join(parts['number'].split()), digits(currency))
    if is_negative and amount:
        raise Invalid('Price cannot be less than 0.', field='price')
    if amount < TOO_LARGE and amount != rounded(amount, currency):
        raise Invalid(too_fine(currency), field='price')
    return amount


def too_fine(currency: str) -> str:
    """As the database says it too, see `tradewind.check_price`."""
    if not digits(currency):
        return f'{currency} has no cents: type a whole amount.'
    return f'{currency} has {COUNTS[digits(currency)]} decimals; this price has more.'


def _usual(letter: str) -> str:
    """A sign in its usual form: `１` and `١` are `1`, `，` is a comma; '' for what only dresses."""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(letter) == 'Cf' or letter in BLANK_MARKS:
        return ''
    usual = unicodedata.normalize('NFKC', letter)
    if any(map(str.isdigit, usual)):
        return letter  # `½` and `²` are no digits of an amount
    return '' if usual in BLANK_MARKS else SAME_AS.get(usual, usual)


def _without_sign(before: str) -> tuple[str, bool]:
    """`-€`, `€-` and `-` without their minus."""
    bare = before.removeprefix('-') if before.startswith('-') else before.removesuffix('-')
    return bare.strip(), bare != before


def _check_name(name: str, currency: str) -> None:
    """Refuse what names another currency, and what names none."""
    if not name:
        return
    owners = _owners().get(_key(name), ())
    if currency in owners or name.upper() == currency:
        return
    if not owners:
        raise Invalid(NO_NUMBER, field='price')
    theirs = owners[0] if len(owners) == 1 else name
    raise Invalid(f'This proposal is in {currency}; that price is in {theirs}.', field='price')


@lru_cache(1)
def _owners() -> dict[str, tuple[str, ...]]:
    """Which currencies are written so: `{'kr': ('NOK', 'SEK', …), 'chf': ('CHF',)}`."""
    found = {_key(sign): tuple(codes.split()) for sign, codes in SIGNS.items()}
    for code in sorted(list_currencies()):
        found[_key(code)] = (code,)
        printed = _key(''.join(map(_usual, get_currency_symbol(code, LOCALE))))
        found[printed] = tuple(dict.fromkeys((*found.get(printed, ()), code)))
    return found


def _key(name: str) -> str:
    bare = ''.join(name.split()).removesuffix('.')
    return unicodedata.normalize('NFC', bare).casefold()


def _number(text: str, places: int) -> Decimal:
    if places == 3 and THREE_PLACES.fullmatch(text):
        return Decimal(text)
    found = NUMBER.fullmatch(text)
    if not found:
        raise Invalid(NO_NUMBER, field='price')
    whole = re.sub('[.,]', '', found['whole']) or '0'
    return Decimal(f'{whole}.{found["part"] or 0}')
